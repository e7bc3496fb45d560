"""How times and memory grow with the store: they should grow with the digest alone.

    python bench/scale.py [--sizes 1000,10000,100000] [--million] [--rounds 5] [--runs 30]

First whole processes (start included) on stores of each size, interleaved with `python -c pass`; then the queries by
themselves, in this process, with the file in the cache. Stores are made by bench/fill.py (a minute and more for 100,000
items, a quarter of an hour for a million) and kept for some hours. A store of 2740 items or more fills a day's window.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fill import COMMON, RARE
from measure import AINEWS, BASE, Command, circumstances, interleaved, middle, ratio, table
from stores import Filled, filled

from ainews_cli.models.window import Window
from ainews_cli.pipeline.ordering import assign_stories
from ainews_cli.store import Store

EVEN = (0.4, 0.3, 0.2, 0.1)
DAY = timedelta(days=1)
PHRASE = "強化学習"


def commands(store: Filled) -> dict[str, Command]:
    """Whole processes, by name: every command that reads the store and changes nothing (fetch.py has the fetches)."""
    plain = (
        "daily",
        "weekly",
        "latest",
        "videos",
        "tools",
        "papers",
        "trends",
        "companies",
        "usage",
        "batch status",
        "feeds list",
        "feeds export",
    )
    article = str(store.article)
    asked = {name: name.split() for name in plain}
    asked |= {
        "show": ["show", article],
        "why": ["why", article],
        "search": ["search", PHRASE],
        "doctor": ["doctor", "--offline"],
    }
    return {name: Command([*AINEWS, *words], store.env) for name, words in asked.items()}


def process_rows(stores: list[Filled], rounds: int) -> list[list[str]]:
    """Return one row per command and size."""
    named = {f"{name}/{store.items}": command for store in stores for name, command in commands(store).items()}
    samples = interleaved(named, rounds)
    rows = []
    for name in commands(stores[0]):
        for store in stores:
            own = samples[f"{name}/{store.items}"]
            cost = middle(own)
            figures = [
                f"{ratio(own, samples[BASE]).wall:.1f}",
                f"{cost.wall * 1000:.0f}",
                f"{cost.cpu * 1000:.0f}",
                f"{cost.rss:.0f}",
            ]
            rows.append([name, f"{store.items:,}", *figures])
    return rows


def queries(store: Store, now: datetime) -> dict[str, Callable[[], object]]:
    """Return the queries of views, by name."""

    def ranked(days: int, limit: int) -> Callable[[], object]:
        return lambda: store.ranked(now - days * DAY, now, language="ja", weights=EVEN, limit=limit)

    return {
        "ranked: 20 of a day": ranked(1, 20),
        "ranked: 200 of a day": ranked(1, 200),
        "ranked: 20 of a week": ranked(7, 20),
        "stories: one new item of a day": lambda: compare_anew(store, now),
        "trends: names of a week": lambda: sum(1 for _ in store.named(now - 7 * DAY, now, language="ja")),
        "latest: 20": lambda: store.latest(language="ja", limit=20),
        f"search: 20 of a common word ({COMMON})": lambda: store.search(COMMON, language="ja", limit=20),
        f"search: 20 of a phrase ({PHRASE})": lambda: store.search(PHRASE, language="ja", limit=20),
        f"search: 20 of a rare word ({RARE})": lambda: store.search(RARE, language="ja", limit=20),
        f"search: 20 of both ({COMMON} {RARE})": lambda: store.search(f"{COMMON} {RARE}", language="ja", limit=20),
    }


def compare_anew(store: Store, now: datetime) -> None:
    """Forget the story of the newest item, and find it again among those of its days."""
    window = Window(now - DAY, now)
    ids = store.best_estimates(window.start, window.end, language="ja", weights=EVEN, limit=60)
    with store._db.transaction() as raw:
        raw.execute("DELETE FROM item_stories WHERE item_id = ?", (ids[0],))
    assign_stories(store, window, ids)


def query_times(filled_store: Filled, runs: int, now: datetime) -> dict[str, list[float]]:
    """Return the milliseconds of each run, after one that does not count."""
    times: dict[str, list[float]] = {}
    with Store.open(filled_store.path) as store:
        for name, ask in queries(store, now).items():
            ask()
            times[name] = []
            for _ in range(runs):
                start = time.perf_counter()
                ask()
                times[name].append((time.perf_counter() - start) * 1000)
    return times


def query_rows(stores: list[Filled], runs: int, now: datetime) -> list[list[str]]:
    """Return a row per query and size: median and best, because other work on the machine only ever adds."""
    times = {store.items: query_times(store, runs, now) for store in stores}
    return [
        [
            name,
            f"{store.items:,}",
            f"{statistics.median(times[store.items][name]):.2f}",
            f"{min(times[store.items][name]):.2f}",
        ]
        for name in times[stores[0].items]
        for store in stores
    ]


def count(path: Path) -> int:
    """Count the items in a store."""
    with Store.open(path, read_only=True) as store:
        return store.count(datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000", help="items, with commas between")
    parser.add_argument("--million", action="store_true", help="a store of 1,000,000 items, too")
    parser.add_argument("--rounds", type=int, default=5, help="of the processes")
    parser.add_argument("--runs", type=int, default=30, help="of each query")
    parser.add_argument(
        "--db", type=Path, action="append", default=[], metavar="FILE", help="besides, a store that bench/fill.py made"
    )
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",") if size] + [1_000_000] * given.million
    stores = [filled(size) for size in sizes] + [filled(count(path), path) for path in given.db]
    print(f"{given.rounds} rounds; {circumstances()}\n", flush=True)
    print(
        table(
            ("command", "items", "wall, x python", "wall ms", "CPU ms", "peak MB"), process_rows(stores, given.rounds)
        ),
        flush=True,
    )
    print(f"\nQueries alone, {given.runs} runs\n", flush=True)
    print(table(("query", "items", "median ms", "best ms"), query_rows(stores, given.runs, datetime.now(UTC))))


if __name__ == "__main__":
    main()
