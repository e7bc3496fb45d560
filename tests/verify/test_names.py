"""Names that a short text has and its source does not."""

from __future__ import annotations

import pytest

from ainews_cli.verify.names import strange_names

ENGLISH = "Kumo releases Kumo-2, made with DeepMind. Google's chips run it. Its graphics processing unit is open."
JAPANESE = "雲社は新しい言語モデルを公開した。グーグルの半導体で動き、クロードより速いという。"


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("雲社、Kumo 2を公開", ()),
        ("クモ社、新モデルを公開", ()),
        ("アップル、雲社を買収", ("アップル",)),
        ("グーグルの半導体で動く", ()),
        ("Mistralの技術者が設計", ("Mistral",)),
        ("雲社のＯｐｅｎＡＩ対抗モデル", ("OpenAI",)),
        ("GPU2枚で動くAI", ()),
        ("雲社のGPUとOSSの話", ()),
        ("メタ分析で分かったこと", ()),
        ("Apple acquires Kumo", ("Apple",)),
        ("An apple a day", ()),
        ("Kumo ships DeepThing", ("DeepThing",)),
        ("Introducing the New Kumo Model", ()),
        ("", ()),
    ],
)
def test_english_source(text: str, strange: tuple[str, ...]) -> None:
    assert strange_names(text, ENGLISH) == strange


def test_a_japanese_source_may_write_any_name_in_kana() -> None:
    """Only a firm of the table can be missed: Claude may be クロード."""
    assert strange_names("雲社がClaudeより速いモデル", JAPANESE) == ()
    assert strange_names("Googleの半導体で動く", JAPANESE) == ()
    assert strange_names("Microsoftの半導体で動く", JAPANESE) == ("Microsoft",)
