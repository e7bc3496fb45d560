"""The closing words of a fetch."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "fetch.feeds": ("フィード{n}件: {done}", "{n} feeds: {done}"),
    "fetch.feeds.one": ("フィード{n}件: {done}", "{n} feed: {done}"),
    "fetch.new": ("{feeds}件に{items}", "{feeds} with {items}"),
    "fetch.new_items": ("新しい記事{n}件", "{n} new items"),
    "fetch.new_items.one": ("新しい記事{n}件", "{n} new item"),
    "fetch.unchanged": ("変化なし{feeds}件", "{feeds} unchanged"),
    "fetch.updated": ("更新された記事{n}件", "{n} items updated"),
    "fetch.updated.one": ("更新された記事{n}件", "{n} item updated"),
    "fetch.failed": ("失敗{feeds}件", "{feeds} failed"),
    "fetch.skipped": ("見送り{feeds}件", "{feeds} skipped"),
    "fetch.failed_feed": ("  失敗: {feed}", "  failed: {feed}"),
    "fetch.skipped_feed": ("  見送り: {feed}", "  skipped: {feed}"),
    "fetch.unreachable": ("どれにも接続できませんでした ({reasons})", "none could be reached ({reasons})"),
    "fetch.no_network": ("{summary}。ネットワークを確認してください", "{summary}; check the network"),
    "fetch.nothing": ("何もありません", "nothing to do"),
}
