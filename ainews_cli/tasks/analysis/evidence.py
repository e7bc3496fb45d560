"""Does the article bear out what a reply says: quotes word for word in the blocks named, numbers, addresses?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ainews_cli.models.text import Block

_ADDRESS = re.compile(
    r"https?://[^\s<>\"'\\^`{|}\u0080-\U0010ffff]+"
    r"|(?<![a-z0-9])www\.[a-z0-9][^\s<>\"'\\^`{|}\u0080-\U0010ffff]*"
    r"|[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    re.IGNORECASE | re.ASCII,
)
"""Addresses as ASCII: Japanese text goes on right behind one, without a space. The flag is needed for more than that:
without it, i, k and s count as forms of İ, K and ſ, and the sets would leave them out.
"""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as evidence."""

    title: str
    url: str
    blocks: Mapping[int, Block]

    @property
    def text(self) -> str:
        """Title and all blocks."""
        return "\n".join((self.title, *(block.text for block in self.blocks.values())))


def source_of(title: str, url: str, blocks: Sequence[Block]) -> ArticleText:
    """Return the article as it was sent."""
    return ArticleText(title, url, {block.id: block for block in blocks})


def unconfirmed(statement: str, cited: Sequence[int], quote: str, source: ArticleText) -> str:
    """Return why a statement is not confirmed, in words; "" when its quote stands in the blocks it names and its
    numbers in the article.
    """
    # border: verify compiles patterns for 0.1 s, and estimates quote nothing
    from ainews_cli.verify.quotes import confirm_quote

    named = [source.blocks[number] for number in cited if number in source.blocks]
    if not quote:
        return "has no quote"
    if not named:
        return "names no block of the article"
    if not confirm_quote(quote, named):
        return f"its quote is not in {', '.join(f'¶{block.id}' for block in named)}"
    return number_fault(statement, source)


def number_fault(statement: str, source: ArticleText) -> str:
    """Name the numbers and dates of a statement that the article does not have; "" when it has them all."""
    # border: see `unconfirmed`
    from ainews_cli.verify.quotes import numbers_supported

    title = Block(0, "heading", source.title)
    strange = numbers_supported(statement, (title, *source.blocks.values()))
    return f"says {', '.join(strange)}, which the article does not" if strange else ""


def new_address(text: str, source: ArticleText) -> str:
    """Return the first URL or mail address in `text` that the article does not carry; "" when there is none."""
    if "://" not in text and "@" not in text and "www." not in text.lower():
        return ""
    known = f"{source.text}\n{source.url}".lower()
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?)]").lower()
        if address not in known:
            return address
    return ""
