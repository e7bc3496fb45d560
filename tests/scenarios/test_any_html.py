"""Trees of HTML as nobody would write them, from the feed and from the page, through every view and every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ainews_cli.store import Store
from tests.support.everywhere import check

_BLOCKS = """
address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
h6 header hgroup html legend li main nav noscript ol p pre section summary table tbody td tfoot th thead tr caption
colgroup ul
"""
BLOCKS = _BLOCKS.split()
_INLINE = """
a abbr b bdi bdo button cite code data del dfn em font i iframe ins kbd label mark math object picture q rb rp rt
rtc ruby s samp script select small span strong style sub sup svg template textarea time tt u var video audio
canvas option x-card annotation semantics mi title desc foreignObject
"""
INLINE = _INLINE.split()
_VOID = """
area base br col embed hr img input link meta source track wbr
"""
VOID = _VOID.split()
TEXTS = (
    *(
        "word",
        "words in a row",
        "日本語の文。",
        "「語」",
        " ",
        "\n",
        "\t",
        "  ",
        "\v",
        "\u00a0",
        "\u00ad",
        "\ufeff",
        "é́",
    ),
    *(
        "*",
        "**",
        "_",
        "`",
        "```",
        "[",
        "](",
        "![",
        "|",
        "\\",
        "#",
        "> ",
        "1. ",
        "- ",
        "~~",
        "<",
        ">",
        "&",
        "&amp;",
        "&lt;",
    ),
    *("&nbsp;", "&#0;", "&#27;", "&#x1F600;", "&#55296;", "&bogus;", "&", "]]>", "<!--", "<!-- -->", "<![CDATA[x]]>"),
    *("{{x}}", "\u202e", "\x00", "\x1b[31m", "🎌", "👩‍👩‍👧", "http://x.example/?a=1&b=2", "a" * 300),
)
ATTRIBUTES = st.sampled_from(
    (
        *("", "", "", ' href="https://x.example/a"', ' href="/b"', ' href="#c"', ' href="javascript:x"', ' href="//["'),
        *(' src="/i.png"', ' src="data:image/png;base64,AAAA"', ' alt="an *image*"', ' class="emoji"', ' class="nav"'),
        *(' style="display:none"', ' style="font-weight: normal"', ' start="9"', " reversed", ' value="x"', " hidden"),
        *(' colspan="3"', ' colspan="999"', ' rowspan="0"', ' role="presentation"', ' lang="ja"', ' id="fn1"'),
        *(' encoding="application/x-tex"', ' alttext="x^2"', ' width="1"', ' srcset="/a 1x, /b 2x"', " a=b c", ' "'),
    )
)


@st.composite
def element(draw: st.DrawFn, inside: st.SearchStrategy[str]) -> str:
    """An element, closed, left open, or closed twice."""
    name = draw(st.sampled_from(BLOCKS + INLINE))
    tag = name.upper() if draw(st.integers(0, 9)) == 0 else name
    end = draw(st.sampled_from((f"</{tag}>",) * 6 + ("", f"</{tag}></{tag}>", "</div>")))
    return f"<{tag}{draw(ATTRIBUTES)}>{''.join(draw(st.lists(inside, max_size=4)))}{end}"


VOIDS = st.builds("<{}{}{}>".format, st.sampled_from(VOID), ATTRIBUTES, st.sampled_from(("", " /")))
TREES = st.recursive(st.one_of(st.sampled_from(TEXTS), VOIDS), element, max_leaves=25)
DOCUMENTS = st.lists(st.lists(TREES, max_size=4).map("".join), min_size=1, max_size=5)
RICH = (
    '<b>A</b> <a href="https://x.example/"><br>B</a>',
    "<table><tr><td>a<td><ruby>漢<rt>かん</ruby></tr><tr><th>|<th><ul><li></table>",
    "<p><svg><title>t</title><foreignObject><p>x</p></foreignObject></svg><math><mi>x</mi></math></p>",
    "<ol reversed start=3><li><p>a<p>b<li><pre><code class=language-py>x\n```\n</code></pre></ol>",
    "<a href='/x'><div><h2>T</h2><img src='/i.png'><br><br></div></a>",
    "",
)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("any_html") / "blank.db"
    Store.open(path).close()
    return path


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(DOCUMENTS)
@example(list(RICH))
def test_no_tree_of_a_feed_takes_anything_down(blank: Path, documents: list[str]) -> None:
    check(blank, documents)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(DOCUMENTS)
@example(list(RICH))
def test_no_tree_of_a_page_takes_anything_down(blank: Path, documents: list[str]) -> None:
    filler = "<p>Words that make an article of it, and one more clause for its length.</p>" * 8
    pages = [f"<html><body><article>{filler}{html}{filler}</article></body></html>" for html in documents]
    check(blank, (), [page.encode("utf-8", "surrogatepass") for page in pages])


@settings(max_examples=20)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3))
def test_no_bytes_of_a_page_take_anything_down(blank: Path, pages: list[bytes]) -> None:
    check(blank, (), [b"<html><body><p>" + page for page in pages])


def test_a_page_that_nests_without_end_takes_nothing_down(blank: Path) -> None:
    deep = ["<div>" * 5_000 + "deep" + "</div>" * 5_000, "<b>" * 3_000 + "x", "<table><tr><td>" * 600 + "x"]
    check(blank, deep, [html.encode() for html in deep])
