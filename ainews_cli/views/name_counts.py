"""What the items of two windows name, counted by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import mul
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ainews_cli.models.window import Window
from ainews_cli.ranking import company_names, phrases, scoring
from ainews_cli.ranking import trends as statistics
from ainews_cli.ranking.company_spellings import spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ainews_cli.models.names import Named
    from ainews_cli.models.reader import Reader
    from ainews_cli.views.reading_store import ReadingStore

Sites = frozenset[str]
"""Names of feeds and sites, case-folded."""
NAME_KINDS = ("tags", "companies", "products", "terms")
V = TypeVar("V")
REACH = 8
"""Windows before the two that are looked through for a feed's earlier items."""


class Tally(NamedTuple):
    """What was counted of one kind in both windows. Days are counted from the start of the earlier one."""

    now: Counter[str]
    before: Counter[str]
    days: dict[str, list[int]]
    """Per name the day of each item."""
    ids: dict[str, list[int]]
    """Per name the items of the later window, the newest last."""
    spelled: dict[str, str]
    """Case-folded name -> the name as it was met first."""


class Counts(NamedTuple):
    """Two windows, counted."""

    window: Window
    before: Window
    length: int
    """Days of each."""
    items: int
    items_before: int
    estimates: int
    """Items of the window whose names are the offline engine's."""
    tallies: Mapping[str, Tally]
    """By kind."""
    scores: Mapping[int, float]
    """Of every item of the window."""
    aliases: company_names.Extra
    """The reader's, and the spellings that the items themselves give."""
    feeds: int = 0
    """Feeds that are compared: those whose items reach back to the first days of the earlier window."""
    too_new: int = 0
    """The other feeds of the two windows: what they have in the later one is more because they were subscribed to."""
    fair: Counts | None = None
    """Where all feeds are counted, the counts of those that can be compared."""


def count(
    store: ReadingStore,
    reader: Reader,
    window: Window,
    *,
    kinds: Iterable[str] = NAME_KINDS,
    aliases: company_names.Extra = (),
    every_feed: bool = False,
) -> Counts:
    """Count the names of a window and of the one of the same length before it, in the feeds that can be compared.

    `every_feed`: count all feeds, and those in `fair`.
    """
    length = window.end - window.start
    before = Window(window.start - length, window.start)
    kinds = tuple(kinds)
    parts = [list(store.named(part.start, part.end, language=reader.language)) for part in (before, window)]
    both = [item for part in parts for item in part]
    aliases = (*spellings(both, aliases), *aliases)
    sites = _sites(both) if "terms" in kinds else frozenset()
    old = store.feeds_between(before.start - REACH * length, before.start + length / 7)
    feeds = {item.feed for item in both}
    shares = scoring.normalised(reader.weights)

    def of(earlier: Sequence[Named], later: Sequence[Named]) -> Counts:
        days = max(1, round(length.total_seconds() / 86_400))
        scores = {item.id: sum(map(mul, shares, item.marks)) for item in later}
        estimates = sum(item.estimate for item in later)
        tallies = _tallied(
            kinds, (*((item, None) for item in earlier), *((item, days) for item in later)), aliases, sites
        )
        compared = len(feeds & old), len(feeds - old)
        return Counts(window, before, days, len(later), len(earlier), estimates, tallies, scores, aliases, *compared)

    fair = of(*([item for item in part if item.feed in old] for part in parts))
    return of(*parts)._replace(fair=fair) if every_feed else fair


def _tallied(
    kinds: Iterable[str], items: Iterable[tuple[Named, int | None]], aliases: company_names.Extra, sites: Sites
) -> dict[str, Tally]:
    """Count the names of items, each with the days before its window; None for an item of the earlier one."""
    tallies = {kind: Tally(Counter(), Counter(), defaultdict(list), defaultdict(list), {}) for kind in kinds}
    carried: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    pairs: defaultdict[phrases.Pair, Counter[str]] = defaultdict(Counter)
    for item, offset in items:
        companies = company_names.several(item.companies, aliases)
        for kind, tally in tallies.items():
            if kind == "terms":
                known = (*item.tags, *companies, *item.products, *_own_names(item))
                names = statistics.terms_of(item.title, known=known, sites=sites)
            else:
                names = {"tags": item.tags, "companies": companies, "products": item.products}[kind]
            met = list({tally.spelled.setdefault(name.casefold(), name): None for name in names})
            for name in met:
                carried[kind, name].add(item.id)
            if kind == "terms":
                for pair, between in phrases.neighbours(item.title, met):
                    pairs[pair][between] += 1
            _enter(tally, met, item, offset)
    if "terms" in tallies:
        _join(tallies, carried, pairs)
    return tallies


def _enter(tally: Tally, names: Iterable[str], item: Named, offset: int | None) -> None:
    for name in names:
        (tally.before if offset is None else tally.now)[name] += 1
        tally.days[name].append((offset or 0) + item.day)
        if offset is not None:
            tally.ids[name].append(item.id)


def _join(
    tallies: Mapping[str, Tally],
    carried: Mapping[tuple[str, str], set[int]],
    pairs: Mapping[phrases.Pair, Counter[str]],
) -> None:
    """Make one term of the words of a phrase, and none of a word that stands where a tag does."""
    terms = tallies["terms"]
    of_terms = {name: ids for (kind, name), ids in carried.items() if kind == "terms" and len(ids) >= phrases.LEAST}
    of_tags = [ids for (kind, _), ids in carried.items() if kind == "tags" and len(ids) >= phrases.LEAST]
    phrase = phrases.joined(pairs, of_terms)
    for name, ids in of_terms.items():
        tagged = any(phrases.alike(ids, others) for others in of_tags)
        whole = phrase.get(name, "")
        if tagged or whole:
            _rename(terms.now, name, "" if tagged else whole)
            _rename(terms.before, name, "" if tagged else whole)
            _rename(terms.days, name, "" if tagged else whole)
            _rename(terms.ids, name, "" if tagged else whole)


def _rename(counted: dict[str, V], name: str, other: str) -> None:
    """Take the name out, and put what it has under the other name, unless that has something or is ""."""
    if name in counted:
        value = counted.pop(name)
        if other:
            counted.setdefault(other, value)


def _sites(items: Iterable[Named]) -> Sites:
    """Return the names of feeds and sites, case-folded: what feeds are called, and what titles end with."""
    titles: list[str] = []
    names: set[str] = set()
    for item in items:
        titles.append(item.title)
        names.update(item.sources)
    called = {name.casefold().strip() for name in names}
    return frozenset(name for name in called | statistics.site_names(titles) if len(name) > 2)


def _own_names(item: Named) -> set[str]:
    """Return the words that name where the item is from: of its feed and of its host."""
    host = item.url.split("/")[2] if item.url.count("/") > 1 else ""
    return {word for source in (*item.sources, host.replace(".", " ")) for word in source.split() if len(word) > 2}
