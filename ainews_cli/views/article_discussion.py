"""What people say of an article: the first comments of its discussion as quotes, each with its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import BlocksPart, LinkPart, Section, TextPart
from ainews_cli.models.text import cut
from ainews_cli.texts import text
from ainews_cli.views.claims import claims_parts, newest_brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.models.discussion import Comment
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Part
    from ainews_cli.models.text import Block
    from ainews_cli.views.reading_store import ReadingStore


def discussion_section(store: ReadingStore, row: ItemRow, language: str) -> tuple[Section, ...]:
    """Return what a model says of the discussion, and its comments as read last; () where nothing was read."""
    discussion = store.discussion(row.id)
    if discussion is None:
        return ()
    parts: list[Part] = []
    brief = newest_brief(store, row.id, language)
    if brief:
        parts += claims_parts(brief, language)
    if discussion.note:
        parts.append(TextPart(text(language, "discussion.failed", reason=discussion.note), "note"))
    elif not discussion.comments:
        parts.append(none_read(row, language))
    for comment in discussion.comments:
        parts += comment_parts(comment, comment.blocks, row.language, language)
    parts.append(LinkPart(text(language, "link.discussion"), row.discussion_url))
    return (Section("discussion", text(language, "entry.discussion"), tuple(parts), folded=True),)


def none_read(row: ItemRow, language: str) -> TextPart:
    """Say that there are no comments; where the site counts some, that they were not read."""
    key = "discussion.unread" if row.comments else "discussion.empty"
    return TextPart(text(language, key, n=row.comments or 0), "note")


def comment_parts(comment: Comment, blocks: Sequence[Block], spoken: str, language: str) -> tuple[TextPart, BlocksPart]:
    """Return the author's line and blocks of the comment as a quote. `spoken`: the language of the comment."""
    return TextPart(_who(comment, language), "note"), BlocksPart(tuple(map(_quoted, blocks)), spoken)


def excerpt(comment: Comment, most: int) -> tuple[Block, ...]:
    """Return the first blocks of a comment, of `most` characters at most; the last one is cut between words."""
    kept: list[Block] = []
    for block in comment.blocks:
        if block.kind in ("table", "image"):
            continue
        if len(block.text) <= most:
            kept.append(block)
            most -= len(block.text)
            continue
        kept.append(block._replace(text=cut(block.text, most)) if block.kind != "code" else block._replace(text="…"))
        break
    return tuple(kept)


def _who(comment: Comment, language: str) -> str:
    author = comment.author or text(language, "discussion.nobody")
    return text(language, "discussion.replies", author=author, n=comment.replies) if comment.replies else author


def _quoted(block: Block) -> Block:
    """Return a block of a comment as a part of a quote; code and tables stay what they are."""
    if block.kind in ("code", "table", "image"):
        return block
    return block._replace(kind="quote", level=block.level + 1 if block.kind == "quote" else 1, ordered=0)
