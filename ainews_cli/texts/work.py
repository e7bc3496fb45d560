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
    "dry_run.offline": (
        "モデルを使わない設定のため、費用はかかりません(何も実行していません)。",
        "No model is used, so nothing would be spent. Nothing was done.",
    ),
}
