from __future__ import annotations

import itertools
import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ainews_cli.models.page import BlocksPart, LinkPart, Page, Section, TablePart, TextPart
from ainews_cli.models.text import Block
from ainews_cli.render.clean import clean, one_line, safe_url
from ainews_cli.render.markdown import render
from ainews_cli.render.markdown.escape import cell, destination, fence, heading, link, paragraph, spoken
from tests.support.records import replace
from tests.support.render.entries import ENTRY
from tests.support.render.sample import FOOTER, PAGE, options

COMMONMARK = MarkdownIt("commonmark")
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])

SPANS = (
    "&amp;",
    "&#35;",
    "http://e.example/_a_",
    "<b>",
    "</b>",
    "<!--",
    "](",
    "1. ",
    "- ",
    "***",
    "---",
    "~~~",
    "```",
    "[a]: b",
    "<https://e.example>",
)
SIGNS = st.sampled_from([*"#*_`~[]()<>&|\\!+-=.:;\"'1 \taあ「」。\n", *SPANS])
HOSTILE = st.one_of(st.lists(SIGNS, max_size=14).map("".join), st.text(max_size=60)).map(clean)


def plain(tokens: list[Token]) -> str:
    """The text content of inline tokens."""
    return "".join(
        plain(token.children)
        if token.type == "image" and token.children
        else "\n"
        if token.type in ("softbreak", "hardbreak")
        else token.content
        for token in tokens
    )


def blocks_of(markdown: str, parser: MarkdownIt = COMMONMARK) -> list[tuple[str, str]]:
    """(what opened it, its text) of every inline block."""
    tokens = parser.parse(markdown)
    return [
        (before.type, plain(token.children or []))
        for before, token in itertools.pairwise(tokens)
        if token.type == "inline"
    ]


@given(HOSTILE)
@settings(max_examples=500)
@example("# a #").via("closing sequence")
@example("1. x").via("list")
@example("&copy; \\& &amp;amp;").via("entities")
@example("a*b_c_ __d__ **e**").via("emphasis")
@example("===").via("setext")
def test_a_heading_reads_back(text: str) -> None:
    wanted = one_line(text).strip()
    # markdown-it-py trims Unicode blanks at the ends of a heading, which carry nothing.
    assert blocks_of(f"before\n\n## {heading(text)}\n\nafter") == [
        ("paragraph_open", "before"),
        ("heading_open", wanted.strip()),
        ("paragraph_open", "after"),
    ]


@given(HOSTILE)
@settings(max_examples=500)
def test_a_paragraph_reads_back(text: str) -> None:
    wanted = one_line(text)
    if wanted:
        assert blocks_of(f"before\n\n{paragraph(text)}\n\nafter", GFM) == [
            ("paragraph_open", "before"),
            ("paragraph_open", wanted),
            ("paragraph_open", "after"),
        ]


@given(HOSTILE)
@settings(max_examples=500)
def test_a_list_item_reads_back(text: str) -> None:
    wanted = one_line(text)
    if wanted:
        assert blocks_of(f"- {paragraph(text)}\n- next") == [("paragraph_open", wanted), ("paragraph_open", "next")]


@given(HOSTILE, HOSTILE)
@settings(max_examples=500)
def test_cells_read_back(one: str, two: str) -> None:
    made = f"| {cell('a' + one)} | {cell('b' + two)} |\n| --- | --- |\n| {cell('c' + two)} | d |"
    assert [text for _, text in blocks_of(made, GFM)] == [
        one_line("a" + one),
        one_line("b" + two),
        one_line("c" + two),
        "d",
    ]


@given(HOSTILE, st.one_of(HOSTILE, st.text(st.sampled_from("()&;#\\<> []\"'%aé漢"), max_size=30)))
@settings(max_examples=500)
@example("[x](y)", "a_(b)/c d?x=<y>&copy;=1")
def test_a_link_reads_back(label: str, tail: str) -> None:
    url = "https://example.com/" + tail
    made = COMMONMARK.parse(f"### 1. {link('t' + label, url)}")[1].children or []
    assert made[1].type == "link_open"
    assert plain(made[2:-1]) == one_line("t" + label)
    wanted = safe_url(url).replace("(", "%28").replace(")", "%29")
    assert str(made[1].attrGet("href")) == COMMONMARK.normalizeLink(wanted)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.com", "ftp://example.com", "", "https://", " "]
)
def test_other_schemes_are_no_links(url: str) -> None:
    assert link("label", url) == "label"


def test_an_address_keeps_its_meaning() -> None:
    assert unescape(destination("https://e.example/?a=1&b=2#c")) == "https://e.example/?a=1&b=2#c"


def one(*parts: object) -> Page:
    return replace(
        PAGE, title="T", lead="", sections=(Section("x", "", parts),), footer=replace(FOOTER, feeds_failed=(), lines=())
    )  # type: ignore[arg-type]  # any part


@given(HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=200)
def test_an_entry_has_its_title_its_summary_and_nothing_else_of_its_data(title: str, tldr: str, source: str) -> None:
    entry = replace(
        ENTRY,
        title="あ" + title,
        original_title=title,
        tldr="い" + tldr,
        source="う" + source,
        tags=(title, tldr),
        note="",
        author=source,
        coverage=(),
        story_note=title,
        details=((title, tldr),),
    )
    tokens = COMMONMARK.parse(render(one(entry), options()))
    found = blocks_of(render(one(entry), options()))
    assert found[2] == ("heading_open", one_line(f"1. あ{title}"))
    assert found[4] == ("paragraph_open", one_line("い" + tldr))
    assert sum(token.type == "heading_open" for token in tokens) == 2
    assert not [
        token
        for token in tokens
        if token.type in ("html_block", "blockquote_open", "fence", "code_block", "ordered_list_open")
    ]
    children = [child for token in tokens for child in token.children or []]
    assert not [
        child for child in children if child.type in ("html_inline", "em_open", "strong_open", "image", "code_inline")
    ]
    assert [child.attrGet("href") for child in children if child.type == "link_open"] == [ENTRY.url]


@given(st.text(st.sampled_from("`~ab \n"), max_size=40), st.text(max_size=12))
def test_code_reads_back(code: str, info: str) -> None:
    code = code.rstrip("\n")
    token = COMMONMARK.parse("\n".join([*fence(code, clean(info)), "", "after"]))[0]
    assert (token.type, token.content) == ("fence", code + "\n")


def article(*blocks: Block) -> str:
    made = render(one(BlocksPart(blocks, "ja")), options())
    return COMMONMARK.enable(["table", "strikethrough"]).render(made).split("</p>\n", 1)[1].split("<hr", 1)[0].strip()


def test_an_article_keeps_its_spans_and_its_structure() -> None:
    html = article(
        Block(1, "heading", "見出し *x* #", level=1),
        Block(2, "paragraph", "**太字**と`a | <b>`と[リンク](https://e.example/a_(b))"),
        Block(3, "list_item", "a", level=1),
        Block(4, "list_item", "b", level=2),
        Block(5, "list_item", "third", level=2, ordered=3),
        Block(6, "list_item", "seventh", level=1, ordered=7),
        Block(7, "quote", "q", level=1),
        Block(8, "quote", "r", level=1),
    )
    assert html == (
        "<h3>見出し <em>x</em> #</h3>\n"
        '<p><strong>太字</strong>と<code>a | &lt;b&gt;</code>と<a href="https://e.example/a_(b)">リンク</a></p>\n'
        "<ul>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n"
        '<ol start="3">\n<li>third</li>\n</ol>\n</li>\n</ul>\n'
        '<ol start="7">\n<li>seventh</li>\n</ol>\n'
        "<blockquote>\n<p>q</p>\n<p>r</p>\n</blockquote>"
    )


@given(HOSTILE)
@settings(max_examples=500)
@example("```<b>```").via("a code span that begins like a fence")
@example("```a\n<b>```").via("a fence that would be a code span")
@example("\\<b>").via("an escape before HTML")
@example("#```\n<!--```").via("HTML that begins a line inside a code span")
@example("<https://a`> <b>`").via("an autolink with a backtick")
def test_a_paragraph_of_an_article_stays_one_and_holds_no_html(text: str) -> None:
    tokens = GFM.parse(
        render(
            one(
                BlocksPart(
                    (Block(1, "paragraph", "あ"), Block(2, "paragraph", text), Block(3, "paragraph", "い")), "ja"
                )
            ),
            options(),
        )
    )
    article_tokens = tokens[
        next(i for i, t in enumerate(tokens) if t.content == "あ") - 1 : next(
            i for i, t in enumerate(tokens) if t.content == "い"
        )
        + 2
    ]
    assert {token.type for token in article_tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    children = [child for token in article_tokens for child in token.children or []]
    assert "html_inline" not in {child.type for child in children}
    schemes = {
        re.match("(?:([A-Za-z][A-Za-z0-9+.-]*):)?", str(child.attrGet("href")))[1]
        for child in children
        if child.type == "link_open"
    }
    assert schemes <= {None, "http", "https"}


def test_tables() -> None:
    html = article(Block(1, "table", "a | b\n:-- | --:\n1 \\| 2 | **3**\n4"))
    assert '<th style="text-align:left">a</th>' in html
    assert '<td style="text-align:left">1 | 2</td>' in html
    assert '<td style="text-align:right"><strong>3</strong></td>' in html
    assert "<pre><code>no table" in article(Block(1, "table", "no table\n***\n"))


def test_times_are_absolute_and_in_the_zone() -> None:
    made = render(PAGE, options())
    assert "6/5 12:40" in made
    assert "時間前" not in made


def test_a_warning_a_link_and_a_table() -> None:
    made = render(
        one(
            TextPart("# 一行目\n- 二行目\n\n別の段落", "warning"),
            LinkPart("*元*", "https://e.example/"),
            TablePart(("a|b",), (("c|d",),)),
        ),
        options(),
    )
    assert "⚠ \\# 一行目\\\n\\- 二行目\n\n別の段落\n" in made
    assert "- [\\*元\\*](https://e.example/)\n" in made
    assert "| a\\|b |\n| --- |\n| c\\|d |\n" in made


def test_commands_in_lines_of_ours_are_code() -> None:
    """`fetch` with its backticks escaped would be printed with them."""
    assert spoken("Run `ainews fetch` *now*") == "Run `ainews fetch` \\*now\\*"
    assert spoken("--no-analyse was given") == "--no-analyse was given"
    assert spoken("a ` alone") == "a \\` alone"


@pytest.mark.parametrize("text", ["- item", "+ item", "---", "- - -", "===", "# heading", "> quote", "| a | b |"])
def test_what_begins_a_block_is_still_escaped(text: str) -> None:
    assert paragraph(text).startswith("\\")
