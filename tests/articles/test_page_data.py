"""Text that a page carries for scripts and search engines: used where what it shows is clearly not all."""

from __future__ import annotations

import json
import time
from html import escape

import pytest

from ainews_cli.articles.page import extract_page
from ainews_cli.models.text import Extract

URL = "https://kumo.example/news/1"
TEXTS = {
    "en": [
        f"{word} came the surveyors, who measured the glacier with lasers and wrote down what the ice had lost."
        for word in ("First", "Then", "Later", "At last")
    ],
    "ja": [
        f"{word}測量士が氷河をレーザーで測り、氷が一年のあいだに失った厚さを、誰にでも読める一枚の表にまとめて書き残していった。"
        for word in ("まず", "次に", "やがて", "最後に")
    ],
    "de": [
        f"{word} kamen die Vermesser, tasteten den Gletscher mit Lasern ab und notierten, was das Eis verloren hatte."
        for word in ("Zuerst", "Dann", "Später", "Zuletzt")
    ],
}
TEASER = "<main><h1>The glacier</h1><p>A short look at the ice.</p></main>"


def _script(kind: str, text: str) -> str:
    return f'<script type="{kind}">{text}</script>'


def _linked(value: object) -> str:
    return _script("application/ld+json", json.dumps(value, ensure_ascii=False))


def _html(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


CARRIED = {
    "JSON-LD": lambda texts: _linked({"@type": "NewsArticle", "articleBody": "\n\n".join(texts)}),
    "one line break": lambda texts: _linked({"@type": "NewsArticle", "articleBody": "\n".join(texts)}),
    "graph": lambda texts: _linked(
        {"@graph": [{"@type": "WebSite", "name": "Kumo"}, {"@type": "Article", "articleBody": "\n\n".join(texts)}]}
    ),
    "array": lambda texts: _linked(
        [{"@type": "Person"}, [{"@type": "BlogPosting", "articleBody": "\n\n".join(texts)}]]
    ),
    "below the page": lambda texts: _linked(
        {"@type": "WebPage", "mainEntity": {"@type": "Article", "articleBody": "\r\n\r\n".join(texts)}}
    ),
    "paragraphs": lambda texts: _linked({"@type": "NewsArticle", "articleBody": texts}),
    "markup in JSON-LD": lambda texts: _linked({"@type": "Article", "articleBody": _html(texts)}),
    "escaped markup in JSON-LD": lambda texts: _linked({"@type": "Article", "articleBody": escape(_html(texts))}),
    "broken JSON-LD": lambda texts: _script(
        "application/ld+json", '{"@type": "Article", "articleBody": ' + json.dumps("\n\n".join(texts)) + ", oops}"
    ),
    "template": lambda texts: _script("text/template", f"<div class=body>{_html(texts)}</div>"),
    "handlebars": lambda texts: _script("text/x-handlebars-template", f"<h2>{{{{title}}}}</h2>{_html(texts)}"),
    "HTML": lambda texts: _script("text/html", _html(texts)),
    "template element": lambda texts: f"<template id=t>{_html(texts)}</template>",
    "noscript": lambda texts: f"<noscript><div>{_html(texts)}</div></noscript>",
    "data": lambda texts: (
        '<script id="__NEXT_DATA__" type="application/json">'
        + json.dumps({"props": {"pageProps": {"post": {"id": 7, "html": _html(texts)}}}}).replace("</", "<\\/")
        + "</script>"
    ),
}


def _read(body: str, head: str = "") -> Extract:
    title = "<title>The glacier</title>"
    return extract_page(f"<html><head><meta charset=utf-8>{title}{head}</head><body>{body}</body></html>".encode(), URL)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("carried", CARRIED)
@pytest.mark.parametrize("shown", [TEASER, "<div id=app></div>", "<p>Please enable JavaScript to read this.</p>"])
def test_what_a_page_carries_is_read_as_blocks(carried: str, language: str, shown: str) -> None:
    texts = TEXTS[language]
    extract = _read(shown + CARRIED[carried](texts))
    assert [block.text for block in extract.blocks if block.kind == "paragraph"] == texts
    assert (extract.origin, extract.note) == ("page", "")


@pytest.mark.parametrize("carried", CARRIED)
def test_what_is_shown_whole_stays(carried: str) -> None:
    shown = [
        f"Paragraph {number} is what the page shows of the ice, of the tents and of the helicopters."
        for number in range(4)
    ]
    extract = _read(f"<main><h1>The glacier</h1>{_html(shown)}</main>{CARRIED[carried](TEXTS['en'])}")
    assert [block.text for block in extract.blocks] == shown


@pytest.mark.parametrize(
    "carried",
    [
        _script("text/template", "<ul>" + "<li><a href=/x>{{title}} and more of it</a></li>" * 30 + "</ul>"),
        _script(
            "text/template", "<p>We and our partners store cookies on your device. Consent can be withdrawn.</p>" * 9
        ),
        "<template><nav>" + "<a href=/x>Another story of the day</a> " * 30 + "</nav></template>",
        _script("text/javascript", "var html = '<p>" + "Not an article. " * 50 + "</p>';"),
        _script("application/json", json.dumps({"css": "a{b:c}" * 400, "list": ["x" * 3000]})),
        _script("application/ld+json", json.dumps({"@type": "WebSite", "description": "A site about ice. " * 40})),
        _script("application/ld+json", "{" * 2000),
    ],
)
def test_no_menu_no_wall_and_no_program_is_read(carried: str) -> None:
    assert [block.text for block in _read(TEASER + carried).blocks] == ["A short look at the ice."]


def test_of_several_articles_the_one_of_the_page_is_read() -> None:
    others = [{"@type": "Article", "headline": f"Other {n}", "articleBody": "Other words. " * 90} for n in range(3)]
    wanted = {"@type": "Article", "headline": "The glacier", "articleBody": "\n\n".join(TEXTS["en"])}
    extract = _read(TEASER + _linked({"@graph": [*others, wanted]}))
    assert [block.text for block in extract.blocks] == TEXTS["en"]


def test_a_text_without_line_breaks_is_parted() -> None:
    extract = _read(TEASER + _linked({"@type": "Article", "articleBody": " ".join(TEXTS["en"] * 5)}))
    assert len(extract.blocks) > 2
    assert max(len(block.text) for block in extract.blocks) <= 620
    assert " ".join(block.text for block in extract.blocks) == " ".join(TEXTS["en"] * 5)


def test_hostile_data_costs_no_time() -> None:
    start = time.perf_counter()
    for text in ("[" * 300_000, '{"articleBody": "' * 20_000, '{"articleBody": "' + "\\" * 300_000, "{{" * 100_000):
        _read(TEASER + _script("application/ld+json", text) + _script("text/template", text))
    assert time.perf_counter() - start < 20
