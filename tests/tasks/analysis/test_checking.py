"""What a reply must be to become an analysis."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.errors import BadReply
from ainews_cli.llm.language import language_fault
from ainews_cli.models.analysis import CATEGORIES, MARK_NAMES, Analysis
from ainews_cli.models.text import Block
from ainews_cli.tasks.analysis.checking import Stamp, check
from tests.support.llm.samples import NOW, task
from tests.support.responses import GOOD

STAMP = Stamp("claude", "claude-haiku-5-5", False, "profile", "body", "text", NOW)


def good(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(GOOD), **changes}


def checked(data: dict[str, Any], **changes: Any) -> Analysis:
    return check(data, task(**changes), STAMP)


def fault(data: dict[str, Any], **changes: Any) -> str:
    with pytest.raises(BadReply) as caught:
        checked(data, **changes)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def marked(name: str, **changes: Any) -> dict[str, Any]:
    data = good()
    data["marks"][name].update(changes)
    return data


def test_a_good_reply_becomes_an_analysis() -> None:
    analysis = checked(good())
    assert analysis.title == GOOD["title"]
    assert analysis.tldr == GOOD["tldr"]["text"]
    assert (analysis.category, analysis.language, analysis.estimate) == ("release", "ja", False)
    assert [(mark.name, mark.value) for mark in analysis.marks] == list(zip(MARK_NAMES, [3, 4, 4, 3], strict=True))
    assert (analysis.engine, analysis.model, analysis.profile, analysis.created) == (
        "claude",
        "claude-haiku-5-5",
        "profile",
        NOW,
    )


def test_unconfirmed_key_points_are_dropped_and_unconfirmed_marks_are_marked() -> None:
    analysis = checked(good())
    assert [point.heading for point in analysis.key_points] == ["公開"]
    assert {mark.name: mark.confirmed for mark in analysis.marks} == {
        "depth": True,
        "relevance": True,
        "practicality": False,
        "novelty": True,
    }
    assert "tldr" not in analysis.unconfirmed
    assert any("作り話" in finding for finding in analysis.findings)
    assert any(finding.startswith("practicality:") for finding in analysis.findings)


@pytest.mark.parametrize(
    ("quote", "blocks", "kept"),
    [
        ("The weights and the code are public.", [2], True),
        ("the  weights\nand the code are public", [2], False),  # case is part of the words
        ("The  weights\nand the code are public", [2], True),
        ("The weights and the code are public.", [1], False),
        ("The weights and the code are public.", [], False),
        ("The weights and the code are public.", [99], False),
        ("The weights are public.", [2], False),
        ("", [2], False),
    ],
)
def test_a_key_point_needs_its_quote_in_the_block_it_names(quote: str, blocks: list[int], kept: bool) -> None:
    point = {"heading": "公開", "detail": "重みが公開された。", "blocks": blocks, "quote": quote}
    assert bool(checked(good(key_points=[point])).key_points) is kept


@pytest.mark.parametrize(
    ("detail", "kept"),
    [
        ("毎秒40トークンで動く。", True),
        ("毎秒400トークンで動く。", False),
        ("メモリは16GBで足りる。", True),
        ("2030年に出る。", False),
    ],
)
def test_numbers_of_a_key_point_must_be_in_the_article(detail: str, kept: bool) -> None:
    point = {
        "heading": "速さ",
        "detail": detail,
        "blocks": [2],
        "quote": "A laptop with 16 GB of memory runs it at 40 tokens per second.",
    }
    assert bool(checked(good(key_points=[point])).key_points) is kept


def test_tldr_with_a_strange_number_or_no_quote_stays_and_is_marked() -> None:
    tldr = {**GOOD["tldr"], "text": "ハチドリ社が小型言語モデルを公開し、99の評価で上回った。"}
    analysis = checked(good(tldr=tldr))
    assert analysis.unconfirmed == ("tldr",)
    assert "99" in " ".join(analysis.findings)
    assert checked(good(tldr="ハチドリ社が小型言語モデルを公開した。")).unconfirmed == ("tldr",)
    assert checked(good(tldr="ハチドリ社が小型言語モデルを公開した。"), blocks=()).unconfirmed == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "title is missing"),
        (good(title=""), "title is empty"),
        (good(title=7), "title is a number, not a text"),
        (good(title="あ" * 301), "title is too long"),
        (good(tldr={"text": "短い"}), "tldr is too short"),
        (good(tldr="あ" * 901), "tldr is too long"),
        (good(tldr=["a"]), "tldr is a list, not a text"),
        (good(category="sports"), "category is not one of news, research"),
        (good(category=None), "category is not one of"),
        (good(tags="LLM"), "tags is not a list of texts"),
        (good(companies=[1]), "companies is not a list of texts"),
        (good(marks=None), "marks.depth is missing"),
        (good(marks={"depth": 3}), "marks.depth is a number, not an object"),
        (good(key_points="none"), "key_points is not a list of objects"),
        (marked("depth", value=0), "marks.depth.value is 0, not 1 to 5"),
        (marked("depth", value=6), "marks.depth.value is 6, not 1 to 5"),
        (marked("novelty", value=3.5), "marks.novelty.value is 3.5, not a whole number"),
        (marked("novelty", value="4"), "marks.novelty.value is a text, not a number"),
        (marked("novelty", value=True), "marks.novelty.value is true or false"),
        (marked("novelty", value=float("nan")), "marks.novelty.value is nan"),
        (marked("relevance", reason=""), "marks.relevance.reason is empty"),
        (good(title="Hummingbird Labs has now released the Haoto 2 language model"), "title is not written in 'ja'"),
        (
            good(tldr={**GOOD["tldr"], "text": "Hummingbird Labs released a model that beats its predecessor."}),
            "tldr is not written in 'ja'",
        ),
        (good(tldr={**GOOD["tldr"], "text": "蜂鸟实验室发布新模型，性能超过上一代。"}), "tldr has no kana"),
    ],
)
def test_faults_are_named(data: dict[str, Any], words: str) -> None:
    assert words in fault(data)


def test_several_faults_are_named_at_once() -> None:
    words = fault(good(title="", category="x", tags=None))
    assert "title is empty" in words
    assert "category is not one of" in words
    assert "tags is missing" in words


@pytest.mark.parametrize("where", ["title", "tldr", "impact", "comment"])
@pytest.mark.parametrize(
    "address", ["https://evil.example/login", "https://kiss.example/", "www.support.example", "help@evil.example"]
)
def test_new_addresses_refuse_the_reply(where: str, address: str) -> None:
    text = f"詳しくは{address} を見ること。これは日本語の文である。"
    data = good(**{where: {**GOOD["tldr"], "text": text} if where == "tldr" else text})
    assert f"{where} has an address that the article does not carry: {address}" in fault(data)


def test_addresses_that_the_article_advertises_refuse_the_reply() -> None:
    blocks = (Block(1, "paragraph", "Buy it at https://evil.example/ now."),)
    assert "impact has an address of another site: https://evil.example/" in fault(
        good(impact="詳細は https://evil.example/ にある。"), blocks=blocks
    )


def test_an_address_that_only_holds_the_articles_own_is_of_another_site() -> None:
    elsewhere = f"https://evil.example/?from={task().url}"
    blocks = (Block(1, "paragraph", f"Buy it at {elsewhere} now."),)
    assert "impact has an address of another site" in fault(good(impact=f"詳細は {elsewhere} にある。"), blocks=blocks)


def test_addresses_of_the_articles_own_site_may_be_named() -> None:
    assert checked(good(impact="詳細は https://hummingbird.example/haoto-2 にある。")).impact


def test_japanese_text_may_go_on_right_behind_an_address() -> None:
    assert checked(good(impact="https://hummingbird.example/haoto-2を参照。")).impact


def test_control_characters_are_taken_out() -> None:
    analysis = checked(
        good(title="ハチドリ社\x1b[31m\u202eが公開\x00\n", tags=["小型\x07モデル", "小型モデル", "", "#LLM"])
    )
    assert analysis.title == "ハチドリ社が公開"
    assert analysis.tags == ("小型モデル", "LLM")


def test_lists_are_cut() -> None:
    assert len(checked(good(tags=[f"t{number}" for number in range(50)])).tags) == 8


def test_older_replies_without_key_points_are_fine() -> None:
    data = good()
    for name in ("key_points", "impact", "comment"):
        del data[name]
    assert checked(data).key_points == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "reason", "text", "quote", "blocks", "depth"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(GOOD)), json_values))
def test_any_json_is_an_analysis_or_a_bad_reply(changes: dict[str, Any]) -> None:
    with suppress(BadReply):
        analysis = checked(good(**changes))
        assert analysis.category in CATEGORIES
        assert all(1 <= mark.value <= 5 for mark in analysis.marks)
        assert json.dumps(analysis.tags)


@pytest.mark.parametrize(
    ("text", "language", "ok"),
    [
        ("OpenAIがGPT-5.5を公開した。", "ja", True),
        ("Anthropic・OpenAI・Google DeepMindの3社がMCPを採用", "ja", True),
        ("This is an English sentence about models.", "ja", False),
        ("这是一个关于模型的句子。", "ja", False),
        ("这是一个关于模型的句子。", "zh", True),
        ("これは日本語の文である。", "zh", False),
        ("이것은 한국어 문장입니다.", "ko", True),
        ("これは日本語の文である。", "en", False),
        ("An English sentence about 東京 and 大阪.", "en-GB", True),
        ("Ein deutscher Satz.", "de", True),
        ("Это русское предложение.", "ru", True),
        ("Это русское предложение.", "en", False),
        ("これは The quick brown fox jumps over the lazy dog", "ja", False),
        ("42", "ja", True),
    ],
)
def test_scripts(text: str, language: str, ok: bool) -> None:
    assert (language_fault(text, language) == "") is ok


def test_titles_of_names_need_no_translation() -> None:
    assert language_fault("Claude Haiku 5.5", "ja", title=True) == ""
    assert language_fault("Kimi K3 を公開", "ja", title=True) == ""
    assert language_fault("We are launching a new model today", "ja", title=True) != ""
