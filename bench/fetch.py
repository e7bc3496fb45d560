"""Wall time, CPU time and peak memory of a fetch, beside newsboat where it is installed.

    python bench/fetch.py [--feeds 100 --entries 30 --latency-ms 50 --rounds 5]

One loopback server in this process, an address per feed (127.x.y.z), so that the limits per host act as they do
outside. Three runs a round: an
empty store, nothing new (304), one new entry in each feed. Each is a process of its own, with its own start. Rounds are
interleaved and the ratios are medians of the rounds' own ratios: absolute times of a busy machine mean little.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.support.feedserver import FeedServer, Reply

PHASES = ("empty store", "nothing new", "one new entry each")
_WORDS = (
    "model",
    "release",
    "paper",
    "agent",
    "token",
    "dataset",
    "licence",
    "weights",
    "推論",
    "学習",
    "公開",
    "モデル",
    "評価",
    "研究",
    "性能",
)


@dataclass(frozen=True)
class Cost:
    """Costs of one process."""

    wall: float
    cpu: float
    rss: float
    """MB."""


def document(feed: int, entries: int, revision: int) -> bytes:
    """Return an RSS feed with 1 to 6 kB of HTML an entry; each revision has one entry more, at the top."""
    items = []
    for number in range(entries + revision - 1, -1, -1):
        chance = random.Random(feed * 100_003 + number)
        text = "".join(f"<p>{' '.join(chance.choices(_WORDS, k=60))}</p>" for _ in range(chance.randint(2, 14)))
        when = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=number)
        items.append(
            f"<item><title>{' '.join(chance.choices(_WORDS, k=8))}</title><link>https://f{feed}.example/{number}</link><guid>https://f{feed}.example/{number}</guid>"
            f"<pubDate>{format_datetime(when)}</pubDate><description><![CDATA[{text}]]></description></item>"
        )
    return f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Feed {feed}</title><link>https://f{feed}.example/</link>{''.join(items)}</channel></rss>".encode()


def hosts(count: int) -> tuple[str, ...]:
    """Return loopback addresses; Linux answers on all of 127/8."""
    return (
        tuple(f"127.7.{1 + number // 250}.{1 + number % 250}" for number in range(count))
        if sys.platform == "linux"
        else ("127.0.0.1",)
    )


class Ainews:
    """Our command, from this checkout."""

    name = "ainews"
    settle = 0

    def prepare(self, folder: Path, urls: list[str]) -> None:
        """Write what it reads its feeds from."""
        feeds = "".join(f'\n[[feeds]]\nname = "feed {number}"\nurl = "{url}"\n' for number, url in enumerate(urls))
        (folder / "ainews.toml").write_text(f"[fetch]\nconcurrency = 100\n{feeds}", encoding="utf-8")

    def command(self, folder: Path) -> list[str]:
        """Return the command that fetches everything once."""
        return [
            sys.executable,
            "-m",
            "ainews_cli",
            "--config",
            str(folder / "ainews.toml"),
            "--db",
            str(folder / "a.db"),
            "fetch",
        ]

    def stored(self, folder: Path) -> int:
        """Count the items in its database."""
        return count(folder / "a.db", "items")


class Newsboat:
    """The peer to compare with."""

    name = "newsboat"
    settle = 1  # it keeps an ETag only from the second fetch on

    def prepare(self, folder: Path, urls: list[str]) -> None:
        """Write what it reads its feeds from."""
        (folder / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
        (folder / "config").write_text("reload-threads 100\nmax-items 0\n", encoding="utf-8")

    def command(self, folder: Path) -> list[str]:
        """Return the command that fetches everything once."""
        return [
            "newsboat",
            "-C",
            str(folder / "config"),
            "-u",
            str(folder / "urls"),
            "-c",
            str(folder / "n.db"),
            "-x",
            "reload",
        ]

    def stored(self, folder: Path) -> int:
        """Count the items in its database."""
        return count(folder / "n.db", "rss_item")


def count(path: Path, table: str) -> int:
    """Count the rows of a table."""
    with sqlite3.connect(path) as raw:
        return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


_LAUNCH = """
import json, os, sys, time
start = time.perf_counter()
null = os.open(os.devnull, os.O_RDWR)
actions = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions)
_, status, used = os.wait4(child, 0)
seconds = time.perf_counter() - start
print(json.dumps([os.waitstatus_to_exitcode(status), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def measure(command: list[str], folder: Path) -> Cost:
    """Run one process to its end, from a small launcher.

    A child's peak memory counts from that of the process it was forked from.
    """
    keep = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCH, *command]
    done = subprocess.run(
        launcher, env=keep | {"HOME": str(folder), "TERM": "dumb"}, capture_output=True, text=True, check=True
    )
    code, wall, cpu, rss = json.loads(done.stdout)
    if code:
        raise SystemExit(f"{' '.join(command)}: exit {code}")
    return Cost(wall, cpu, rss / (1e6 if sys.platform == "darwin" else 1024))


def cycle(peer: Ainews | Newsboat, server: FeedServer, feeds: list[list[Reply]], entries: int) -> list[Cost]:
    """Run the three phases in a fresh folder."""
    folder = Path(tempfile.mkdtemp(prefix="bench-fetch-"))
    try:
        urls = [server.url(f"/{number}", server.hosts[number % len(server.hosts)]) for number in range(len(feeds))]
        peer.prepare(folder, urls)
        costs = []
        for phase in PHASES:
            revision = int(phase == PHASES[2])
            server.replies.update({f"/{number}": replies[revision] for number, replies in enumerate(feeds)})
            for _ in range(peer.settle if phase == PHASES[1] else 0):
                measure(peer.command(folder), folder)
            costs.append(measure(peer.command(folder), folder))
            wanted = len(feeds) * (entries + revision)
            if peer.stored(folder) != wanted:
                raise SystemExit(f"{peer.name} stored {peer.stored(folder)} of {wanted} items")
        return costs
    finally:
        shutil.rmtree(folder)


def table(costs_of: dict[str, list[list[Cost]]]) -> str:
    """Return medians, and the ratios to the last peer."""
    base = list(costs_of)[-1]
    lines = [
        f"| phase | what | wall s | CPU s | peak MB | wall / {base} | CPU / {base} | MB / {base} |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for at, phase in enumerate(PHASES):
        for name, rounds in costs_of.items():
            own, other = [costs[at] for costs in rounds], [costs[at] for costs in costs_of[base]]
            values = [statistics.median(getattr(cost, field) for cost in own) for field in ("wall", "cpu", "rss")]
            ratios = [
                statistics.median(getattr(a, field) / getattr(b, field) for a, b in zip(own, other, strict=True))
                for field in ("wall", "cpu", "rss")
            ]
            lines.append(
                f"| {phase} | {name} | {values[0]:.3f} | {values[1]:.3f} | {values[2]:.0f} | "
                + " | ".join(f"{ratio:.2f}" for ratio in ratios)
                + " |"
            )
    return "\n".join(lines)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--latency-ms", type=float, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    peers: list[Ainews | Newsboat] = [Ainews(), *([Newsboat()] if shutil.which("newsboat") else [])]
    feeds = [
        [
            Reply(
                body=document(number, args.entries, revision),
                etag=f'"{number}-{revision}"',
                coding="gzip",
                seconds=args.latency_ms / 1000,
            )
            for revision in (0, 1)
        ]
        for number in range(args.feeds)
    ]
    size = sum(len(replies[0].body) for replies in feeds) / 1e6
    load = os.getloadavg()[0]
    print(
        f"{args.feeds} feeds x {args.entries} entries, {size:.1f} MB, {args.latency_ms:g} ms a request, "
        f"{args.rounds} rounds; load {load:.1f}"
    )
    costs: dict[str, list[list[Cost]]] = {peer.name: [] for peer in peers}
    with FeedServer(hosts=hosts(args.feeds)) as server:
        for _ in range(args.rounds):
            for peer in peers:
                costs[peer.name].append(cycle(peer, server, feeds, args.entries))
    print(table(costs))
    if len(peers) == 1:
        print("newsboat is not installed: no ratios")


if __name__ == "__main__":
    main()
