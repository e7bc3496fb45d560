"""What a start costs, against `python -c pass` in the same interleaved run.

    python bench/startup.py [--items 20000] [--rounds 7] [--db FILE]

The list commands and `show` run on a filled store (every item scored), in a pipe and on a terminal. Ratios are medians
of the rounds' own
ratios. The store is made by bench/fill.py and kept for the next run; `--db` names another place for it.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from measure import AINEWS, BASE, Command, circumstances, interleaved, middle, ratio, table
from stores import Filled, filled

HEAD = ("command", "wall, x python", "aim", "CPU, x python", "wall ms", "CPU ms", "peak MB")
AIMS = {
    "--version": 3,
    "--help": 7,
    "daily, pipe": 10,
    "latest, pipe": 10,
    "show, pipe": 11,
    "daily, TTY": 13,
    "latest, TTY": 13,
    "show, TTY": 15,
}
"""The most that a start may cost, in starts of Python."""


def commands(store: Filled) -> dict[str, Command]:
    """Return the commands by their name in the table."""
    views = {"daily": ["daily"], "latest": ["latest"], "show": ["show", str(store.article)]}
    named = {name: Command([*AINEWS, name], store.env) for name in ("--version", "--help")}
    for place in ("pipe", "TTY"):
        named |= {
            f"{name}, {place}": Command([*AINEWS, *arguments], store.env, place == "TTY")
            for name, arguments in views.items()
        }
    return named


def rows(chosen: Mapping[str, Command], rounds: int) -> list[list[str]]:
    """Return one row per command."""
    samples = interleaved(chosen, rounds)
    table_rows = []
    for name, own in samples.items():
        cost, times = middle(own), ratio(own, samples[BASE])
        aim = AIMS.get(name)
        figures = [
            f"{times.wall:.1f}",
            str(aim or ""),
            f"{times.cpu:.1f}",
            f"{cost.wall * 1000:.0f}",
            f"{cost.cpu * 1000:.0f}",
            f"{cost.rss:.0f}",
        ]
        table_rows.append([name if name == BASE else f"ainews {name}", *figures])
    return table_rows


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--db", type=Path, metavar="FILE", help="where the store is, or is made")
    given = parser.parse_args()
    store = filled(given.items, given.db)
    print(f"{given.items:,} items, {given.rounds} rounds; {circumstances()}\n", flush=True)
    print(table(HEAD, rows(commands(store), given.rounds)))


if __name__ == "__main__":
    main()
