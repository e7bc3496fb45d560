"""From what a model gave to figures. Pure; each figure is defined in `Measures`. What was not measured is None, never
0.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from ainews_cli.evaluate.cases import KINDS, WEIGHTS, Kind
from ainews_cli.evaluate.judging import Verdict, Written, judge_analysis, judge_translation, marks_verdicts
from ainews_cli.evaluate.run import Analysed, Result
from ainews_cli.models.analysis import MARK_NAMES
from ainews_cli.ranking.scoring import overall


class Count(NamedTuple):
    """So many of so many."""

    met: int
    of: int

    @property
    def share(self) -> float:
        """0 to 1; `of` is never 0 where a count is shown."""
        return self.met / self.of


class Measures(NamedTuple):
    """One model on the set."""

    model: str
    engine: str
    estimates: bool
    fidelity: Count | None
    """Assertions met, over all kinds, runs and cases. A case without a usable reply meets none of its assertions."""
    kinds: Mapping[Kind, Count]
    """The same by kind (`cases.KINDS`); a kind that was not judged is absent."""
    valid_first: Count | None
    """Analyses whose first reply passed the product's checks: JSON, schema, bounds, language, no new address."""
    valid_final: Count | None
    """Analyses that passed at last, after at most one repair."""
    blocks_first: Count | None
    """Translated blocks that passed the checks at the first try."""
    blocks_final: Count | None
    """The same, after at most one repair."""
    spread: float | None
    """Standard deviation (of the population) of the overall scores of the first run, 0.0 to 2.0: near 0, a model ranks
    nothing.
    """
    distinct: Count | None
    """Different overall scores among the cases of the first run."""
    order: float | None
    """Spearman's rank correlation of the overall scores of the first run with the expected ones, -1 to 1, ties
    averaged; 0 where all
    scores are the same. From 3 cases."""
    mark_difference: float | None
    """Between the first two runs of a case: mean absolute difference of its four marks, 0.0 to 4.0."""
    same_category: Count | None
    """Cases whose first two runs chose the same category."""
    latency: tuple[float, float] | None
    """Seconds of a request from sending to its whole answer, without the waits before a retry: median and 95th
    percentile (nearest rank).
    """
    cost_analysis: float | None
    """US dollars per analysis, repairs included; what 100 items cost is a hundred times that."""
    cost_translation: float | None
    """US dollars per translated case."""
    spent: float
    """US dollars of all that was answered."""
    skipped: int
    """Analyses and translations that were not made; they count nowhere above."""
    stopped: str
    """Why, in words."""
    failures: tuple[Verdict, ...]
    """Assertions not met, each once, by case."""


def measure(result: Result) -> Measures:
    """Return the figures of one model."""
    first = {done.case.name: done for done in result.analysed if done.run == 1}
    second = {done.case.name: done for done in result.analysed if done.run == 2}
    verdicts = verdicts_of(result)
    kinds = _kinds(verdicts)
    scores = {name: score for name, done in first.items() if (score := score_of(done)) is not None}
    difference, same = agreement(first, second)
    asked = not result.estimates
    return Measures(
        model=result.model,
        engine=result.engine,
        estimates=result.estimates,
        fidelity=_sum(kinds) if asked else None,
        kinds=kinds,
        valid_first=_count(done.analysis is not None and done.tries == 1 for done in result.analysed)
        if asked
        else None,
        valid_final=_count(done.analysis is not None for done in result.analysed) if asked else None,
        **_blocks(result),
        spread=statistics.pstdev(scores.values()) if len(scores) > 1 else None,
        distinct=Count(len(set(scores.values())), len(scores)) if scores else None,
        order=order([(score, first[name].case.expected) for name, score in scores.items()]),
        mark_difference=difference,
        same_category=same,
        latency=(percentile(result.seconds, 0.5), percentile(result.seconds, 0.95)) if result.seconds else None,
        cost_analysis=statistics.fmean(done.cost for done in result.analysed) if result.analysed else None,
        cost_translation=statistics.fmean(done.outcome.cost for done in result.translated)
        if result.translated
        else None,
        spent=sum(done.cost for done in result.analysed) + sum(done.outcome.cost for done in result.translated),
        skipped=result.skipped,
        stopped=str(result.stopped or ""),
        failures=tuple(
            dict.fromkeys(
                sorted(
                    (verdict for verdict in verdicts if not verdict.met),
                    key=lambda verdict: (verdict.case, KINDS.index(verdict.kind)),
                )
            )
        ),
    )


def verdicts_of(result: Result) -> list[Verdict]:
    """Return every assertion that can be judged of what the model gave; of an engine that estimates the marks alone."""
    verdicts: list[Verdict] = []
    for analysed in result.analysed:
        if result.estimates:
            verdicts += marks_verdicts(analysed.case, Written(analysed.data or {}))
        else:
            verdicts += judge_analysis(
                analysed.case, analysed.blocks, analysed.data, result.language, fault=analysed.fault
            )
    for done in result.translated:
        verdicts += judge_translation(done.case, done.outcome)
    return verdicts


def score_of(analysed: Analysed) -> float | None:
    """Return the overall score of an analysis with the set's weights, 1.0 to 5.0; None where there is none."""
    return overall(analysed.analysis.marks, WEIGHTS) if analysed.analysis else None


def agreement(first: Mapping[str, Analysed], second: Mapping[str, Analysed]) -> tuple[float | None, Count | None]:
    """Return the mean absolute difference of the marks, and equal categories, over the cases that both runs have an
    analysis of.
    """
    pairs = [
        (a, b)
        for name, analysed in first.items()
        if name in second and (a := analysed.analysis) and (b := second[name].analysis)
    ]
    if not pairs:
        return None, None
    differences = [
        abs(mine.value - other.value) for a, b in pairs for mine, other in zip(a.marks, b.marks, strict=True)
    ]
    return sum(differences) / (len(pairs) * len(MARK_NAMES)), Count(
        sum(a.category == b.category for a, b in pairs), len(pairs)
    )


def order(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Spearman's rank correlation of (given, expected), -1 to 1; 0.0 where all given are equal; None below 3
    pairs or without an order to expect.
    """
    given, expected = ranks([value for value, _ in pairs]), ranks([value for _, value in pairs])
    if len(pairs) < 3 or len(set(expected)) == 1:
        return None
    return 0.0 if len(set(given)) == 1 else statistics.correlation(given, expected)


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1, equal ones sharing their mean rank."""
    placed = sorted(values)
    return [placed.index(value) + (placed.count(value) + 1) / 2 for value in values]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile: the least value that `share` (0 to 1) of all values do not exceed. Needs a
    value.
    """
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def _blocks(result: Result) -> dict[str, Count | None]:
    judged = [
        block
        for done in result.translated
        for block in done.outcome.results
        if block.status in ("translated", "refused")
    ]
    return {
        "blocks_first": _count(block.status == "translated" and not block.repaired for block in judged),
        "blocks_final": _count(block.status == "translated" for block in judged),
    }


def _kinds(verdicts: Sequence[Verdict]) -> dict[Kind, Count]:
    met: dict[Kind, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        met[verdict.kind].append(verdict.met)
    return {kind: Count(sum(met[kind]), len(met[kind])) for kind in KINDS if kind in met}


def _sum(kinds: Mapping[Kind, Count]) -> Count | None:
    of = sum(count.of for count in kinds.values())
    return Count(sum(count.met for count in kinds.values()), of) if of else None


def _count(values: Iterable[bool]) -> Count | None:
    met = list(values)
    return Count(sum(met), len(met)) if met else None
