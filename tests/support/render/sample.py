"""One fixed page with everything in it: all parts, Japanese and English, an estimate, a stale entry, hostile strings.

Firms and people are invented.
"""

from __future__ import annotations

from datetime import UTC, datetime

from ainews_cli.models.analysis import KeyPoint
from ainews_cli.models.page import (
    Bar,
    BilingualPart,
    BlocksPart,
    Claim,
    ClaimsPart,
    Deferred,
    Footer,
    KeyPointsPart,
    LinkPart,
    Links,
    Page,
    ScorePart,
    Section,
    Spark,
    TablePart,
    TextPart,
)
from ainews_cli.render.options import Mail, Options
from tests.support.records import replace
from tests.support.render.entries import BLOCKS, ENTRY, ESTIMATE, ESTIMATED, HOSTILE, MARKS, NOW, VIDEO

FOOTER = Footer(
    engine="claude",
    model="claude-haiku-5-5",
    considered=42,
    analysed=9,
    deferred=3,
    deferred_items=(Deferred(7, "A title with *stars*"), Deferred(12, "朝凪の新型"), Deferred(41, "")),
    feeds_failed=("朝凪テック", "Broken *Feed*"),
    without_text=4,
    spent_usd=0.0123,
    lines=("APIキーがないため、オフライン推定で表示しています。",),
)

PAGE = Page(
    view="daily",
    title="AI日報",
    language="ja",
    timezone="Asia/Tokyo",
    generated=NOW,
    window=(datetime(2026, 6, 4, 6, 44, tzinfo=UTC), NOW),
    lead="今日の話題は推論費用。3つのモデルが値下げを発表した。",
    sections=(
        Section("entries", "", (ENTRY, ESTIMATE, HOSTILE, VIDEO)),
        Section(
            "tldr",
            "TL;DR",
            (TextPart("一言でいえば、安くなった。", "lead"), TextPart("注: 検査を通った訳文だけを載せた。", "note")),
        ),
        Section(
            "score",
            "AI深層分析",
            (
                ScorePart(3.9, 4, "重要", False, MARKS, (0.4, 0.3, 0.2, 0.1), datetime(2026, 6, 5, 5, 0, tzinfo=UTC)),
                ScorePart(3.3, 3, "注目", True, ESTIMATED, (0.4, 0.3, 0.2, 0.1)),
            ),
        ),
        Section(
            "key_points",
            "キーポイント",
            (
                KeyPointsPart(
                    (
                        KeyPoint(
                            "推論費用を4割削減",
                            "前の版と同じ品質を保ちながら、長い文章での推論にかかる費用を4割減らした。",
                            (2, 4),
                            "4割",
                        ),
                        KeyPoint("Weights for research only", "", (8,), "研究用途"),
                    )
                ),
            ),
        ),
        Section(
            "impact", "影響分析", (TextPart("値下げ競争が続く。"), TextPart("推測を含む。", "warning")), folded=True
        ),
        Section(
            "translation",
            "翻訳",
            (BlocksPart(BLOCKS, "ja", marks=((8, "検査に通らなかったため原文のまま"),), numbered=False),),
        ),
        Section(
            "bilingual",
            "対訳",
            (
                BilingualPart(
                    ((BLOCKS[2], replace(BLOCKS[2], text="結果")), (BLOCKS[8], None), (BLOCKS[9], None)),
                    "en",
                    "ja",
                    ((9, "未翻訳"),),
                ),
            ),
        ),
        Section(
            "original",
            "原文",
            (BlocksPart(BLOCKS[:4], "en", numbered=True), LinkPart("元記事を開く", ENTRY.url)),
            folded=True,
        ),
        Section(
            "trends",
            "トレンド",
            (
                TablePart(
                    ("話題", "今週", "先週", "説明"),
                    (
                        ("推論費用", "12", "4", "値下げの発表が三社から続き、比較の記事も増えた。"),
                        ("agents | *bold*", "9", "11", "Fewer launches, more field studies with numbers."),
                    ),
                    right=(1, 2),
                ),
                TablePart(
                    ("企業", "推移", "比率", "記事"),
                    (
                        (
                            "コトノハ研究所",
                            Spark((0, 2, 5, 1, 8, 3.5, 0)),
                            Bar(0.62, "62 %"),
                            Links((LinkPart("ID 12", ENTRY.url), LinkPart("a|b", "javascript:alert(1)"))),
                        ),
                        ("朝凪", Spark((0, 0)), Bar(7, "*over*"), Links(())),
                    ),
                ),
            ),
        ),
        Section(
            "discussion",
            "議論の要点",
            (
                ClaimsPart(
                    "賛成",
                    (
                        Claim(
                            "費用の内訳まで公開した点を評価する声がある。",
                            (LinkPart("@hana", "https://news.example.net/item?id=1"),),
                            "the cost table",
                        ),
                        Claim(
                            "# <b>no</b> *markup*",
                            (LinkPart("x]y", "javascript:alert(1)"), LinkPart("ID 7", "https://example.org/7")),
                        ),
                    ),
                ),
                ClaimsPart("", (Claim("見出しなし", (LinkPart("ID 12", ENTRY.url),)),)),
            ),
        ),
        Section(
            "share",
            "この記事をシェア",
            (LinkPart("X", "https://x.example/intent?text=a&url=b"), LinkPart("Bad", "javascript:alert(1)")),
        ),
        Section("related", "関連記事", (replace(ESTIMATE, rank=0, id=5),)),
    ),
    footer=FOOTER,
)

ENGLISH = replace(
    PAGE,
    title="AI Daily",
    language="en",
    timezone="America/New_York",
    sections=(Section("entries", "", (replace(ENTRY, label="important"), replace(ESTIMATE, label="notable"), VIDEO)),),
    lead="",
    footer=replace(FOOTER, engine="offline", estimates=True, lines=()),
)


def options(width: int = 80, *, color: bool = False, links: bool = False, unicode: bool = True) -> Options:
    """Options with the sample's fixed time."""
    return Options(now=NOW, width=width, color=color, links=links, unicode=unicode, mail=Mail(to="reader@example.org"))
