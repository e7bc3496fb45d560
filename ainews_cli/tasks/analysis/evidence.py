"""Does the article bear out what a reply says: quotes word for word in the blocks named, numbers, addresses?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ainews_cli.models.text import Block

SPELLED_OUT = frozenset({"", "en", "ja", "zh", "ko"})
"""Languages whose numbers in words are read; "" for a text whose language nobody named."""
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
    language: str = ""
    """BCP 47; "" where it is not known."""

    @property
    def text(self) -> str:
        """Title and all blocks."""
        return "\n".join((self.title, *(block.text for block in self.blocks.values())))


def source_of(title: str, url: str, blocks: Sequence[Block], language: str = "") -> ArticleText:
    """Return the article as it was sent."""
    return ArticleText(title, url, {block.id: block for block in blocks}, language)


def unconfirmed(statement: str, cited: Sequence[int], quote: str, source: ArticleText) -> str:
    """Return why a statement is not confirmed, in words; "" when its quote stands in the blocks it names, and its
    numbers and names in the article.
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
    return strange(statement, source)


def number_fault(statement: str, source: ArticleText) -> str:
    """Name the numbers and dates of a statement that the article does not have; "" when it has them all."""
    # border: see `unconfirmed`
    from ainews_cli.verify.quotes import numbers_supported

    title = Block(0, "heading", source.title)
    numbers = numbers_supported(statement, (title, *source.blocks.values()))
    if source.language.split("-")[0].lower() not in SPELLED_OUT:
        numbers = tuple(number for number in numbers if not _may_be_spelled_out(number))
    return f"says {', '.join(numbers)}, which the article does not" if numbers else ""


def _may_be_spelled_out(number: str) -> bool:
    """Return whether a number is one that texts write as a word: seis semanas, un millón."""
    digits = re.sub(r"\D", "", number)
    return len(digits.strip("0")) <= 1 or int(digits) <= 20


def strange(statement: str, source: ArticleText) -> str:
    """Say which numbers and names of a statement the article does not have; "" when it has them all. The host of its
    address may name the firm that speaks.
    """
    # border: see `unconfirmed`
    from ainews_cli.verify.names import strange_names

    if names := strange_names(statement, f"{source.text}\n{source.url}"):
        return f"names {', '.join(names)}, which the article does not"
    return number_fault(statement, source)


def new_address(text: str, source: ArticleText) -> str:
    """Return the first URL or mail address in `text` that the article does not carry; "" when there is none."""
    known = f"{source.text}\n{source.url}".lower()
    return next((address for address in _addresses(text) if address not in known), "")


def advertised(text: str, source: ArticleText) -> str:
    """Return the first URL or mail address in `text` that the article carries, but that leads neither to its own site
    nor stands in its headline: it may be there to be advertised. "" when there is none.
    """
    own, title = urlsplit(source.url).hostname, source.title.lower()
    return next((address for address in _addresses(text) if _host(address) != own and address not in title), "")


def _host(address: str) -> str:
    """Return the host of a URL or a mail address, which may lack its scheme; "" where there is none."""
    try:
        return urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""


def _addresses(text: str) -> Iterator[str]:
    """Yield URLs and mail addresses, in small letters."""
    if "://" in text or "@" in text or "www." in text.lower():
        for match in _ADDRESS.finditer(text):
            yield match[0].rstrip(".,;:!?)]").lower()
