"""Article text as typed blocks, and what checks find in it."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Iterable
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "list_item", "quote", "code", "table", "image"]


class Block(NamedTuple):
    """One block of an article. `text` is inline Markdown (code: the bare code; table: a GFM table; image:
    `![alt](url)`).
    """

    id: int
    """1, 2, 3 … in reading order; shown as ¶1."""
    kind: BlockKind
    text: str
    level: int = 0
    """Heading 1-6; list item or quote: nesting depth from 1."""
    ordered: int = 0
    """Number of an ordered list item, 0 for a bullet."""
    info: str = ""
    """Language of a code block."""


REPLY, REFUSAL = "reply", "refusal"
"""In the place of a check's name: a reply that is wrong as a whole, and a model that declined."""


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with the ids 1, 2, 3 …"""
    return tuple(block._replace(id=number) for number, block in enumerate(blocks, 1))


class Finding(NamedTuple):
    """One fault that a check found in a translated block."""

    block: int
    check: str
    """Name of the check, one of `verify.CHECKS`, REPLY or REFUSAL; "" until the check's row has named it."""
    message: str
    """Words for the repair prompt and for --audit."""
    hard: bool = True
    """Hard findings refuse the block; the others only warn."""
    repaired: bool = False
    """True: it was wrong with the first answer, and the block passed on the second try."""


MINIMUM_CHARACTERS = 200
"""Characters of text below which ainews does not summarise: a stub or a teaser would be summarised as if it were the
article.
"""
Origin = Literal["feed", "page", "transcript", "none"]


class Extract(NamedTuple):
    """The readable text of an item or page."""

    blocks: tuple[Block, ...]
    origin: Origin
    """ "transcript": a video's description, followed by what is said in it."""
    note: str = ""
    """Why it is short or missing: "paywall", "PDF", "too short" … "" when whole."""
    title: str = ""
    author: str = ""
    published: str = ""
    """ISO 8601 date that the page gives, "" when it gives none."""


def cut(text: str, most: int) -> str:
    """Return the beginning of a Markdown text, `most` characters at most, cut between words and outside a link."""
    if len(text) <= most:
        return text
    short = text[: max(0, most - 1)]
    if " " in short[most // 2 :]:
        short = short.rsplit(" ", 1)[0]
    opened = short.rfind("[")
    if opened >= 0 and not (short.endswith(")") or ")" in short[opened:]):
        short = short[:opened]
    return f"{short.rstrip(' ,、;:([!')}…"
