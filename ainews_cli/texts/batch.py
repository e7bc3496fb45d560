"""Texts of batches."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "batch.title": ("バッチ", "Batches"),
    "batch.submitted": (
        "{id} として送信しました: 分析{analyses:,}件、翻訳{translations:,}件、費用は最大 ${cost}(半額)。",
        (
            "Sent as {id}: {analyses:,} {analyses|analysis|analyses} and {translations:,} "
            "{translations|piece|pieces} to translate, for ${cost} at most (half "
            "price)."
        ),
    ),
    "batch.nothing": ("バッチで送るものはありません。", "There is nothing to send as a batch."),
    "batch.plan": (
        (
            "{model} にバッチで送ります: 分析{analyses:,}件、翻訳{translations:,}件、費用は最大 "
            "${cost}(何も実行していません)。"
        ),
        (
            "Would send {analyses:,} {analyses|analysis|analyses} and {translations:,} "
            "{translations|piece|pieces} to translate to {model} as a batch, for "
            "${cost} at most. Nothing was done."
        ),
    ),
    "batch.deferred": ("見送り {n:,}件(ID {ids}): {reason}", "{n:,} deferred (ID {ids}): {reason}"),
    "batch.collected": (
        "バッチ{n:,}件を回収: 分析{analyses:,}件、翻訳{blocks:,}ブロック、費用 ${cost}",
        "{n:,} batches collected: {analyses:,} {analyses|analysis|analyses}, {blocks:,} translated "
        "{blocks|block|blocks}, ${cost}",
    ),
    "batch.collected.one": (
        "バッチ{n:,}件を回収: 分析{analyses:,}件、翻訳{blocks:,}ブロック、費用 ${cost}",
        "{n:,} batch collected: {analyses:,} {analyses|analysis|analyses}, {blocks:,} translated "
        "{blocks|block|blocks}, ${cost}",
    ),
    "batch.unusable": ("使えなかった応答 {n:,}件", "{n:,} replies could not be used"),
    "batch.unusable.one": ("使えなかった応答 {n:,}件", "{n:,} reply could not be used"),
    "batch.superseded": ("不要になっていた応答 {n:,}件", "{n:,} replies were no longer needed"),
    "batch.superseded.one": ("不要になっていた応答 {n:,}件", "{n:,} reply was no longer needed"),
    "batch.waiting": ("処理中のバッチ {n:,}件", "{n:,} batches are still running"),
    "batch.waiting.one": ("処理中のバッチ {n:,}件", "{n:,} batch is still running"),
    "batch.recovered": ("{id} のうち{n:,}件を引き継ぎました。", "Took over {n:,} requests of {id}."),
    "batch.recovered.one": ("{id} のうち{n:,}件を引き継ぎました。", "Took over {n:,} request of {id}."),
    "batch.none": ("バッチはありません。", "There are no batches."),
    "batch.none_open": ("処理中のバッチはありません。", "No batch is open."),
    "batch.cancelling": (
        "{id} の中止を依頼しました。終わった分は回収できます。",
        "{id} is being canceled; what is finished by then can be collected.",
    ),
    "batch.dropped": (
        (
            "{id} を破棄しました。結果のない{n:,}件は見積もりの費用で計上し(合計 ${cost})、"
            "再び送信や分析の対象になります。"
        ),
        (
            "Dropped {id}: {n:,} requests without a result count as spent at their estimate (${cost} in all); "
            "their items can be asked about again."
        ),
    ),
    "batch.dropped.one": (
        (
            "{id} を破棄しました。結果のない{n:,}件は見積もりの費用で計上し(合計 ${cost})、"
            "再び送信や分析の対象になります。"
        ),
        (
            "Dropped {id}: {n:,} request without a result counts as spent at its estimate (${cost} in all); "
            "its item can be asked about again."
        ),
    ),
    "batch.state.submitting": ("到着を確認中", "checking arrival"),
    "batch.state.open": ("処理中", "in progress"),
    "batch.state.ended": ("回収できます", "ready to collect"),
    "batch.state.closed": ("回収済み", "collected"),
    "batch.state.dropped": ("破棄", "dropped"),
    "batch.state.released": ("未送信", "not sent"),
    "batch.count.processing": ("処理中 {n:,}", "{n:,} processing"),
    "batch.count.succeeded": ("成功 {n:,}", "{n:,} succeeded"),
    "batch.count.errored": ("エラー {n:,}", "{n:,} errored"),
    "batch.count.canceled": ("中止 {n:,}", "{n:,} canceled"),
    "batch.count.expired": ("期限切れ {n:,}", "{n:,} expired"),
    "batch.column.number": ("#", "#"),
    "batch.column.state": ("状態", "State"),
    "batch.column.requests": ("件数", "Requests"),
    "batch.column.counts": ("内訳", "Of these"),
    "batch.column.submitted": ("送信", "Submitted"),
    "batch.column.expires": ("期限", "Expires"),
    "batch.column.cost": ("費用 $", "US$"),
    "batch.column.name": ("名前", "Name"),
    "batch.in_batch": (
        "バッチで分析待ち {n:,}件(届くまでは推定を表示)",
        "{n:,} items are in a batch; until it ends their estimates are shown",
    ),
    "batch.in_batch.one": (
        "バッチで分析待ち {n:,}件(届くまでは推定を表示)",
        "{n:,} item is in a batch; until it ends its estimate is shown",
    ),
}
