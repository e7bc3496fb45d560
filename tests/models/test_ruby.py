"""Readings above words: every form of `<ruby>`, broken ones included."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ainews_cli.articles.convert import blocks
from ainews_cli.articles.plain import plain_text
from ainews_cli.models.ruby import beside, readings, without_readings
from ainews_cli.sources.html import plain

FORMS = {
    "with parentheses": "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>",
    "wide parentheses": "<ruby>漢字<rp>（</rp><rt>かんじ</rt><rp>）</rp></ruby>",
    "without": "<ruby>漢字<rt>かんじ</rt></ruby>",
    "rb": "<ruby><rb>漢字</rb><rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>",
    "columns": "<ruby><rb>漢</rb><rb>字</rb><rt>かん</rt><rt>じ</rt></ruby>",
    "turns": "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>",
    "turns with parentheses": "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>",
    "lines": "<ruby>\n 漢 <rp>(</rp><rt>かん</rt><rp>)</rp>\n 字 <rp>(</rp><rt>じ</rt><rp>)</rp>\n</ruby>",
    "rtc": "<ruby><rb>漢</rb><rb>字</rb><rtc><rt>かん</rt><rt>じ</rt></rtc></ruby>",
    "rtc without rt": "<ruby>漢字<rtc>かんじ</rtc></ruby>",
    "end tags left out": "<ruby><rb>漢<rb>字<rp>(<rt>かん<rt>じ<rp>)</ruby>",
    "never closed": "<ruby>漢字<rt>かんじ",
    "parentheses in the reading": "<ruby>漢字<rt>(かんじ)</rt></ruby>",
    "parentheses as text": "<ruby>漢字（<rt>かんじ</rt>）</ruby>",
    "nested": "<ruby><ruby>漢<rt>かん</rt></ruby><ruby>字<rt>じ</rt></ruby></ruby>",
    "shouted": "<RUBY>漢字<RT>かんじ</RT></RUBY>",
    "styled": "<ruby class=r><span>漢字</span><rt lang=ja><span>かんじ</span></rt></ruby>",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_reading_stands_behind_its_word_in_every_form(form: str) -> None:
    assert [block.text for block in blocks(f"<p>その{form}</p><p>次</p>", "")] == ["その漢字(かんじ)", "次"]
    assert plain_text(f"<p>その{form}</p><p>次</p>") == "その漢字(かんじ)\n次"
    assert plain(f"その{form}") == "その漢字(かんじ)"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ruby>漢字<rt>かんじ</rt><rt>kanji</rt></ruby>", "漢字(かんじ、kanji)"),
        ("<ruby><ruby>東<rt>とう</rt>南<rt>なん</rt></ruby><rt>たつみ</rt></ruby>", "東南(とうなん、たつみ)"),
        ("<ruby>東<rt>とう</rt>南<rt>なん</rt><rtc>たつみ</rtc></ruby>", "東南(とうなん、たつみ)"),
        (
            "<ruby><rb>東<rb>南<rtc><rt>たつみ</rtc><rtc><rt>southeast</rtc></ruby>",
            "東南(たつみ、southeast)",
        ),
        ("<ruby>取<rt>と</rt>り<rt></rt>消<rt>け</rt>し</ruby>", "取(と)り消(け)し"),
        ("<ruby>食<rt>た</rt>べる</ruby>", "食(た)べる"),
        ("<ruby>漢<rt>かん</rt></ruby><ruby>字<rt>じ</rt></ruby>", "漢(かん)字(じ)"),
        ("<ruby>北<rt>běi</rt>京<rt>jīng</rt></ruby>", "北京(běijīng)"),
        ("<ruby>WWW<rt>World Wide Web</rt></ruby>", "WWW(World Wide Web)"),
        ("<ruby>漢字</ruby>", "漢字"),
        ("<ruby>漢字<rt></rt></ruby>", "漢字"),
        ('<ruby><a href="https://x.example/">漢</a>字<rt>かんじ</rt></ruby>', "[漢](https://x.example/)字(かんじ)"),
    ],
)
def test_words_with_other_readings(html: str, text: str) -> None:
    assert [block.text for block in blocks(f"<p>{html}</p>", "")] == [text]


def test_an_open_element_ends_with_its_paragraph() -> None:
    html = "<p><ruby>漢字<rt>かんじ</rt>を読む。</p><p>次の文</p>"
    assert [block.text for block in blocks(html, "")] == ["漢字(かんじ)を読む。", "次の文"]


@given(
    st.lists(st.sampled_from(["<ruby>", "</ruby>", "<rb>", "<rt>", "</rt>", "<rtc>", "<p>", "漢", "か", "(", "<b>"]))
)
@example(["<ruby>", "<rt>", "か", "<ruby>", "</ruby>"])
def test_no_letter_is_lost_or_doubled(parts: list[str]) -> None:
    written = beside("".join(parts))
    assert [written.count(char) for char in "漢か"] == [parts.count(char) for char in "漢か"]
    assert beside(written) == written


def test_time_grows_with_the_length_only() -> None:
    start = time.perf_counter()
    for piece in ("<ruby>", "<ruby>漢<rt>か", "<ruby>(<rt>(", "<rt></rt>", "(あ"):
        beside("<ruby>" + piece * 20_000)
        without_readings("漢" + piece * 20_000)
    assert time.perf_counter() - start < 5


def test_readings_are_told_apart_in_text() -> None:
    text = "漢字(かんじ)を読(よ)む佐々木（ささき）は、国連(ユネスコ)と言(い)う。(はい)"
    assert without_readings(text) == "漢字を読む佐々木は、国連(ユネスコ)と言う。(はい)"
    assert readings(text) == ["かんじ", "よ", "ささき", "い"]
    assert without_readings("f(x)") == "f(x)"
