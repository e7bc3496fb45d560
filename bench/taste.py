"""Readers with known tastes, simulated: what the learnt order is worth against the plain score and against time.
`python bench/taste.py [--json]`

Each reader likes some topics, dislikes others, has a favourite source, and errs: some of his marks contradict his
taste, most of what he likes he never marks. For thirty days he is shown the twenty best of sixty items by the plain
score and marks some; on each later day the orders are compared over all items of that day. AUC: of a liked and a not
liked item, how often the liked one stands first. nDCG: of the first twenty, by what they are worth to him (Järvelin and
Kekäläinen 2002). Topics: how many different ones the first twenty have; new: how many of these he has never marked
anything of, so that it shows whether taste shuts out what it does not know. "diverse" is the digest's order.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from math import log2
from pathlib import Path
from statistics import mean
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from ainews_cli.ranking.diversity import Candidate, diversify, unit
from ainews_cli.ranking.taste import Signal, Traits, features, train, value

TOPICS = {
    "agents": "agent tool planning browser task memory",
    "inference": "inference latency cache serving quantisation throughput",
    "open weights": "weights open licence checkpoint release download",
    "policy": "law regulation ministry court consultation rule",
    "funding": "round valuation investor stake billion acquisition",
    "robotics": "robot arm gripper motion warehouse humanoid",
    "speech": "speech voice audio recognition dubbing transcript",
    "vision": "image video diffusion segmentation camera pixel",
    "safety": "safety red-team alignment jailbreak audit risk",
    "chips": "chip wafer accelerator fab memory bandwidth",
    "coding": "code editor review compiler test repository",
    "medicine": "clinic patient diagnosis trial protein drug",
}
COMMON = "new model data team system result work year company users report world today plan change first large small"
FILLER = COMMON.split()
SOURCES = [f"Source {letter}" for letter in "ABCDEFGHIJ"]
COMPANIES = [f"Firm {number}" for number in range(30)]
DAYS, PER_DAY, SHOWN, WARM = 30, 60, 20, (1, 3, 10, 29)


class Item(NamedTuple):
    """One made-up item: what the model may see, and its plain score."""

    traits: Traits
    topics: tuple[str, ...]
    score: float


class Reader(NamedTuple):
    """A made-up reader who marks items."""

    likes: tuple[str, ...]
    dislikes: tuple[str, ...]
    source: str
    noise: float
    """Share of marks that say the opposite."""

    def worth(self, item: Item) -> float:
        """Return what the item is worth to him, 0 to 5."""
        liked = sum(topic in self.likes for topic in item.topics) - sum(topic in self.dislikes for topic in item.topics)
        return max(0.0, min(5.0, 1.6 * liked + 0.5 * (item.traits.source == self.source) + 0.6 * (item.score - 3) + 2))


def items_of(day: int, dice: random.Random) -> list[Item]:
    """Return the items of one day, newest first."""
    items = []
    for number in range(PER_DAY):
        topics = tuple(dice.sample(list(TOPICS), dice.choice((1, 1, 2))))
        words = [word for topic in topics for word in dice.sample(TOPICS[topic].split(), 2)] + dice.sample(FILLER, 4)
        dice.shuffle(words)
        # A tagger that is wrong now and then: one tag in six is another topic's.
        tags = tuple(topic if dice.random() > 1 / 6 else dice.choice(list(TOPICS)) for topic in topics)
        marks = tuple(
            (name, float(min(5, max(1, round(dice.gauss(3, 0.9))))))
            for name in ("depth", "relevance", "practicality", "novelty")
        )
        traits = Traits(
            day * 1000 + number,
            " ".join(words),
            dice.choice(SOURCES),
            "news",
            tags,
            (dice.choice(COMPANIES),),
            (),
            marks,
        )
        items.append(
            Item(
                traits,
                topics,
                sum(share * amount for share, (_, amount) in zip((0.4, 0.3, 0.2, 0.1), marks, strict=True)),
            )
        )
    return items


def mark(reader: Reader, item: Item, dice: random.Random) -> Signal | None:
    """Return what he does with an item that he is shown; mostly nothing."""
    likes = reader.worth(item) >= 3.5
    if dice.random() < reader.noise:
        likes = not likes
    if likes:
        return Signal(True, 1.0) if dice.random() < 0.15 else Signal(True, 0.3) if dice.random() < 0.3 else None
    return Signal(False, 1.0) if dice.random() < 0.06 else None


def auc(order: list[bool]) -> float:
    """Return how often the liked one of a liked and another item stands first; 0.5 is chance."""
    liked = sum(order)
    if not liked or liked == len(order):
        return 0.5
    before = right = 0
    for likes in order:
        if likes:
            before += 1
        else:
            right += before
    return right / (liked * (len(order) - liked))


def ndcg(gains: list[float], first: int = SHOWN) -> float:
    """Return the discounted gain of the first places over the best that could be had."""
    best = sum(gain / log2(place + 2) for place, gain in enumerate(sorted(gains, reverse=True)[:first]))
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains[:first])) / best if best else 1.0


class Figures(NamedTuple):
    """Figures of one order of one day, or means of them."""

    auc: float
    ndcg: float
    topics: float
    new: float


def replay(seed: int, noise: float) -> dict[str, dict[str, Figures]]:
    """Replay one reader's month: days of history -> order -> figures of the next day."""
    dice = random.Random(seed)
    topics = dice.sample(list(TOPICS), 5)
    reader = Reader(tuple(topics[:3]), tuple(topics[3:]), dice.choice(SOURCES), noise)
    marked: list[tuple[Item, Signal]] = []
    passed: list[dict[str, float]] = []
    orders: dict[str, dict[str, Figures]] = {}
    for day in range(DAYS):
        items = items_of(day, dice)
        if day in WARM:
            orders[f"{day} days"] = compare(reader, items, marked, passed)
        for item in sorted(items, key=lambda candidate: -candidate.score)[:SHOWN]:
            signal = mark(reader, item, dice)
            if signal:
                marked.append((item, signal))
            else:
                passed.append(features(item.traits))
    return orders


def compare(
    reader: Reader, items: list[Item], marked: list[tuple[Item, Signal]], passed: list[dict[str, float]]
) -> dict[str, Figures]:
    """Return the figures of one day in four orders."""
    taste = train([(features(item.traits), signal) for item, signal in marked], passed[-3 * len(marked) :])
    known = {topic for item, _ in marked for topic in item.topics}
    values = [item.score + sum(value(taste, features(item.traits))) for item in items]
    places = [Candidate(at, values[at], unit(dict.fromkeys(item.traits.tags, 1.0))) for at, item in enumerate(items)]
    orders = {
        "time": items,
        "plain score": sorted(items, key=lambda item: -item.score),
        "with taste": [items[at] for at in sorted(range(len(items)), key=lambda at: -values[at])],
        "diverse": [items[item.id] for item in diversify(places, len(items)).placed],
    }
    return {name: figures(reader, order, known) for name, order in orders.items()}


def figures(reader: Reader, order: list[Item], known: set[str]) -> Figures:
    """Return the figures of one order."""
    worth = [reader.worth(item) for item in order]
    shown = {topic for item in order[:SHOWN] for topic in item.topics}
    return Figures(auc([value >= 3.5 for value in worth]), ndcg(worth), len(shown), len(shown - known))


def measure(readers: int, noise: float) -> dict[str, dict[str, Figures]]:
    """Return days of history -> order -> mean figures."""
    runs = [replay(seed, noise) for seed in range(readers)]
    return {
        days: {
            order: Figures(*(mean(one) for one in zip(*(run[days][order] for run in runs), strict=True)))
            for order in runs[0][days]
        }
        for days in runs[0]
    }


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--readers", type=int, default=40)
    parser.add_argument("--noise", type=float, default=0.15, help="share of marks that contradict the reader's taste")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    measured = measure(wanted.readers, wanted.noise)
    if wanted.json:
        print(
            json.dumps(
                {days: {order: own._asdict() for order, own in orders.items()} for days, orders in measured.items()},
                indent=2,
            )
        )
        return
    print(f"{wanted.readers} simulated readers, {wanted.noise:.0%} of the marks wrong\n")
    print("| history | order | AUC | nDCG@20 | topics | new |\n|---|---|--:|--:|--:|--:|")
    for days, orders in measured.items():
        for order, own in orders.items():
            print(f"| {days} | {order} | {own.auc:.3f} | {own.ndcg:.3f} | {own.topics:.1f} | {own.new:.1f} |")


if __name__ == "__main__":
    main()
