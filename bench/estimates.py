"""How well the order of the offline estimates agrees with others.

    python bench/estimates.py [HACKERNEWS.json …] [--json]

Spearman's rank correlation (ties share their mean rank) of the estimated score

- with the score of the demo's recorded replies, on the demo's articles;
- with the points of Hacker News items, in the demo and in each file named (answers of the Algolia search API). The
  estimate is made
  without the points, which it would else know; titles alone say little of them, so expect little.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import StatisticsError, correlation

sys.path.insert(0, str(Path(__file__).parent.parent))

from ainews_cli.demo import samples
from ainews_cli.demo.recorded import load
from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.llm.offline.engine import estimate_data
from ainews_cli.models.analysis import Interests, Mark, Weights
from ainews_cli.models.feed import Feed
from ainews_cli.models.text import Block
from ainews_cli.ranking import scoring
from ainews_cli.sources.kinds import KINDS
from ainews_cli.tasks.analysis.texts import quick_blocks

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def score(data: dict[str, object]) -> float:
    """Return the weighted marks of a reply, unrounded."""
    marks = data["marks"]
    assert isinstance(marks, dict)
    shares = zip(marks.items(), scoring.normalised(Weights()), strict=True)
    return sum(share * Mark(name, float(mark["value"]), "").value for (name, mark), share in shares)


def estimate(task: AnalysisTask) -> float:
    """Return the estimated score without the points of a discussion."""
    return score(estimate_data(replace(task, points=None, comments=None)))


def task(title: str, source: str, kind: str, blocks: tuple[Block, ...]) -> AnalysisTask:
    """Return a task about that text for a reader without interests."""
    return AnalysisTask(0, title, "", source, NOW, kind, blocks, "ja", Interests())


def demo_pairs() -> list[tuple[float, float]]:
    """Return (estimate, recorded score) of every demo article with a recorded reply."""
    pairs = []
    for article in samples.articles():
        reply = load("replies", article.slug)
        if not article.duplicate and reply and "marks" in reply.get("reply", reply):
            data = reply.get("reply", reply)
            pairs.append((estimate(task(article.title, article.feed, "feed", paragraphs(article.body))), score(data)))
    return pairs


def demo_points() -> list[tuple[float, float]]:
    """Return (estimate, points) of the demo's Hacker News items."""
    items = [article for article in samples.articles() if article.points]
    return [
        (estimate(task(article.title, article.feed, "hackernews", paragraphs(article.body))), float(article.points))
        for article in items
    ]


def paragraphs(markdown: str) -> tuple[Block, ...]:
    """Return the body's paragraphs; its headings and lists count as such."""
    return tuple(
        Block(number, "paragraph", text)
        for number, text in enumerate(filter(None, map(str.strip, markdown.split("\n\n"))), 1)
    )


def file_points(path: Path) -> list[tuple[float, float]]:
    """Return (estimate, points) of a saved answer of the search API."""
    parsed = KINDS["hackernews"].parse(
        path.read_bytes(), Feed("Hacker News", "https://example.org/", "hackernews"), now=datetime.now(UTC)
    )
    entries = [entry for entry in parsed.entries if entry.points is not None]
    return [
        (
            estimate(task(entry.title, "Hacker News", "hackernews", quick_blocks(entry.content or entry.summary))),
            float(entry.points or 0),
        )
        for entry in entries
    ]


def spearman(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Spearman's correlation, -1 to 1; None for fewer than three pairs or when one side is all the same."""
    if len(pairs) < 3:
        return None
    try:
        return correlation(ranks([left for left, _ in pairs]), ranks([right for _, right in pairs]))
    except StatisticsError:
        return None


def ranks(values: Sequence[float]) -> list[float]:
    """Rank of each value, 1 for the least; equal ones share the mean of their ranks. (`correlation(method="ranked")`
    came with Python 3.12.)
    """
    return [sum(other < value for other in values) + (values.count(value) + 1) / 2 for value in values]


def main() -> None:
    """Print a line per comparison."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="saved answers of hn.algolia.com/api/v1/search")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    compared = {"recorded replies of the demo": demo_pairs(), "points of the demo's Hacker News items": demo_points()}
    compared |= {f"points in {path.name}": file_points(path) for path in wanted.files}
    correlations = {name: {"items": len(pairs), "spearman": spearman(pairs)} for name, pairs in compared.items()}
    if wanted.json:
        print(json.dumps(correlations, indent=2))
        return
    for name, figures in correlations.items():
        value = figures["spearman"]
        print(
            f"{name}: {figures['items']} items, rank correlation {'not defined' if value is None else f'{value:.2f}'}"
        )


if __name__ == "__main__":
    main()
