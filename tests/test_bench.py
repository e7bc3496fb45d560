"""Every benchmark runs, on a tiny input, and prints its table. What the figures are is not asked here."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from bench import fulltext
from bench.measure import PYTHON, Command, Sample, middle, ratio, run, table
from bench.stores import filled

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
KEPT = "SELECT count(*) FROM items WHERE title = 'kept'"


def bench(script: str, *arguments: str, tmp: Path, code: int = 0) -> str:
    """What a script prints; its kept stores go below `tmp`."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "bench" / script), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"TMPDIR": str(tmp), "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def first_cells(printed: str) -> list[str]:
    """The first column of all tables, heads and rules included."""
    return [line.split("|")[1].strip() for line in printed.splitlines() if line.startswith("|")]


def sql(path: Path, text: str) -> list[tuple[int]]:
    """One statement, committed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        return raw.execute(text).fetchall()


def test_startup(tmp_path: Path) -> None:
    printed = bench("startup.py", "--items", "60", "--rounds", "1", "--db", str(tmp_path / "own.db"), tmp=tmp_path)
    assert first_cells(printed) == [
        *("command", "---", "python -c pass", "ainews --version", "ainews --help"),
        *(f"ainews {name}, {place}" for place in ("pipe", "TTY") for name in ("daily", "latest", "show")),
    ]
    assert sql(tmp_path / "own.db", "SELECT count(*) FROM items") == [(60,)]


def test_scale(tmp_path: Path) -> None:
    cells = first_cells(bench("scale.py", "--sizes", "20", "--rounds", "1", "--runs", "1", tmp=tmp_path))
    assert cells.count("daily") == cells.count("show") == cells.count("latest: 20") == 1


def test_a_store_is_kept_until_it_is_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first = filled(20)
    sql(first.path, "UPDATE items SET title = 'kept'")
    assert filled(20) == first
    assert sql(first.path, KEPT) == [(20,)]
    sql(first.path, "UPDATE items SET published = '2026-01-01T00:00:00Z'")
    filled(20)
    assert sql(first.path, KEPT) == [(0,)]
    assert sorted(path.suffix for path in first.path.parent.iterdir()) == [".db", ".toml"]


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "news.db"
    mine.write_bytes(b"precious")
    assert "not made by bench/fill.py" in bench("startup.py", "--items", "20", "--db", str(mine), tmp=tmp_path, code=1)
    assert mine.read_bytes() == b"precious"


def test_fetch(tmp_path: Path) -> None:
    printed = bench("fetch.py", "--feeds", "2", "--entries", "2", "--latency-ms", "0", "--rounds", "1", tmp=tmp_path)
    assert {"empty store", "nothing new", "one new entry each"} <= set(first_cells(printed))


def test_feeds(tmp_path: Path) -> None:
    for name in ("podcast.rss.xml", "atom_xhtml.atom.xml"):
        shutil.copy(TESTS / "sources" / "samples" / name, tmp_path)
    assert "agreement percent" in bench("feeds.py", str(tmp_path), "--runs", "1", tmp=tmp_path)


def test_fulltext(tmp_path: Path) -> None:
    for suffix in (".html", ".json"):
        shutil.copy((TESTS / "articles" / "pages" / "ghost").with_suffix(suffix), tmp_path)
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "alone.html").write_bytes(b"<p>No description of this page, and odd bytes: \xff\xfe\x00\x80")
    (tmp_path / "more" / "odd.html").write_bytes(b"")
    (tmp_path / "more" / "odd.json").write_bytes(b"{")
    printed = bench("fulltext.py", str(tmp_path), tmp=tmp_path)
    assert "(3 pages)" in printed
    assert "trafilatura" in printed


def test_fulltext_counts_and_names_a_page_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("bad", "good"):
        (tmp_path / f"{name}.html").write_text(f"<p>{name}</p>", encoding="utf-8")

    def fragile(html: bytes, url: str) -> str:
        if b"bad" in html:
            raise ValueError("not this one")
        return fulltext.theirs(html, url)

    monkeypatch.setattr(fulltext, "ours", fragile)
    assert fulltext.main([str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "(2 pages)" in printed
    assert "    bad: failed: ValueError: not this one" in printed
    assert "good" not in printed


def test_tokens(tmp_path: Path) -> None:
    assert "fake server, whole requests" in first_cells(
        bench("tokens.py", "--pieces", "1", "--characters", "20", tmp=tmp_path)
    )


def test_kills(tmp_path: Path) -> None:
    """Real kills are in tests/cli/test_cli_money.py."""
    assert "0 kills, seed 1" in bench("kills.py", "--runs", "0", tmp=tmp_path)


def test_run_prints_the_parts_that_are_named(tmp_path: Path) -> None:
    printed = bench("run.py", "verify", tmp=tmp_path)
    assert [line for line in printed.splitlines() if line.startswith("## ")] == ["## verify: Checks on translations"]
    assert "false alarms" in printed
    assert "`python bench/verify.py tests/verify/pairs`" in printed


def test_run_names_the_parts_for_a_wrong_name(tmp_path: Path) -> None:
    assert "startup, fetch, scale, feeds, verify, stories, taste, estimates, tokens, kills, fulltext" in bench(
        "run.py", "speed", tmp=tmp_path, code=2
    )


def test_a_failed_run_is_no_figure() -> None:
    with pytest.raises(SystemExit, match="exit 3"):
        run(Command([sys.executable, "-c", "raise SystemExit(3)"]))


@pytest.mark.parametrize("tty", [False, True])
def test_a_run_has_the_streams_it_is_measured_with(tty: bool) -> None:
    probe = f"import sys; sys.exit(not all(s.isatty() == {tty} for s in (sys.stdin, sys.stdout, sys.stderr)))"
    sample = run(Command([sys.executable, "-c", probe], tty=tty))
    assert sample.wall > 0
    assert sample.rss > 1


def test_keys_do_not_reach_what_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "not-a-key")
    assert run(Command([*PYTHON[:2], "import os, sys; sys.exit('ANTHROPIC_API_KEY' in os.environ)"])).cpu > 0


def test_ratios_are_medians_of_the_rounds_own() -> None:
    own = [Sample(2, 1, 10), Sample(30, 1, 10), Sample(6, 3, 30)]
    base = [Sample(1, 1, 10), Sample(10, 1, 10), Sample(2, 1, 10)]
    assert ratio(own, base) == Sample(3, 1, 1)
    assert middle(own) == Sample(6, 1, 10)
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n|---|--:|\n| 1 | 2 |"


def test_taste(tmp_path: Path) -> None:
    cells = first_cells(bench("taste.py", "--readers", "1", tmp=tmp_path))
    assert cells == ["history", "---", *(name for name in ("1 days", "3 days", "10 days", "29 days") for _ in range(4))]


def test_estimates(tmp_path: Path) -> None:
    printed = bench("estimates.py", tmp=tmp_path)
    assert [line.partition(":")[0] for line in printed.splitlines()] == [
        "recorded replies of the demo",
        "points of the demo's Hacker News items",
    ]
    assert "40 items, rank correlation 0." in printed
