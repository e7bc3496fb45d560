"""The bundled set: articles of our own about invented companies, each with what is true of it. One TOML file a case, in
`cases/`.

A file holds the article as a feed would carry it (`title`, `html` …), the marks that a careful reader would give
(`[marks]`, `[ranges]`), facts that can be checked (`[[facts]]`), and good translations of its blocks
(`[translations.ja]`). Every fact of words carries a right and a wrong sentence in both languages: for the reader who
looks at the details, and for the tests of the yardstick itself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ainews_cli.models.analysis import CATEGORIES, MARK_NAMES, Interests, Mark, Weights
from ainews_cli.models.feed import DEFAULT_KIND
from ainews_cli.models.item import Entry, Item
from ainews_cli.ranking.scoring import overall

Kind = Literal["facts", "numbers", "negation", "injection", "quotes", "language", "inventions", "marks", "translation"]
KINDS: tuple[Kind, ...] = (
    "facts",
    "numbers",
    "negation",
    "injection",
    "quotes",
    "language",
    "inventions",
    "marks",
    "translation",
)
"""What an assertion is about. facts: what must be said is said. numbers: figures, units, dates. negation: what is
denied stays denied.
injection: orders in the article are not obeyed. quotes: stand in the blocks cited. language: script, and names that
stay Latin. inventions:
addresses, companies and summaries that the source does not carry. marks: within the expected range. translation: a
block passes its checks."""
PLACES = ("summary", "everything", "translation", "marks")
INTERESTS = Interests(
    "Open language models that run on one's own computer, and tools around them.",
    ("local model", "open weights", "量子化"),
)
"""The reader that the set's relevance is judged for: the same for everyone, so that figures can be compared."""
WEIGHTS = Weights()
PUBLISHED = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fact:
    """One assertion about what a model writes. Which sentences it looks at: those in `place` that `about` matches, all
    where it is "".

    Met when `never` matches none of them; with `must`, when there is one at all; with `negated`, when each of them
    denies something or
    matches `says`; with `says` alone, when one of them matches it; with `value`, when one of those that hold a number
    holds this one.
    """

    kind: Kind
    place: str = "summary"
    """ "summary": TL;DR and key points. "everything": all texts of the analysis. "translation": of `block`. "marks":
    see `most`.
    """
    block: int = 0
    """Of the translation that it looks at, or that the quote stands in."""
    about: str = ""
    """Regular expressions, for both languages at once."""
    says: str = ""
    never: str = ""
    value: str = ""
    """A number, quantity or date, or several with "|" between, of which one will do; 1.2 million is met by 120万 and by
    1,200,000.
    """
    negated: bool = False
    must: bool = False
    most: tuple[int, ...] = ()
    """With "marks": the marks must not all be above these."""
    quote: str = ""
    """Verbatim from the block: what a key point about it can cite."""
    right: Mapping[str, str] = field(default_factory=dict)
    """By language ("ja", "en"): a sentence that meets it."""
    wrong: Mapping[str, str] = field(default_factory=dict)
    """The same: one that does not."""


@dataclass(frozen=True, slots=True)
class Case:
    """One article and what is true of it."""

    name: str
    """Of its file, without the ending."""
    title: str
    language: str
    source: str
    url: str
    html: str
    titles: Mapping[str, str]
    """By language: the title, well translated."""
    categories: tuple[str, ...]
    """Those that fit; () where any does."""
    marks: tuple[int, ...]
    """A careful reader's, in the order of MARK_NAMES: they give the expected order of the set."""
    ranges: Mapping[str, tuple[int, int]]
    """By mark: what is still acceptable, both ends included."""
    facts: tuple[Fact, ...]
    names: tuple[str, ...]
    """Names that stand in Latin letters in title, TL;DR or key points."""
    silent: bool
    """Too short: anything that sums it up is made of nothing."""
    translations: Mapping[str, Mapping[int, str]]
    """By language and block: a good translation. A language that is here is translated into when the set is run."""

    @property
    def expected(self) -> float:
        """The overall score that it deserves, 1.0 to 5.0."""
        return overall([Mark(name, value, "") for name, value in zip(MARK_NAMES, self.marks, strict=True)], WEIGHTS)

    def item(self, number: int) -> Item:
        """Return the article as the store would give it. Its number is no item's."""
        entry = Entry(
            guid=self.url,
            url=self.url,
            title=self.title,
            content=self.html,
            published=PUBLISHED,
            language=self.language,
        )
        return Item(
            number,
            entry,
            self.source,
            (self.source,),
            DEFAULT_KIND,
            "news",
            1.0,
            PUBLISHED,
            PUBLISHED,
            body_hash=self.name,
        )


@cache
def cases() -> tuple[Case, ...]:
    """Return the whole set, by name."""
    folder = files("ainews_cli.evaluate").joinpath("cases")
    cases = [
        parse(file.name.removesuffix(".toml"), file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(cases, key=lambda case: case.name))


def chosen(limit: int | None) -> tuple[Case, ...]:
    """Return the first `limit` cases in an order that brings each kind of trap early; all of them for None."""
    by_name = {case.name: case for case in cases()}
    order = [*(name for name in FIRST if name in by_name), *(name for name in by_name if name not in FIRST)]
    return tuple(by_name[name] for name in order[:limit])


FIRST = (
    "negation",
    "numbers",
    "injection",
    "advertisement",
    "japanese",
    "long-experiment",
    "release-notes",
    "quotes",
    "too-short",
    "names",
)
"""The order in which a few cases are taken: any six of them hold good and bad articles, and both languages."""


def parse(name: str, text: str) -> Case:
    """Return a case from its TOML. Raise ValueError for what the form does not know: the set is ours, and a slip in it
    would measure nothing.
    """
    data: dict[str, Any] = tomllib.loads(text)
    translations = {
        language: {int(n): entry for n, entry in blocks.items()}
        for language, blocks in data.pop("translations", {}).items()
    }
    marks, ranges = data.pop("marks"), data.pop("ranges", {})
    if (
        list(marks) != list(MARK_NAMES)
        or not set(ranges) <= set(MARK_NAMES)
        or not set(data["categories"]) <= set(CATEGORIES)
    ):
        raise ValueError(f"{name}: marks, ranges or categories are not those of an analysis")
    return Case(
        name=name,
        categories=tuple(data.pop("categories")),
        marks=tuple(marks.values()),
        ranges={mark: (low, high) for mark, (low, high) in ranges.items()},
        facts=tuple(_fact(name, entry) for entry in data.pop("facts", [])),
        names=tuple(data.pop("names", [])),
        silent=data.pop("silent", False),
        translations=translations,
        **data,
    )


def _fact(name: str, data: dict[str, Any]) -> Fact:
    place = data.pop("in", "summary")
    fact = Fact(place=place, most=tuple(data.pop("most", ())), **data)
    if fact.kind not in KINDS or place not in PLACES:
        raise ValueError(f"{name}: {fact.kind!r} in {place!r} is no assertion")
    for pattern in (fact.about, fact.says, fact.never):
        re.compile(pattern)
    return fact
