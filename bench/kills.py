"""kill -9 at random points of a run: what the ledger and the store are like afterwards.

    python bench/kills.py [--runs 50 --seed 1]

Each run is a real `ainews daily --fetch` against the demo's feeds and a fake Messages server on loopback. It is killed
at a random moment of its time, or at a random request: before the server answers, in the middle of the answer, or just
after it. A database goes through one to three such kills and then one run to its end. After every process the whole
file is checked; the first broken promise ends the program with a line that names it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from ainews_cli.demo import samples, server
from bench.measure import circumstances, table
from tests.support import messages as fake
from tests.support.messages import FakeMessages, Handler

SHOWN = 5
MOMENTS = ("before an answer", "inside an answer", "after an answer", "at a random time")
_UNANSWERED = "SELECT count(*) FROM llm_calls WHERE settled IS NULL"
_BOUGHT = "SELECT DISTINCT item_id FROM analyses WHERE NOT estimate"
_DANGLING = """
SELECT (SELECT count(*) FROM item_analyses s LEFT JOIN analyses a ON a.id = s.analysis_id
        WHERE a.id IS NULL OR a.item_id <> s.item_id)
    + (SELECT count(*) FROM analyses a WHERE NOT a.estimate AND NOT EXISTS (
        SELECT 1 FROM llm_calls c WHERE c.item_id = a.item_id AND c.outcome IN ('ok', 'unknown')))
    + (SELECT count(*) FROM items i WHERE NOT EXISTS (SELECT 1 FROM bodies b WHERE b.item_id = i.id))
"""
_LOST = """
SELECT count(DISTINCT c.item_id) FROM llm_calls c WHERE c.outcome = 'ok' AND NOT EXISTS (
    SELECT 1 FROM analyses a WHERE a.item_id = c.item_id AND NOT a.estimate)
"""


class Broken(Exception):
    """A promise that does not hold."""


@dataclass
class Rig:
    """A folder with a config, and the servers it names."""

    folder: Path
    messages: FakeMessages
    per_day: float
    kills: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)

    @property
    def path(self) -> Path:
        """The database."""
        return self.folder / "news.db"

    def start(self) -> subprocess.Popen[bytes]:
        """Start a run."""
        command = [
            sys.executable,
            "-m",
            "ainews_cli",
            "--config",
            str(self.folder / "ainews.toml"),
            "--db",
            str(self.path),
        ]
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ANTHROPIC_", "AINEWS_", "PYTHONDONTWRITEBYTECODE"))
        }
        out, err = self.folder / "out.json", self.folder / "err.txt"
        with out.open("wb") as stdout, err.open("wb") as stderr:
            return subprocess.Popen(
                [*command, "daily", "--fetch", "-n", str(SHOWN), "-f", "json"],
                env=kept | {"HOME": str(self.folder)},
                cwd=Path(__file__).resolve().parent.parent,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
            )

    def killed(self, moment: str, at: float) -> None:
        """Run until it is killed: at its `at`-th request, or after that many seconds."""
        process: subprocess.Popen[bytes] | None = None
        seen = 0
        lock = threading.Lock()

        def kill() -> None:
            if process and process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)

        def step(handler: Handler, body: Any) -> None:
            nonlocal seen
            with lock:
                seen += 1
                mine = seen == int(at) and moment != MOMENTS[3]
            if mine and moment == MOMENTS[0]:
                kill()
            if mine and moment == MOMENTS[1]:
                fake.cut_midway(
                    handler, body
                )  # the connection closes when this returns: until then the client waits for the rest
                handler.wfile.flush()
                time.sleep(0.005)
                return kill()
            _answer(handler, body, seen)
            if mine and moment == MOMENTS[2]:
                time.sleep(random.random() * 0.02)
                kill()
            return None

        self.messages.default = step
        process = self.start()
        if moment == MOMENTS[3]:
            try:
                process.wait(at)
            except subprocess.TimeoutExpired:
                kill()
        code = process.wait(120)
        self.kills[moment if code == -signal.SIGKILL else "over before it was killed"] += 1

    def whole(self) -> Any:
        """Run to the end and return the page. Raise Broken."""
        self.messages.default = lambda handler, body: _answer(handler, body, 1)
        process = self.start()
        if process.wait(120):
            raise Broken(
                f"the run after a kill ends with {process.returncode}: "
                f"{(self.folder / 'err.txt').read_text(encoding='utf-8')}"
            )
        return json.loads((self.folder / "out.json").read_text(encoding="utf-8"))

    def ask(self, sql: str) -> list[Any]:
        """Return the rows of a query, on a connection of its own; [] where there is no database yet."""
        if not self.path.exists():
            return []
        with closing(sqlite3.connect(self.path)) as raw:
            return raw.execute(sql).fetchall()

    def has_tables(self) -> bool:
        """Tell whether a run came far enough to make the tables."""
        return bool(self.ask("SELECT 1 FROM sqlite_master WHERE name = 'llm_calls'"))


def _answer(handler: Handler, body: Any, number: int) -> None:
    """Answer mostly well and soon; sometimes with prose, or as an overloaded server."""
    time.sleep(0.01)
    if number % 11 == 5:
        return fake.reply("I would rather not.")(handler, body)
    if number % 7 == 3:
        return fake.error(529)(handler, body)
    return fake.reply()(handler, body)


def must(holds: bool, what: str) -> None:
    """Raise Broken unless the promise holds."""
    if not holds:
        raise Broken(what)


def check_file(rig: Rig, asked: int) -> None:
    """Check what must hold after any process, however it ended. Raise Broken.

    `asked`: how many requests of this database the server has seen.
    """
    if not rig.path.exists():
        return
    must(rig.ask("PRAGMA integrity_check") == [("ok",)], "the file is damaged")
    must(rig.ask("PRAGMA foreign_key_check") == [], "a row points nowhere")
    if not rig.has_tables():
        return
    must(rig.ask(_DANGLING) == [(0,)], "an analysis, an item or its text is missing its other half")
    ((calls, spent),) = rig.ask("SELECT count(*), coalesce(sum(coalesce(cost, estimate)), 0) FROM llm_calls")
    must(asked <= calls, f"{asked} requests were sent, {calls} are in the ledger")
    must(spent <= rig.per_day + 1e-9, f"${spent:.4f} of ${rig.per_day:.4f} spent")


def check_next(rig: Rig, before: set[int], last: int, page: Any) -> None:
    """Check that after the next run nothing is in flight, and nothing was bought again. Raise Broken."""
    must(rig.ask(_UNANSWERED) == [(0,)], "a call is still in flight after the next run")
    again = {row[0] for row in rig.ask(f"SELECT item_id FROM llm_calls WHERE id > {last}")} & before
    must(not again, f"items {sorted(again)} were bought again")
    paid = f"SELECT item_id FROM llm_calls WHERE outcome = 'ok' AND id <= {last}"
    again = {row[0] for row in rig.ask(f"SELECT item_id FROM llm_calls WHERE id > {last} AND item_id IN ({paid})")}
    must(not again, f"items {sorted(again)} were asked about again, though their replies were paid for")
    kept = rig.ask(f"SELECT count(*) FROM replies WHERE run IN (SELECT run FROM llm_calls WHERE id > {last})")
    must(kept == [(0,)], "a reply is kept after its run came to its end")
    must(len(page["entries"]) > 0, "the next run shows nothing")
    unknown = rig.ask("SELECT count(*) FROM llm_calls WHERE outcome = 'unknown' AND cost <> estimate")
    must(unknown == [(0,)], "a call of a killed run does not count at its estimate")


@contextmanager
def rig(folder: Path, base: str, per_day: float) -> Iterator[Rig]:
    """Yield the folder of a new database."""
    folder.mkdir(parents=True)
    with FakeMessages() as running:
        running._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # killed clients are no news
        feeds = "".join(
            f'[[feeds]]\nname = "{feed.name}"\nurl = "{feed.url}"\nkind = "{feed.kind}"\n'
            for feed in samples.feeds(base)
        )
        model = f'[model]\nbase_url = "{running.url}"\nconcurrency = 4\nprice_input = 0.1\nprice_output = 0.5\n'
        (folder / "ainews.toml").write_text(
            f"{model}[budget]\nusd_per_day = {per_day}\nusd_per_run = {per_day}\n{feeds}", encoding="utf-8"
        )
        yield Rig(folder, running, per_day)


def round_of(database: Rig, moments: list[tuple[str, float]]) -> None:
    """Kill runs on one database, one after the other, and then run to the end. Raise Broken."""
    for moment, at in moments:
        database.killed(moment, at)
        check_file(database, len(database.messages.bodies()))
    ready = database.has_tables()
    before = {row[0] for row in database.ask(_BOUGHT)} if ready else set()
    last = database.ask("SELECT coalesce(max(id), 0) FROM llm_calls")[0][0] if ready else 0
    database.facts["calls left in flight by kills"] += database.ask(_UNANSWERED)[0][0] if ready else 0
    database.facts["results kept before the last run"] += len(before)
    page = database.whole()
    check_file(database, len(database.messages.bodies()))
    check_next(database, before, last, page)
    unknown = database.ask("SELECT count(*) FROM llm_calls WHERE outcome = 'unknown'")
    database.facts["rows settled as unknown"] += unknown[0][0]
    database.facts["calls in all"] += database.ask("SELECT count(*) FROM llm_calls")[0][0]
    database.facts["requests the server saw"] += len(database.messages.bodies())
    database.facts["items answered but not kept, nor asked about again"] += database.ask(_LOST)[0][0]
    database.facts["items deferred at the end, for the budget"] += page["footer"]["deferred"]


def plan(chance: random.Random, seconds: float) -> tuple[str, float]:
    """Choose a random moment."""
    moment = chance.choice(MOMENTS)
    return moment, chance.uniform(0.0, seconds) if moment == MOMENTS[3] else float(chance.randint(1, 3 * SHOWN))


def run(runs: int, seed: int, say: Callable[[str], None] = lambda _: None) -> tuple[Counter[str], Counter[str]]:
    """Return how often it was killed at which moment, and what was counted. Raise Broken."""
    chance = random.Random(seed)
    kills: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, server.serve(datetime.now(UTC)) as base:
        with rig(Path(folder) / "first", base, 1.0) as database:
            began = time.monotonic()
            if runs:
                database.whole()
            seconds = time.monotonic() - began
        while left := runs - kills.total() + kills["over before it was killed"]:
            moments = [plan(chance, seconds) for _ in range(min(left, chance.randint(1, 3)))]
            with rig(Path(folder) / str(facts["databases"]), base, chance.choice((0.006, 0.02, 1.0))) as database:
                round_of(database, moments)
            kills.update(database.kills)
            facts.update(database.facts)  # also what was never seen
            facts["databases"] += 1
            say(f"{kills.total() - kills['over before it was killed']} of {runs}")
    return kills, facts


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=50, help="how many are killed")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    try:
        kills, facts = run(given.runs, given.seed, lambda line: print(line, file=sys.stderr))
    except Broken as broken:
        print(f"broken: {broken}", file=sys.stderr)
        return 1
    print(f"{given.runs} kills, seed {given.seed}; {circumstances()}\n")
    print(table(("killed", "runs"), [[name, str(count)] for name, count in sorted(kills.items())]))
    print()
    print(table(("afterwards", "in all"), [[name, str(count)] for name, count in facts.items()]))
    print("\nAfter each process: file whole, no dangling row, a ledger row for every request, never past the budget.")
    print("After the next run: nothing in flight, unknown calls at their estimate, no kept result bought again.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
