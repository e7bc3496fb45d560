"""One rule of singular and plural, for every text with a number."""

from __future__ import annotations

import re

import pytest

from ainews_cli.llm.offline.wording import WORDS, Wording
from ainews_cli.texts import every, text
from ainews_cli.texts.plural import fill


@pytest.mark.parametrize(("n", "word"), [(0, "0 links"), (1, "1 link"), (2, "2 links")])
def test_one_is_singular(n: int, word: str) -> None:
    assert fill("{n} {n|link|links}", n=n) == word
    wording = Wording("en")
    wording.add("links", n)
    assert wording.reason() == f"Estimate: {word}"


def test_two_numbers_in_one_text() -> None:
    line = text("en", "batch.submitted", id="b", analyses=1, translations=2, cost="0.10")
    assert "1 analysis and 2 pieces" in line


def test_no_english_text_has_a_bare_plural_behind_a_number() -> None:
    """Texts with `n` may have a `.one` sibling instead; `days` behind a span of days is always plural."""
    texts = {key: english for key, (_, english) in every().items()} | {
        f"offline.{k}": v for k, v in WORDS["en"].items()
    }
    bare = [
        key
        for key, english in texts.items()
        for name in re.findall(
            r"\{(\w+)(?::,)?\} (?!is |was |has |keeps |does |needs |checks |answers |passes |goes |takes )\w+[^s]s\b",
            english,
        )
        if not (name == "n" and (f"{key}.one" in texts or key.endswith(".one")))
    ]
    assert bare == ["companies.timeline", "why.likeness", "why.repeat", "feeds.advice.quiet"]
