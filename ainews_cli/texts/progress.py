"""What the line on stderr says while something takes a while."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "progress.work": ("準備中", "working"),
    "progress.database": ("データベースを開いています", "opening the database"),
    "progress.fetch": ("フィードを取得中", "fetching feeds"),
    "progress.check": ("フィードを確認中", "checking feeds"),
    "progress.discover": ("フィードを探しています", "looking for the feed"),
    "progress.estimate": ("スコアを推定中", "estimating scores"),
    "progress.pages": ("記事のページを読み込み中", "reading article pages"),
    "progress.discussions": ("議論を読み込み中", "reading discussions"),
    "progress.analyse": ("記事を分析中", "analysing"),
    "progress.translate": ("翻訳中", "translating"),
    "progress.brief": ("要約中", "summarising"),
    "progress.page": ("ページを作成中", "making the page"),
    "progress.index": ("索引を更新中", "indexing"),
    "progress.search": ("検索中", "searching"),
    "progress.site": ("サイトを作成中", "writing the site"),
    "progress.batch": ("バッチを処理中", "talking to the batch server"),
    "progress.doctor": ("点検中", "examining"),
    "progress.evaluate": ("{model} を評価中", "measuring {model}"),
}
