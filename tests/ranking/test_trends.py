"""The measure of a trend, the terms of a title, and one name per company."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.ranking import company_names, trends
from ainews_cli.ranking.trends import LEAST, line, moves, terms_of, z_score

sizes = st.integers(1, 3000)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int, int]:
    now, before = draw(sizes), draw(sizes)
    return draw(st.integers(0, now)), draw(st.integers(0, before)), now, before


@given(sizes, sizes)
def test_from_none_to_one_is_no_trend(now: int, before: int) -> None:
    assert moves({"a": 1}, {}, now, before) == []


@given(counts())
def test_windows_exchanged_turn_the_sign(found: tuple[int, int, int, int]) -> None:
    now, before, items, earlier = found
    assert z_score(now, before, items, earlier) == pytest.approx(-z_score(before, now, earlier, items))


@given(st.integers(0, 50), st.integers(0, 48))
def test_a_rising_name_with_more_items_rises_more(before: int, more: int) -> None:
    assert z_score(before + more + 1, before, 200, 200) > z_score(before + more, before, 200, 200) >= 0


def test_a_busier_window_alone_is_no_trend() -> None:
    assert moves({"a": 50}, {"a": 25}, 1000, 500) == []
    assert [one.name for one in moves({"a": 50}, {"a": 5}, 1000, 1000)] == ["a"]


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40)),
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40)),
)
def test_moves_are_sorted_certain_and_large_enough(now: dict[str, int], before: dict[str, int]) -> None:
    found = moves(now, before, 100, 100)
    assert [abs(one.z) for one in found] == sorted((abs(one.z) for one in found), reverse=True)
    assert all(max(one.now, one.before) >= LEAST and abs(one.z) >= trends.SIGNIFICANT for one in found)
    assert all((one.z > 0) == (one.now > one.before) for one in found)


@pytest.mark.parametrize("wrong", [(-1, 0, 1, 1), (2, 0, 1, 1), (0, 3, 1, 2)])
def test_impossible_counts_are_refused(wrong: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="carried"):
        z_score(*wrong)


def test_terms_are_what_a_title_is_about() -> None:
    assert terms_of("Kotonoha releases Mizuna 3 with the new Kiln runtime", known=("kotonoha",)) == (
        "Mizuna 3",
        "Kiln",
        "runtime",
    )
    assert terms_of("推論サーバー「ミズナ」を公開、量子化に対応") == ("推論", "サーバー", "ミズナ", "量子化")
    assert terms_of("") == ()


@pytest.mark.parametrize(
    ("title", "terms"),
    [
        ("The best of what we have seen in 2026", ()),
        ("On Monday, November 30: two of three would", ()),
        ("v2.1.238 and 1.0.0-rc.2, b4321, Release 0.9", ()),
        ("Kiln 2.1 beats Loom in Q3", ("Kiln 2.1", "beats", "Loom")),
        ("昨日の月曜日、十億円の量子化について", ("量子化",)),
        ("More at example.com and www.example.co.jp", ()),
    ],
)
def test_numbers_dates_and_function_words_are_no_topics(title: str, terms: tuple[str, ...]) -> None:
    assert terms_of(title) == terms


def test_names_of_sites_are_no_topics() -> None:
    sites = {"the kiln post", "テクノ通信", "wire"}
    assert terms_of("Runtime for looms - The Kiln Post", sites=sites) == ("Runtime", "looms")
    assert terms_of("テクノ通信の量子化特集、Wireが報道", sites=sites) == ("量子化特集", "報道")
    assert terms_of("Wireless looms", sites=sites) == ("Wireless", "looms")


def test_what_several_titles_end_with_is_a_site() -> None:
    titles = [
        *(f"Story {number} - Kiln Post" for number in range(3)),
        "A - B story",
        "量子化（窯新聞）",
        "推論（窯新聞）",
    ]
    assert trends.site_names(titles) == {"kiln post"}
    assert trends.site_names([*titles, "学習（窯新聞）"]) == {"kiln post", "窯新聞"}


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 200)),
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40)),
    st.integers(200, 5000),
)
def test_a_rise_in_items_is_never_a_fall(now: dict[str, int], before: dict[str, int], items: int) -> None:
    for move in moves(now, before, items, 40):
        assert trends.way(move) in (1, -1)
        assert (trends.way(move) > 0) == (move.now > move.before) == (move.z > 0)


@given(st.lists(st.integers(-5, 400), max_size=60), st.integers(1, 366))
def test_a_line_loses_no_day(days: list[int], count: int) -> None:
    found = line(days, count)
    assert sum(found) == sum(0 <= day < count for day in days)
    assert len(found) <= trends.MOST_STEPS


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("DeepMind", "Google DeepMind"),
        ("ディープマインド", "Google DeepMind"),
        ("ＯｐｅｎＡＩ", "OpenAI"),
        ("openai, Inc.", "OpenAI"),
        ("株式会社メルカリ", "Mercari"),
        ("Meta AI", "Meta"),
        ("  Kotonoha   Lab ", "Kotonoha Lab"),
        ("Unknown Co., Ltd.", "Unknown Co., Ltd."),
    ],
)
def test_one_name_per_company(written: str, name: str) -> None:
    assert company_names.canonical(written) == name


def test_the_readers_aliases_count_before_ours() -> None:
    extra = (("琴葉研", ("Kotonoha Lab", "コトノハ研究所")), ("Mine", ("DeepMind",)))
    assert company_names.canonical("コトノハ研究所", extra) == "琴葉研"
    assert company_names.canonical("deepmind", extra) == "Mine"
    assert company_names.several(["Kotonoha Lab", "琴葉研", "", "OpenAI"], extra) == ("琴葉研", "OpenAI")


def test_no_alias_belongs_to_two_companies() -> None:
    seen: dict[str, str] = {}
    for name, others in company_names.aliases().items():
        for one in {company_names.fold(alias) for alias in (name, *others)}:
            assert seen.setdefault(one, name) == name
