"""Rules that hold for any input whatever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ainews_cli.articles.convert import blocks
from ainews_cli.articles.plain import plain_text
from ainews_cli.models.text import Block

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_WORDS = st.text(alphabet="ab12 語の「」*_`[]()!<>&#+-.~|\\\n\u202e\x1b:=。、é", max_size=12)
_NAMES = """p|div|b|i|em|strong|code|a href='/x_(y)*z'|a href='javascript:x'|li|ul|ol start=3|blockquote|pre|h2|br|
table|tr|td|th|img src='a.png' alt='x]y*'|sup|q|span|form|section|dt|dd|ruby|rt"""
_TAGS = st.sampled_from(_NAMES.replace("\n", "").split("|"))


@st.composite
def _html(draw: st.DrawFn) -> str:
    parts = draw(
        st.lists(
            st.one_of(_WORDS, _TAGS.map(lambda tag: f"<{tag}>"), _TAGS.map(lambda tag: f"</{tag.split()[0]}>")),
            max_size=40,
        )
    )
    return "".join(parts)


def _inline(block: Block) -> list[str]:
    """Types of the tokens that a Markdown parser finds in a block's text."""
    tokens = _MARKDOWN.parse(block.text)
    return [token.type for token in tokens] + [child.type for token in tokens for child in token.children or []]


def _literal(block: Block) -> str:
    """The words of a block as a reader sees them."""
    return "".join(
        child.content
        for token in _MARKDOWN.parseInline(block.text)
        for child in token.children or []
        if child.type in ("text", "text_special")
    )


def _check(found: tuple[Block, ...]) -> None:
    for number, block in enumerate(found, 1):
        assert block.id == number
        assert block.text.strip()
        assert not _CONTROL.search(block.text), block
        if block.kind == "code":
            continue
        kinds = _inline(block)
        assert not {
            "html_block",
            "html_inline",
            "fence",
            "code_block",
            "hr",
            "bullet_list_open",
            "ordered_list_open",
            "blockquote_open",
            "heading_open",
        } & set(kinds), block
        assert kinds.count("strong_open") == kinds.count("strong_close")
        if block.kind != "table":
            assert "*" not in re.sub(r"\\\*", "", _literal(block)) or "\\*" in block.text, block


@given(_html())
@settings(max_examples=300, deadline=None)
def test_built_html_gives_sound_blocks(html: str) -> None:
    _check(blocks(html, "https://example.org/a/"))


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_gives_sound_blocks(text: str) -> None:
    _check(blocks(text, "https://example.org/"))
    _check(blocks(f"<p>{text}</p><b>", text))
    plain_text(text)


@given(st.text(alphabet="ab *_`[]()!#+-.~|\\語。「」1<>&;:", min_size=1, max_size=30))
@settings(max_examples=500, deadline=None)
def test_literal_text_stays_literal(text: str) -> None:
    import html

    found = blocks(f"<p>{html.escape(text)}</p>", "https://example.org/")
    folded = " ".join(text.split())
    assert [_literal(block) for block in found] == ([folded] if folded else [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "b", "i", "code", "a", "bi"]),
            st.text(alphabet="ab 。「」語!*`_[]", min_size=1, max_size=6),
        ),
        max_size=6,
    )
)
@settings(max_examples=500, deadline=None)
def test_styles_change_no_word(runs: list[tuple[str, str]]) -> None:
    """What a reader sees is the same with and without the styles, and every marker that is written works."""
    import html

    wrap = {
        "": "{}",
        "b": "<b>{}</b>",
        "i": "<i>{}</i>",
        "code": "<code>{}</code>",
        "a": "<a href='/u'>{}</a>",
        "bi": "<b><i>{}</i></b>",
    }
    source = "".join(wrap[style].format(html.escape(text)) for style, text in runs)
    found = blocks(f"<p>{source}</p>", "https://example.org/")
    seen = "".join(
        child.content
        for block in found
        for token in _MARKDOWN.parseInline(block.text)
        for child in token.children or []
        if child.type in ("text", "text_special", "code_inline")
    )
    assert "".join(seen.split()) == "".join("".join(text for _, text in runs).split())


_HOSTILE = {
    "div": "<div>" * 10_000 + "deep words",
    "b": "<b>" * 10_000 + "deep words",
    "li": "<ul><li>" * 10_000 + "deep words",
    "quote": "<blockquote>" * 10_000 + "deep words",
    "clutter": "<div class=share>deep words" * 1_500,
    "class": "<p class='" + "share " * 200_000 + "'>deep words",
    "href": "<a href='" + "x" * 1_000_000 + "'>deep words</a>",
    "table": "<table><tr><td>" * 5_000 + "deep words",
    "comments": "deep words" + "<!--" * 50_000,
    "angles": "deep words" + "<" * 100_000,
    "scripts": "deep words" + "<script>" * 50_000,
    "closers": "<p>deep words" + "</p>" * 100_000,
    "ampersands": "deep words" + "&" * 100_000,
    "breaks": "deep words" + "<br>" * 50_000 + "x" * 10,
    "bold": "deep words" + "<b>a</b>*" * 20_000,
    "nulls": "deep words" + "\x00" * 100_000,
}


@pytest.mark.parametrize("html", _HOSTILE.values(), ids=_HOSTILE.keys())
def test_hostile_html_keeps_its_words_and_is_quick(html: str) -> None:
    import time

    start = time.perf_counter()
    found = blocks(html, "https://example.org/")
    assert time.perf_counter() - start < 5
    assert any("deep words" in block.text for block in found)
    assert "deep words" in plain_text(html)
    assert time.perf_counter() - start < 8
