"""The reader's taste, learnt from flagged items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.ranking.taste import Traits, features, signal_of, train

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ainews_cli.models.item import ItemRow
    from ainews_cli.ranking.taste import Taste

FLAGGED, UNFLAGGED = 600, 600
"""Latest flags that are learnt from, and the newest items without one that they are held against."""


def learn(flags: Mapping[int, frozenset[str]], rows: Mapping[int, ItemRow], unflagged: Iterable[int]) -> Taste:
    """Train on the flagged items against those without a flag. `rows`: of both; an item without one is left out."""
    liked = [
        (vector_of(rows[item_id]), signal)
        for item_id, names in flags.items()
        if item_id in rows and (signal := signal_of(names))
    ]
    return train(liked, [vector_of(rows[item_id]) for item_id in unflagged if item_id in rows])


def vector_of(row: ItemRow) -> dict[str, float]:
    """Return what the model of the reader's taste sees of an item."""
    analysis = row.analysis
    if analysis is None:
        return features(Traits(row.id, row.title, row.feed, row.category))
    marks = tuple((mark.name, mark.value) for mark in analysis.marks)
    title = f"{row.title} {analysis.title}" if analysis.title != row.title else row.title
    return features(
        Traits(row.id, title, row.feed, analysis.category, analysis.tags, analysis.companies, analysis.products, marks)
    )
