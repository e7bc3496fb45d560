"""Texts of the static site, and what its small charts say."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "chart.spark": ("日ごとの推移: {values}", "Day by day: {values}"),
    "chart.mark": ("{name}: 5点中 {value}", "{name}: {value} of 5"),
    "site.skip": ("本文へ", "Skip to content"),
    "site.navigation": ("サイト内のページ", "Pages of this site"),
    "site.steps": ("前後のページと一覧", "Previous, next and lists"),
    "site.previous": ("前へ", "Earlier"),
    "site.next": ("次へ", "Later"),
    "site.back": ("{title}に戻る", "Back to {title}"),
    "site.feed": ("RSS", "RSS"),
    "site.archive": ("これまでの{title}", "Earlier: {title}"),
    "site.untranslated": (
        "この記事はまだ翻訳されていません。原文を表示しています(`ainews show {id}` で翻訳します)。",
        "Not translated yet: the original is shown (`ainews show {id}` translates it).",
    ),
    "site.done": (
        "{folder}: {n:,}ファイル(更新 {written:,}、削除 {removed:,})",
        "{folder}: {n:,} {n|file|files}, {written:,} written, {removed:,} removed",
    ),
}
