"""`make bench`: our own figures and ratios with public tools, part by part. Installs nothing.

    python bench/run.py                 all parts
    python bench/run.py startup fetch   these
    python bench/run.py --full          with 100,000 items (some minutes more)

The parts run in turn, each a script of this folder with options of its own. A part that fails is named at the end, and
the exit code is 1.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from measure import circumstances

BENCH = Path(__file__).resolve().parent
TESTS = BENCH.parent / "tests"


class Part(NamedTuple):
    """One script with its options."""

    title: str
    script: str
    options: tuple[str, ...]
    plain: bool = False
    """It prints aligned columns, not Markdown: they go into a code block."""


def parts(full: bool) -> dict[str, Part]:
    """Return the parts by name, in the order in which they run."""
    items, sizes = ("100000", "1000,10000,100000") if full else ("20000", "1000,20000")
    return {
        "startup": Part("Starts, against python -c pass", "startup.py", ("--items", items)),
        "fetch": Part("A fetch, beside newsboat", "fetch.py", ("--rounds", "5" if full else "3")),
        "scale": Part("Growth with the store", "scale.py", ("--sizes", sizes, "--rounds", "5" if full else "3")),
        "feeds": Part(
            "Feeds: agreement with feedparser", "feeds.py", (str(TESTS / "sources" / "samples"),), plain=True
        ),
        "verify": Part("Checks on translations", "verify.py", (str(TESTS / "verify" / "pairs"),)),
        "stories": Part(
            "Stories, on labelled news",
            "stories.py",
            tuple(map(str, sorted((TESTS / "ranking" / "stories").glob("*.jsonl")))),
            plain=True,
        ),
        "taste": Part("Taste, on simulated readers", "taste.py", ("--readers", "40" if full else "15")),
        "estimates": Part("Offline estimates, against recorded replies and points", "estimates.py", (), plain=True),
        "tokens": Part("Tokens, estimated and counted", "tokens.py", ("--pieces", "40" if full else "10")),
        "kills": Part("kill -9 at random points of a run", "kills.py", ("--runs", "50" if full else "10")),
        "fulltext": Part(
            "Full text, beside trafilatura", "fulltext.py", (str(TESTS / "articles" / "pages"),), plain=True
        ),
        "calls": Part(
            "Calls at a rate limit",
            "calls.py",
            ("--calls", "400", "--scale", "1") if full else ("--calls", "200", "--scale", "0.5"),
        ),
    }


def run(name: str, part: Part) -> bool:
    """Run a part below its heading and tell whether it succeeded."""
    shown = [
        f"bench/{part.script}",
        *(str(Path(option).relative_to(BENCH.parent)) if option.startswith("/") else option for option in part.options),
    ]
    print(f"\n## {name}: {part.title}\n\n`python {' '.join(shown)}`\n", flush=True)
    fence = "```" if part.plain else ""
    print(fence, end="\n" * part.plain, flush=True)
    done = subprocess.run([sys.executable, str(BENCH / part.script), *part.options], check=False)
    print(fence, flush=True)
    return done.returncode == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    names = list(parts(full=False))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="PART", help=f"{', '.join(names)}; all unless given")
    parser.add_argument("--full", action="store_true", help="100,000 items and more rounds")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.names if name not in names]:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(names)}")
    print(f"# ainews, measured\n\n{circumstances()}")
    if not shutil.which("newsboat"):
        print("\nnewsboat is not installed: no ratios with it.")
    chosen = {name: part for name, part in parts(given.full).items() if name in (given.names or names)}
    failed = [name for name, part in chosen.items() if not run(name, part)]
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
