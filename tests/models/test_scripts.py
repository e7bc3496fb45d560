from __future__ import annotations

import re
from pathlib import Path

import pytest

import ainews_cli
from ainews_cli.models import scripts

PACKAGE = Path(ainews_cli.__file__).parent
OWN_RANGES = {
    "models/scripts.py",
    "base/charsets.py",  # below the models: whether bytes read as Japanese have kana
    "verify/text.py",  # two signs that the sizes of sentences were measured with
    "render/terminal/wrap.py",  # half-width katakana is one cell wide, and breaks as if it were two
}
SPELLED = re.compile(r"\\u(?:30[4-9a-f].|3[1-9a-f]..|[4-9]...|ac00|d7af|ff66)|[ぁ-ヿ一-鿿]-[ぁ-ヿ一-鿿]")
WORDS = {
    "ひらがな": (scripts.INDEXED, scripts.HIRAGANA, scripts.KANA, scripts.CJK, scripts.UNSPACED, scripts.WIDE),
    "カタカナー": (scripts.INDEXED, scripts.KATAKANA, scripts.KANA, scripts.CJK, scripts.UNSPACED, scripts.WIDE),
    "漢字": (scripts.INDEXED, scripts.HAN, scripts.CJK, scripts.UNSPACED, scripts.WIDE),
    "한글": (scripts.INDEXED, scripts.HANGUL, scripts.CJK, scripts.WIDE),
    "Élan": (scripts.LATIN,),
}
RANGES = {name: value for name, value in vars(scripts).items() if name.isupper() and isinstance(value, str)}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_in_the_ranges_of_its_script_and_in_no_other(word: str) -> None:
    for name, ranges in RANGES.items():
        assert bool(re.fullmatch(f"[{ranges}]+", word)) is (ranges in WORDS[word]), name
        assert scripts.count(word, ranges) == len(re.findall(f"[{ranges}]", word))


def test_the_dot_between_words_of_katakana_is_no_kana() -> None:
    assert scripts.count("サム・アルトマン", scripts.KANA) == 7


@pytest.mark.parametrize(
    ("character", "cjk", "katakana"),
    [("あ", 1, 0), ("ア", 1, 1), ("字", 1, 0), ("글", 1, 0), ("a", 0, 0), ("🙂", 0, 0)],
)
def test_the_script_of_a_character(character: str, cjk: int, katakana: int) -> None:
    assert (scripts.is_cjk(character), scripts.is_katakana(character)) == (bool(cjk), bool(katakana))


def test_every_language_is_written_in_a_script_that_has_a_name() -> None:
    assert {name for names in scripts.WRITTEN_IN.values() for name in names} == scripts.NAMED.keys()
    assert scripts.SCRIPTS["ja"] == scripts.KANA + scripts.HAN


def test_no_other_file_spells_the_ranges() -> None:
    spelling = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if SPELLED.search(file.read_text(encoding="utf-8"))
    }
    assert spelling <= OWN_RANGES
    assert "models/scripts.py" in spelling
