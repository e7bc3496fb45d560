"""Texts about what failed unexpectedly for one item while everything else went on."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "fault.line": (
        "{what}: {step}に失敗しました({error})。ほかの記事には影響ありません。-v を付けて実行すると詳細が表示されます。"
        "不具合の報告をお願いします",
        "{what}: {step} failed ({error}); everything else is here. Run again with -v for the traceback, and please "
        "report it",
    ),
    "fault.item": ("ID {id}「{title}」", "ID {id} “{title}”"),
    "fault.title": ("「{title}」", "“{title}”"),
    "fault.article": (
        "この記事は表示できません。元の記事をご覧ください。",
        "This article cannot be shown; read the original.",
    ),
    "fault.step.entry": ("フィードの記事の読み取り", "reading it from its feed"),
    "fault.step.store": ("データベースへの保存", "storing it"),
    "fault.step.row": ("データベースからの読み出し", "reading it from the database"),
    "fault.step.text": ("本文の読み取り", "reading its text"),
    "fault.step.page": ("記事ページの読み取り", "reading its page"),
    "fault.step.discussion": ("議論の読み取り", "reading its discussion"),
    "fault.step.search": ("検索への登録", "indexing it for searches"),
    "fault.step.estimate": ("評価の推定", "estimating it"),
    "fault.step.analysis": ("分析", "analysing it"),
    "fault.step.translation": ("翻訳", "translating it"),
    "fault.step.brief": ("議論の要約", "summing it up"),
    "fault.step.batch": ("バッチの処理", "handling it in a batch"),
    "fault.step.view": ("一覧への掲載", "putting it on the page"),
    "fault.step.render": ("表示", "printing it"),
    "fault.step.article": ("記事ページの作成", "making its page"),
}
