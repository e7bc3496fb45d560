from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.text import Block
from ainews_cli.verify.checks import CHECKS
from ainews_cli.verify.context import Context
from ainews_cli.verify.numerals import english_values, kanji_value
from ainews_cli.verify.quantities import facts

ROWS = tuple(CHECKS[name] for name in ("numbers", "units", "dates"))


def found(english: str, japanese: str, *, source: str = "en") -> list[str]:
    ours, theirs = (english, japanese) if source == "en" else (japanese, english)
    context = Context(source_language=source, target_language="ja" if source == "en" else "en")
    return [
        f"{each.check}: {each.message}"
        for check in ROWS
        for each in check.findings(Block(1, "paragraph", ours), Block(1, "paragraph", theirs), context)
    ]


SAME = [
    ("It has 10,000 users", "ユーザーは1万人だ"),
    ("It has 10,000 users", "10,000 人のユーザーがいる"),
    ("1.2 billion dollars", "12億ドル"),
    ("$1.5bn", "15億ドル"),
    ("$2.5M", "250万ドル"),
    ("US$3 trillion", "3兆米ドル"),
    ("¥2,400", "2400円"),
    ("€35 million", "3500万ユーロ"),
    ("12B parameters", "12Bパラメータ"),
    ("12B parameters", "120億パラメータ"),
    ("128K tokens", "12万8000トークン"),
    ("two modes", "2つのモード"),
    ("both sides", "2つの側"),
    ("the first step", "1つ目の手順"),
    ("a dozen people", "12人"),
    ("twice as fast", "2倍の速さ"),
    ("a threefold rise", "3倍の上昇"),
    ("ten times", "10倍"),
    ("half the users", "ユーザーの50%"),
    ("50% of users", "ユーザーの半分"),
    ("30% of users", "ユーザーの3割"),
    ("two-thirds of it", "その3分の2"),
    ("a third of it", "その3分の1"),
    ("½ of it", "その2分の1"),
    ("one in five", "5人に1人"),
    ("six months", "半年"),
    ("18 months", "1年半"),
    ("a year and a half", "1年半"),
    ("two decades", "20年"),
    ("a decade", "10年"),
    ("half a century", "半世紀"),
    ("half an hour", "30分"),
    ("24 hours", "1日"),
    ("the 18th century", "18世紀"),
    ("the eighteenth century", "18世紀"),
    ("in the 1990s", "1990年代に"),
    ("in her twenties", "20代で"),
    ("June 5, 2026", "2026年6月5日"),
    ("5 June 2026", "2026 年 6 月 5 日"),
    ("2026-06-05", "2026年6月5日"),
    ("6/5/2026", "2026年6月5日"),
    ("June 5-7, 2026", "2026年6月5日〜7日"),
    ("on June 5", "5日に"),
    ("in June 2026", "2026年6月に"),
    ("April 2026", "令和8年4月"),
    ("at 3:30 p.m.", "午後3時30分に"),
    ("at 3:30 p.m.", "15:30に"),
    ("at 9 a.m.", "午前9時に"),
    ("at noon", "正午に"),
    ("Q3 2025", "2025年第3四半期"),
    ("the third quarter", "第3四半期"),
    ("between 5 and 10 million", "500万から1000万"),
    ("10-20%", "10〜20%"),
    ("rose 0.25 percentage points", "0.25ポイント上昇した"),
    ("version 3.10.1", "バージョン3.10.1"),
    ("Python 3.10", "Python 3.10"),
    ("16 GB of RAM", "RAM 16ギガバイト"),
    ("5 km away", "5キロ先"),
    ("200 ms", "200ミリ秒"),
    ("World War II", "第2次世界大戦"),
    ("hundreds of thousands of people", "数十万人"),
    ("tens of millions", "数千万"),
    ("in the first 24 hours", "最初の24時間で"),
    ("one hundred and twenty", "120"),
    ("three million", "300万"),
    ("3.2% to $41.75", "3.2%上昇して41.75ドル"),
    ("`x = 5` is set", "`x = 5` を設定する"),
    ("See [it](https://example.org/2026/06)", "[それ](https://example.org/2026/06)を参照"),
    ("## Setup {#setup-2}", "## 設定"),
    ("GPT-4o and H100", "GPT-4oとH100"),
    ("the general rule", "一般的な規則を十分に"),
    ("a bundle", "バンドル"),
]


@pytest.mark.parametrize(("english", "japanese"), SAME)
def test_the_same_in_both_notations(english: str, japanese: str) -> None:
    assert found(english, japanese) == []


@pytest.mark.parametrize(("english", "japanese"), SAME)
def test_the_same_in_the_other_direction(english: str, japanese: str) -> None:
    assert found(english, japanese, source="ja") == []


DIFFERENT = [
    ("It has 10,000 users", "ユーザーは10万人だ", "numbers"),
    ("It has 10,000 users", "多くのユーザーがいる", "numbers"),
    ("It is fast", "3倍速い", "numbers"),
    ("two modes", "3つのモード", "numbers"),
    ("$1.2 billion", "1億2000万ドル", "numbers"),
    ("$1.2 billion", "12兆ドル", "numbers"),
    ("12B parameters", "12Mパラメータ", "numbers"),
    ("3.10.1", "3.1.1", "numbers"),
    ("Python 3.10", "Python 3.1", "numbers"),
    ("18 months", "2年半", "numbers"),
    ("a third of it", "その4分の1", "numbers"),
    ("30% of users", "ユーザーの4割", "numbers"),
    ("the 18th century", "19世紀", "numbers"),
    ("between 5 and 10 million", "500万から1億", "numbers"),
    ("from 3 to 5 of 3", "5から5のうち3", "numbers"),
    ("the H100", "H200", "numbers"),
    ("at 3:30 p.m.", "午前3時30分に", "numbers"),
    ("$400", "400ユーロ", "units"),
    ("16 GB", "16MB", "units"),
    ("5 miles", "5キロ", "units"),
    ("5 percent", "5ポイント", "units"),
    ("18 months", "18年", "units"),
    ("48 MW", "48GW", "units"),
    ("90 days", "90週間", "units"),
    ("June 5, 2026", "2026年5月6日", "dates"),
    ("June 5, 2026", "2027年6月5日", "dates"),
    ("June 5, 2026", "2026年6月6日", "dates"),
    ("in June", "7月に", "dates"),
    ("2026-06-05", "2026年6月15日", "dates"),
    ("on Monday", "火曜日に", "dates"),
]


@pytest.mark.parametrize(("english", "japanese", "check"), DIFFERENT)
def test_what_differs_is_named(english: str, japanese: str, check: str) -> None:
    assert any(each.startswith(check) for each in found(english, japanese))


WORDS = ("two modes", "a third of it", "in June")
"""English that says a number in words: a translation into it may leave the word out, so a loss is not seen in that
direction.
"""


@pytest.mark.parametrize(("english", "japanese", "check"), [case for case in DIFFERENT if case[0] not in WORDS])
def test_what_differs_is_seen_in_the_other_direction(english: str, japanese: str, check: str) -> None:
    assert any(each.startswith(check) for each in found(english, japanese, source="ja"))


def _japanese(number: int) -> str:
    parts = [(10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")]
    text = ""
    for scale, word in parts:
        digits, number = divmod(number, scale)
        text += f"{digits}{word}" if digits else ""
    return text


@given(st.integers(2, 10**16 - 1))
def test_any_number_is_the_same_with_commas_and_with_numerals(number: int) -> None:
    assert found(f"It made {number:,} units", f"{_japanese(number)}個を生産した") == []


@given(st.integers(10, 10**12), st.integers(10, 10**12))
def test_another_number_is_always_seen(number: int, other: int) -> None:
    if number != other:
        assert found(f"It made {number:,} units", f"{_japanese(other)}個を生産した")


DAYS = st.dates(date(1500, 1, 1), date(2199, 12, 31))


@given(DAYS, DAYS)
def test_dates_agree_only_with_themselves(day: date, other: date) -> None:
    messages = found(f"On {day:%B} {day.day}, {day.year}", f"{other.year}年{other.month}月{other.day}日")
    assert bool(messages) == (day != other)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("one hundred and twenty-five", 125),
        ("two thousand and six", 2006),
        ("three million two hundred thousand", 3_200_000),
        ("nineteen", 19),
        ("a million", 10**6),
        ("seventy-two", 72),
    ],
)
def test_english_words(words: str, value: int) -> None:
    assert english_values(words)[0][0] == (Fraction(value),)


@pytest.mark.parametrize(
    ("text", "value"), [("二百五十", 250), ("三万二千", 32000), ("二〇二六", 2026), ("千", 1000), ("一億", 10**8)]
)
def test_kanji(text: str, value: int) -> None:
    assert kanji_value(text) == value


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    facts(text)
