"""Measurements of an item for the offline engine: lengths, counts, and words of the lexicon. Nothing here is a
judgement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.llm.offline.lexicon import Lexicon, Words, find, index, lexicon, signal_names, words_of
from ainews_cli.models.analysis import Interests
from ainews_cli.models.scripts import CJK
from ainews_cli.models.text import Block

BODY_CHARACTERS = 4_000
"""Only this much of the body is searched for lexicon words: names that matter come early, and the cost stays flat."""

_NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*(?!\w*://)")
_LINK = re.compile(r"\]\(https?://")
_CJK = re.compile(f"[{CJK}]")
_VERSION = re.compile(r"\bv?\d+\.\d+(?:\.\d+)?\b|\b(?:v|gpt-|claude |gemini |llama |qwen)\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextFeatures:
    """Measurements of one item."""

    characters: int
    """Length of the body; code included."""
    weight: int
    """Characters as if all were alphabetic: a CJK character carries about 2.2 of those."""
    numbers: int
    code_blocks: int
    links: int
    headings: int
    points: int
    """Points of the discussion; 0 without one."""
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
    """The reader's keywords that are in the body alone."""


def measure(task: AnalysisTask) -> TextFeatures:
    """Measure an item. Deterministic, well under a millisecond."""
    body = "\n".join(block.text for block in task.blocks)
    head = body[:BODY_CHARACTERS]
    title_words, body_words = words_of(task.title), words_of(head)
    in_title, in_body = find(lexicon(), title_words), find(lexicon(), body_words)
    wide = len(_CJK.findall(head)) / len(head) if head else 0.0
    title_hits, body_hits = _keywords(
        task.interests, title_words, body_words, {*in_title["topics"], *in_body["topics"]}
    )
    return TextFeatures(
        characters=len(body),
        weight=int(len(body) * (1 + 1.2 * wide)),
        numbers=len(_NUMBER.findall(head)),
        code_blocks=sum(block.kind == "code" for block in task.blocks),
        links=len(_LINK.findall(body)),
        headings=sum(block.kind == "heading" for block in task.blocks),
        points=task.points or 0,
        version=bool(_VERSION.search(task.title)),
        companies=_ranked(in_title["companies"], in_body["companies"], 2),
        products=_ranked(in_title["products"], in_body["products"], 2),
        topics=_ranked(in_title["topics"], in_body["topics"], 1),
        signals={
            name: min(in_title[name] or in_body[name]) for name in signal_names() if in_title[name] or in_body[name]
        },
        title_signals=frozenset(name for name in signal_names() if in_title[name]),
        title_keywords=title_hits,
        body_keywords=body_hits,
    )


def _keywords(
    interests: Interests, title: Words, body: Words, topics: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the reader's keywords in the title, and those only in the body with the topics that the interests speak
    of.
    """
    keywords = _keyword_lexicon(interests.keywords)
    in_title, in_body = find(keywords, title).get("keywords", ()), find(keywords, body).get("keywords", ())
    wanted = _wanted_topics(interests.text) & topics
    return tuple(sorted(in_title)), tuple(sorted({*in_body, *wanted} - set(in_title)))


@lru_cache(maxsize=8)
def _keyword_lexicon(keywords: tuple[str, ...]) -> Lexicon:
    return index(
        (term, "keywords", word) for word in keywords for term in {word, f"{word}s"}
    )  # "agent" is found in "agents"


@lru_cache(maxsize=8)
def _wanted_topics(text: str) -> frozenset[str]:
    return frozenset(find(lexicon(), words_of(text)).get("topics", ()))


def _ranked(title: Mapping[str, int], body: Mapping[str, int], least: int) -> tuple[str, ...]:
    """Return the names of the title, then those that the body has at least `least` times; most frequent first."""
    names = [name for name in {**title, **body} if name in title or body.get(name, 0) >= least]
    return tuple(sorted(names, key=lambda name: (name not in title, -body.get(name, 0), name)))


def prose(blocks: Sequence[Block]) -> list[str]:
    """Return the texts of the paragraphs, list items and quotes, in order: what a summary may be taken from."""
    return [block.text for block in blocks if block.kind in ("paragraph", "list_item", "quote")]
