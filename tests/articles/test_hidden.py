"""Slides, tabs and folded parts that a script shows; hidden spam that nothing shows."""

from __future__ import annotations

import pytest

from ainews_cli.articles.inline import visible_text
from ainews_cli.articles.page import extract_page

URL = "https://kumo.example/news/1"
TEXTS = {
    "en": "Slide {} shows the old bridge of Tarn, its builders, and the year in which the river took it.",
    "ja": "{}枚目の写真には、ターンの古い橋と、それを架けた人々、そして川が橋を流した年が写っている。",
    "de": "Bild {} zeigt die alte Brücke von Tarn, ihre Erbauer und das Jahr, in dem der Fluss sie nahm.",
}
HIDDEN = {
    "style": '<div class="slide" style="display:none">{}</div>',
    "style with spaces": '<div class="slide" style="color: red; DISPLAY : none;">{}</div>',
    "hidden": '<div class="slide" hidden>{}</div>',
    "aria": '<div class="slide" aria-hidden="true">{}</div>',
    "invisible": '<div class="slide" style="visibility: hidden">{}</div>',
    "tab": '<div role="tabpanel" hidden>{}</div>',
    "twin": '<div class="q8 slide" style="display:none">{}</div>',
    "folded": '<div class="accordion-collapse" style="display:none">{}</div>',
    "rest": '<div id="readMore" style="display:none">{}</div>',
}


def _page(body: str) -> bytes:
    return f"<html><head><meta charset=utf-8><title>The bridge</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_slides_and_tabs_are_read(hidden: str, language: str) -> None:
    texts = [TEXTS[language].format(number) for number in range(1, 7)]
    slides = f'<div class="slide active"><p>{texts[0]}</p></div>'
    slides += "".join(HIDDEN[hidden].format(f"<p>{text}</p>") for text in texts[1:])
    for around in ("<article><h1>The bridge</h1>{}</article>", "<main><h1>The bridge</h1><div>{}</div></main>"):
        extract = extract_page(_page(around.format(slides)), URL)
        assert [block.text for block in extract.blocks] == texts


@pytest.mark.parametrize("body", ['<div id="root" style="display:none">{}</div>', "<div hidden>{}</div>"])
def test_a_page_that_a_script_shows_as_a_whole_is_read(body: str) -> None:
    texts = [TEXTS["en"].format(number) for number in range(1, 5)]
    article = "<h1>The bridge</h1>" + "".join(f"<p>{text}</p>" for text in texts)
    for html in (body.format(article), body.format(f"<article>{article}</article>")):
        assert [block.text for block in extract_page(_page(html), URL).blocks] == texts


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">{}</div>',
        '<article class="story" hidden><h1>The next story</h1>{}</article>',
        '<div class="modal fade" style="display:none">{}</div>',
        '<nav class="menu content" hidden>{}</nav>',
        '<div class="newsletter-content" hidden>{}</div>',
        '<footer><div class="more" hidden>{}</div></footer>',
        '<div class="content" aria-hidden="true"><form><input name=q>{}</form></div>',
    ],
)
def test_hidden_spam_is_not(hidden: str) -> None:
    spam = "<p>Cheap pills and better odds are what you get at our partner, who pays for every visit. Buy now.</p>" * 12
    shown = f"<article><h1>The bridge</h1><p>{TEXTS['en'].format(1)}</p></article>"
    text = visible_text(extract_page(_page(shown + hidden.format(spam)), URL).blocks)
    assert text == TEXTS["en"].format(1)


def test_a_copy_of_what_is_shown_is_not_read_twice() -> None:
    texts = [TEXTS["en"].format(number) for number in range(1, 5)]
    body = "".join(f"<p>{text}</p>" for text in texts)
    copy = f"<div class='story-text' style='display:none'>{body}</div>"
    html = f"<article><h1>The bridge</h1><div>{body}</div>{copy}</article>"
    assert [block.text for block in extract_page(_page(html), URL).blocks] == texts


def test_links_in_tabs_are_no_text() -> None:
    links = "".join(f'<p><a href="/{n}">Another story of the bridge, number {n}.</a></p>' for n in range(20))
    shown = f"<article><h1>The bridge</h1><p>{TEXTS['en'].format(1)}</p></article>"
    html = f"{shown}<div class='tab-pane' hidden>{links}</div>"
    assert visible_text(extract_page(_page(html), URL).blocks) == TEXTS["en"].format(1)
