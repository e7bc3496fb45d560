from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.models.analysis import KeyPoint
from ainews_cli.models.page import (
    BlocksPart,
    KeyPointsPart,
    LinkPart,
    Page,
    ScorePart,
    Spark,
    TablePart,
    TextPart,
)
from ainews_cli.models.text import Block
from ainews_cli.render.html_page import render
from tests.support.records import replace
from tests.support.render.entries import ENTRY, ESTIMATE, HOSTILE, MARKS
from tests.support.render.parsed_html import elements, page, parsed, words
from tests.support.render.sample import ENGLISH, PAGE, options

SVG = "{http://www.w3.org/2000/svg}"
PIECES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>",
    "](javascript:alert(1))",
    "&lt;",
    "{{ 7*7 }}",
)
MORE = (
    '"',
    "'",
    "{% raw %}",
    "[x](",
    ")",
    "\n\n",
    "\n",
    "`",
    "**",
    "| a |",
    "---",
    "![i](https://e.example/p.png)",
    "<!--",
    "-->",
    "]]>",
    "\x00",
    "あ",
)
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES + MORE), max_size=8).map("".join), st.text(max_size=40))
ALLOWED = re.compile(
    "html|head|meta|title|style|body|header|main|footer|section|article|details|summary|h[1-6]|p|br|hr|ul|ol|li|dl|dt|dd|div|span|time|a|b|em|"
    r"strong|s|code|pre|blockquote|table|thead|tbody|tr|th|td|\{http://www.w3.org/2000/svg\}(svg|rect|polyline|polygon|circle)"
)


@pytest.mark.parametrize("sample", [PAGE, ENGLISH, replace(PAGE, sections=(), window=None, lead="")])
def test_it_is_valid_html5(sample: Page) -> None:
    parsed(render(sample, options()))


@given(TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_no_text_becomes_an_element_or_an_attribute(one: str, two: str) -> None:
    entry = replace(
        HOSTILE,
        title=one,
        original_title=two,
        tldr=two,
        source=one,
        tags=(one, two),
        note=two,
        language=one,
        url="https://e.example/" + two,
    )
    marks = tuple(replace(mark, reason=one, quote=two) for mark in MARKS)
    parts = (
        replace(entry, marks=marks, label=two),
        TextPart(one, "lead"),
        ScorePart(3.0, 3, two, False, marks, (0.25,) * 4),
        KeyPointsPart((KeyPoint(one, two, (1,), one),)),
        TablePart((one, two), ((two, one),)),
        LinkPart(two, one),
        LinkPart(one, "https://e.example/" + one),
        BlocksPart(
            tuple(
                Block(i, kind, one + two, 1)
                for i, kind in enumerate(("paragraph", "list_item", "quote", "code", "table", "heading"), 1)
            ),
            two,
            ((1, one),),
        ),
    )
    root = parsed(render(page(*parts, title=one, lead=two, language=two), options()))
    assert [element.tag for element in root.iter() if not ALLOWED.fullmatch(str(element.tag))] == []
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        assert re.match(r"https?:|mailto:|#b\d+$", element.attrib.get("href", "https:"))
        assert "url(" not in element.attrib.get("style", "")


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    root = parsed(render(PAGE, options()))
    assert not [
        element for element in root.iter() if element.tag in ("script", "img", "link", "iframe", "form", "object")
    ]
    assert "@import" not in words(next(root.iter("style")))
    assert "default-src 'none'" in render(PAGE, options())


def test_titles_are_what_they_were() -> None:
    heading = elements(render(page(HOSTILE), options()), "h3")[0]
    assert words(heading) == "3. [31m# *Free* [money](javascript:alert(1)) <script>x</script> & `code` | _a_ 1. evil"
    assert elements(render(page(HOSTILE), options()), "a")[0].attrib == {
        "href": "https://example.com/a_(b)/c%20d?x=%3Cy%3E&copy;=1",
        "rel": "noopener noreferrer",
    }


def test_every_link_is_closed_to_its_target() -> None:
    links = [link for link in elements(render(PAGE, options()), "a") if not link.attrib["href"].startswith("#")]
    assert len(links) > 8
    assert {link.attrib["rel"] for link in links} == {"noopener noreferrer"}


def levels(root: Element) -> Iterator[int]:
    for element in root.iter():
        if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag):
            yield int(element.tag[1])


@pytest.mark.parametrize("sample", [PAGE, ENGLISH])
def test_headings_descend_one_by_one(sample: Page) -> None:
    found = list(levels(parsed(render(sample, options()))))
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found))


def test_languages() -> None:
    html = render(PAGE, options())
    assert parsed(html).attrib["lang"] == "ja"
    spans = {
        words(element): element.attrib["lang"]
        for element in parsed(html).iter()
        if "lang" in element.attrib and element.tag in ("span", "a")
    }
    assert spans[ENTRY.original_title] == "en"
    assert spans[ESTIMATE.title] == "en"
    assert [
        element.attrib.get("lang") for element in elements(html, "div") if element.attrib.get("class") == "text"
    ] == ["ja", "en"]
    assert "lang" not in elements(render(page(BlocksPart((), 'x" onload="y')), options()), "div")[0].attrib


def test_folded_sections_fold() -> None:
    html = render(PAGE, options())
    folded = [words(element) for element in elements(html, "summary") if element.find("h2") is not None]
    assert folded == ["影響分析", "原文"]
    assert not [element for element in elements(html, "details") if "open" in element.attrib]


def test_bars_are_drawn_and_said() -> None:
    html = render(page(ScorePart(3.9, 4, "重要", False, MARKS, (0.4, 0.3, 0.2, 0.1))), options())
    assert [
        element.attrib["width"] for element in parsed(html).iter(f"{SVG}rect") if element.attrib["class"] == "fill"
    ] == ["80", "100", "60", "40"]
    first = elements(html, "dd")[0]
    assert words(first).startswith("4.0 評価の手順")
    assert words(elements(html, "dt")[0]) == "深度 40%"


def test_charts_have_names_and_regions_names_of_their_own() -> None:
    root = parsed(render(PAGE, options()))
    charts = [one for one in root.iter(f"{SVG}svg") if one.attrib.get("aria-hidden") != "true"]
    assert {one.attrib["role"] for one in charts} == {"img"}
    said = [one.attrib["aria-label"] for one in charts]
    assert "深度: 5点中 4.0" in said
    assert "日ごとの推移: 0、2、5、1、8、3.5、0" in said
    regions = [one.attrib["aria-label"] for one in root.iter() if one.attrib.get("role") == "region"]
    assert regions
    assert len(set(regions)) == len(regions)
    assert [one.tag for one in root.iter() if one.tag == "main"] == ["main"]


def test_lines_stay_in_their_box() -> None:
    for values in ((), (3,), (0, 0), (0, 2, 5, 1e9), (-1, 4)):
        html = render(page(TablePart(("a",), ((Spark(values),),))), options())
        points = [point for line in parsed(html).iter(f"{SVG}polyline") for point in line.attrib["points"].split()]
        assert len(points) == len(values)
        assert all(0 <= float(x) <= 100 and 0 <= float(y) <= 24 for x, y in (point.split(",") for point in points))


def test_related_items_are_short_and_lead_outside() -> None:
    root = parsed(render(replace(PAGE, sections=PAGE.sections[-1:]), options()))
    (article,) = [one for one in root.iter("article") if one.attrib["class"] == "related"]
    assert words(article).startswith(
        "Hacker News · ☆☆☆·· 推定 3.4 注目 · 6/4 15:00 Agents that file their own bug reports"
    )


def test_an_estimate_is_set_apart() -> None:
    html = render(page(ESTIMATE), options())
    assert 'class="guess"' in html
    assert 'class="score"' not in html
    assert "推定 3.4" in html


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_of_text_is_at_least_that_of_wcag_aa() -> None:
    css = (files("ainews_cli.render") / "templates" / "style.css").read_text(encoding="utf-8")
    themes = [
        dict(re.findall(r"--(\w+): (#\w+);", rule)) for rule in re.findall(r":root \{([^}]*--ground[^}]*)\}", css)
    ]
    assert len(themes) == 3
    for theme in themes:
        for ground in ("ground", "soft"):
            for ink in ("ink", "dim", "link", "accent", "warn"):
                dark, light = sorted((luminance(theme[ground]), luminance(theme[ink])))
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (ground, ink, theme)
