"""`ainews demo`: sample feeds served on loopback, and replies recorded by hand for their articles.

Every firm, person, product and figure in `articles/` is invented. One article is one file of Markdown with a TOML head;
`replies/` and `translations/` hold, under the same name, what an engine would answer for it in Japanese. After an article was
changed on purpose: `python -m ainews_cli.demo.rehash`.
"""
