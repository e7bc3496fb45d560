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
        "The last {calls:,} {calls|call|calls} cost {percent} of the maximum, so about ${cost} is likely.",
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
    "tries.analysis": (
        "応答が使えず分析できなかった記事 {n:,}件({again} 以降、または --retry で再試行します)",
        "{n:,} items not analysed: no usable reply (asked about again from {again}, or with --retry)",
    ),
    "tries.analysis.one": (
        "応答が使えず分析できなかった記事 {n:,}件({again} 以降、または --retry で再試行します)",
        "{n:,} item not analysed: no usable reply (asked about again from {again}, or with --retry)",
    ),
    "tries.discussion": (
        "応答が使えず要約できなかった議論 {n:,}件({again} 以降、または --retry で再試行します)",
        "{n:,} discussions not summarised: no usable reply (asked about again from {again}, or with --retry)",
    ),
    "tries.discussion.one": (
        "応答が使えず要約できなかった議論 {n:,}件({again} 以降、または --retry で再試行します)",
        "{n:,} discussion not summarised: no usable reply (asked about again from {again}, or with --retry)",
    ),
    "tries.week": (
        "応答が使えず、導入文は作成できませんでした({again} 以降、または --retry で再試行します)。",
        "The introduction could not be written: no usable reply (asked for again from {again}, or with --retry).",
    ),
    "tries.unasked_analysis": (
        (
            "{model} の応答が続けて使えなかったため、分析を見合わせた記事 {n:,}件"
            "({again} 以降、または --retry で再試行します)"
        ),
        "{n:,} items not asked about: replies of {model} kept being unusable (asked again from {again}, or --retry)",
    ),
    "tries.unasked_analysis.one": (
        (
            "{model} の応答が続けて使えなかったため、分析を見合わせた記事 {n:,}件"
            "({again} 以降、または --retry で再試行します)"
        ),
        "{n:,} item not asked about: replies of {model} kept being unusable (asked again from {again}, or --retry)",
    ),
    "tries.unasked_discussion": (
        (
            "{model} の応答が続けて使えなかったため、要約を見合わせた議論 {n:,}件"
            "({again} 以降、または --retry で再試行します)"
        ),
        (
            "{n:,} discussions not summarised: replies of {model} kept being unusable "
            "(asked again from {again}, or with --retry)"
        ),
    ),
    "tries.unasked_discussion.one": (
        (
            "{model} の応答が続けて使えなかったため、要約を見合わせた議論 {n:,}件"
            "({again} 以降、または --retry で再試行します)"
        ),
        (
            "{n:,} discussion not summarised: replies of {model} kept being unusable "
            "(asked again from {again}, or with --retry)"
        ),
    ),
    "tries.unasked_week": (
        (
            "{model} の応答が続けて使えなかったため、導入文は見合わせました"
            "({again} 以降、または --retry で再試行します)。"
        ),
        (
            "The introduction was not asked for: replies of {model} kept being unusable (asked again from {again}, or "
            "with --retry)."
        ),
    ),
    "tries.translation": (
        "{model} の応答が使えず、翻訳できませんでした({again} 以降、または --retry で再試行します): {reason}",
        "Not translated: no usable reply of {model} (asked for again from {again}, or with --retry): {reason}",
    ),
    "tries.stopped": (
        "{model} の応答が{n:,}回続けて使えなかったため、これ以上は尋ねません: {reason}",
        "{n:,} {n|reply|replies} of {model} in a row could not be used, so nothing more is asked: {reason}",
    ),
    "dry_run.offline": (
        "モデルを使わない設定のため、費用はかかりません(何も実行していません)。",
        "No model is used, so nothing would be spent. Nothing was done.",
    ),
}
