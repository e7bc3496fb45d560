"""Texts of trends and companies."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "trends.title": ("トレンド(直近{n}日)", "Trends of {n} days"),
    "trends.title.one": ("トレンド(直近{n}日)", "Trends of {n} day"),
    "trends.tags": ("タグ", "tag"),
    "trends.companies": ("企業", "company"),
    "trends.products": ("製品", "product"),
    "trends.terms": ("語", "term"),
    "trends.none": ("はっきりした増減はありません。", "Nothing rises or falls for certain."),
    "trends.no_before": (
        "比べる前の期間の記事がまだありません。",
        "There are no items of the window before to compare with yet.",
    ),
    "trends.about": (
        "{n:,}件の記事を前の期間の{before:,}件と比較。偶然の範囲の増減は載せていません。",
        "{n:,} items against {before:,} of the window before; changes that may be chance are left out.",
    ),
    "trends.about.one": (
        "{n:,}件の記事を前の期間の{before:,}件と比較。偶然の範囲の増減は載せていません。",
        "{n:,} item against {before:,} of the window before; changes that may be chance are left out.",
    ),
    "companies.none": (
        "この期間の記事からは企業名を読み取れていません。モデルが分析した記事と、既知の企業だけが数えられます。",
        "No company was read from the items of this window: counted are those that a model names, and well-known ones.",
    ),
    "companies.title": ("企業(直近{n}日)", "Companies in {n} days"),
    "companies.title.one": ("企業(直近{n}日)", "Companies in {n} day"),
    "companies.timeline": ("この{n}日間の推移", "These {n} days"),
}
