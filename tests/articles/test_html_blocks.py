"""Samples with the blocks they must give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ainews_cli.articles.convert import blocks
from ainews_cli.articles.plain import plain_text
from ainews_cli.models.text import Block
from ainews_cli.store.block_records import blocks_from_json, blocks_to_json

URL = "https://example.org/posts/one"


def _read(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(html, URL)]


def test_every_kind_of_block_golden() -> None:
    sample = Path(__file__).with_name("golden")
    html = (sample / "kinds.html").read_text("utf-8")
    wanted = [Block(*row) for row in json.loads((sample / "kinds.json").read_text("utf-8"))]
    assert list(blocks(html, URL)) == wanted


def test_visible_text_of_simple_html_is_all_there() -> None:
    html = (
        "<h2>One two</h2><p>Three <b>four</b> five</p><ul><li>six</li><li>seven</li></ul><blockquote>eight</blockquote>"
    )
    assert " ".join(block.text.replace("*", "") for block in blocks(html, URL)) == " ".join(plain_text(html).split())


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p><b>a</b><i>b</i> c</p>", "**ab** c"),
        ("<p>これは<b>「重要」</b>です</p>", "これは「**重要**」です"),
        ("<p>x <b> y </b> z</p>", "x **y** z"),
        ("<p><b><a href='/u'>link</a></b> text</p>", "[**link**](https://example.org/u) text"),
        (
            "<p><a href='javascript:alert(1)'>click</a> <a href='data:text/html,x'>data</a> <a href='#top'>top</a></p>",
            "click data top",
        ),
        ("<p>Wow!<a href='/u'>x</a></p>", "Wow\\![x](https://example.org/u)"),
        ("<p><code>a</code><code>b</code></p>", "`ab`"),
        ("<p><code>``</code></p>", "``` `` ```"),
        ("<p>10<sup>6</sup> and word<sup><a href='#fn1'>1</a></sup></p>", "10^6 and word"),
        (
            "<p>E = <span class='katex'><span class='katex-mathml'><math><semantics><mrow><mi>m</mi></mrow>"
            "<annotation encoding='application/x-tex'>mc^2</annotation></semantics></math></span>"
            "<span class='katex-html' aria-hidden='true'>mc2</span></span></p>",
            "E = `mc^2`",
        ),
        ("<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby></p>", "漢字(かんじ)"),
        ("<p>日本\n語</p>", "日本語"),
        ("<p>3 &lt; 4 &amp;amp; 5 &lt;b&gt;</p>", "3 < 4 \\&amp; 5 \\<b>"),
        ("<p>a\u202eb\x1b[31mc&#x202e;d</p>", "abcd"),
        ("<p><a href='https://e.org/a_(b)?q=*x*'>y</a></p>", "[y](https://e.org/a_%28b%29?q=%2Ax%2A)"),
    ],
)
def test_inline(html: str, wanted: str) -> None:
    assert _read(html) == [("paragraph", wanted)]


def test_code_keeps_lines_and_language() -> None:
    for html in (
        '<pre class="language-py"><code>a = 1\n\n  b</code></pre>',
        '<div class="highlight highlight-source-py"><pre>a = 1\n\n  b\n</pre></div>',
        '<pre data-lang="py"><span class="line">a = 1<br></span><span class="line"><br></span>  b</pre>',
        '<pre><code class="py language-py"><div>a = 1</div><div>\n</div><div>  b</div></code></pre>',
        '<pre class="brush: py"><span class="linenos">1</span>a = 1\n\n  b</pre>',
    ):
        assert blocks(html, URL) == (Block(1, "code", "a = 1\n\n  b", info="py"),), html


def test_comments_in_code_are_code() -> None:
    html = (
        '<pre><code class="language-js"><span class="hljs-comment">// Prints:</span>\n'
        '<span class="comment">x</span> = 1<button>Copy</button></code></pre>'
    )
    assert blocks(f"<div>{html}</div>", URL) == (Block(1, "code", "// Prints:\nx = 1", info="js"),)


def test_relative_links_start_from_the_base_element() -> None:
    html = "<html><head><base href='https://cdn.example.org/x/'></head><body><p><a href='y'>z</a></p></body></html>"
    assert _read(html) == [("paragraph", "[z](https://cdn.example.org/x/y)")]


def test_images_once_and_real() -> None:
    lazy = "<img src='data:x' data-src='/a.png' alt='A'><noscript><img src='/a.png' alt='A'></noscript>"
    html = f"<p>{lazy}<img src='/pixel.gif' width=1 height=1> text</p>"
    assert _read(html) == [("image", "![A](https://example.org/a.png)"), ("paragraph", "text")]


def test_clutter_goes_and_text_that_only_sounds_like_it_stays() -> None:
    html = (
        "<p>Start of it.</p><div class='sharedaddy'>Share on X</div><h3>Related articles</h3><ul><li><a "
        "href='/b'>Other</a></li></ul>"
        "<h2>Related work</h2><p>Sharing weights is an old idea.</p><form><p>Join us</p><input></form><nav>Home</nav>"
        "<h3>Newsletter</h3><p>Once a week.</p>"
    )
    assert _read(html) == [
        ("paragraph", "Start of it."),
        ("heading", "Related work"),
        ("paragraph", "Sharing weights is an old idea."),
    ]


def test_ids_made_of_headings_are_no_names() -> None:
    html = (
        "<section id='related-work'><h2 id='comments'>Comments in code</h2><p>Text.</p></section><div "
        "id='comments'><p>First!</p></div>"
    )
    rest = "<p class='has-sidebar'>" + "The rest of it. " * 40 + "</p>"
    assert [text[:16] for _, text in _read(html + rest)] == ["Comments in code", "Text.", "The rest of it. "]


def test_an_article_named_like_clutter_stays() -> None:
    assert _read("<div class='newsletter-post'><p>All of the text is in here.</p></div>") == [
        ("paragraph", "All of the text is in here.")
    ]


def test_plain_text() -> None:
    html = (
        "<h1>A &amp; "
        "B</h1><script>x<y</script><p>one<br>two</p><style>p{}</style>"
        "<table><tr><td>1</td><td>2</td></tr></table><!-- no -->"
    )
    assert plain_text(html) == "A & B\none\ntwo\n1 2"
    assert plain_text(html.upper().replace("&AMP;", "&amp;")) == "A & B\nONE\nTWO\n1 2"
    assert plain_text("1 < 2 and 3 > 2 <unclosed") == "1 < 2 and 3 > 2 <unclosed"


def test_blocks_survive_the_store() -> None:
    html = (Path(__file__).with_name("golden") / "kinds.html").read_text("utf-8")
    found = blocks(html, URL)
    assert blocks_from_json(blocks_to_json(found)) == found
