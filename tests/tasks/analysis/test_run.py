"""Runs over many items: what each outcome is, what is bought, what stops the rest."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from ainews_cli.errors import BudgetExceeded, ModelRefused, ModelUnavailable, StoreError
from ainews_cli.llm.engine import AnalysisTask, Reply
from ainews_cli.models.analysis import Analysis, AnalysisOutcome, Interests
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block
from ainews_cli.tasks.analysis.profiles import engine_profile
from ainews_cli.tasks.analysis.run import MOST_DEFERRED, analyse
from tests.support.llm.samples import ARTICLE, INTERESTS, NOW, MemoryStore, item
from tests.support.records import replace
from tests.support.responses import GOOD

Script = Callable[[AnalysisTask, int], Reply]


def answer(data: object = None, stop: str = "end_turn", cost: float = 0.001) -> Reply:
    text = data if isinstance(data, str) else json.dumps(GOOD if data is None else data)
    found = GOOD if data is None else data if isinstance(data, dict) else None
    return Reply(found, text, stop, cost=cost)


def always(reply: Reply) -> Script:
    return lambda task, number: reply


@dataclass
class ScriptedEngine:
    """An engine whose replies a function makes from the task and the number of the call."""

    script: Script
    name: str = "claude"
    model: str = "scripted"
    estimates: bool = False
    concurrency: int = 1
    tasks: list[AnalysisTask] = field(default_factory=list)

    async def analyse(self, task: AnalysisTask) -> Reply:
        self.tasks.append(task)
        await asyncio.sleep(0)
        return self.script(task, len(self.tasks))

    async def aclose(self) -> None:
        pass


def blocks_of(_: Item) -> tuple[Block, ...]:
    return ARTICLE


def run(
    items: Sequence[Item],
    engine: ScriptedEngine,
    store: MemoryStore | None = None,
    blocks: Callable[[Item], tuple[Block, ...]] = blocks_of,
    on_outcome: Callable[[AnalysisOutcome], None] | None = None,
) -> list[AnalysisOutcome]:
    store = MemoryStore() if store is None else store
    return asyncio.run(
        analyse(
            items,
            engine,
            store,
            language="ja",
            interests=INTERESTS,
            now=lambda: NOW,
            blocks=blocks,
            on_outcome=on_outcome,
        )
    )


def items(count: int) -> list[Item]:
    return [item(number) for number in range(1, count + 1)]


def statuses(outcomes: Sequence[AnalysisOutcome]) -> list[str]:
    return [outcome.status for outcome in outcomes]


def raising(error: Exception, after: int = 0) -> Script:
    def script(task: AnalysisTask, number: int) -> Reply:
        if number > after:
            raise error
        return answer()

    return script


def test_items_are_asked_about_in_order_and_saved_as_they_come() -> None:
    store, seen = MemoryStore(), []
    engine = ScriptedEngine(always(answer()))
    outcomes = run(items(3), engine, store, on_outcome=seen.append)
    assert [task.item_id for task in engine.tasks] == store.saves == [1, 2, 3]
    assert outcomes == seen == [AnalysisOutcome(number, "done", cost=0.001) for number in (1, 2, 3)]
    saved = store.saved[2]
    assert (saved.body_hash, saved.created, saved.profile) == ("body-2", NOW, engine_profile("ja", INTERESTS, engine))


def test_nothing_is_bought_twice() -> None:
    store, engine = MemoryStore(), ScriptedEngine(always(answer()))
    run(items(3), engine, store)
    assert statuses(run(items(3), engine, store)) == ["cached"] * 3
    assert len(engine.tasks) == 3


def test_points_do_not_make_a_text_new_but_words_do() -> None:
    store, engine = MemoryStore(), ScriptedEngine(always(answer()))
    run([item(1)], engine, store)
    assert statuses(run([item(1, points=500, comments=3, views=9)], engine, store)) == ["cached"]
    assert statuses(run([item(1, title="Another title")], engine, store)) == ["done"]
    changed = replace(ARTICLE[1], text="Other words.")
    assert statuses(run([item(1)], engine, store, blocks=lambda _: (ARTICLE[0], changed))) == ["done"]


def test_other_interests_language_or_model_ask_again() -> None:
    engine = ScriptedEngine(always(answer()))
    profiles = {
        engine_profile("ja", INTERESTS, engine),
        engine_profile("en", INTERESTS, engine),
        engine_profile("ja", Interests(INTERESTS.text, (*INTERESTS.keywords, "new")), engine),
        engine_profile("ja", Interests("other", INTERESTS.keywords), engine),
        engine_profile("ja", INTERESTS, replace(engine, model="other")),
    }
    assert len(profiles) == 5
    assert engine_profile("ja", Interests("a  b", ("x", "y")), engine) == engine_profile(
        "ja", Interests("a b", ("y", "x")), engine
    )


def test_a_cached_analysis_is_no_longer_stale() -> None:
    store, engine = MemoryStore(), ScriptedEngine(always(answer()))
    run([item(1)], engine, store)
    run([replace(item(1), body_hash="body-new")], engine, store)  # the HTML changed, the text did not
    assert store.saved[1].body_hash == "body-new"


def test_a_bad_reply_is_asked_for_once_more_with_its_fault() -> None:
    bad = answer({**GOOD, "category": "sports"})
    engine = ScriptedEngine(lambda task, number: bad if number == 1 else answer())
    (outcome,) = run([item(1)], engine)
    assert (outcome.status, outcome.cost) == ("done", 0.002)
    assert "category is not one of" in engine.tasks[1].fault
    assert engine.tasks[1].previous == bad.text
    assert engine.tasks[1].room == 1


@pytest.mark.parametrize(
    ("reply", "reason", "calls"),
    [
        (answer("Sorry, prose."), "held no JSON object", 2),
        (answer({**GOOD, "marks": {}}), "marks.depth is missing", 2),
        (answer('{"title', stop="max_tokens"), "cut off", 2),
        (answer("", stop="refusal"), "the model refused", 1),
        (answer("odd parameter", stop="error:400", cost=0), "refused the request (400): odd parameter", 1),
    ],
)
def test_giving_up_is_visible_and_stops_nothing(reply: Reply, reason: str, calls: int) -> None:
    engine = ScriptedEngine(lambda task, number: reply if task.item_id == 1 else answer())
    failed, done = run(items(2), engine)
    assert (failed.status, done.status) == ("failed", "done")
    assert reason in failed.reason
    assert failed.cost == pytest.approx(reply.cost * calls)
    assert len(engine.tasks) == calls + 1


def test_a_cut_reply_gets_more_room() -> None:
    engine = ScriptedEngine(lambda task, number: answer('{"title', stop="max_tokens") if number == 1 else answer())
    assert statuses(run([item(1)], engine)) == ["done"]
    assert [task.room for task in engine.tasks] == [1, 2]


def test_a_text_too_long_for_the_context_is_shortened_with_a_note() -> None:
    long = tuple(Block(number, "paragraph", f"{ARTICLE[0].text} {'x' * 1_900}") for number in range(1, 11))
    store = MemoryStore()

    def script(task: AnalysisTask, number: int) -> Reply:
        fits = sum(len(block.text) for block in task.blocks) < 12_000
        return answer() if fits else Reply(None, "prompt is too long", "model_context_window_exceeded")

    engine = ScriptedEngine(script)
    assert statuses(run([item(1)], engine, store, blocks=lambda _: long)) == ["done"]
    assert len(engine.tasks) == 2
    assert any("text shortened" in finding for finding in store.saved[1].findings)
    assert statuses(run([item(1)], engine, store, blocks=lambda _: long)) == ["cached"], "the hash is of the whole text"
    hopeless = ScriptedEngine(always(Reply(None, "too long", "model_context_window_exceeded")))
    (outcome,) = run([item(1)], hopeless, blocks=lambda _: long)
    assert "too long for the model's context" in outcome.reason
    assert len(hopeless.tasks) == 4


def test_the_budget_defers_the_rest() -> None:
    engine = ScriptedEngine(raising(BudgetExceeded("the day's budget is used up"), after=2))
    outcomes = run(items(9), engine)
    assert statuses(outcomes) == ["done"] * 2 + ["deferred"] * 7
    assert {outcome.reason for outcome in outcomes[2:]} == {"the day's budget is used up"}
    assert len(engine.tasks) == 2 + MOST_DEFERRED, "not all the rest is tried"


def test_what_does_not_fit_makes_room_for_a_smaller_one() -> None:
    def script(task: AnalysisTask, number: int) -> Reply:
        if task.item_id % 2:
            raise BudgetExceeded("too large")
        return answer()

    outcomes = run(items(14), ScriptedEngine(script))
    assert statuses(outcomes) == ["deferred", "done"] * 7


def test_the_budget_may_end_between_the_two_tries() -> None:
    def script(task: AnalysisTask, number: int) -> Reply:
        if number == 2:
            raise BudgetExceeded("no more")
        return answer("prose")

    (outcome,) = run([item(1)], ScriptedEngine(script))
    assert (outcome.status, outcome.cost) == ("deferred", 0.001)


def test_a_refused_key_stops_the_run() -> None:
    engine = ScriptedEngine(raising(ModelRefused("set a valid key")))
    outcomes = run(items(20), engine)
    assert statuses(outcomes) == ["failed"] * 20
    assert {outcome.reason for outcome in outcomes} == {"set a valid key"}
    assert len(engine.tasks) == 1


def test_a_server_that_is_gone_is_not_asked_a_hundred_times() -> None:
    engine = ScriptedEngine(raising(ModelUnavailable("no connection"), after=1))
    outcomes = run(items(100), engine)
    assert statuses(outcomes) == ["done"] + ["failed"] * 99
    assert len(engine.tasks) == 4


def test_single_misses_do_not_stop_the_run() -> None:
    def script(task: AnalysisTask, number: int) -> Reply:
        if number % 3:
            raise ModelUnavailable("529")
        return answer()

    assert statuses(run(items(9), ScriptedEngine(script))) == ["failed", "failed", "done"] * 3


def test_many_at_once_keep_the_order_of_outcomes() -> None:
    engine = ScriptedEngine(always(answer()), concurrency=8)
    outcomes = run(items(40), engine)
    assert [outcome.item_id for outcome in outcomes] == list(range(1, 41))
    assert sorted(task.item_id for task in engine.tasks) == list(range(1, 41))


def test_an_interruption_keeps_what_is_done() -> None:
    store = MemoryStore()
    engine = ScriptedEngine(always(answer()), concurrency=2)

    async def interrupted() -> None:
        enough = asyncio.Event()
        store.on_save = lambda _: enough.set() if len(store.saves) >= 5 else None
        work = asyncio.create_task(
            analyse(items(50), engine, store, language="ja", interests=INTERESTS, now=lambda: NOW, blocks=blocks_of)
        )
        await enough.wait()
        work.cancel()
        await work

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(interrupted())
    kept = len(store.saves)
    assert 5 <= kept < 50
    assert statuses(run(items(50), engine, store)).count("cached") == kept


def test_a_broken_database_is_not_hidden() -> None:
    def broken(_: int) -> None:
        raise StoreError("disk full")

    with pytest.raises(StoreError, match="disk full"):
        run(items(5), ScriptedEngine(always(answer()), concurrency=3), MemoryStore(on_save=broken))


def test_no_items_no_calls() -> None:
    assert run([], ScriptedEngine(always(answer()))) == []


def test_title_only_items_are_analysed_too() -> None:
    data = {**GOOD, "tldr": {"text": "ハチドリ社が新しいモデルを公開した。", "blocks": [], "quote": ""}}
    store = MemoryStore()
    assert statuses(run([item(1, content="")], ScriptedEngine(always(answer(data))), store, blocks=lambda _: ())) == [
        "done"
    ]
    saved: Analysis = store.saved[1]
    assert saved.key_points == ()
    assert saved.unconfirmed == ()
