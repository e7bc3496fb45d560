"""What to write instead of a wrong value."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ainews_cli.config import problem


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(
            (text, "ja")
            for text in ("jp", "JP", "JA", "ja_JP", "ja_JP.UTF-8", "jpn", "Japanese", "日本語", "ｊａ", "japenese")
        ),
        *((text, "ko") for text in ("kr", "Korean", "한국어", "韓国語")),
        *((text, "zh") for text in ("cn", "Chinese", "中国語", "zh_CN")),
        *((text, "en") for text in ("us", "EN", "English", "en_US", "英語")),
        ("gb", "en-GB"),
        ("en_gb", "en-GB"),
        ("tw", "zh-Hant"),
        ("zh_TW", "zh-Hant"),
        ("ZH-HANT", "zh-Hant"),
        ("fr_CA", "fr-CA"),
        ("cz", "cs"),
        ("dk", "da"),
        ("gr", "el"),
        ("ua", "uk"),
        ("Deutsch", "de"),
    ],
)
def test_a_language_written_otherwise_is_refused_with_the_tag_that_was_meant(written: str, meant: str) -> None:
    assert problem("language", written).endswith(f"(did you mean {meant}?)")


@pytest.mark.parametrize("written", ["", "xx", "qqq", "ja-ZZ", "en-XX", "123", "-", "ja--JP", "💬"])
def test_what_means_no_language_is_refused(written: str) -> None:
    assert "a language tag" in problem("language", written)


@pytest.mark.parametrize(
    "tag", ["ja", "en", "de", "ja-JP", "en-GB", "pt-BR", "zh-Hant", "zh-Hant-TW", "sr-Latn", "es-419", "yue", "de-1996"]
)
def test_tags_of_bcp_47_are_good(tag: str) -> None:
    assert problem("language", tag) == ""


def test_a_feed_may_say_no_language() -> None:
    assert problem("feeds.language", "") == ""
    assert "did you mean ko?" in problem("feeds.language", "kr")


@example("XA")  # a region for testing software
@example("PW")  # Palau, in whose language CLDR has no texts
@given(st.text(max_size=12))
def test_no_text_breaks_the_check(text: str) -> None:
    said = problem("language", text)
    if "did you mean " in said:
        assert problem("language", said.partition("did you mean ")[2].rstrip("?)")) == "", "the advice is good itself"
