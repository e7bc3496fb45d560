"""What the offline engine measures in an item: lengths, counts, and words of the lexicon. Nothing here is a judgement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.llm.offline.lexicon import find, group_of, lexicon, words_of
from ainews_cli.models.text import Block

BODY_CHARACTERS = 4_000
"""Only this much of the body is searched for lexicon words: names that matter come early, and the cost stays flat."""

_NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*(?!\w*://)")
_LINK = re.compile(r"\]\(https?://")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_VERSION = re.compile(r"\bv?\d+\.\d+(?:\.\d+)?\b|\b(?:v|gpt-|claude |gemini |llama |qwen)\d", re.I)


@dataclass(frozen=True, slots=True)
class Features:
    """Measurements of one item."""

    characters: int
    """Of body text; code included."""
    weight: int
    """Characters as if all were alphabetic: a CJK character carries about 2.2 of those."""
    numbers: int
    code_blocks: int
    links: int
    headings: int
    version: bool
    """The title names a version."""
    companies: tuple[str, ...]
    products: tuple[str, ...]
    topics: tuple[str, ...]
    """In the order of weight: title first, then frequency."""
    signals: Mapping[str, str]
    """Signal -> the first word found for it; title before body."""
    title_signals: frozenset[str]
    title_keywords: tuple[str, ...]
    """The reader's keywords in the title."""
    body_keywords: tuple[str, ...]
    """Those only in the body."""


def measure(task: AnalysisTask) -> Features:
    """Measures an item. Deterministic, well under a millisecond."""
    body = "\n".join(block.text for block in task.blocks)
    head = body[:BODY_CHARACTERS]
    book = lexicon()
    title_words, body_words = words_of(task.title), words_of(head)
    wide = len(_WIDE.findall(head)) / len(head) if head else 0.0
    signals: dict[str, str] = {}
    in_title = set()
    for name, group in book.signals.items():
        if hits := sorted(find(group, title_words)):
            in_title.add(name)
            signals[name] = hits[0]
        elif hits := sorted(find(group, body_words)):
            signals[name] = hits[0]
    keywords = group_of((word, word) for word in task.interests.keywords)
    wanted = set(find(book.topics, words_of(task.interests.text))) if task.interests.text else set()
    topics = _ranked(find(book.topics, title_words), find(book.topics, body_words), 1)
    title_hits = tuple(sorted(find(keywords, title_words)))
    body_hits = {*find(keywords, body_words), *(name for name in topics if name in wanted)} - set(title_hits)
    return Features(
        characters=len(body),
        weight=int(len(body) * (1 + 1.2 * wide)),
        numbers=len(_NUMBER.findall(head)),
        code_blocks=sum(block.kind == "code" for block in task.blocks),
        links=len(_LINK.findall(body)),
        headings=sum(block.kind == "heading" for block in task.blocks),
        version=bool(_VERSION.search(task.title)),
        companies=_ranked(find(book.companies, title_words), find(book.companies, body_words), 2),
        products=_ranked(find(book.products, title_words), find(book.products, body_words), 2),
        topics=topics,
        signals=signals,
        title_signals=frozenset(in_title),
        title_keywords=title_hits,
        body_keywords=tuple(sorted(body_hits)),
    )


def _ranked(title: Mapping[str, int], body: Mapping[str, int], least: int) -> tuple[str, ...]:
    """Names of the title, then those that the body has at least `least` times; most frequent first."""
    names = [name for name in {**title, **body} if name in title or body.get(name, 0) >= least]
    return tuple(sorted(names, key=lambda name: (name not in title, -body.get(name, 0), name)))


def prose(blocks: Sequence[Block]) -> list[str]:
    """Texts of the paragraphs, list items and quotes, in order: what a summary may be taken from."""
    return [block.text for block in blocks if block.kind in ("paragraph", "list_item", "quote")]
