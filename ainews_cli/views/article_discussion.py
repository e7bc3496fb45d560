"""What people say of an article: the first comments of its discussion as quotes, each with its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import BlocksPart, LinkPart, Section, TextPart
from ainews_cli.texts import text
from ainews_cli.views.claims import claims_parts, newest_brief

if TYPE_CHECKING:
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
        parts.append(TextPart(text(language, "discussion.empty"), "note"))
    for comment in discussion.comments:
        parts.append(TextPart(_who(comment, language), "note"))
        parts.append(BlocksPart(tuple(map(_quoted, comment.blocks)), row.language))
    parts.append(LinkPart(text(language, "link.discussion"), row.discussion_url))
    return (Section("discussion", text(language, "entry.discussion"), tuple(parts), folded=True),)


def _who(comment: Comment, language: str) -> str:
    author = comment.author or text(language, "discussion.nobody")
    return text(language, "discussion.replies", author=author, n=comment.replies) if comment.replies else author


def _quoted(block: Block) -> Block:
    """Return a block of a comment as a part of a quote; code and tables stay what they are."""
    if block.kind in ("code", "table", "image"):
        return block
    return block._replace(kind="quote", level=block.level + 1 if block.kind == "quote" else 1, ordered=0)
