"""Texts of briefs: what discussions say, and the weekly introduction."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "brief.position": ("意見", "Positions"),
    "brief.agreement": ("一致している点", "Agreement"),
    "brief.dispute": ("分かれている点", "Dispute"),
    "brief.author": ("@{name}", "@{name}"),
    "brief.from": ("議論の要点(上位のコメント{n:,}件から)", "What the discussion says (from its first {n:,} comments)"),
    "brief.from.one": ("議論の要点(上位のコメント{n:,}件から)", "What the discussion says (from {n:,} comment)"),
    "brief.older": ("議論の要点({time} 時点)", "What the discussion said by {time}"),
    "brief.unsummed": (
        "上位のコメント(読み込んだ{n:,}件から、要約なし)",
        "Top comments (of {n:,} read, not summarised)",
    ),
    "brief.nothing": (
        "上位のコメント{n:,}件に、確認できた要点はありません。",
        "Nothing worth reporting was confirmed in its first {n:,} comments.",
    ),
    "brief.nothing.one": (
        "上位のコメント{n:,}件に、確認できた要点はありません。",
        "Nothing worth reporting was confirmed in its {n:,} comment.",
    ),
    "brief.offline": (
        "モデルを使っていないため、議論の要約はありません。",
        "No model is in use: the discussions are not summarised.",
    ),
    "brief.failed": ("要約できなかった議論 {n:,}件", "{n:,} discussions could not be summarised"),
    "brief.failed.one": ("要約できなかった議論 {n:,}件", "{n:,} discussion could not be summarised"),
    "brief.deferred": (
        "予算のため要約を見送った議論 {n:,}件",
        "{n:,} discussions not summarised because of the budget",
    ),
    "brief.deferred.one": (
        "予算のため要約を見送った議論 {n:,}件",
        "{n:,} discussion not summarised because of the budget",
    ),
    "brief.dropped": ("確認できず載せなかった要点 {n:,}件", "{n:,} claims could not be confirmed and are left out"),
    "brief.dropped.one": ("確認できず載せなかった要点 {n:,}件", "{n:,} claim could not be confirmed and is left out"),
    "brief.no_lead": ("導入文は作成できませんでした。", "The introduction could not be written."),
    "brief.lead_deferred": (
        "予算のため導入文を見送りました。",
        "The introduction was not written because of the budget.",
    ),
    "brief.plan": (
        "{model} で{n:,}件の議論を要約します。費用は最大 ${cost} です(何も実行していません)。",
        "Would summarise {n:,} discussions with {model} for ${cost} at most. Nothing was done.",
    ),
    "brief.plan.one": (
        "{model} で{n:,}件の議論を要約します。費用は最大 ${cost} です(何も実行していません)。",
        "Would summarise {n:,} discussion with {model} for ${cost} at most. Nothing was done.",
    ),
    "brief.lead_plan": (
        "{model} で導入文を書きます。費用は最大 ${cost} です(何も実行していません)。",
        "Would write the introduction with {model} for ${cost} at most. Nothing was done.",
    ),
    "hacker.ai_only": ("関心のある分野とAIの話題に限定", "Only stories about AI or close to your interests"),
}
