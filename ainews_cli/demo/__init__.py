"""`ainews demo`: sample feeds served on loopback, and replies recorded by hand for their articles.

Every firm, person, product and figure in `articles/` is invented; hosts end in `.example`. What is where:

- `feeds.toml`: the subscriptions
- `articles/SLUG.md`: one article, a TOML head (`samples.Article` names the fields) and Markdown
- `replies/SLUG.json`: what an engine would answer for it in Japanese, in the form of `llm.schema`, with the hash of the
  text it was written for
- `translations/SLUG.json`: the blocks of some of them in Japanese; `wrong` names blocks that hold a fault on purpose,
  `comment` says why
- `briefs/SLUG.json`: claims about the discussion of a Hacker News sample; `briefs/week.json`: those about a week, which
  cite articles by slug

To change an article on purpose: edit it, mend what its reply says, then `python -m ainews_cli.demo.rehash`. It renews
the hashes, looks up the
block numbers of all quotes, and names the quotes that no longer stand in the article. `--check` only looks (the tests
do that).
"""
