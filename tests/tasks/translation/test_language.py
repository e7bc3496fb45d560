"""What is in the target language already, and what has nothing to translate."""

from __future__ import annotations

import pytest

from ainews_cli.models.text import Block
from ainews_cli.tasks.translation.language import already, guess, untranslatable

ENGLISH = "The laboratory published the weights of its model on Tuesday."
JAPANESE = "研究所は火曜日、モデルの重みを公開した。"
NAMES = "OpenAI と Anthropic が GPT-5.5 と Claude を比べた結果を公開した。"
CHINESE = "该实验室周二公布了其模型的权重和训练代码。"
KOREAN = "연구소는 화요일에 모델의 가중치를 공개했다."
GERMAN = "Das Labor hat am Dienstag die Gewichte seines Modells veröffentlicht."
RUSSIAN = "Лаборатория опубликовала веса своей модели во вторник."


@pytest.mark.parametrize(
    ("text", "tag", "language"),
    [
        (ENGLISH, "", "en"),
        (ENGLISH, "en-US", "en"),
        (ENGLISH, "ja", "en"),
        (JAPANESE, "", "ja"),
        (JAPANESE, "en", "ja"),
        (CHINESE, "", "zh"),
        (KOREAN, "", "ko"),
        (GERMAN, "de", "de"),
        (GERMAN, "", ""),
        (RUSSIAN, "ru", "ru"),
        ("", "", ""),
        ("1.2.3", "fr_FR", "fr"),
    ],
)
def test_the_language_of_an_article(text: str, tag: str, language: str) -> None:
    assert guess(text, tag) == language


@pytest.mark.parametrize(
    ("text", "target", "source", "same"),
    [
        (JAPANESE, "ja", "en", True),
        (JAPANESE, "ja-JP", "", True),
        (NAMES, "ja", "en", True),
        (ENGLISH, "ja", "ja", False),
        (CHINESE, "ja", "zh", False),
        ("東京大学、量子計算機公開", "ja", "ja", True),
        (JAPANESE, "zh", "ja", False),
        (CHINESE, "zh", "zh", True),
        (KOREAN, "ko", "en", True),
        (ENGLISH, "en", "en", True),
        (GERMAN, "en", "de", False),
        (JAPANESE, "en", "en", False),
        (RUSSIAN, "uk", "ru", False),
        (RUSSIAN, "ru", "ru", True),
        ("`x = 1` https://a.example", "ja", "ja", False),
    ],
)
def test_blocks_in_the_target_language(text: str, target: str, source: str, same: bool) -> None:
    assert already(text, target, source) is same


@pytest.mark.parametrize(
    ("kind", "text", "nothing"),
    [
        ("code", "print('hello')", True),
        ("image", "![A chart](https://a.example/x.png)", True),
        ("paragraph", "`pip install x`", True),
        ("paragraph", "https://a.example/path", True),
        ("paragraph", "2026 · 12 %", True),
        ("paragraph", "See [this](https://a.example).", False),
        ("table", "| a | b |\n|---|---|\n| 1 | 2 |", False),
    ],
)
def test_blocks_with_nothing_to_translate(kind: str, text: str, nothing: bool) -> None:
    assert untranslatable(Block(1, kind, text)) is nothing  # type: ignore[arg-type]  # parametrized literals
