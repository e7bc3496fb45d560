"""Texts of `usage`. Amounts are in US dollars."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "usage.title": ("利用状況(直近{n}日)", "Usage over {n} days"),
    "usage.title.one": ("利用状況(今日)", "Usage today"),
    "usage.days": ("日別", "By day"),
    "usage.purposes": ("モデル・用途別", "By model and purpose"),
    "usage.outcomes": ("正常に終わらなかった呼び出し", "Unsuccessful calls"),
    "usage.detail": ("日・モデル・用途別", "By day, model and purpose"),
    "usage.hint": (
        "日・モデル・用途別の表は `-f json` と `-f html` にあります。",
        "By day, model and purpose: see `-f json` or `-f html`.",
    ),
    "usage.none": ("この期間の呼び出しはありません。", "There were no calls in this period."),
    "usage.about": (
        "金額は米ドル。日の区切りは{zone}。処理中の呼び出しは見積もりの上限で数えています。",
        "Amounts in US dollars; days of {zone}; calls in progress count at their maximum cost.",
    ),
    "usage.cost": ("費用 (USD)", "Cost (USD)"),
    "usage.by_day": ("日ごとの推移", "Day by day"),
    "usage.today": ("今日 / 1日の上限", "Today / daily limit"),
    "usage.month": ("今月これまで", "This month so far"),
    "usage.projection": ("今月の見込み", "This month, projected"),
    "usage.calls": ("呼び出し", "Calls"),
    "usage.failed": ("うち正常に終わらなかったもの", "Of these, unsuccessful"),
    "usage.in_flight": ("処理中", "In progress"),
    "usage.items": ("回答を得た記事", "Items with a reply"),
    "usage.per_item": ("記事1件あたり", "Per item"),
    "usage.cached": ("キャッシュから読んだ入力", "Input read from the cache"),
    "usage.batched": ("バッチの呼び出し", "Calls in batches"),
    "usage.saved": ("バッチで節約した額", "Saved by batches"),
    "usage.share": ("見積もり上限に対する実費", "Actual cost vs. estimated maximum"),
}
