"""What a brief is made of: the texts that are sent, what stands for them in its claims, and the key it is stored under.
Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.base.hashing import text_digest
from ainews_cli.llm.engine import BriefTask
from ainews_cli.llm.tokens import NARROW_TOKENS, estimate_tokens
from ainews_cli.llm.versions import BRIEF
from ainews_cli.models.brief import BriefDocument, BriefKey, Cited
from ainews_cli.models.text import Block
from ainews_cli.models.tries import TryKey

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ainews_cli.models.brief import BriefKind
    from ainews_cli.models.discussion import Comment
    from ainews_cli.models.page import EntryPart

REPLY_TOKENS = 1_200
"""Cap on a reply: six claims with their quotes take some 800 tokens in Japanese."""
WEEK_TOKENS = 8_000
"""For a week, as `discussion_tokens` is for a discussion: some 40 items with their summaries."""
FRAME_TOKENS = 30
"""Of a document's id, author and punctuation."""


class BriefRequest(NamedTuple):
    """A brief to be made."""

    key: BriefKey
    task: BriefTask
    cited: Mapping[int, Cited]
    """BriefDocument id -> what a stored claim says of it."""


def discussion_request(
    item_id: int, title: str, url: str, comments: Sequence[Comment], *, language: str, model: str, tokens: int
) -> BriefRequest | None:
    """Return a request about the first comments that fit; None where there is none that can be linked to.

    `tokens`: of comments and reply together, by an estimate on the high side; `REPLY_TOKENS` of them are the reply's,
    but never more than half.
    """
    linked = [comment for comment in comments if comment.id]
    documents = tuple(
        BriefDocument(number, comment.author, comment.blocks, comment.replies)
        for number, comment in enumerate(linked, 1)
    )
    cited = {number: Cited(comment.id, comment.author) for number, comment in enumerate(linked, 1)}
    return _request(
        "discussion", item_id, (title, url), documents, cited, language=language, model=model, tokens=tokens
    )


def try_key(request: BriefRequest) -> TryKey:
    """Return what a failed try of the request is remembered under."""
    key = request.key
    profile = text_digest(f"{key.language}\0{key.prompt_version}\0{key.model}", 16)
    return TryKey(key.kind, key.item_id, key.source_hash, profile)


def week_request(entries: Sequence[EntryPart], *, language: str, model: str) -> BriefRequest | None:
    """Return a request about the entries of a week's page that have a TL;DR; None where none has."""
    chosen = [entry for entry in entries if entry.tldr and "tldr" not in entry.unconfirmed]
    documents = tuple(
        BriefDocument(entry.id, entry.source, (Block(1, "heading", entry.title), Block(2, "paragraph", entry.tldr)))
        for entry in chosen
    )
    cited = {entry.id: Cited(entry.id) for entry in chosen}
    return _request("week", 0, ("", ""), documents, cited, language=language, model=model, tokens=WEEK_TOKENS)


def unread_request(item_id: int, title: str, *, language: str, model: str, tokens: int) -> BriefRequest:
    """Return the largest request that a discussion nobody has read yet can come to, for a dry run's price.

    It is one comment as long as all together may be.
    """
    length = int((tokens - reply_tokens(tokens)) / NARROW_TOKENS)
    document = BriefDocument(1, "", (Block(1, "paragraph", "x" * length),))
    task = BriefTask("discussion", item_id, title, "", (document,), language, reply_tokens(tokens))
    return BriefRequest(BriefKey("discussion", item_id, "", language, BRIEF["discussion"], model), task, {})


def reply_tokens(tokens: int) -> int:
    """Return the reply's share of the tokens for one brief."""
    return min(REPLY_TOKENS, tokens // 2)


def _request(
    kind: BriefKind,
    item_id: int,
    head: tuple[str, str],
    documents: tuple[BriefDocument, ...],
    cited: Mapping[int, Cited],
    *,
    language: str,
    model: str,
    tokens: int,
) -> BriefRequest | None:
    """`head`: title and address."""
    sent = fitting(documents, tokens - reply_tokens(tokens))
    if not sent:
        return None
    used = {document.id: cited[document.id] for document in sent}
    task = BriefTask(kind, item_id, *head, sent, language, reply_tokens(tokens))
    return BriefRequest(
        BriefKey(kind, item_id, source_hash(head[0], sent, used), language, BRIEF[kind], model), task, used
    )


def fitting(documents: Sequence[BriefDocument], tokens: int) -> tuple[BriefDocument, ...]:
    """Return the first documents that have room in so many tokens.

    One that has none is passed over, and shorter ones behind it are taken.
    """
    chosen: list[BriefDocument] = []
    left = tokens
    for document in documents:
        size = FRAME_TOKENS + sum(estimate_tokens(block.text) for block in document.blocks)
        if size <= left:
            chosen.append(document)
            left -= size
    return tuple(chosen)


def source_hash(title: str, documents: Sequence[BriefDocument], cited: Mapping[int, Cited]) -> str:
    """Hash of what is read: title and texts with what they are, whatever their order (a site's changes by the minute);
    32 hex digits.
    """
    parts = sorted(
        f"{cited[document.id].id}\0{document.author}\0" + "\1".join(block.text for block in document.blocks)
        for document in documents
    )
    return text_digest("\2".join((title, *parts)))
