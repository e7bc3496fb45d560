"""Scores full text: `python bench/fulltext.py DIR [--json] [-v]`.

DIR holds NAME.html, and beside it NAME.json: `{"url": …, "with": [strings that belong to the article], "without":
[strings that do not]}`. Pages in folders below it are read too, and pages without a NAME.json count without strings. A
page that cannot be read is counted and named, and the run goes on; the exit code is 1 where one was ours.
A string counts as found when it is in the extracted text, both with white space folded to single spaces and without
soft hyphens and furigana. Over all pages:

- recall = found "with" strings / all "with" strings
- precision = found "with" strings / (found "with" strings + found "without" strings)
- F1 = 2 · precision · recall / (precision + recall)

Ours and trafilatura (`trafilatura.extract(html, url=url)`, its defaults) read the same pages in one run. Strings are
looked for in ours
without Markdown markers and link targets. `seconds` is the time of the extraction alone, imports aside.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import trafilatura

from ainews_cli.articles.page import extract_page, visible_text
from ainews_cli.models.ruby import without_readings
from ainews_cli.sources.clean import clean

_WARM_UP = (
    b"<html><head><title>Warm up</title></head><body><article>"
    + b"<p>Words that load what is loaded once.</p>" * 20
    + b"</article></body></html>"
)


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of strings over some pages; seconds of extraction."""

    pages: int = 0
    with_found: int = 0
    with_all: int = 0
    without_found: int = 0
    without_all: int = 0
    seconds: float = 0.0
    failed: int = 0
    """Pages that raised something."""

    def __add__(self, other: Score) -> Score:
        return Score(*(left + right for left, right in zip(asdict(self).values(), asdict(other).values(), strict=True)))

    @property
    def recall(self) -> float:
        """Share of the wanted strings that were found; 1 when there are none."""
        return self.with_found / self.with_all if self.with_all else 1.0

    @property
    def precision(self) -> float:
        """Share of the found strings that are wanted; 1 when nothing was found."""
        shown = self.with_found + self.without_found
        return self.with_found / shown if shown else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def figures(self) -> dict[str, float]:
        """Return all figures, for `--json`."""
        return {**asdict(self), "precision": self.precision, "recall": self.recall, "f1": self.f1}


def ours(html: bytes, url: str) -> str:
    """Return the title and the words that `extract_page` gives (it takes the heading that repeats the title out of the
    blocks).
    """
    extract = extract_page(html, url)
    return f"{extract.title}\n{visible_text(extract.blocks)}"


def theirs(html: bytes, url: str) -> str:
    """Return the words that trafilatura gives by default."""
    return trafilatura.extract(html, url=url) or ""


def fold(text: str) -> str:
    """Fold white space to single spaces, without soft hyphens and readings, which not every gold text keeps."""
    return " ".join(without_readings(clean(text)).split())


def score(text: str, page: Mapping[str, Any], seconds: float) -> tuple[Score, list[str]]:
    """Return the counts for one page, and its misses in words."""
    folded, belong, strange = fold(text), page.get("with") or [], page.get("without") or []
    missing = [string for string in belong if fold(string) not in folded]
    wrong = [string for string in strange if fold(string) in folded]
    counted = Score(1, len(belong) - len(missing), len(belong), len(wrong), len(strange), seconds)
    return counted, [f"missing: {string}" for string in missing] + [f"not wanted: {string}" for string in wrong]


def run(
    directory: Path, readers: Mapping[str, Callable[[bytes, str], str]]
) -> dict[str, tuple[Score, dict[str, list[str]]]]:
    """Return the score of each reader and, per page, what it got wrong."""
    results: dict[str, tuple[Score, dict[str, list[str]]]] = {name: (Score(), {}) for name in readers}
    for source in sorted(directory.rglob("*.html")):
        name = source.relative_to(directory).with_suffix("").as_posix()
        page, html = described(source.with_suffix(".json")), source.read_bytes()
        for reader, read in readers.items():
            start = time.perf_counter()
            try:
                text = read(html, str(page.get("url") or ""))
            except Exception as error:  # noqa: BLE001  the page is counted and named
                page_score = Score(1, seconds=time.perf_counter() - start, failed=1)
                wrong = [f"failed: {type(error).__name__}: {error}"]
            else:
                page_score, wrong = score(text, page, time.perf_counter() - start)
            total, misses = results[reader]
            results[reader] = (total + page_score, {**misses, name: wrong} if wrong else misses)
    return results


def described(path: Path) -> Mapping[str, Any]:
    """Return what a NAME.json says; nothing where there is none, or where it is none."""
    try:
        page = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return page if isinstance(page, dict) else {}


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; return 2 when DIR holds no pages."""
    parser = argparse.ArgumentParser(
        description="Precision, recall and F1 of full text, ours beside trafilatura's defaults."
    )
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="name what was missed and what should not be there"
    )
    options = parser.parse_args(arguments)
    readers = {"ainews": ours, "trafilatura": theirs}
    for read in readers.values():
        read(_WARM_UP, "https://example.org/")
    results = run(options.directory, readers)
    if not results["ainews"][0].pages:
        print(f"{options.directory}: no NAME.html", file=sys.stderr)
        return 2
    if options.json:
        print(
            json.dumps(
                {name: {**total.figures(), "misses": misses} for name, (total, misses) in results.items()},
                ensure_ascii=False,
                indent=2,
            )
        )
        return int(results["ainews"][0].failed > 0)
    pages = results["ainews"][0].pages
    print(f"{'':12} {'precision':>10} {'recall':>8} {'F1':>8} {'ms/page':>9} {'failed':>7}   ({pages} pages)")
    for name, (total, misses) in results.items():
        print(
            f"{name:12} {total.precision:10.4f} {total.recall:8.4f} {total.f1:8.4f} "
            f"{1000 * total.seconds / total.pages:9.1f} {total.failed:7}"
        )
        for page, wrong in misses.items():
            lines = [line for line in wrong if options.verbose or line.startswith("failed: ")]
            print(*(f"    {page}: {line}\n" for line in lines), sep="", end="")
    return int(results["ainews"][0].failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
