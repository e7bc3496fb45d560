"""Texts of search, and of what a reader does with an item."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "search.title": ("「{words}」の検索結果", "Search results for “{words}”"),
    "search.nothing": ("「{words}」を含む記事はありません。", "No item contains “{words}”."),
    "search.nothing_filtered": (
        "「{words}」を含み、条件にも合う記事はありません。",
        "No item that contains “{words}” meets the other conditions.",
    ),
    "search.hit": ("該当箇所", "Match"),
    "flag.starred": ("スターを付けました: {ids}", "Starred: {ids}"),
    "flag.starred.undo": ("スターを外しました: {ids}", "No longer starred: {ids}"),
    "flag.hidden": ("今後は表示しません: {ids}", "Hidden from now on: {ids}"),
    "flag.hidden.undo": ("再び表示します: {ids}", "Shown again: {ids}"),
    "flag.read": ("既読にしました: {ids}", "Marked as read: {ids}"),
    "flag.read.undo": ("未読に戻しました: {ids}", "Unread again: {ids}"),
    "open.none": ("この記事にはリンクがありません。", "This item has no link."),
    "open.opened": ("ブラウザーで開きました: {url}", "Opened in the browser: {url}"),
}
