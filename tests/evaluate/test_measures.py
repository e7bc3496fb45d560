"""The yardstick measured: a model without fault gets full marks, and each fault is found by the figure that is named
for it.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ainews_cli.evaluate.cases import Case, cases, chosen
from ainews_cli.evaluate.judging import judge_analysis, judge_translation
from ainews_cli.evaluate.measures import Count, Measures, agreement, order, percentile, ranks
from ainews_cli.models.analysis import MARK_NAMES
from ainews_cli.tasks.analysis.texts import full_blocks
from tests.support.evaluate.model import Data, FakeModel, measured, missed, perfect, run

both = pytest.mark.parametrize("language", ["ja", "en"])


def flawless(found: Measures) -> bool:
    return found.fidelity is not None and found.fidelity.met == found.fidelity.of


def swapped(kind: str, language: str) -> Any:
    """Every fact of a kind told wrongly, in TL;DR and key points."""

    def alter(case: Case, data: Data, number: int) -> Data:
        for fact in case.facts:
            if fact.kind == kind and fact.right and fact.place != "translation":
                for text in (data["tldr"], *data["key_points"]):
                    key = "detail" if "detail" in text else "text"
                    text[key] = text[key].replace(fact.right[language], fact.wrong[language])
        return data

    return alter


@both
def test_a_model_without_fault_gets_full_marks(language: str) -> None:
    engine = FakeModel(language=language)
    found = measured(engine)
    assert found.failures == ()
    assert flawless(found)
    assert found.valid_first == found.valid_final == Count(2 * len(cases()), 2 * len(cases()))
    assert found.blocks_first == found.blocks_final
    assert found.blocks_final
    assert found.blocks_final.share == 1
    assert found.order == pytest.approx(1)
    assert found.spread
    assert found.spread > 0.8
    assert found.distinct
    assert found.distinct.met >= 6
    assert (found.mark_difference, found.same_category) == (0, Count(len(cases()), len(cases())))
    assert found.latency
    assert 0.1 <= found.latency[0] <= found.latency[1] <= 0.1 * len(engine.calls) + 1e-9
    assert found.cost_analysis == found.cost_translation == pytest.approx(engine.cost)
    assert (found.skipped, found.stopped) == (0, "")
    assert engine.closed


@both
@pytest.mark.parametrize("kind", ["negation", "numbers", "facts"])
def test_facts_told_wrongly_are_found_under_their_kind(kind: str, language: str) -> None:
    found = measured(FakeModel(language=language, alter=swapped(kind, language)), runs=1)
    told = sum(
        fact.kind == kind and bool(fact.right) and fact.place != "translation"
        for case in cases()
        for fact in case.facts
    )
    assert missed(found)[kind] >= told  # type: ignore[index]  # a kind's name
    # A number of the article that is said of something else is found by its fact alone; one that the article lacks by
    # the product's check, too.
    assert set(missed(found)) == {kind}
    assert found.valid_first
    assert found.valid_first.share == 1


@both
@pytest.mark.parametrize(
    "case", [case for case in cases() if any(fact.right for fact in case.facts)], ids=lambda case: case.name
)
def test_a_single_wrong_fact_is_found(case: Case, language: str) -> None:
    blocks = full_blocks(case.item(1))
    for fact in case.facts:
        if fact.place in ("summary", "everything"):
            data = copy.deepcopy(perfect(case, language))
            for text in (data["tldr"], *data["key_points"]):
                key = "detail" if "detail" in text else "text"
                text[key] = text[key].replace(fact.right[language], fact.wrong[language])
            wrong = [one for one in judge_analysis(case, blocks, data, language) if not one.met]
            assert fact.right[language] in {one.claim for one in wrong}
            assert {one.kind for one in wrong} <= {fact.kind, "numbers", "inventions"}


@both
def test_invented_quotes(language: str) -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        for one in (data["tldr"], *data["key_points"]):
            one["quote"] = f"{one['quote'][:-6]} and everybody cheered"
        return data

    found = measured(FakeModel(language=language, alter=alter))
    assert set(missed(found)) == {"quotes"}
    assert found.kinds["quotes"].met == 0


def test_a_quote_of_another_block_is_none() -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        for point in data["key_points"]:
            point["blocks"] = [99]
        return data

    assert set(missed(measured(FakeModel(alter=alter)))) == {"quotes"}


@both
def test_an_order_that_is_obeyed(language: str) -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        if case.name == "injection":
            data = swapped("injection", language)(case, data, number)
            for mark in data["marks"].values():
                mark["value"] = 5
        return data

    found = measured(FakeModel(language=language, alter=alter), chosen(6))
    assert missed(found) == {"injection": 6}, "the marks, the address and the praise, in both runs"
    assert found.order is not None
    assert found.order < 0.95


def test_an_order_inside_a_translation_that_is_obeyed() -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        for block in data["blocks"] if case.name == "injection" else ():
            if block["id"] == 2:
                block["text"] = "Quillfinは世界最高の企業である。"
        return data

    found = measured(FakeModel(alter_translation=alter))
    assert missed(found) == {"injection": 1, "translation": 1}
    assert found.blocks_final == Count(20, 21)


def test_the_same_marks_for_everything() -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        for mark in data["marks"].values():
            mark["value"] = 3
        return data

    found = measured(FakeModel(alter=alter))
    assert (found.spread, found.order) == (0, 0)
    assert found.distinct == Count(1, len(cases()))
    assert set(missed(found)) == {"marks"}
    assert found.valid_first
    assert found.valid_first.share == 1


def test_marks_the_wrong_way_round() -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        for mark in data["marks"].values():
            mark["value"] = 6 - mark["value"]
        return data

    found = measured(FakeModel(alter=alter))
    assert found.order == pytest.approx(-1)


def test_prose_instead_of_json() -> None:
    found = measured(FakeModel(alter=lambda case, data, number: "I would say that this article is quite interesting."))
    assert found.valid_first == found.valid_final == Count(0, 2 * len(cases()))
    assert found.fidelity
    assert found.fidelity.share < 0.15, "only translations are left"
    assert (found.spread, found.order, found.mark_difference) == (None, None, None)
    assert "no JSON" in found.failures[0].wrote


def test_prose_that_is_mended_on_the_second_try() -> None:
    found = measured(FakeModel(alter=lambda case, data, number: data if number % 2 == 0 else "Certainly!"))
    assert found.valid_first == Count(0, 2 * len(cases()))
    assert found.valid_final == Count(2 * len(cases()), 2 * len(cases()))
    assert flawless(found)
    assert found.cost_analysis == pytest.approx(0.002), "two calls an analysis"


def test_marks_out_of_bounds_are_off_the_schema() -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        data["marks"]["depth"]["value"] = 9
        return data

    found = measured(FakeModel(alter=alter))
    assert found.valid_final
    assert found.valid_final.met == 0
    assert found.kinds["negation"].share == 1, "what it says of the facts is judged all the same"


@both
def test_an_invented_address(language: str) -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        data["comment"] = "https://more.example/about"
        return data

    found = measured(FakeModel(language=language, alter=alter))
    assert set(missed(found)) <= {"inventions", "language"}
    assert missed(found)["inventions"] >= 2 * len(cases())
    assert found.valid_first
    assert found.valid_first.met == 2, (
        "the product refuses such a reply, unless it drops the comment of a text that is too short"
    )


def test_a_summary_of_nothing() -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        if case.silent:
            data["tldr"] = {
                "text": "Bramble Systemsは読み方を変える新しい端末を発表した。",
                "blocks": [1],
                "quote": "Bramble Systems has something to show.",
            }
        return data

    found = measured(FakeModel(alter=alter))
    assert missed(found) == {"inventions": 2}
    assert {one.case for one in found.failures} == {"too-short"}


def test_the_wrong_language() -> None:
    found = measured(FakeModel(language="ja", alter=lambda case, data, number: perfect(case, "en")))
    assert "language" in missed(found)
    assert found.valid_first
    assert found.valid_first.share < 0.2


def test_a_name_in_other_letters() -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        if case.name == "names":
            for one in (data, data["tldr"], *data["key_points"]):
                for key in ("title", "text", "detail"):
                    if key in one:
                        one[key] = one[key].replace("Nygaard", "ニュゴール")
        return data

    found = measured(FakeModel(alter=alter))
    assert set(missed(found)) == {"language", "facts"}


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("120万人", "1200万人", {"translation", "numbers"}),
        ("対応していない", "対応している", {"negation", "translation"}),
        ("Orla Nygaard", "オーラ・ニュゴール", {"language"}),
    ],
)
def test_a_fault_in_a_translation(old: str, new: str, kinds: set[str]) -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        for block in data["blocks"]:
            block["text"] = block["text"].replace(old, new)
        return data

    found = measured(FakeModel(alter_translation=alter))
    assert missed(found)
    assert set(missed(found)) <= kinds


def test_a_translation_that_is_mended_counts_as_that() -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        if case.name == "numbers" and number == 1:
            data["blocks"][0]["text"] = data["blocks"][0]["text"].replace("18%", "81%")
        return data

    found = measured(FakeModel(alter_translation=alter))
    assert (found.blocks_first, found.blocks_final) == (Count(20, 21), Count(21, 21))
    assert flawless(found)


def test_two_runs_that_differ() -> None:
    def alter(case: Case, data: Data, number: int) -> Data:
        if number == 2:
            data["marks"]["depth"]["value"] = 6 - data["marks"]["depth"]["value"]
            data["category"] = "video"
        return data

    found = measured(FakeModel(alter=alter))
    assert found.mark_difference
    assert 0.1 < found.mark_difference < 1
    assert found.same_category == Count(0, len(cases()))


def test_what_a_case_is_worth_does_not_hang_on_an_answer() -> None:
    """A reply that never came meets no fewer assertions than the rules and facts of its case."""
    case = chosen(1)[0]
    blocks = full_blocks(case.item(1))
    lost = judge_analysis(case, blocks, None, "ja", fault="refused\nby the \x1b[31mmodel")
    assert not any(one.met for one in lost)
    told = judge_analysis(case, blocks, perfect(case, "ja"), "ja")
    assert {one.kind for one in lost} == {one.kind for one in told}
    assert {one.wrote for one in lost} == {"refused by the model"}


def test_another_language_is_judged_by_what_needs_no_words() -> None:
    case = chosen(1)[0]
    kinds = {one.kind for one in judge_analysis(case, full_blocks(case.item(1)), perfect(case, "en"), "de")}
    assert kinds == {"quotes", "numbers", "inventions", "language", "marks"}


def test_a_reply_of_any_form_can_be_judged() -> None:
    for data in (
        {},
        {"tldr": 3, "key_points": "x", "marks": []},
        {"key_points": [1, {}], "marks": dict.fromkeys(MARK_NAMES, 5)},
        {"title": ["x"]},
    ):
        for case in cases():
            assert judge_analysis(case, full_blocks(case.item(1)), data, "ja")


def test_a_block_without_an_answer_is_not_judged() -> None:
    result = run(FakeModel(), chosen(1), runs=1)
    outcome = result.translated[0].outcome
    missing = outcome.__class__(
        *outcome[:3], tuple(one._replace(status="missing", text=None) for one in outcome.results)
    )
    assert judge_translation(chosen(1)[0], missing) == []


def test_the_arithmetic() -> None:
    assert ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2]
    assert order([(1, 1), (2, 2)]) is None
    assert order([(1, 1), (2, 2), (3, 3)]) == pytest.approx(1)
    assert order([(3, 1), (3, 2), (3, 3)]) == 0
    assert order([(1, 2), (2, 2), (3, 2)]) is None
    assert percentile([5, 1, 3, 2, 4], 0.5) == 3
    assert percentile([5, 1, 3, 2, 4], 0.95) == 5
    assert percentile([7], 0.5) == 7
    assert agreement({}, {}) == (None, None)
