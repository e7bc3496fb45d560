"""Translations by way of a batch: the same checks block by block, whatever became of the article meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ainews_cli.models.translation import TranslatedBlock, TranslationOutcome
from ainews_cli.pipeline.batches.requests import MOST_FAILURES, plan_of
from tests.support import batches as fake
from tests.support.pipeline.batch_rig import GLOSSARY, MODEL, Rig, rig
from tests.support.tasks.translation_samples import asked

FIRST = (
    "<p>Hummingbird Labs published the weights of its speech model on Tuesday and described how the data was "
    "collected.</p>"
)
SECOND = (
    "<p>The model reads 18 languages and needs 6 GB of memory; see the <a "
    'href="https://hummingbird.example/card">card</a> for details. '
    "It was measured on a laptop with a fan that never started, says the company.</p>"
)
THIRD = "<p>The team plans a smaller version that runs on a phone, but it has not said when.</p>"
HTML = FIRST + SECOND + THIRD
GOOD = {
    "Hummingbird Labs published": (
        "Hummingbird Labsは火曜日、音声モデルの重みを公開し、データをどのように集めたかを説明した。"
    ),
    "The model reads": "このモデルは18の言語に対応し、6GBのメモリーを必要とする。詳細は[カード]⟦0⟧を参照してほしい。"
    "同社によると、測定にはファンが一度も回らなかったノートパソコンを使ったという。",
    "The team plans": "チームはスマートフォンで動く小型版を計画しているが、時期は明らかにしていない。",
}


def translated(params: Any, change: Callable[[str], str | None] = lambda text: text, **more: Any) -> fake.Result:
    """The good translation of the blocks that were asked for, in order, each text changed; None leaves a block out."""
    blocks = []
    for block in asked(params)["blocks"]:
        text = next(good for start, good in GOOD.items() if block["text"].startswith(start))
        tokens = re.findall("⟦[^⟦⟧]+⟧", block["text"])
        changed = change(re.sub(r"⟦(\d)⟧", lambda match, tokens=tokens: tokens[int(match[1])], text))  # type: ignore[misc]  # mypy: defaults in lambdas
        if changed is not None:
            blocks.append({"id": block["id"], "text": changed})
    return fake.succeeded(params, {"blocks": blocks}, **more)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Rig]:
    with rig(tmp_path) as made:
        made.server.batches.decide = lambda custom, params: translated(params) if custom[0] == "t" else None
        yield made


def analysed(work: Rig) -> int:
    """An article with its analysis."""
    [item_id] = work.add(1, html=HTML)
    work.submit(work.analyses([item_id]))
    assert work.collect().analyses == 1
    return item_id


def outcome(work: Rig, item_id: int) -> TranslationOutcome:
    item, analysis = work.store.item(item_id), work.analysis(item_id)
    assert analysis
    return plan_of(work.store, item, language="ja", glossary=GLOSSARY, title=analysis.title, model=MODEL).outcome()


def test_an_article_is_translated_by_batches_once_it_has_an_analysis(work: Rig) -> None:
    [item_id] = work.add(1, html=HTML)
    assert work.translations([item_id]) == [], "its title is not translated yet"
    work.submit(work.analyses([item_id]))
    work.collect()
    wants = work.translations([item_id])
    assert len(wants) == 1
    work.submit(wants)
    assert work.translations([item_id]) == []
    found = work.collect()
    assert (found.blocks, found.unusable, found.ended) == (3, 0, 1)
    done = outcome(work, item_id)
    assert done.count("translated") == 3
    assert "https://hummingbird.example/card" in str(done.blocks[2]), "the shielded link is back"
    assert work.translations([item_id]) == []


def test_what_was_read_is_not_translated(work: Rig) -> None:
    item_id = analysed(work)
    work.store.set_flag([item_id], "read", True, work.now)
    assert work.translations([item_id]) == []


def test_a_block_that_fails_the_checks_stays_untranslated_and_is_asked_for_twice_at_most(work: Rig) -> None:
    item_id = analysed(work)
    work.server.batches.decide = lambda custom, params: translated(params, lambda text: text.replace("18", "19"))
    for number in range(MOST_FAILURES):
        work.submit(work.translations([item_id]))
        assert work.collect().blocks == (2 if not number else 0)
    done = outcome(work, item_id)
    assert (done.count("translated"), done.count("missing")) == (2, 1), (
        "nothing that failed is shown or kept as refused"
    )
    assert work.translations([item_id]) == []
    assert work.calls()[-1][0] == "off_schema"


def test_a_reply_that_was_cut_off_gives_the_blocks_that_are_whole(work: Rig) -> None:
    item_id = analysed(work)

    def cut(custom: str, params: Any) -> fake.Result:
        whole = translated(params)["message"]["content"][-1]["text"]
        return fake.succeeded(params, whole[: whole.rindex('{"id"') + 20], stop_reason="max_tokens")

    work.server.batches.decide = cut
    work.submit(work.translations([item_id]))
    found = work.collect()
    assert (found.blocks, found.unusable) == (2, 1)
    assert outcome(work, item_id).count("missing") == 1


def test_a_refusal_leaves_the_article_to_others(work: Rig) -> None:
    item_id = analysed(work)
    work.server.batches.decide = lambda custom, params: fake.succeeded(params, "", stop_reason="refusal")
    work.submit(work.translations([item_id]))
    found = work.collect()
    assert (found.blocks, found.unusable) == (0, 1)
    assert outcome(work, item_id).count("missing") == 3
    assert len(work.translations([item_id])) == 1


def test_an_article_that_changed_meanwhile_takes_the_blocks_it_still_has(work: Rig) -> None:
    """Their numbers have moved; the tokens in the reply still name the old ones."""
    item_id = analysed(work)
    work.submit(work.translations([item_id]))
    new = (
        "<p>Correction: the date of this article was wrong when it was first published, and has been set right since "
        "then.</p>"
    )
    work.add(1, html=new + SECOND + FIRST)
    found = work.collect()
    assert found.blocks == 2
    done = outcome(work, item_id)
    assert [result.status for result in done.results] == ["missing", "translated", "translated"]
    assert "https://hummingbird.example/card" in str(done.blocks[2])


def test_blocks_that_were_translated_live_meanwhile_stay_as_they_are(work: Rig) -> None:
    item_id = analysed(work)
    work.submit(work.translations([item_id]))
    plan = plan_of(work.store, work.store.item(item_id), language="ja", glossary=GLOSSARY, title="", model=MODEL)
    for key in plan.hashes.values():
        work.store.save_translations(
            item_id,
            [TranslatedBlock(key, "生で得た訳")],
            language="ja",
            glossary_hash=plan.glossary_hash,
            prompt_version=plan.prompt_version,
            model=MODEL,
            now=work.now,
        )
    found = work.collect()
    assert (found.blocks, found.superseded, found.unusable) == (0, 1, 0)
    assert set(outcome(work, item_id).blocks.values()) == {"生で得た訳"}


def test_another_glossary_meanwhile_drops_the_reply_and_books_its_price(work: Rig) -> None:
    item_id = analysed(work)
    work.submit(work.translations([item_id]))
    found = work.collect(glossary=[("weights", "ウェイト")])
    assert (found.blocks, found.superseded, found.ended) == (0, 1, 1)
    assert work.calls()[-1] == ("changed", pytest.approx(found.dollars))
    assert outcome(work, item_id).count("missing") == 3
