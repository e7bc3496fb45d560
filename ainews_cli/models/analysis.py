"""What an engine says of an item, after code has checked it; and what the call cost."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from typing import Literal, NamedTuple

MarkName = Literal["depth", "relevance", "practicality", "novelty"]
MARK_NAMES: tuple[MarkName, ...] = ("depth", "relevance", "practicality", "novelty")
SAID = ("title", "tldr", "impact", "comment")
"""Texts of an analysis that are printed although the article may not bear them out: then with a mark."""
CATEGORIES = ("news", "research", "tool", "video", "opinion", "tutorial", "business", "policy", "release")


class Mark(NamedTuple):
    """One of the four marks."""

    name: MarkName
    value: float
    """1.0 to 5.0; engines give whole numbers, offline estimates may not."""
    reason: str
    """One line. An estimate's reason names the feature that was measured."""
    blocks: tuple[int, ...] = ()
    """Ids of the source blocks it rests on."""
    quote: str = ""
    """Verbatim from those blocks."""
    confirmed: bool = True
    """False when code could not find the quote or its numbers in the source."""


class KeyPoint(NamedTuple):
    """A key point with the blocks it rests on; unconfirmed ones are dropped before this."""

    heading: str
    detail: str
    blocks: tuple[int, ...]
    quote: str


class Analysis(NamedTuple):
    """A checked analysis of one item. Marks are stored, scores are computed (`rank.overall`)."""

    title: str
    """Translated title; the original one where nothing was translated, or where the translated one said what the
    article does not.
    """
    tldr: str
    category: str
    """One of CATEGORIES."""
    tags: tuple[str, ...]
    companies: tuple[str, ...]
    products: tuple[str, ...]
    marks: tuple[Mark, ...]
    """Four, in the order of MARK_NAMES."""
    language: str
    engine: str
    """ "claude", "offline", "recorded"."""
    model: str
    estimate: bool
    """True for the offline engine: shown as an estimate."""
    profile: str
    """Hash of language, interests, prompt version, engine and model: what else the reply depended on besides the text.
    """
    body_hash: str
    """The item's body hash when it was analysed; a different one now means stale."""
    text_hash: str
    """Hash of the text that was sent."""
    created: datetime
    key_points: tuple[KeyPoint, ...] = ()
    impact: str = ""
    comment: str = ""
    """The editor's comment: opinion, and labelled so."""
    tldr_blocks: tuple[int, ...] = ()
    tldr_quote: str = ""
    unconfirmed: tuple[str, ...] = ()
    """Those of SAID of which code could not find the quote, the numbers or the names in the article."""
    findings: tuple[str, ...] = ()
    """What the checks had to say, in words."""


class Usage(NamedTuple):
    """Tokens of one call as the server counted them."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read: int = 0
    cache_written: int = 0


class Interests(NamedTuple):
    """The reader's interests, by which relevance is judged."""

    text: str = ""
    keywords: tuple[str, ...] = ()


class Weights(NamedTuple):
    """Weights of the four marks; normalised where they are used."""

    depth: float = 0.40
    relevance: float = 0.30
    practicality: float = 0.20
    novelty: float = 0.10


class AnalysisOutcome(NamedTuple):
    """The outcome for one candidate. A batch yields one per item; one failure stops nothing."""

    item_id: int
    status: Literal["done", "cached", "failed", "deferred", "unasked"]
    reason: str = ""
    cost: float = 0.0
    """US dollars."""
