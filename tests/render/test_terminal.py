from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from ainews_cli.models.analysis import KeyPoint
from ainews_cli.models.page import BlocksPart, KeyPointsPart, LinkPart, Page, Section, Spark, TablePart, TextPart
from ainews_cli.models.text import Block
from ainews_cli.render.terminal import render
from ainews_cli.render.terminal.wrap import break_lines, fit
from tests.support.records import replace
from tests.support.render.entries import ENTRY, ESTIMATE, MARKS
from tests.support.render.sample import PAGE, options

OSC = re.compile("\x1b\\]8;[^;]*;[^\x1b]*\x1b\\\\")
SGR = re.compile("\x1b\\[[0-9;]*m")

# What news titles are made of, and what breaks tables of widths: CJK, kana, Latin, emoji with joiners and selectors,
# combining marks.
ALPHABET = st.one_of(
    st.sampled_from("、。」「()・ー―…!?あいうカキク漢字新聞abc XYZ 123-_/#*|`[]<>&👩‍👧🇯🇵❤️✈️e\u0301か\u3099한국어ヲ"),
    st.characters(blacklist_categories=("Cs",)),
)
TEXTS = st.text(ALPHABET, max_size=200)
WIDTHS = st.integers(20, 130)


def page(*parts: object, **changes: object) -> Page:
    return replace(PAGE, sections=(Section("x", "見出し", parts),), **changes)  # type: ignore[arg-type]  # any part


def plain(printed: str) -> str:
    return SGR.sub("", OSC.sub("", printed))


@given(TEXTS, TEXTS, WIDTHS, st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_the_terminal(one: str, two: str, width: int, links: bool) -> None:
    entry = replace(ENTRY, title=one, tldr=two, original_title=two, source=two[:40], tags=(one, two), note=one)
    key_points = KeyPointsPart((KeyPoint(one, two, (1, 22, 333), ""),))
    table = TablePart((one, "b", "c"), ((two, one, "3"), ("1", two, one)), (1,))
    made = render(
        page(
            entry,
            TextPart(two),
            key_points,
            table,
            LinkPart(one, "https://example.com/" + "a" * 150),
            title=one,
            lead=two,
        ),
        options(width, color=links, links=links),
    )
    assert [line for line in plain(made).split("\n") if cell_len(line) > width] == []


@given(
    TEXTS,
    WIDTHS,
    st.sampled_from(("heading", "paragraph", "list_item", "quote", "code", "table", "image")),
    st.integers(0, 6),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_no_line_of_an_article_is_wider_than_the_terminal(
    text: str, width: int, kind: str, level: int, numbered: bool
) -> None:
    blocks = tuple(Block(number, kind, text, level, number - 1) for number in range(1, 4))  # type: ignore[arg-type]  # sampled from its values
    made = render(page(BlocksPart(blocks, "ja", ((2, text),), numbered)), options(width))
    assert [line for line in made.split("\n") if cell_len(line) > width] == []


@given(TEXTS, st.integers(2, 60))
@settings(deadline=None)
def test_breaking_lines_loses_nothing_but_blanks(text: str, width: int) -> None:
    text = text.replace("\n", " ")
    lines = break_lines(text, width)
    assert "".join(text[a:b] for a, b in lines).replace(" ", "") == text.replace(" ", "")
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(lines))


@given(st.text(st.characters(), max_size=80))
@settings(deadline=None)
def test_no_control_character_of_the_data_reaches_the_terminal(hostile: str) -> None:
    entry = replace(
        ENTRY,
        title=hostile,
        url="https://example.com/" + hostile,
        source=hostile,
        label=hostile,
        discussion_url="https://e.example/?" + hostile,
    )
    made = render(
        page(entry, TextPart(hostile), BlocksPart((Block(1, "code", hostile), Block(2, "paragraph", hostile)), "")),
        options(color=True, links=True),
    )
    rest = plain(made).replace("\n", "")
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", rest)
    made.encode()


def test_without_colour_and_links_there_are_no_codes() -> None:
    assert "\x1b" not in render(PAGE, options())


def test_links_without_colour_have_no_sgr_codes() -> None:
    made = render(PAGE, options(links=True))
    assert OSC.search(made)
    assert "\x1b" not in OSC.sub("", made)


def test_colour_changes_no_text() -> None:
    entries = replace(PAGE, sections=PAGE.sections[:5])
    assert plain(render(entries, options(color=True))) == render(entries, options())


def test_a_link_is_only_ever_http() -> None:
    made = render(
        page(
            LinkPart("Bad", "javascript:alert(1)"),
            replace(ENTRY, url="file:///etc/passwd", coverage=ENTRY.coverage[1:]),
        ),
        options(links=True),
    )
    assert OSC.findall(made) == []
    assert "passwd" not in made


def test_a_link_over_several_lines_has_one_id() -> None:
    made = render(page(replace(ENTRY, title="長い題名" * 30)), options(40, links=True))
    ids = set(re.findall("\x1b\\]8;(id=[0-9a-f]+);https://news", made))
    assert len(ids) == 1


def test_markup_and_emoji_codes_stay_text() -> None:
    made = render(page(TextPart("[bold red]x[/] :smile: [link=https://e.example]y[/link]")), options())
    assert "[bold red]x[/] :smile: [link=https://e.example]y[/link]" in made


@pytest.mark.parametrize("width", range(10, 40))
def test_kinsoku(width: int) -> None:
    text = (
        "「推論費用」は、四割(40%)も減った。「ミズナ」チームはキャッシュを使い、ッとーで終わる。「もう一度」と、"
        "研究所は言う。"
    )
    lines = [text[a:b] for a, b in break_lines(text, width)]
    assert not [line for line in lines if line[0] in "、。」)ッーャュ"]
    assert not [line for line in lines[:-1] if line[-1] in "「("]


def test_a_latin_word_does_not_leave_its_line_alone() -> None:
    text = "Mizuna3は新しいモデルで、推論費用を四割減らす。"
    assert next(text[a:b] for a, b in break_lines(text, 20)) == "Mizuna3は新しいモデ"


def test_latin_words_stay_whole() -> None:
    text = "agents that file reports"
    assert [text[a:b] for a, b in break_lines(text, 12)] == ["agents that", "file reports"]


def test_graphemes_stay_whole() -> None:
    text = "👩‍👩‍👧‍👦" * 6
    assert {text[a:b] for a, b in break_lines(text, 5)} == {"👩‍👩‍👧‍👦" * 2}


@given(TEXTS, st.integers(1, 40))
def test_fit(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width
    assert fit(text, 1000) == text


def test_an_estimate_looks_like_one() -> None:
    made = render(page(ESTIMATE), options())
    assert "☆☆☆·· 推定 3.4" in made
    assert "★" not in made


def test_a_stale_analysis_is_marked() -> None:
    assert "再分析待ち" in render(page(replace(ENTRY, stale=True)), options())


def test_a_folded_section_can_be_summarised() -> None:
    made = render(PAGE, replace(options(), summarise_folded=True))
    assert "「影響分析」は省略しました。" in made
    assert "値下げ競争" not in made


def test_entry_without_anything() -> None:
    empty = replace(
        ENTRY,
        rank=0,
        title="",
        original_title="",
        url="",
        source="",
        sources=(),
        tags=(),
        tldr="",
        score=None,
        marks=(),
        category="",
        author="",
    )
    assert "(無題)" in render(page(empty), options())


def test_bars_and_unconfirmed_evidence() -> None:
    made = render(PAGE, options(120))
    assert re.search(r"深度 +████████░░ 4\.0 +40%  評価の手順", made)
    assert not MARKS[2].confirmed
    assert re.search("道具は未公開。 \\[¶4] \\[根拠を確認できません]", made)


def test_a_line_of_values_is_not_broken() -> None:
    rows = tuple(
        (
            f"A company with a long name {n}",
            Spark(tuple(range(20))),
            "A title that is too long for one line of the terminal",
        )
        for n in range(2)
    )
    made = render(page(TablePart(("Company", "By day", "Best item"), rows)), options(60))
    assert made.count("█\n") + made.count("█ ") >= 2
    assert max(map(cell_len, made.split("\n"))) <= 60
    assert sum("▁▁" in line and "█" in line for line in made.split("\n")) == 2


def test_a_line_of_values_keeps_its_sum_when_it_is_made_shorter() -> None:
    from ainews_cli.render.charts import coarser

    values = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)
    assert coarser(values, 7) == values
    assert list(coarser(values, 4)) == [1.0, 5.0, 9.0, 13.0]
    assert list(coarser(values, 1)) == [28.0]
    assert coarser((), 5) == ()


@pytest.mark.parametrize(("width", "stacked"), [(100, False), (60, True), (30, True)])
def test_columns_stack_before_they_are_squeezed(width: int, stacked: bool) -> None:
    words = "a sentence of some length that wraps"
    table = TablePart(("Feed", "State", "Last success", "What to do", "Address"), ((words,) * 5,))
    body = plain(render(page(table), options(width=width)))
    assert (f"What to do {words[:10]}" in body) == stacked
    if not stacked:
        assert all(
            len(piece) >= 10 for line in body.splitlines() if "sentence" in line for piece in line.split("  ") if piece
        )


def test_many_authors_are_counted_and_none_is_cut() -> None:
    names = [f"Given{number} Family{number}" for number in range(40)]
    body = plain(render(page(replace(ENTRY, author=", ".join(names))), options(width=60)))
    assert "Given2 Family2ほか37" in body.replace("\n", "")
    assert names[1] in body
    few = plain(render(page(replace(ENTRY, author=", ".join(names[:4]))), options(width=120)))
    assert all(name in few for name in names[:4])
