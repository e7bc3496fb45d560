"""Texts of trends and companies."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "trends.title": ("トレンド(直近{n}日)", "Trends over {n} days"),
    "trends.title.one": ("トレンド(直近{n}日)", "Trends over {n} day"),
    "trends.tags": ("タグ", "tag"),
    "trends.companies": ("企業", "company"),
    "trends.products": ("製品", "product"),
    "trends.terms": ("語", "term"),
    "trends.none": ("はっきりした増減はありません。", "No clear rise or fall."),
    "trends.no_before": (
        "比べる前の期間の記事がまだありません。",
        "There are no items from the previous window to compare with yet.",
    ),
    "trends.about": (
        "{now} の{n:,}件を、その前の {earlier} の{before:,}件と比較。"
        "件数と全体に占める割合がともに、偶然とはいえないほど増減したものだけを載せています。",
        "{n:,} items of {now} compared with {before:,} of {earlier}. "
        "A name rises or falls where both its items and its share of all items do, by more than chance.",
    ),
    "trends.about.one": (
        "{now} の{n:,}件を、その前の {earlier} の{before:,}件と比較。"
        "件数と全体に占める割合がともに、偶然とはいえないほど増減したものだけを載せています。",
        "{n:,} item of {now} compared with {before:,} of {earlier}. "
        "A name rises or falls where both its items and its share of all items do, by more than chance.",
    ),
    "trends.feeds": (
        "増減は、前の期間の初めから記事のあるフィード{n:,}件で比べています。",
        "Rises and falls are those of the {n:,} feeds that have had items since the earlier period began.",
    ),
    "trends.feeds.one": (
        "増減は、前の期間の初めから記事のあるフィード{n:,}件で比べています。",
        "Rises and falls are those of the {n:,} feed that has had items since the earlier period began.",
    ),
    "trends.feeds_new": (
        "{line}まだ比べられない新しいフィードが{n:,}件あります。",
        "{line} {n:,} {n|feed is|feeds are} too new to compare.",
    ),
    "companies.none": (
        "この期間の記事からは企業名を読み取れていません。モデルが分析した記事と、既知の企業だけが数えられます。",
        "No companies in this window: only well-known ones, and those named by a model, are counted.",
    ),
    "companies.title": ("企業(直近{n}日)", "Companies over {n} days"),
    "companies.title.one": ("企業(直近{n}日)", "Companies over {n} day"),
    "companies.timeline": ("この{n}日間の推移", "These {n} days"),
}
