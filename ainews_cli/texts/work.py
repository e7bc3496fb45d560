"""What a dry run says."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "dry_run.plan": (
        "{model} で{n:,}件を分析します。費用は最大 ${cost} です(何も実行していません)。",
        "Would analyse {n:,} items with {model} for ${cost} at most. Nothing was done.",
    ),
    "dry_run.plan.one": (
        "{model} で{n:,}件を分析します。費用は最大 ${cost} です(何も実行していません)。",
        "Would analyse {n:,} item with {model} for ${cost} at most. Nothing was done.",
    ),
    "dry_run.translation": (
        "この記事の{n:,}ブロックを翻訳します。費用は最大 ${cost} です(何も実行していません)。",
        "Would translate {n:,} blocks of this article for ${cost} at most. Nothing was done.",
    ),
    "dry_run.translation.one": (
        "この記事の{n:,}ブロックを翻訳します。費用は最大 ${cost} です(何も実行していません)。",
        "Would translate {n:,} block of this article for ${cost} at most. Nothing was done.",
    ),
    "deferred.item": (
        "予算のため次の実行に回します: {id} {title}",
        "deferred to the next run because of the budget: {id} {title}",
    ),
    "dry_run.title": ("実行計画", "What would be done"),
    "dry_run.none": ("モデルに送る記事はありません。", "There is nothing to ask a model."),
    "dry_run.likely": (
        "これまでの{calls:,}回の実績(見積もりの{percent})から、実際の費用は約 ${cost} の見込みです。",
        "The last {calls:,} calls cost {percent} of their maximum, so about ${cost} is likely.",
    ),
    "dry_run.budget": (
        "この実行で使える額: ${left}(今日の残り ${day}、1回の上限 ${run})",
        "This run may spend ${left} (${day} left today, ${run} per run).",
    ),
    "dry_run.deferred": (
        "費用が上限に達した場合、残りの記事は次の実行に回します。",
        "If it costs more, the rest is deferred to the next run.",
    ),
    "dry_run.nothing": ("何も実行していません (--dry-run)。", "Nothing was done (--dry-run)."),
    "purpose.analysis": ("分析", "analysis"),
    "purpose.translation": ("翻訳", "translation"),
    "purpose.discussion": ("議論の要約", "discussion"),
    "purpose.week": ("週の導入文", "weekly introduction"),
    "purpose.probe": ("サーバーの確認", "server check"),
    "purpose.eval": ("モデルの評価", "model evaluation"),
    "dry_run.offline": (
        "モデルを使わない設定のため、費用はかかりません(何も実行していません)。",
        "No model is used, so nothing would be spent. Nothing was done.",
    ),
}
