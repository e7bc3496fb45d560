"""Entries and blocks of every kind, hostile ones among them."""

from __future__ import annotations

from datetime import UTC, datetime

from ainews_cli.models.analysis import Mark
from ainews_cli.models.page import (
    Coverage,
    EntryPart,
)
from ainews_cli.models.text import Block
from tests.support.records import replace

NOW = datetime(2026, 6, 5, 6, 44, tzinfo=UTC)

MARKS = (
    Mark("depth", 4.0, "評価の手順と、費用ごとの成績の表を載せている。", (2, 3), "成績は費用とともに伸びた"),
    Mark("relevance", 5.0, "関心語「LLM」「セキュリティ」に当たる。", (1,), "LLM"),
    Mark("practicality", 3.0, "手順は公開されているが、道具は未公開。", (4,), "道具は公開しない", confirmed=False),
    Mark("novelty", 2.0, "同種の評価はほかにもある。"),
)
ESTIMATED = (
    Mark("depth", 3.0, "412 words, 2 code blocks"),
    Mark("relevance", 3.5, "1 keyword: agents"),
    Mark("practicality", 4.2, "code and a repository link"),
    Mark("novelty", 2.5, "nothing like it in 7 days"),
)

ENTRY = EntryPart(
    rank=1,
    id=12,
    title="コトノハ研究所、推論費用を4割減らす「ミズナ3」を公開",
    original_title="Kotonoha Lab releases Mizuna 3, cutting inference cost by 40%",
    url="https://news.example.com/2026/mizuna-3?lang=en",
    source="Example AI Weekly",
    sources=("Example AI Weekly", "朝凪テック"),
    published=datetime(2026, 6, 5, 3, 40, tzinfo=UTC),
    kind="feed",
    category="release",
    tags=("LLM", "推論", "オープンモデル"),
    tldr="コトノハ研究所が中規模モデル「ミズナ3」を公開した。前の版と同じ品質で、推論にかかる費用を4割減らしたという。重みは研究用途に限って配布する。",
    score=4.2,
    stars=4,
    label="重要",
    marks=MARKS,
    estimate=False,
    reading_minutes=3,
    analysed=datetime(2026, 6, 5, 5, 0, tzinfo=UTC),
    author="Hana Morita",
    language="en",
    companies=("コトノハ研究所",),
    products=("ミズナ3",),
    details=(("ライセンス", "研究用途に限る(¶8「重みは研究用途に限って配布する。」)"), ("Price", "")),
    coverage=(
        Coverage(31, "「ミズナ3」は本当に4割安いのか", "https://asanagi.example/mizuna", "朝凪テック"),
        Coverage(32, "[x](javascript:alert(1)) <b>", "javascript:alert(1)", "Feed | with *stars*"),
    ),
    story_note="続報: 朝凪テックが費用を測り直した",
)
ESTIMATE = replace(
    ENTRY,
    details=(),
    coverage=(),
    story_note="",
    rank=2,
    id=7,
    title="Agents that file their own bug reports (a field study)",
    original_title="Agents that file their own bug reports (a field study)",
    url="https://example.org/wiki/Agent_(software)",
    source="Hacker News",
    sources=("Hacker News",),
    published=datetime(2026, 6, 4, 6, 0, tzinfo=UTC),
    kind="hackernews",
    category="research",
    tags=(),
    tldr="",
    score=3.4,
    stars=3,
    label="注目",
    marks=ESTIMATED,
    estimate=True,
    reading_minutes=0,
    analysed=None,
    author="",
    points=512,
    comments=238,
    discussion_url="https://news.example.net/item?id=4711",
    note="本文なし(見出しのみ)",
    companies=(),
    products=(),
)
HOSTILE = replace(
    ENTRY,
    details=(("*label*", "<script>alert(1)</script> | [x](https://evil.example)"),),
    coverage=(),
    story_note="",
    rank=3,
    id=99,
    title="\x1b[31m# *Free* [money](javascript:alert(1)) <script>x</script> & `code` | _a_ 1. \u202eevil",
    original_title="]( https://evil.example/ ) **bold** &amp; ~~gone~~ \x1b]8;;https://evil.example\x1b\\",
    url="https://example.com/a_(b)/c d?x=<y>&copy;=1",
    source="Feed | with *stars*",
    sources=("Feed | with *stars*",),
    published=datetime(2026, 5, 1, tzinfo=UTC),
    category="made-up",
    tags=("C#", "a*b"),
    tldr="- no list\n# no heading\n> no quote [bold]markup[/bold] :smile:",
    score=1.0,
    stars=1,
    label="軽め",
    stale=True,
    author="",
)
VIDEO = replace(
    ESTIMATE,
    rank=0,
    id=100,
    title="👩‍👩‍👧‍👦 家族で学ぶニューラルネット 🇯🇵 第10回",
    original_title="",
    url="",
    source="みなと動画",
    sources=("みなと動画", "B", "C"),
    score=None,
    stars=0,
    label="",
    marks=(),
    estimate=False,
    points=None,
    comments=None,
    discussion_url="",
    duration=3725,
    views=12345,
    category="video",
    note="",
    published=datetime(2026, 6, 5, 6, 43, 30, tzinfo=UTC),
)

BLOCKS = (
    Block(1, "heading", "コトノハ研究所の「ミズナ3」", level=1),
    Block(
        2,
        "paragraph",
        "コトノハ研究所は**推論費用を4割減らす**モデル「ミズナ3」を*公開*した。"
        "詳細は[技術報告](https://example.com/report_(final).pdf)にあり、設定は `mizuna --eco` で有効になる。",
    ),
    Block(3, "heading", "Results", level=3),
    Block(
        4,
        "list_item",
        "成績は費用とともに伸びた。とくに長い文章では差が大きく、二行に折り返すほどの長さの項目になる。",
        level=1,
    ),
    Block(5, "list_item", "nested bullet with `code`", level=2),
    Block(6, "list_item", "first", level=1, ordered=1),
    Block(7, "list_item", "second, with ~~old~~ text", level=1, ordered=2),
    Block(8, "quote", "重みは研究用途に限って配布する。道具は公開しない。", level=1),
    Block(9, "quote", "A second paragraph of the quote.", level=1),
    Block(
        10,
        "code",
        "def eco(model: str) -> float:\n\treturn 0.6  # ``` inside ```\n\n    # 日本語のコメント",
        info="python",
    ),
    Block(11, "table", "| モデル | Cost ($) |\n|---|---:|\n| ミズナ2 | 1.00 |\n| ミズナ3 \\| eco | 0.60 |"),
    Block(12, "image", "![費用の推移を示すグラフ](https://example.com/cost.png)"),
    Block(13, "paragraph", "# not a heading <b>not bold</b> & [x](javascript:alert(1)) **open"),
)
