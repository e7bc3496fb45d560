"""`python -m ainews_cli.demo.rehash [--check]`: brings the recorded replies in line with the sample articles.

For whoever changes an article on purpose. It blocks each article as the pipeline does, writes the hash of that text
into its reply
and translation, looks up the block numbers of each quote, and names every quote that is not verbatim in the article
(exit code 1).
`--check` writes nothing and fails also when a file would change. What the replies *say* stays the author's to mend.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ainews_cli.articles.convert import blocks, text_blocks
from ainews_cli.articles.discussion import select
from ainews_cli.articles.plain import plain_text
from ainews_cli.demo.documents import discussion_document, story_html
from ainews_cli.demo.recorded import text_hash
from ainews_cli.demo.samples import Article, articles, sample_feeds
from ainews_cli.models.releases import Provenance, titled
from ainews_cli.models.text import Block
from ainews_cli.sources.discussion import parse
from ainews_cli.sources.html import from_text
from ainews_cli.tasks.analysis.texts import is_enough
from ainews_cli.verify.quotes import confirm_quote

HERE = Path(__file__).parent


def shown_title(article: Article) -> str:
    """Return the article's title as the store gives it: a version with its product."""
    sample = next(sample for sample in sample_feeds() if sample.key == article.feed)
    return titled(article.title, Provenance(article.link or article.path, sample.feed.name, sample.title))


def sample_blocks(article: Article) -> tuple[Block, ...]:
    """Return the blocks the pipeline makes of an article."""
    if article.video:
        return text_blocks(plain_text(from_text(article.body)))
    return blocks(story_html(article) if article.number else article.html(), "http://127.0.0.1")


def quoted(reply: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the objects of a reply that carry a `quote` and the `blocks` it stands in."""
    yield reply["tldr"]
    yield from reply["marks"].values()
    yield from reply["key_points"]


def refresh_reply(record: dict[str, Any], article: Article) -> list[str]:
    """Bring one reply file's data up to date in place; return a line for each quote that the article does not hold."""
    blocks = sample_blocks(article)
    short = not is_enough(blocks)
    record["hash"] = text_hash(shown_title(article), (block.text for block in blocks))
    faults = []
    for holder in quoted(record["reply"]):
        if short and not holder["quote"]:  # nothing is said of it, so nothing is to be borne out
            continue
        holder["blocks"] = [block.id for block in blocks if confirm_quote(holder["quote"], (block,))][:1]
        if blocks and not holder["blocks"]:
            faults.append(f"{article.slug}: not in the article: {holder['quote']}")
    return faults


def refresh_translation(record: dict[str, Any], article: Article) -> list[str]:
    """Bring one translation file's data up to date in place; return a line when its blocks are not the article's."""
    wanted = [block.id for block in sample_blocks(article) if block.kind != "code"]
    record["hash"] = text_hash(shown_title(article), (block.text for block in sample_blocks(article)))
    given = [block["id"] for block in record["blocks"]]
    return [] if given == wanted else [f"{article.slug}: translated blocks {given}, article has {wanted}"]


def refresh_brief(record: dict[str, Any], article: Article) -> list[str]:
    """Bring the claims about one discussion up to date in place; return a line for each quote that does not stand in
    the first comment cited.
    """
    comments = select(parse(discussion_document(article, datetime.now(UTC))))
    record["hash"] = text_hash("", (block.text for comment in comments for block in comment.blocks))
    wrong = [
        claim["quote"]
        for claim in record["claims"]
        if not confirm_quote(claim["quote"], comments[claim["cites"][0] - 1].blocks)
    ]
    return [f"{article.slug}: not in the comment: {quote}" for quote in wrong]


def refresh(kind: str, article: Article, *, write: bool) -> list[str]:
    """Bring the file of claim kind (a name of REFRESH) up to date; return what is wrong with it, claim line each."""
    path = HERE / kind / f"{article.slug}.json"
    if not path.exists():
        return [f"{article.slug}: no reply recorded"] if kind == "replies" else []
    before = path.read_text("utf-8")
    record = json.loads(before)
    faults = REFRESH[kind](record, article)
    after = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    if after != before and write:
        path.write_text(after, "utf-8")
    elif after != before:
        faults.append(f"{article.slug}: {kind} not current (python -m ainews_cli.demo.rehash)")
    return faults


REFRESH = {"replies": refresh_reply, "translations": refresh_translation, "briefs": refresh_brief}


def main(arguments: Sequence[str]) -> int:
    """Bring all files up to date; return 0 when all is well."""
    write = "--check" not in arguments
    own = [(article, kind) for article in articles() for kind in REFRESH if kind == "briefs" or not article.duplicate]
    faults = [fault for article, kind in own for fault in refresh(kind, article, write=write)]
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
