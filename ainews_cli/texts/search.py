"""Texts of search, and of what a reader does with an item."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "search.title": ("「{words}」の検索結果", "Search results for “{words}”"),
    "search.nothing": ("「{words}」を含む記事はありません。", "No item contains “{words}”."),
    "search.no_words": (
        "「{words}」には検索できる文字がありません。",
        "There is nothing in “{words}” that can be searched for.",
    ),
    "search.nothing_filtered": (
        "「{words}」を含み、条件にも合う記事はありません。",
        "No item that contains “{words}” meets the other conditions.",
    ),
    "search.nothing_of_all": ("条件({conditions})に合う記事はありません。", "No item meets {conditions}."),
    "search.unknown_tag": ("タグ「{name}」の付いた記事はありません。", "No item has the tag {name}."),
    "search.unknown_tag.near": (
        "タグ「{name}」の付いた記事はありません。近いタグ: {near}",
        "No item has the tag {name}; near ones: {near}.",
    ),
    "search.unknown_company": ("企業「{name}」の記事はありません。", "No item names the company {name}."),
    "search.unknown_company.near": (
        "企業「{name}」の記事はありません。近い企業名: {near}",
        "No item names the company {name}; near ones: {near}.",
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
