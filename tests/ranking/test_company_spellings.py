"""A company in katakana and in Latin letters is one where an item gives both."""

from __future__ import annotations

from ainews_cli.models.names import Named
from ainews_cli.ranking.company_names import canonical
from ainews_cli.ranking.company_spellings import spellings


def item(number: int, *companies: str, title: str = "", original: str = "", source: str = "Wire") -> Named:
    marks = (3.0, 3.0, 3.0, 3.0)
    return Named(number, 1, 0, title, (), companies, (), marks, False, sources=(source,), original=original)


def test_the_title_of_the_source_gives_the_other_spelling() -> None:
    items = [
        item(1, "ペルヴェイン", original="Pelluvane cuts prices"),
        item(2, "ペルヴェイン", original="新型を公開"),
        item(3, "Pelluvane", original="Pelluvane hires"),
    ]
    assert spellings(items) == (("ペルヴェイン", ("Pelluvane",)),)
    assert canonical("pelluvane", spellings(items)) == "ペルヴェイン"


def test_names_of_several_words_and_of_feeds() -> None:
    found = spellings(
        [
            item(1, "クォーヴェイン・ホスティング", original="Shares of Quorvane Hosting fall"),
            item(2, "ブラッケンホルト", title="新型チップ", source="Brackenholt"),
        ]
    )
    assert {frozenset((name, *others)) for name, others in found} == {
        frozenset(("クォーヴェイン・ホスティング", "Quorvane Hosting")),
        frozenset(("ブラッケンホルト", "Brackenholt")),
    }


def test_what_a_table_knows_comes_first() -> None:
    items = [item(1, "ペルヴェイン", original="Pelluvane cuts prices")]
    own = (("Pelluvane Inc.", ("Pelluvane",)),)
    assert spellings(items, own) == (("Pelluvane Inc.", ("Pelluvane", "ペルヴェイン")),)
    assert spellings(items, (("ペルヴェイン研究所", ("ペルヴェイン",)),)) == ()


def test_other_names_in_the_title_are_other_companies() -> None:
    assert spellings([item(1, "ペルヴェイン", original="Brackenholt sues its supplier")]) == ()
    assert spellings([item(1, "Pelluvane", original="Pelluvane cuts prices")]) == ()
    assert spellings([item(1, "雪ノ原ロボット", original="Yukinohara Robotics")]) == ()
