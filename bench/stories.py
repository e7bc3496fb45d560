"""How well items of one event are found: `python bench/stories.py LABELLED.jsonl [--json]`

A line is `{"id", "title", "text", "url", "source", "published", "story"}`. Printed are pairwise precision and recall
(over all pairs of items) and B-cubed F1 (the mean over items; Bagga and Baldwin 1998).

Two people label news in two ways. Here "story" is an event with what follows from it within days (a suit, and the first
ruling in it); a line may have an "event" besides, for what happened at one time (`--label event`).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from ainews_cli.ranking.stories import StoryItem, features, stories

NEVER = datetime.min.replace(tzinfo=UTC)
Groups = Mapping[str, Hashable]
"""Item -> its group."""


def read(path: Path, label: str = "story") -> tuple[list[StoryItem], Groups]:
    """Return the documents, each with its line's number for an id, and their labels.

    Stop the program at a line that is none, naming it.

    A missing text, address, source or time is none; only the title and the label have to be there.
    """
    documents, labels = [], {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            title, text, url, source = (str(record.get(name) or "") for name in ("title", "text", "url", "source"))
            documents.append(StoryItem(number, title, text, url, source, when(record.get("published"))))
            labels[str(number)] = json.dumps(record[label] if label in record else record["story"], sort_keys=True)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise SystemExit(f"{path}:{number}: not a labelled item ({type(error).__name__}: {error})") from None
    return documents, labels


def when(written: object) -> datetime | None:
    """ISO 8601 (also a date alone), the form of mails and RSS, or seconds; in UTC where no zone is given; None for
    none.
    """
    if isinstance(written, int | float) and not isinstance(written, bool):
        return datetime.fromtimestamp(written / 1000 if written > 1e11 else written, UTC)
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(str(written or ""))
        except (ValueError, TypeError, IndexError):
            continue
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def pairwise(groups: Groups, truth: Groups) -> tuple[float, float]:
    """Return precision and recall over pairs; 1.0 where there is nothing to be wrong about."""

    def pairs(groups: Mapping[str, Hashable]) -> int:
        return sum(size * (size - 1) // 2 for size in Counter(groups.values()).values())

    both = pairs({key: (groups[key], truth[key]) for key in truth})
    claimed, wanted = pairs(groups), pairs(truth)
    return (both / claimed if claimed else 1.0), (both / wanted if wanted else 1.0)


def bcubed(groups: Groups, truth: Groups) -> float:
    """Return F1 of the means over items."""
    in_found, in_truth = members(groups), members(truth)
    shares = [
        (len(in_found[groups[key]] & in_truth[truth[key]]), len(in_found[groups[key]]), len(in_truth[truth[key]]))
        for key in truth
    ]
    if not shares:
        return 1.0
    precision = sum(both / own for both, own, _ in shares) / len(shares)
    recall = sum(both / real for both, _, real in shares) / len(shares)
    return 2 * precision * recall / (precision + recall)


def members(groups: Groups) -> dict[Hashable, set[str]]:
    """Return the items of each group."""
    items: defaultdict[Hashable, set[str]] = defaultdict(set)
    for key, group in groups.items():
        items[group].add(key)
    return items


def grouped(documents: list[StoryItem], arriving: int) -> dict[str, Hashable]:
    """Item -> its story. `arriving`: how many come at a time, in the order of their times, those before keeping their
    stories; 0 for all at once.
    """
    read_in = sorted(map(features, documents), key=lambda item: (item.published or NEVER, item.id))
    known: dict[int | str, int] = {}
    step = arriving or max(1, len(read_in))
    for end in range(step, len(read_in) + step, step):
        for story in stories(read_in[:end], known=known):
            number = next((known[item] for item in story.ids if item in known), len(known))
            known |= {item: number for item in story.ids if item not in known}
    return {str(item): number for item, number in known.items()}


def measure(
    documents: list[StoryItem], labels: Groups, arriving: int = 0
) -> tuple[dict[str, float], dict[str, Hashable]]:
    """Return the figures, and the groups that were found."""
    groups = grouped(documents, arriving)
    precision, recall = pairwise(groups, labels)
    return {"precision": precision, "recall": recall, "bcubed_f1": bcubed(groups, labels)}, groups


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path, nargs="+", help="each file is measured by itself")
    parser.add_argument("--json", action="store_true", help="one line per file")
    parser.add_argument(
        "--label",
        default="story",
        help='the field that groups, e.g. "event" where a line has a narrower one (else "story")',
    )
    parser.add_argument(
        "--arriving",
        type=int,
        default=0,
        metavar="N",
        help="as if N items came at a time, and none changed its story later",
    )
    parser.add_argument("--errors", action="store_true", help="print the groups that are wrong")
    given = parser.parse_args()
    for path in given.labelled:
        documents, labels = read(path, given.label)
        start = time.perf_counter()
        figures, groups = measure(documents, labels, given.arriving)
        took = time.perf_counter() - start
        if given.json:
            print(json.dumps(figures))
            continue
        sizes = Counter(labels.values())
        several = sum(size > 1 for size in sizes.values())
        print(
            f"{path.name}: {len(documents)} items, {len(sizes)} stories, {several} of them with several items; "
            f"{took:.2f} s"
        )
        print(
            f"pairwise precision {figures['precision']:.3f}, recall {figures['recall']:.3f}; B-cubed F1 "
            f"{figures['bcubed_f1']:.3f}"
        )
        if given.errors:
            explain(documents, labels, groups)


def explain(documents: list[StoryItem], labels: Groups, groups: Groups) -> None:
    """Print the groups that are wrong."""
    titles = {str(document.id): document.title for document in documents}
    for group in members(groups).values():
        if len({labels[key] for key in group}) > 1:
            print("\njoined wrongly:", *(f"  {labels[key]}: {titles[key]}" for key in sorted(group)), sep="\n")
    for story, group in members(labels).items():
        parts = defaultdict(list)
        for key in group:
            parts[groups[key]].append(key)
        if len(parts) > 1:
            print(
                f"\ntorn apart: {story}",
                *(f"  {number}: {titles[key]}" for number, keys in parts.items() for key in keys),
                sep="\n",
            )


if __name__ == "__main__":
    main()
