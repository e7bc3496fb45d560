"""Which items a list holds, and in which order."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ainews_cli.models.selection import ItemFilter
from ainews_cli.store import Store
from tests.support.store_samples import NOW, entry, opened, save


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Item 1 is ten hours old, item 2 nine, … item 9 two."""
    with opened(tmp_path / "a.db") as store:
        for number in range(1, 10):
            save(store, entry(f"g{number}", f"https://a.example/{number}", f"Item {number}", 11 - number))
    return Store.open(tmp_path / "a.db")


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        (None, None, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (5, None, [9, 8, 7, 6]),
        (None, 6, [4, 3, 2, 1]),
        (6, 4, [6, 5]),
        (2, 5, []),
    ],
)
def test_the_latest_keep_to_the_dates_asked_for(
    store: Store, since: int | None, until: int | None, ids: list[int]
) -> None:
    moments = [None if hours is None else NOW - timedelta(hours=hours) for hours in (since, until)]
    only = ItemFilter(since=moments[0], until=moments[1])
    for limit in (3, 50):
        assert store.latest_ids(limit, language="ja", only=only) == ids[:limit]
