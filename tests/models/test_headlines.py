"""Which headline a reader sees."""

from __future__ import annotations

import pytest

from ainews_cli.models.headlines import headline


@pytest.mark.parametrize(
    ("own", "language", "reader", "kept"),
    [
        ("新モデルを公開", "ja", "ja", True),
        ("GPT-6", "ja", "ja", True),
        ("新しいモデルを公開", "", "ja", True),
        ("新しいモデルを公開", "en", "ja", True),
        ("新しいモデルを公開", "en", "en", False),
        ("A new model", "en", "ja", False),
        ("A new model", "en-GB", "en", True),
        ("A new model", "en_US", "en", True),
        ("A new model", "", "en", False),
        ("Ein neues Modell", "de", "en", False),
        ("새로운 모델", "", "ko", True),
        ("새로운 모델", "ko", "ja", False),
        ("", "ja", "ja", False),
    ],
)
def test_what_is_in_the_readers_language_keeps_its_headline(own: str, language: str, reader: str, kept: bool) -> None:
    assert headline(own, language, "written by a model", reader) == (own if kept else "written by a model")


def test_without_an_analysis_there_is_its_own_headline_alone() -> None:
    assert headline("A new model", "en", "", "ja") == "A new model"
