from __future__ import annotations

from ainews_cli.models.analysis import KeyPoint
from ainews_cli.models.page import BlocksPart, KeyPointsPart
from ainews_cli.models.text import Block
from ainews_cli.render.html_page import render
from tests.support.render.parsed_html import elements, page, parsed, words
from tests.support.render.sample import options


def test_article_text() -> None:
    html = render(
        page(
            BlocksPart(
                (
                    Block(1, "heading", "見出し", level=1),
                    Block(2, "paragraph", "**太字**と`<b>`と[リンク](https://e.example/)と[悪](javascript:x)<i>"),
                    Block(3, "list_item", "a", level=1),
                    Block(4, "list_item", "b", level=2, ordered=1),
                    Block(5, "quote", "q", level=2),
                    Block(6, "code", "<x>\n  y", info="py"),
                    Block(7, "table", "| a |\n| --: |\n| 1 |"),
                    Block(8, "image", "![図](https://e.example/p.png)"),
                    Block(9, "paragraph", "[![図](https://e.example/p.png)](https://e.example/big)"),
                ),
                "ja",
                ((5, "検査に*通らず*"),),
            )
        ),
        options(),
    )
    text = html.split('<div class="text" lang="ja">')[1].split("</div>")[0].strip()
    link = '<a href="https://e.example/{}" rel="noopener noreferrer">{}</a>'
    assert text.split("\n") == [
        "<h3>見出し</h3>",
        f"<p><strong>太字</strong>と<code>&lt;b&gt;</code>と{link.format('', 'リンク')}"
        "と[悪](javascript:x)&lt;i&gt;</p>",
        "<ul>",
        "<li>a",
        "<ol>",
        "<li>b</li>",
        "</ol>",
        "</li>",
        "</ul>",
        "<blockquote>",
        "<blockquote>",
        "<p>q</p>",
        "</blockquote>",
        "</blockquote>",
        '<p class="mark">⚠ 検査に*通らず*</p>',
        "<pre><code>&lt;x&gt;",
        "  y",
        "</code></pre>",
        "<table>",
        "<thead>",
        "<tr>",
        '<th style="text-align:right">a</th>',
        "</tr>",
        "</thead>",
        "<tbody>",
        "<tr>",
        '<td style="text-align:right">1</td>',
        "</tr>",
        "</tbody>",
        "</table>",
        f"<p>{link.format('p.png', '[画像: 図]')}</p>",
        f"<p>{link.format('big', '[画像: 図]')}</p>",
    ]


def test_what_cites_a_block_leads_to_it() -> None:
    blocks = tuple(
        Block(at, kind, text, level, ordered)
        for at, (kind, text, level, ordered) in enumerate(
            (
                ("heading", "見出し", 2, 0),
                ("paragraph", "¶1 says the text itself", 0, 0),
                ("list_item", "a", 1, 0),
                ("list_item", "b", 2, 1),
                ("quote", "q", 1, 0),
                ("code", "x", 0, 0),
                ("table", "| a |\n| --- |\n| ¶1 |", 0, 0),
                ("image", "![図](https://e.example/p.png)", 0, 0),
            ),
            1,
        )
    )
    points = KeyPointsPart((KeyPoint("p", "", tuple(range(1, 10)), "q"),))
    html = render(
        page(points, BlocksPart(blocks, "ja", numbered=True), BlocksPart(blocks, "en", numbered=True)), options()
    )
    ids = [one.attrib["id"] for one in parsed(html).iter() if "id" in one.attrib]
    assert ids == ["main", *(f"b{number}" for number in range(1, 9))]
    assert [link.attrib["href"] for link in elements(html, "a") if link.attrib["href"].startswith("#")] == [
        f"#b{number}" for number in range(1, 9)
    ]
    assert "[¶9]" in words(elements(html, "li")[0])
    plain = render(page(points, BlocksPart(blocks, "ja")), options())
    assert "#b" not in plain.split("<body>")[1]
