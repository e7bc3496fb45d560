"""Article pages: our own set beside trafilatura's defaults, paywalls, odd bodies, selectors, known sites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.articles.inline import visible_text
from ainews_cli.articles.page import extract_page
from ainews_cli.models.text import MINIMUM_CHARACTERS

PAGES = Path(__file__).with_name("pages")
URL = "https://example.org/a"
LONG = "A sentence about models that is long enough to be read as text by anybody. " * 6


def _page(body: str, head: str = "") -> bytes:
    return f"<html><head><title>Title here</title>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.json")))
def test_our_pages_lose_nothing(name: str) -> None:
    page = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    extract = extract_page((PAGES / f"{name}.html").read_bytes(), page["url"])
    text = " ".join(f"{extract.title} {visible_text(extract.blocks)}".split())
    assert [string for string in page["with"] if " ".join(string.split()) not in text] == []
    assert len([string for string in page["without"] if string in text]) <= 2


def test_the_bench_puts_ours_before_trafilatura(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import importlib.util

    path = Path(__file__).parents[2] / "bench" / "fulltext.py"
    spec = importlib.util.spec_from_file_location("bench_fulltext", path)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = bench
    spec.loader.exec_module(bench)
    assert bench.main([str(PAGES), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["ainews"]["f1"] >= figures["trafilatura"]["f1"]
    assert figures["ainews"]["recall"] >= figures["trafilatura"]["recall"]
    assert bench.main([str(tmp_path)]) == 2


@pytest.mark.parametrize(
    "marker",
    [
        "<p>Subscribe to continue reading.</p>",
        "<p>この記事は会員限定です。</p>",
        '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
        "<p>This post is for paid subscribers</p>",
        "<p>残り1,204文字</p>",
    ],
)
def test_a_paywall_stub_is_said(marker: str) -> None:
    extract = extract_page(_page(f"<article><h1>Title here</h1><p>{LONG[:250]}</p>{marker}</article>"), URL)
    assert extract.note == "paywall"


def test_words_about_paywalls_in_a_long_article_are_words() -> None:
    extract = extract_page(
        _page(f"<article><p>Sites say: subscribe to continue reading.</p><p>{LONG * 8}</p></article>"), URL
    )
    assert extract.note == ""


@pytest.mark.parametrize(
    ("body", "content_type", "note"),
    [
        (b"%PDF-1.7 x", "", "PDF"),
        (b"x", "application/pdf", "PDF"),
        (b"\x89PNG\r\n\x00", "image/png", "not HTML"),
        (b'{"a": 1}', "application/json", "not HTML"),
        (b"just words", "text/plain", "not HTML"),
        (b"", "text/html", "empty page"),
        (b"<html><body></body></html>", "text/html", "empty page"),
        (b"\x00\x01\x02<", "", "not HTML"),
    ],
)
def test_what_is_no_article_is_said(body: bytes, content_type: str, note: str) -> None:
    assert (
        extract_page(body, URL, content_type=content_type).note,
        extract_page(body, URL, content_type=content_type).origin,
    ) == (note, "none")
    fallback = extract_page(body, URL, content_type=content_type, feed_text="<p>The feed's own words.</p>")
    assert (fallback.note, fallback.origin, fallback.blocks[0].text) == (note, "feed", "The feed's own words.")


def test_a_page_shorter_than_the_feed_gives_way() -> None:
    extract = extract_page(
        _page("<article><p>Only a teaser that says little of it.</p></article>"), URL, feed_text=f"<p>{LONG}</p>"
    )
    assert (extract.origin, extract.note) == ("feed", "too short")
    assert len(extract_page(_page(f"<article><p>{'x ' * 60}</p></article>"), URL).blocks[0].text) < MINIMUM_CHARACTERS


def test_the_heading_that_repeats_the_title_goes() -> None:
    extract = extract_page(
        _page(f"<article><h1>Title here</h1><p>{LONG}</p><h2>Title here too</h2><p>{LONG}</p></article>"), URL
    )
    assert extract.title == "Title here"
    assert [block.kind for block in extract.blocks] == ["paragraph", "heading", "paragraph"]


def test_a_selector_decides_and_a_bad_one_does_not() -> None:
    html = _page(
        f"<div class=x><p>{LONG}</p></div><div id='real'><p>The <b>real</b> text is here.</p><div "
        f"class=share>Share</div></div>"
    )
    assert [block.text for block in extract_page(html, URL, selector="#real").blocks] == ["The **real** text is here."]
    for selector in ("#nothing", "p[[", ":::"):
        extract = extract_page(html, URL, selector=selector)
        assert extract.blocks
        assert selector in extract.note


def test_names_that_mislead_do_not_cost_the_article() -> None:
    parts = "".join(f"<div class='promo-text'><p>{number} {LONG}</p></div>" for number in range(6))
    extract = extract_page(_page(f"<div class=w>{parts}</div><nav>Home</nav>"), URL)
    assert [block.text[0] for block in extract.blocks] == list("012345")


def test_metadata_is_read() -> None:
    head = (
        '<meta property="og:title" content="Kites fly"><meta name="author" content="Ana Bell">'
        '<meta property="article:published_time" content="2026-05-01T10:00:00Z">'
    )
    extract = extract_page(_page(f"<article><p>{LONG}</p></article>", head), URL)
    assert (extract.title, extract.author, extract.published) == ("Kites fly", "Ana Bell", "2026-05-01")


_WORDS = "①雲社㈱の髙橋氏は、重さ2㎏の機器を公開した。学習には六週間を要し、重みは自由に使える。"


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("Shift_JIS", "cp932", _WORDS),
        ("x-sjis", "cp932", _WORDS),
        ("windows-31j", "cp932", _WORDS),
        ("utf-8", "utf-8", _WORDS),
        ("EUC-JP", "euc_jp", "雲社の高橋氏は、重さの機器を公開した。学習には六週間を要し、重みは自由に使える。"),
        ("iso-8859-1", "cp1252", "The firm’s “small” model costs €5 – less than others… they say, all week long."),
        ("us-ascii", "cp1252", "The firm’s “small” model costs €5 – less than others… they say, all week long."),
        ("gb2312", "gb18030", "朱镕先生在喆发布会上说明了囍字的意思，云公司公开了小型语言模型，训练用了六个星期。"),
        (
            "ks_c_5601-1987",
            "cp949",
            "똠방각하 모델을 공개했다. 학습에는 여섯 주가 걸렸고 무게는 자유롭게 쓸 수 있다고 한다.",
        ),
    ],
)
def test_pages_are_in_the_encoding_that_they_or_their_server_say(label: str, codec: str, words: str) -> None:
    article = f"<article><h1>Kites</h1><p>{words}</p><p>{words * 9}</p></article>"
    said = f"<html><head><meta charset={label}></head><body>{article}</body></html>".encode(codec)
    unsaid = f"<html><body>{article}</body></html>".encode(codec)
    for html, content_type in ((said, ""), (said, "text/html"), (unsaid, f"text/html; charset={label}")):
        extract = extract_page(html, URL, content_type=content_type)
        assert words in extract.blocks[-1].text
        assert extract.note == ""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_pages_in_wide_encodings_are_pages(encoding: str) -> None:
    html = f"<html><head><title>x</title></head><body><article><p>{_WORDS * 9}</p></article></body></html>"
    extract = extract_page(html.encode(encoding), URL, content_type="text/html")
    assert (extract.blocks[0].text, extract.note) == (_WORDS * 9, "")


def test_what_is_doubtful_about_the_encoding_of_a_page_is_said() -> None:
    body = f"<html><head><meta charset=shift_jis></head><body><article><p>{_WORDS * 9}</p></article>".encode("cp932")
    extract = extract_page(body + b"\xff", URL, content_type="text/html; charset=utf-8")
    assert extract.blocks[0].text == _WORDS * 9
    assert extract.note == (
        "not in the encoding it declares (utf-8); read as shift_jis; 1 place is invalid in shift_jis: shown as \ufffd"
    )


def test_known_sites() -> None:
    arxiv = _page(
        '<h1>T</h1><blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>We train small '
        "models.</blockquote>"
        "<p>Comments: 9 pages</p>"
    )
    assert [block.text for block in extract_page(arxiv, "https://arxiv.org/abs/2601.00001").blocks] == [
        "We train small models."
    ]
    news = _page(
        '<table><tr><td><div class="toptext">Ask: how?<p>I try.</div></td></tr></table><div class="comment">No.</div>'
    )
    assert [block.text for block in extract_page(news, "https://news.ycombinator.com/item?id=1").blocks] == [
        "Ask: how?",
        "I try.",
    ]
    video = _page('<script>var x = {"shortDescription":"Line one\\nLine two\\n\\nMore \\u0026 more"};</script>')
    assert [block.text for block in extract_page(video, "https://www.youtube.com/watch?v=a").blocks] == [
        "Line one\nLine two",
        "More & more",
    ]


@given(st.binary(max_size=400), st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_an_extract(body: bytes, selector: str) -> None:
    assert extract_page(body, URL).origin in ("page", "none")
    extract_page(b"<html><body><p>" + body, URL, selector=selector)


def test_a_deep_page_is_read_quickly() -> None:
    import time

    start = time.perf_counter()
    extract = extract_page(_page("<div>" * 10_000 + f"<p>{LONG}</p>"), URL)
    assert time.perf_counter() - start < 10
    assert extract.blocks
