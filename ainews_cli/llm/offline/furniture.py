"""Page furniture: players, reading times, share and subscribe lines, bylines, credits, cookie lines. Neither a summary
nor a tag may rest on them.

A line is furniture by its kind (`data/furniture.toml`: phrases, and how long a line of that kind can be), or by its
shape: links alone, a date alone, the author alone, names behind "By", signs alone. Where it stands before prose on one
line, only the furniture goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ainews_cli.data import load
from ainews_cli.llm.offline.sentences import parted
from ainews_cli.models.scripts import CJK
from ainews_cli.models.text import Block

_LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_CJK = re.compile(f"[{CJK}]")
_BY = re.compile(
    r"by\s+(?-i:[A-Z][\w.'’-]*)(?:(?:,?\s+(?:and\s+)?|\s*&\s*)(?-i:[A-Z][\w.'’:-]*)){0,9}"
    r"(?:[\s|·•,–—-]+[\d:,/ ]+(?:[ap]m)?)?"
    r"(?:\s*[|·•,–—-].{0,60})?\.?",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})"
    r"(?:st|nd|rd|th)?,?(?:\s+\d{4})?|\d{4}[-./年]\s?\d{1,2}[-./月]\s?\d{1,2}日?|\d{1,2}[./]\d{1,2}[./]\d{2,4}",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[\s,|·•()（）–—-]*(?:(?:at|t)\s*)?(?:\d{1,2}[:時]\d{2}分?(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*[a-z]{0,4})?",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(r"\[/?[\w-]+(?:\s+[\w-]+=\S[^\]]*)?\]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d+")
LONGEST = 1_000
"""Characters, addresses included: a longer sentence is prose."""
PARTICLES = "をがのほま"
"""Behind a phrase in Japanese they make it a part of a sentence: 目次を作る機能."""
WORDS = 3
"""Of links one after the other that are a menu, on average; and characters between them."""
READ = 4_000
"""Characters of a text that are looked through: as far as tags and summaries look."""


class _Book(NamedTuple):
    """The phrases of all kinds, each with how long a line can be of which it makes furniture."""

    whole: frozenset[str]
    first: tuple[str, ...]
    """All that lines start with: most lines start with none of them."""
    starts: tuple[tuple[str, int], ...]
    between: tuple[tuple[str, str, int], ...]
    """What a line starts with, and what it holds further on."""
    holds: tuple[tuple[str, int], ...]
    """For the longest lines first."""


def readable(blocks: Sequence[Block], *, author: str = "") -> tuple[Block, ...]:
    """Return the blocks without furniture; code, and what comes after READ characters, stay as they are."""
    kept = []
    seen = 0
    for block in blocks:
        text = block.text
        if block.kind != "code" and seen < READ:
            text = without(text, author=author)
        seen += len(block.text)
        if text:
            kept.append(block if text == block.text else block._replace(text=text))
    return tuple(kept)


def without(text: str, *, author: str = "") -> str:
    """Return the text without furniture, "" where it is nothing else."""
    lines = (_prose(_unprefixed(line.strip()), author) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _prose(line: str, author: str) -> str:
    """Return the sentences of a line that are no furniture."""
    sentences = [sentence for sentence in parted(line) if sentence]
    kept = [sentence for sentence in sentences if not is_furniture(sentence, author=author)]
    if len(kept) == len(sentences):
        return line
    return ("" if _CJK.search(line) else " ").join(kept)


def is_furniture(line: str, *, author: str = "") -> bool:
    """Return whether a line or a sentence is none of the text."""
    if len(line) > LONGEST:
        return False
    plain = " ".join(_LINKED.sub(r"\1", line).split()).strip(" *_#>|·•-–—:")
    if not _LETTERS.search(plain) and not _CJK.search(plain):
        return True
    return _by_shape(line, plain, author) or _by_kind(plain)


def _by_shape(line: str, plain: str, author: str) -> bool:
    """Return whether it is links, a date, the author or names alone."""
    folded = plain.casefold()
    if author and folded in (author.casefold(), f"by {author.casefold()}"):
        return True
    linked = _LINKED.findall(line)
    if len(linked) > 1 and sum(len(text.split()) for text in linked) <= WORDS * len(linked):
        return len("".join(_LINKED.sub("", line).split())) <= WORDS * len(linked)
    if date := _DATE.match(plain):
        return len(plain) <= 60 and bool(_CLOCK.fullmatch(plain[date.end() :]))
    return len(plain) <= 160 and bool(_BY.fullmatch(plain) or _SHORTCODE.fullmatch(plain))


def _by_kind(plain: str) -> bool:
    """Return whether a kind of `data/furniture.toml` has it."""
    book = _book()
    length = len(plain) * (2 if _CJK.search(plain) else 1)
    folded = _NUMBER.sub("#", plain.casefold().replace("’", "'"))
    if folded.rstrip(" .。!！:：…→»>＞") in book.whole:
        return True
    for phrase, longest in book.holds:
        if longest < length:
            break
        if phrase in folded:
            return True
    if not folded.startswith(book.first):
        return False
    return any(length <= longest and _begins(folded, phrase) for phrase, longest in book.starts) or any(
        length <= longest and folded.startswith(first) and then in folded[len(first) :]
        for first, then, longest in book.between
    )


def _begins(text: str, phrase: str) -> bool:
    """Return whether the text begins with the phrase, and not with a longer word."""
    if not text.startswith(phrase):
        return False
    following = text[len(phrase) : len(phrase) + 1]
    if phrase[-1].isascii():
        return not (phrase[-1].isalnum() and following.isalnum())
    return following not in PARTICLES or not following


def _unprefixed(line: str) -> str:
    """Return the line without the furniture that it begins with; a line of nothing else stays."""
    while match := _prefixes().match(line):
        if not match[0]:
            break
        line = line[match.end() :].lstrip(" :：|·•–—-")
    return line


@cache
def _book() -> _Book:
    kinds = [kind for name, kind in load("furniture").items() if name != "prefixes"]
    starts = [(phrase, int(kind["longest"])) for kind in kinds for phrase in kind["starts"]]
    between = [(*phrase.split("…", 1), longest) for phrase, longest in starts if "…" in phrase]
    holds = [(phrase, int(kind["longest"])) for kind in kinds for phrase in kind.get("holds", ())]
    return _Book(
        frozenset(phrase for kind in kinds for phrase in kind.get("whole", ())),
        tuple(phrase.split("…", 1)[0] for phrase, _ in starts),
        tuple((phrase, longest) for phrase, longest in starts if "…" not in phrase),
        tuple((first, then, longest) for first, then, longest in between),
        tuple(sorted(holds, key=lambda pair: -pair[1])),
    )


@cache
def _prefixes() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load('furniture')['prefixes']['patterns'])})", re.IGNORECASE)
