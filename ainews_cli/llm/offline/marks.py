"""Four estimated marks and a category from measurements. Pure; each mark's reason names its measurements.

The scale is chosen so that a short notice without names comes out near 1 to 2, an ordinary article near 3, and only an
article that shows several features at once above 4. They order a first view and pick candidates for a model; they judge
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log2, log10

from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.llm.offline.features import TextFeatures
from ainews_cli.llm.offline.wording import Wording
from ainews_cli.models.analysis import CATEGORIES
from ainews_cli.sources.kinds import kind_named

SHORT, LONG = 200, 6_400
"""Alphabetic characters between which length raises the depth, by its logarithm."""
BASE = 1.6
"""Start of relevance, practicality and novelty, before anything is found."""

_CATEGORY_NAMES = {
    "papers": "research",
    "paper": "research",
    "tools": "tool",
    "videos": "video",
    "releases": "release",
    "blog": "opinion",
    "tutorials": "tutorial",
}
_CATEGORY_SIGNALS = (
    ("howto", "tutorial"),
    ("policy", "policy"),
    ("business", "business"),
    ("research", "research"),
    ("release", "release"),
    ("opinion", "opinion"),
)


def depth(features: TextFeatures, words: Wording) -> float:
    """Estimate the depth by length, numbers, code, links and research words."""
    if not features.characters:
        words.add("title_only")
        return 1.0
    value = 1.2 + 2.4 * min(1.0, max(0.0, log2(features.weight / SHORT) / log2(LONG / SHORT)))
    words.add("characters", features.characters)
    for count, each, most, name in (
        (features.numbers, 0.04, 0.6, "numbers"),
        (features.code_blocks, 0.2, 0.6, "code"),
        (features.links, 0.04, 0.4, "links"),
    ):
        if count:
            value += min(most, each * count)
            words.add(name, count)
    if "research" in features.signals:
        value += 0.4
        words.add("research", features.signals["research"])
    return value


def relevance(features: TextFeatures, words: Wording) -> float:
    """Estimate the relevance by the reader's keywords; without any, by how much it is about AI."""
    value = BASE
    if features.title_keywords:
        value += 1.2 * min(2, len(features.title_keywords))
        words.add_list("title_keywords", features.title_keywords)
    if features.body_keywords:
        value += min(1.2, 0.6 * len(features.body_keywords))
        words.add_list("body_keywords", [words.topic(name) for name in features.body_keywords])
    if not (features.title_keywords or features.body_keywords):
        words.add("no_keywords")
    value += min(1.5, 0.3 + 0.3 * len(features.topics)) if features.topics else 0
    if features.topics:
        words.add_list("topics", [words.topic(name) for name in features.topics])
    else:
        words.add("no_topics")
    if names := (*features.companies, *(name for name in features.products if name not in features.companies)):
        value += min(0.8, 0.4 * len(names))
        words.add_list("names", names)
    return value


def practicality(features: TextFeatures, words: Wording) -> float:
    """Estimate the use in practice by code, how-to words, words of availability, a release."""
    value = BASE
    if features.code_blocks:
        value += min(1.2, 0.4 * features.code_blocks)
        words.add("code", features.code_blocks)
    value += _signals(features, words, {"howto": 0.8, "available": 0.7, "release": 0.4})
    if value == BASE:
        words.add("no_signals")
    return value


def novelty(features: TextFeatures, words: Wording) -> float:
    """Estimate the novelty by words of release, first time and benchmark, a version in the title, points of a
    discussion.
    """
    value = BASE + _signals(features, words, {"release": 0.7, "first": 0.7, "benchmark": 0.6, "research": 0.4})
    if features.version:
        value += 0.3
        words.add("version")
    if features.points > 1:
        value += min(1.0, 0.35 * log10(features.points))
        words.add("points", features.points)
    if value == BASE:
        words.add("no_signals")
    return value


MARKS: tuple[tuple[str, Callable[[TextFeatures, Wording], float]], ...] = (
    ("depth", depth),
    ("relevance", relevance),
    ("practicality", practicality),
    ("novelty", novelty),
)
"""The rule of each mark, in the order of MARK_NAMES."""


def category(features: TextFeatures, task: AnalysisTask) -> str:
    """Return one of CATEGORIES: from the kind, the feed's category, the address, then signal words (the title's before
    the text's).
    """
    named = task.category.lower()
    named = _CATEGORY_NAMES.get(named, named)
    if own := kind_named(task.kind).category:
        return own
    if named in CATEGORIES and named != "news":
        return named
    if "//arxiv.org/" in task.url:
        return "research"
    if "//github.com/" in task.url:
        return "release" if "/releases" in task.url else "tool"
    for signal, name in _CATEGORY_SIGNALS:
        if signal in features.title_signals:
            return name
    return "research" if "research" in features.signals and features.numbers > 10 else "news"


def _signals(features: TextFeatures, words: Wording, worth: dict[str, float]) -> float:
    """Return the worth of the signals found: whole in the title, half in the text."""
    total = 0.0
    for name, each in worth.items():
        if name in features.signals:
            total += each if name in features.title_signals else each / 2
            words.add(name, features.signals[name])
    return total
