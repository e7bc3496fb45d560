"""One feed does not fill a list, and a product's releases of a day are one entry."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.item import ItemRow
from ainews_cli.models.releases import Release
from ainews_cli.models.window import Window
from ainews_cli.ranking.spread import release_key, spread
from tests.support.store_samples import NOW

ZONE = "Asia/Tokyo"
DAY = Window(NOW - timedelta(days=1), NOW)
WEEK = Window(NOW - timedelta(days=7), NOW)


def row(number: int, feed: str, product: str = "", hours: float = 1.0) -> ItemRow:
    release = Release(product, f"v{number}") if product else None
    return ItemRow(
        number, f"{product} v{number}", "", "", feed, (feed,), "feed", "tools", 1.0, NOW - timedelta(hours=hours), "en",
        "", 100, release=release,
    )  # fmt: skip


def test_at_most_so_many_of_a_feed_and_the_rest_is_told() -> None:
    rows = [row(number, "Flood") for number in range(1, 9)] + [row(9, "Quiet"), row(10, "Calm")]
    found = spread(rows, ZONE, limit=6, per_feed=2)
    assert [one.id for one in found.rows] == [1, 2, 9, 10]
    assert found.full == {"Flood"}


def test_a_feed_alone_may_fill_a_list() -> None:
    rows = [row(number, "Flood") for number in range(1, 9)]
    assert len(spread(rows, ZONE, limit=6, per_feed=2).rows) == 6


def test_zero_is_no_limit_and_a_full_list_leaves_nothing_out_because_of_a_feed() -> None:
    rows = [row(number, "Flood") for number in range(1, 9)] + [row(9, "Quiet")]
    assert len(spread(rows, ZONE, limit=20, per_feed=0).rows) == 9
    assert spread(rows, ZONE, limit=2, per_feed=2).full == frozenset()


def test_releases_of_a_product_and_day_are_one() -> None:
    rows = [row(3, "Kiln", "kiln"), row(2, "Kiln", "kiln", 2), row(1, "Loom", "loom"), row(4, "Kiln", "kiln", 30)]
    assert [one.id for one in spread(rows, ZONE, WEEK, limit=9).rows] == [3, 1, 4]
    assert [one.id for one in spread(rows, ZONE, DAY, limit=9).rows] == [3, 1]
    assert release_key(row(5, "Kiln"), ZONE) is None


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["", "kiln", "loom"])), max_size=30), st.integers(0, 5)
)
def test_order_is_kept_and_nothing_is_twice(drawn: list[tuple[str, str]], most: int) -> None:
    rows = [row(number, feed, product) for number, (feed, product) in enumerate(drawn, 1)]
    found = spread(rows, ZONE, limit=10, per_feed=most).rows
    assert [one.id for one in found] == sorted({one.id for one in found})
    keys = [key for one in found if (key := release_key(one, ZONE))]
    assert len(keys) == len(set(keys))
    if most and len({one.feed for one in rows}) > 1:
        assert max(Counter(one.feed for one in found).values(), default=0) <= most
