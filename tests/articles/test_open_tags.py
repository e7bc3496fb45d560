"""Elements left open: what follows is read."""

from __future__ import annotations

import pytest

from ainews_cli.articles.convert import blocks
from ainews_cli.articles.inline import visible_text
from ainews_cli.articles.page import extract_page
from ainews_cli.articles.plain import plain_text

URL = "https://kumo.example/news/1"
SENTENCES = {
    "en": "The reactor at Skarn was shut for the night, and its model kept watch over the pumps as each autumn.",
    "ja": "スカーンの原子炉は夜のあいだ停止され、ポンプの見張りは毎年の秋と同じように予測モデルが受け持っている。",
    "de": "Der Reaktor von Skarn stand über Nacht still, und über die Pumpen wachte wie jeden Herbst das Modell.",
}
OPEN = {
    "nav": "<nav><ul><li><a href=/>Home</a></li><li><a href=/b>News</a></li></ul>",
    "nav in header": "<header><nav><a href=/>Home</a> <a href=/b>News</a></nav>",
    "header": "<header><a href=/>Kumo</a>",
    "noscript": "<noscript><img src=https://kumo.example/pixel.gif width=1 height=1>",
    "aside": "<aside><a href=/x>Most read</a>",
    "form": "<form action=/search><input name=q><button>Search</button>",
    "template": "<template><a href=/row>Row</a>",
    "select": "<select><option>English<option>Deutsch",
    "footer": "<footer><a href=/imprint>Imprint</a>",
    "shouted": "<NAV class='main-nav'><A href=/>Home</A>",
    "opened twice": "<nav><a href=/>Home</a><nav>",
}


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("opened", OPEN)
@pytest.mark.parametrize("layout", ["<main>{}</main>", "<article>{}</article>", "<div class=t>{}</div>", "{}"])
def test_the_page_is_not_swallowed(opened: str, language: str, layout: str) -> None:
    paragraphs = [f"{number}. {SENTENCES[language]}" for number in range(1, 7)]
    body = layout.format("<h1>Night</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs))
    html = f"<html><head><meta charset=utf-8><title>Night</title></head><body>{OPEN[opened]}{body}</body></html>"
    text = visible_text(extract_page(html.encode(), URL).blocks)
    assert [paragraph for paragraph in paragraphs if paragraph not in text] == []
    assert [word for word in ("Home", "Search", "Deutsch", "Imprint") if word in text] == []


@pytest.mark.parametrize("opened", OPEN)
def test_neither_is_the_text_of_a_feed(opened: str) -> None:
    html = OPEN[opened] + "".join(f"<p>{number}. {SENTENCES['en']}</p>" for number in range(3))
    assert visible_text(blocks(html, URL)).count(SENTENCES["en"]) == 3
    assert plain_text(html).count(SENTENCES["en"]) == 3


def test_what_is_closed_stays_what_it_is() -> None:
    menu = "".join(
        f"<li>Department of pumps and valves number {number}, open from nine to five.</li>" for number in range(9)
    )
    html = (
        f"<nav><ul>{menu}</ul></nav><article><h1>Night</h1><p>{SENTENCES['en']}</p><p>{SENTENCES['en']}</p></article>"
    )
    assert "Department" not in visible_text(extract_page(html.encode(), URL).blocks)
    assert plain_text("a<noscript>b</noscript>c<select><option>d</select>e") == "a c e"


@pytest.mark.parametrize(
    "lazy",
    [
        '<img src="data:image/gif;base64,R0" data-src="/pump-6x4.jpg"><noscript><img src="/pump.jpg"></noscript>',
        '<img class="lazyload" src="/blank.gif"><noscript><img src="/pump.jpg" alt=Pump></noscript>',
        '<noscript><img src="/pump.jpg" alt=Pump></noscript><img class="lazy" data-src="/pump.jpg?w=320" src="/1.gif">',
        '<figure><picture><img loading="lazy" class="lazy" src="/spacer.png"></picture><noscript><img src="/pump.jpg" '
        "alt=Pump></noscript></figure>",
        '<img src="/pump.jpg" alt=Pump><noscript><img src="/pump.jpg"></noscript>',
        '<img src="/pump.jpg?w=300" alt=Pump><noscript><img src="/pump.jpg?w=1200" alt=Pump></noscript>',
        '<noscript><img src="https://t.example/p?id=1" style="display:none"></noscript><img src="/pump.jpg" alt=Pump>',
    ],
)
def test_an_image_loaded_late_is_there_once(lazy: str) -> None:
    html = f"<article><p>{SENTENCES['en']}</p>{lazy}<p>{SENTENCES['en']} Again.</p></article>"
    for found in (blocks(html, URL), extract_page(html.encode(), URL).blocks):
        images = [block.text for block in found if block.kind == "image"]
        assert len(images) == 1
        assert "pump" in images[0]
