"""Analyses by way of a batch: half the price, the same checks, and every mishap between sending and reading."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.errors import BatchUnknown, MaybeSent, ModelRefused, ModelUnavailable, NoBatches, UsageError
from ainews_cli.models.capabilities import Capabilities
from ainews_cli.pipeline.batches.requests import MOST_FAILURES, Want, nonce_of
from ainews_cli.pipeline.batches.submit import Submitted
from tests.support import batches as fake
from tests.support.pipeline.batch_rig import COST, MODEL, Rig, rig
from tests.support.records import replace
from tests.support.responses import GOOD


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Rig]:
    with rig(tmp_path) as made:
        yield made


def about(item_id: int, custom: str) -> bool:
    return custom.startswith(f"a-{item_id}-")


def test_what_is_asked_for_is_written_down_before_it_is_sent_and_collected_once(work: Rig) -> None:
    ids = work.add(1, 2, 3)
    wants = work.analyses(ids)
    sent = work.submit(wants)
    assert (len(sent.sent), sent.deferred, sent.batch_id) == (3, (), "msgbatch_0001")
    assert work.calls() == [("", None)] * 3
    assert work.spent() == (0.0, pytest.approx(sent.dollars))
    assert work.analyses(ids) == [], "what is on its way is not asked for again"

    found = work.collect()
    assert (found.ended, found.open, found.analyses, found.unusable) == (1, 0, 3, 0)
    assert work.calls() == [("ok", pytest.approx(COST))] * 3
    assert found.dollars == pytest.approx(3 * COST)
    for item_id in ids:
        analysis = work.analysis(item_id)
        assert analysis
        assert (analysis.title, analysis.engine, analysis.estimate) == (GOOD["title"], "claude", False)
        assert [point.heading for point in analysis.key_points] == ["公開"], (
            "the key point without evidence is dropped, as in a live reply"
        )
    asked = len(work.server.batches.asked)
    assert work.collect() == replace(found, ended=0, analyses=0, dollars=0.0)
    assert len(work.server.batches.asked) == asked, "nothing is open, nobody is asked"


def test_the_names_say_what_a_request_is_about(work: Rig) -> None:
    [item_id] = work.add(1)
    [want] = work.analyses([item_id])
    work.submit([want])
    [request] = work.server.batches.created["msgbatch_0001"]["requests"]
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", request["custom_id"])
    assert request["custom_id"].startswith(f"a-{item_id}-{want.text_hash[:16]}-{want.profile[:12]}-")
    assert request["params"]["output_config"]["format"]["type"] == "json_schema"
    longest = Want("translation", (1 << 63) - 1, "", "f" * 32, "e" * 16, "", {}, 0.0).custom_id("0123456789ab")
    assert len(longest) == 64
    assert nonce_of(longest) == "0123456789ab"
    assert nonce_of("item-1") == ""


def test_some_requests_fail_and_the_others_count(work: Rig) -> None:
    ids = work.add(1, 2, 3, 4, 5, 6)

    def decide(custom: str, params: Any) -> fake.Result | None:
        results = [
            fake.errored(),
            {"type": "expired"},
            {"type": "canceled"},
            fake.succeeded(params, "I would rather not."),
            fake.succeeded(params, "", stop_reason="refusal"),
        ]
        place = next(number for number, item_id in enumerate(ids) if about(item_id, custom))
        return results[place] if place < len(results) else None

    work.server.batches.decide = decide
    work.submit(work.analyses(ids))
    found = work.collect()
    assert (found.analyses, found.unusable, found.ended) == (1, 5, 1)
    costs = [0.0, 0.0, 0.0, pytest.approx(COST), pytest.approx(COST), pytest.approx(COST)]
    assert work.calls() == list(
        zip(("errored", "expired", "canceled", "off_schema", "refusal", "ok"), costs, strict=True)
    )
    assert [want.item_id for want in work.analyses(ids)] == ids[:5], "they are candidates again"


def test_what_fails_again_and_again_is_left_out_of_batches(work: Rig) -> None:
    ids = work.add(1, 2)
    work.server.batches.decide = lambda custom, params: (
        fake.succeeded(params, {"title": 3}) if about(ids[0], custom) else {"type": "expired"}
    )
    for _ in range(MOST_FAILURES):
        work.submit(work.analyses(ids))
        work.collect()
    assert [want.item_id for want in work.analyses(ids)] == [ids[1]], "an expired request failed by nobody's fault"


def test_the_budget_sends_the_best_and_defers_the_rest(work: Rig) -> None:
    ids = work.add(*range(1, 9))
    wants = work.analyses(ids)
    limit = sum(want.estimate for want in wants[:3]) + wants[3].estimate / 2
    sent = work.submit(wants, dollars=limit)
    assert [want.item_id for want in sent.sent] == ids[:3]
    assert [want.item_id for want in sent.deferred] == ids[3:]
    assert "usd_per_day" in sent.reason
    assert len(work.server.batches.created["msgbatch_0001"]["requests"]) == 3
    assert work.spent()[1] <= limit
    nothing = work.submit(work.analyses(ids), dollars=limit)
    assert (nothing.sent, len(nothing.deferred)) == ((), 5)
    assert len(work.server.batches.created) == 1, "an empty batch is not sent"
    assert work.states() == ["open", "released"]


def test_results_are_read_on_after_a_stream_that_broke_off(work: Rig) -> None:
    ids = work.add(1, 2, 3)
    work.submit(work.analyses(ids))
    work.server.batches.cut_results = 2
    first = work.collect()
    assert (first.analyses, first.ended, first.open) == (2, 0, 1)
    assert "ainews batch collect" in first.notes[0]
    assert sum(cost is not None for _, cost in work.calls()) == 2
    second = work.collect()
    assert (second.analyses, second.ended, second.notes) == (1, 1, ())
    assert work.calls() == [("ok", pytest.approx(COST))] * 3


def test_a_crash_between_keeping_and_booking_books_once(work: Rig) -> None:
    [item_id] = work.add(1)
    work.submit(work.analyses([item_id]))

    def dies(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(work.store), "settle_request", dies)
        with pytest.raises(KeyboardInterrupt):
            work.collect()
    assert work.analysis(item_id)
    assert work.calls() == [("", None)]
    found = work.collect()
    assert (found.superseded, found.ended) == (1, 1)
    assert work.calls() == [("superseded", pytest.approx(COST))]


def test_an_item_that_changed_meanwhile_keeps_the_analysis_of_its_old_text_as_stale(work: Rig) -> None:
    [item_id] = work.add(1)
    work.submit(work.analyses([item_id]))
    work.add(
        1,
        html=(
            "<p>Hummingbird Labs took Haoto 2 back, because its benchmarks were measured with the wrong settings "
            "throughout.</p>"
        )
        * 3,
    )
    assert [want.item_id for want in work.analyses([item_id])] == [item_id], "the new text is not in a batch"
    work.collect()
    analysis = work.analysis(item_id)
    assert analysis
    assert analysis.title == GOOD["title"]
    assert analysis.body_hash != work.store.item(item_id).body_hash
    assert [want.item_id for want in work.analyses([item_id])] == [item_id]


def test_an_item_that_was_analysed_live_meanwhile_is_not_overwritten(work: Rig) -> None:
    first, second = work.add(1, 2)
    wants = work.analyses([first, second])
    work.submit(wants)
    work.collect()
    done = work.analysis(first)
    assert done
    for item_id in (first, second):
        work.store._db.raw.execute("DELETE FROM item_analyses WHERE item_id=?", (item_id,))
        work.store._db.raw.execute("DELETE FROM analyses WHERE item_id=?", (item_id,))
    work.submit(work.analyses([first, second]))
    work.now += timedelta(minutes=5)
    # The very same question, and one that was asked in other words.
    for item_id, profile in ((first, done.profile), (second, "another profile")):
        live = replace(
            done, title="生で得た分析", created=work.now, profile=profile, body_hash=work.store.item(item_id).body_hash
        )
        work.store.save_analysis(
            item_id, replace(live, text_hash=next(want.text_hash for want in wants if want.item_id == item_id))
        )
    found = work.collect()
    assert (found.analyses, found.superseded) == (0, 2)
    assert [work.analysis(item_id).title for item_id in (first, second)] == ["生で得た分析"] * 2  # type: ignore[union-attr]  # None fails the test
    assert work.calls()[2:] == [("superseded", pytest.approx(COST))] * 2, "it was paid for all the same"


def test_a_server_without_batches_leaves_nothing_reserved(work: Rig) -> None:
    work.server.batches.known = False
    with pytest.raises(NoBatches, match="takes no message batches") as caught:
        work.submit(work.analyses(work.add(1, 2)))
    assert "\n" not in str(caught.value)
    assert work.spent() == (0.0, 0.0)
    assert work.states() == ["released"]
    assert not work.store.has_open_batches()


@pytest.mark.parametrize(
    ("status", "fault", "words"),
    [
        (401, ModelRefused, "does not accept the key"),
        (403, ModelRefused, "refuses batches"),
        (400, ModelUnavailable, "about batches"),
    ],
)
def test_a_batch_that_is_refused_leaves_nothing_reserved(
    work: Rig, status: int, fault: type[Exception], words: str
) -> None:
    work.server.batches.failures = [fake.error(status, "it says so")]
    with pytest.raises(fault, match=words):
        work.submit(work.analyses(work.add(1)))
    assert work.spent() == (0.0, 0.0)
    assert not work.store.has_open_batches()


@pytest.mark.parametrize("status", [429, 529, 503])
def test_a_busy_server_is_asked_again(work: Rig, status: int) -> None:
    work.server.batches.failures = [fake.error(status, "slow down", headers={"retry-after": "1"})] * 2
    assert work.submit(work.analyses(work.add(1))).batch_id == "msgbatch_0001"
    work.server.batches.failures = [fake.error(status)] * 2
    assert work.collect().analyses == 1


def test_a_server_that_stays_busy_is_a_note_and_the_batch_stays_open(work: Rig) -> None:
    work.submit(work.analyses(work.add(1)))
    work.server.batches.failures = [fake.error(529, "overloaded")] * 20
    found = work.collect()
    assert (found.ended, found.open, len(found.notes)) == (0, 1, 1)
    work.server.batches.failures = []
    assert work.collect().analyses == 1


def test_a_view_asks_once_a_minute_at_most(work: Rig) -> None:
    work.server.batches.polls = 2
    work.submit(work.analyses(work.add(1)))
    assert work.collect(patient=True).open == 1
    asked = len(work.server.batches.asked)
    assert work.collect(patient=True).open == 1
    assert len(work.server.batches.asked) == asked
    assert not work.store.has_open_batches(work.now - timedelta(minutes=1))
    work.now += timedelta(minutes=2)
    work.collect(patient=True)
    assert len(work.server.batches.asked) == asked + 1, "one status request for a batch that is still running"


def test_a_batch_whose_answer_was_lost_is_found_in_the_list_at_once(work: Rig) -> None:
    work.server.batches.add([{"custom_id": "somebody-else", "params": {}}] * 2)
    work.server.batches.cut_create = True
    sent = work.submit(work.analyses(work.add(1, 2)))
    assert sent.batch_id in ("msgbatch_0001", "msgbatch_0002")
    for _ in range(3):  # the wrong one of the two is recognised by the names in its results
        work.collect()
    assert work.states() == ["closed"]
    assert work.calls() == [("ok", pytest.approx(COST))] * 2


def test_a_process_that_died_while_sending_left_its_batch_to_be_found(work: Rig) -> None:
    """The row is there, the answer never came, and nobody was left to look: as after kill -9."""
    ids = work.add(1, 2)
    work.server.batches.cut_create = True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ainews_cli.pipeline.batches.submit.adopt", _dies)
        with pytest.raises(KeyboardInterrupt):
            work.submit(work.analyses(ids))
    work.store._db.raw.execute("UPDATE batches SET note='', pid=?", (_dead_pid(),))
    assert work.states() == ["submitting"]
    assert work.spent()[1] > 0
    assert work.analyses(ids) == [], "nobody buys twice what may be on its way"
    for number in range(130):  # a busy workspace: more than one page of others
        work.server.batches.add([{"custom_id": f"other-{number}", "params": {}}])
    found = work.collect()
    assert (found.analyses, found.ended) == (2, 1)
    assert [one for one in work.server.batches.asked if one == "GET /v1/messages/batches"] == [
        "GET /v1/messages/batches"
    ] * 2


def test_a_batch_that_never_arrived_is_given_up_after_a_while(work: Rig) -> None:
    work.server.batches.failures = [fake.Answer(200, b"", cut_at=0)]
    with pytest.raises(MaybeSent, match="ainews batch status"):
        work.submit(work.analyses(work.add(1)))
    assert work.states() == ["submitting"]
    assert work.collect().open == 1
    assert work.spent()[1] > 0
    work.now += timedelta(minutes=31)
    work.collect()
    assert work.states() == ["released"]
    assert work.spent() == (0.0, 0.0)


def test_a_batch_that_another_process_is_sending_is_left_alone(work: Rig) -> None:
    [want] = work.analyses(work.add(1))
    with sqlite3.connect(work.store._db.path) as other:
        stamp = f"{work.now:%Y-%m-%dT%H:%M:%SZ}"
        other.execute(
            (
                "INSERT INTO batches (nonce, server, model, price, state, submitted, expires, pid) VALUES ('n', ?, "
                "'m', '{}', 'submitting', ?, ?, 1)"
            ),
            (work.client().host, stamp, stamp),
        )
    work.collect()
    assert work.states() == ["submitting"]
    assert want.purpose == "analysis"


def test_a_batch_that_the_server_does_not_know_is_kept_for_as_long_as_results_are(work: Rig) -> None:
    work.submit(work.analyses(work.add(1)))
    work.server.batches.created.clear()
    found = work.collect()
    assert "another key or workspace" in found.notes[0]
    assert work.states() == ["open"]
    work.now += timedelta(days=30)
    found = work.collect()
    assert (found.ended, found.unusable) == (1, 1)
    [(outcome, cost)] = work.calls()
    assert outcome == "unknown"
    assert cost == pytest.approx(work.store._db.read("SELECT estimate FROM llm_calls")[0][0])


def test_results_that_leave_requests_out_close_the_batch_at_the_estimate(work: Rig) -> None:
    work.submit(work.analyses(work.add(1, 2)))
    work.server.batches.created["msgbatch_0001"]["requests"].pop()
    found = work.collect()
    assert (found.ended, found.analyses, found.unusable) == (1, 1, 1)
    assert [outcome for outcome, _ in work.calls()] == ["ok", "unknown"]


def test_the_key_does_not_follow_results_to_another_host(work: Rig) -> None:
    work.submit(work.analyses(work.add(1)))
    work.server.batches.results_host = "http://127.0.0.1:9"
    found = work.collect()
    assert "where the key is not sent" in found.notes[0]
    assert work.states() == ["open"]
    assert "GET /v1/messages/batches/msgbatch_0001/results" not in work.server.batches.asked


def test_the_price_is_that_of_the_day_it_was_sent(work: Rig) -> None:
    work.submit(work.analyses(work.add(1)))
    kept = json.loads(work.store._db.read("SELECT price FROM batches")[0][0])
    work.store._db.raw.execute(
        "UPDATE batches SET price=?", (json.dumps({**kept, "input": 2 * kept["input"], "output": 2 * kept["output"]}),)
    )
    assert work.collect().dollars == pytest.approx(2 * COST)


async def _dies(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def _dead_pid() -> int:
    import subprocess

    with subprocess.Popen(["true"]) as process:
        process.wait()
        return process.pid


def test_a_batch_that_the_database_lost_is_known_by_its_names(work: Rig) -> None:
    ids = work.add(1, 2, 3)
    work.submit(work.analyses(ids))
    with work.store._db.transaction() as raw:
        for table in ("batch_requests", "llm_calls", "batches"):
            raw.execute(f"DELETE FROM {table}")
    work.add(
        3,
        html=(
            "<p>Another text by now, in which nothing is left of what the article said when it was sent to the "
            "model.</p>"
        )
        * 3,
    )
    assert work.recover("msgbatch_0001") == 2
    found = work.collect()
    assert (found.analyses, found.ended) == (2, 1)
    assert work.analysis(ids[2]) is None
    assert sorted(work.calls()) == [("ok", pytest.approx(COST))] * 2 + [("superseded", pytest.approx(COST))], (
        "paid for is paid for"
    )
    with pytest.raises(UsageError, match="already known"):
        work.recover("msgbatch_0001")
    work.server.batches.add([{"custom_id": "somebody-else", "params": {"model": "m"}}])
    with pytest.raises(UsageError, match="no requests from ainews"):
        work.recover("msgbatch_0002")
    with pytest.raises(BatchUnknown):
        work.recover("msgbatch_0003")
    assert work.states() == ["closed"]


def test_two_processes_that_submit_at_once_send_each_request_once(work: Rig) -> None:
    ids = work.add(1, 2, 3)
    first, second = work.analyses(ids[:2]), work.analyses(ids)
    assert len(work.submit(first).sent) == 2
    assert [want.item_id for want in work.submit(second).sent] == [ids[2]]
    assert work.submit(first) == Submitted("", (), (), "")
    assert [outcome for outcome, _ in work.calls()].count("duplicate") == 4
    assert len(work.server.batches.created) == 2
    assert work.collect().analyses == 3


def test_a_reply_without_usage_counts_at_its_estimate(work: Rig) -> None:
    [item_id] = work.add(1)
    work.server.batches.decide = lambda custom, params: fake.succeeded(params, usage={})
    wants = work.analyses([item_id])
    work.submit(wants)
    assert work.collect().analyses == 1
    assert work.calls() == [("ok", pytest.approx(wants[0].estimate))]


def test_what_was_learnt_of_the_server_is_used_and_told(work: Rig) -> None:
    host = work.client().host
    work.store.save_capabilities(Capabilities(host, MODEL, work.now, thinking=False))
    work.submit(work.analyses(work.add(1)))
    [request] = work.server.batches.created["msgbatch_0001"]["requests"]
    assert "thinking" not in request["params"]
    assert work.store.capabilities(host, MODEL) == Capabilities(host, MODEL, work.now, thinking=False, batches=True)
    work.server.batches.known = False
    with pytest.raises(NoBatches):
        work.submit(work.analyses(work.add(2)))
    assert work.store.capabilities(host, MODEL) == Capabilities(host, MODEL, work.now, thinking=False, batches=False)


def test_a_batch_of_another_server_waits_for_that_server(work: Rig) -> None:
    work.submit(work.analyses(work.add(1)))
    work.store._db.raw.execute("UPDATE batches SET server='elsewhere.example'")
    asked = len(work.server.batches.asked)
    found = work.collect()
    assert (found.open, len(found.notes)) == (1, 1)
    assert "elsewhere.example" in found.notes[0]
    assert work.collect(patient=True).notes == (), "views have other things to tell"
    assert len(work.server.batches.asked) == asked
    work.now += timedelta(days=30)
    assert work.collect().ended == 1


KINDS = ("good", "prose", "refusal", "errored", "expired", "canceled")


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=5),
    st.lists(st.one_of(st.just("busy"), st.just("lost"), st.integers(0, 4)), max_size=4),
)
def test_whatever_happens_on_the_way_each_request_is_booked_once(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str], mishaps: list[str | int]
) -> None:
    """Results of every kind, and collecting that meets a busy server, a cut stream or a lost connection, again and
    again.
    """
    with rig(tmp_path_factory.mktemp("batch")) as work:
        ids = work.add(*range(1, len(kinds) + 1))

        def decide(custom: str, params: Any) -> fake.Result | None:
            kind = kinds[next(place for place, item_id in enumerate(ids) if about(item_id, custom))]
            made = {
                "good": None,
                "prose": fake.succeeded(params, "no JSON"),
                "refusal": fake.succeeded(params, "", stop_reason="refusal"),
            }
            return made[kind] if kind in made else fake.errored() if kind == "errored" else {"type": kind}

        server = work.server.batches
        server.decide = decide
        work.submit(work.analyses(ids))
        analyses = 0
        for mishap in mishaps:
            if isinstance(mishap, int):
                server.cut_results = min(mishap, len(kinds) - 1)
            else:
                server.failures = [
                    fake.error(401, "not now") if mishap == "busy" else fake.Answer(200, b"", cut_at=0)
                ] * 4
            analyses += work.collect().analyses
            server.failures = []
        server.cut_results = None
        analyses += work.collect().analyses
        assert analyses == kinds.count("good")
        paid = [COST if kind in ("good", "prose", "refusal") else 0.0 for kind in kinds]
        assert [cost for _, cost in work.calls()] == [pytest.approx(cost) for cost in paid]
        assert [bool(work.analysis(item_id)) for item_id in ids] == [kind == "good" for kind in kinds]
        assert work.states() == ["closed"]
        assert work.spent() == (pytest.approx(sum(paid)), 0.0)


def test_why_requests_failed_at_the_server_is_told_once(work: Rig) -> None:
    work.server.batches.decide = lambda custom, params: fake.errored("model: not\x1b[31m found")
    work.submit(work.analyses(work.add(1, 2)))
    found = work.collect()
    [note] = found.notes
    assert "model: not" in note
    assert "\x1b" not in note
    assert found.ended == 1
