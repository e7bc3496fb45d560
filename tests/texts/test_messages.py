"""Every message of the program has words in every language of the interface."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.texts import said, text
from ainews_cli.texts.messages import CATALOGUE, TAILS
from tests.support.texts.said import GAP, raised, sentences

JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥]")
SAME = {"HTTP {status}", "--language {tag}: {fault}", "--{option} {value}: {fault}", "PDF"}
"""Templates that read the same in both languages."""
MESSAGES = {template: place for place, template in (*raised(), *sentences()) if re.search("[A-Za-z]{3}", template)}


def filled(template: str) -> tuple[str, list[str]]:
    values = [f"Ω{at}Ω" for at in range(template.count(GAP))]
    pieces = template.split(GAP)
    return "".join(piece + value for piece, value in zip(pieces, [*values, ""], strict=True)), values


@pytest.mark.parametrize("template", MESSAGES, ids=lambda template: MESSAGES[template])
def test_a_message_has_japanese_words_and_keeps_its_values(template: str) -> None:
    message, values = filled(template)
    assert said("en", message) == said("de", message) == message
    spoken = said("ja", message)
    words = re.sub(r"HTTP|--?[a-z]+|Ω\d+Ω", "", message)
    assert JAPANESE.search(spoken) or not re.search("[A-Za-z]{3}", words), (
        f"{MESSAGES[template]}: write it in Japanese in ainews_cli/texts/messages/"
    )
    assert [value for value in values if value not in spoken] == []


@pytest.mark.parametrize("english", [*TAILS, *CATALOGUE])
def test_a_template_and_its_japanese_have_the_same_places(english: str) -> None:
    def places(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    japanese = {**TAILS, **CATALOGUE}[english]
    assert places(english) == places(japanese)
    assert JAPANESE.search(japanese) or english in SAME or english == "{where}: {key} = {value}: {fault}"


@pytest.mark.parametrize(
    ("message", "japanese"),
    [
        ("timed out after 20 s", "20秒で時間切れになりました"),
        ("Nebel Labs: HTTP 404; Kumo: connection refused", "Nebel Labs: HTTP 404; Kumo: 接続を拒否されました"),
        (
            "c.toml: language = 'jp': must be a language tag such as ja, en or pt-BR (did you mean ja?)",
            "c.toml: language = 'jp': ja、en、pt-BR のような言語タグでなければなりません(ja のことですか)",
        ),
        ("ainews: no such host: a.example", "ainews: a.example というホストはありません"),
        ("a sentence of somebody else's", "a sentence of somebody else's"),
        ("", ""),
    ],
)
def test_messages_in_messages_are_said_too(message: str, japanese: str) -> None:
    assert said("ja", message) == japanese


def test_a_reason_in_a_text_is_said_in_its_language() -> None:
    assert "接続を拒否されました" in text("ja", "discussion.failed", reason="connection refused")
    assert "connection refused" in text("en", "discussion.failed", reason="connection refused")


@given(st.text(max_size=200) | st.text(alphabet="a:; {}\n(“", max_size=60))
def test_no_text_breaks_it(message: str) -> None:
    assert isinstance(said("ja", message), str)
    assert said("en", message) == message
