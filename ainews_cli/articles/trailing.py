"""What pages hang on to an article under headings of their own: related articles, rankings, newsletter boxes, share
lines, calls to sign up.
"""

from __future__ import annotations

import re

from ainews_cli.articles.html_blocks import FoundBlock
from ainews_cli.articles.inline import unmarked

_THINGS = r"(?:articles?|posts?|stor(?:y|ies)|news|reading|content|links|topics|coverage|videos?|items|entries|pages)"
_LISTS = re.compile(
    rf"related {_THINGS}|related|read (?:more|next|also)|more (?:from|on|in|like this|stories|news|posts|"
    rf"articles|coverage|to read)\b.{{0,40}}|"
    rf"(?:recommended|suggested|popular|trending|latest|recent|top|featured) {_THINGS}|recommended(?: for you| "
    rf"reading)?|"
    rf"trending(?: now)?|most (?:read|popular|viewed|shared)|"
    rf"(?:you (?:may|might)|you'll) also (?:like|enjoy|be interested in)|you may like|what to read next|next up|"
    rf"up next|keep reading|don't miss|"
    rf"editors?[’']?s? picks?|in case you missed it|around the web|from around the web|sponsored(?: content| "
    rf"links| stories)?|"
    rf"promoted(?: content)?|tags|categories|filed under|"
    r"関連(?:記事|ニュース|リンク|キーワード|する記事|コンテンツ|トピックス|タグ)|あわせて(?:読みたい|どうぞ).{0,6}|合わせて読みたい.{0,6}|こちらも(?:おすすめ|どうぞ).{0,4}|おすすめ(?:の)?(?:記事|コンテンツ)?|"
    r"人気(?:記事|の記事|ランキング)(?:ランキング)?|(?:アクセス|記事|週間|月間|デイリー)?ランキング|注目(?:の)?(?:記事|ニュース|トピックス)?|新着(?:記事|ニュース)?|最新(?:記事|ニュース)|この記事を読んだ(?:人|方).{0,24}|"
    r"ピックアップ|特集一覧|次に読む.{0,6}|前後の記事|タグ|カテゴリー?|スポンサー(?:ド)?リンク|PR",
    re.IGNORECASE,
)
_BOXES = re.compile(
    r"(?:share|tweet|follow|like)(?: this| us| on| it|:)?.{0,40}|spread the word|(?:subscribe|sign up|join)\b.{0,80}|"
    r"(?:our |the |get (?:the|our) )?(?:daily |weekly |free )?newsletters?.{0,30}|"
    r"get .{0,40}(?:in your inbox|newsletter|by email).{0,20}|stay (?:up to date|informed|in the loop|connected|"
    r"updated).{0,30}|never miss .{0,30}|"
    r"(?:\d+ )?(?:comments?|responses?|replies)(?: \(\d+\))?|leave a (?:reply|comment)|join the (?:conversation|"
    r"discussion).{0,20}|"
    r"post a comment|discussion|"
    r"いいなと思ったら.{0,12}|(?:バッジ|チップ|サポート).{0,12}(?:応援|支援).{0,12}|この記事が参加している.{0,8}|この記事が気に入ったら.{0,24}|"
    r"still need help\W*|need (?:more )?help\W*|was this (?:article|page|helpful|useful).{0,30}|"
    r"support (?:us|our work|this site|independent \w+)\b.{0,40}|"
    r"about the author|(?:we value your|your) privacy|cookie.{0,40}|advertisement|"
    r"(?:この|本)記事(?:を|の)(?:シェア|共有|ツイート|評価|感想).{0,12}|シェア(?:する)?|共有(?:する)?|フォロー.{0,20}|SNSで.{0,12}|コメント(?:を(?:残す|書く|投稿).{0,8}|一覧|欄)?|"
    r"メール(?:マガジン|ニュース).{0,24}|メルマガ.{0,24}|ニュースレター.{0,24}|無料(?:会員)?登録.{0,24}|会員登録.{0,24}|(?:この記事の)?(?:著者|執筆者|筆者|ライター|書いた人)(?:紹介|プロフィール|について)?|広告",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"share(?: this)?(?: (?:article|post|story|page))?(?: (?:on|via|with) .{0,30})?:?|tweet|(?:follow|like) "
    r"(?:us|me) .{0,60}|"
    r"advertisement|ad|sponsored|skip (?:to|advertisement).{0,20}|"
    r"\d+ ?min(?:ute)?s?(?: read)?|(?:loading|please wait)\W*|copy(?: link)?|copied!?|print(?: this.{0,12})?|"
    r"email(?: this)?|"
    r"save|listen|bookmark|reply|like|clap|follow|report|(?:sign|log) (?:in|up)|subscribe(?: now)?|"
    r"(?:continue|keep) reading.{0,40}|read more\W*|see all|view all.{0,20}|show more|load more.{0,20}|back to top|"
    r"previous(?: post| article)?|next(?: post| article)?|"
    r"(?:by (?:subscribing|signing up|clicking|continuing)|this site (?:uses|is protected)|we use cookies|we and "
    r"our partners).{0,400}|"
    r"(?:please )?(?:enable|turn on) javascript.{0,100}|javascript (?:is|must be) .{0,100}|"
    r"(?:sign up|subscribe) (?:for|to) (?:our|the|my).{0,120}|(?:thanks|thank you) for (?:reading|"
    r"subscribing).{0,160}subscribe.{0,80}|"
    r"sign up (?:here|now|today).{0,80}|forwarded this (?:email|message)\W.{0,60}|was this (?:article |page "
    r")?(?:helpful|useful).{0,30}|"
    r"our standards\b.{0,80}|"
    r"(?:copyright\b|©|\(c\) ?(?:19|20)\d\d).{0,160}|"
    r"ログイン(?:する|して|すると).{0,24}|(?:バッジ|チップ).{0,12}(?:応援|支援).{0,12}|"
    r"シェア(?:する)?|ツイート|ポスト|はてな?ブ?.{0,8}|LINEで送る|保存|印刷(?:する)?|いいね!?.{0,10}|続きを読む.{0,10}|もっと見る|一覧(?:へ|を見る)|トップ(?:へ戻る)?|"
    r"ページトップへ.{0,4}|PR|広告|ログイン|(?:新規)?会員登録.{0,12}|"
    r"この記事を(?:シェア|共有).{0,10}|フォローする",
    re.IGNORECASE,
)
_DECORATION = "【】[]■◆●▼▶〓:： ・|"
_POINTER = re.compile(
    r"(?:read (?:more|also|next|on)|related(?: \w+)?|see also|also read|more(?: on this)?|watch|"
    r"関連(?:記事)?|あわせて読みたい|参考(?:記事)?)\s*[:：|｜>»→].*"
    r"|.{0,60}\b(?:unsubscribe|(?:manage|update) (?:your |my )?(?:subscription|preferences)|"
    r"view (?:this (?:email|message) )?in (?:your |a )?browser|advertise with us)\b.{0,80}"
    r"|the post .+ (?:appeared first on|first appeared on) .+|comments|submitted by .{1,60}(?:\[link\]|\[comments\]).*"
    r"|(?:posted|filed|published|categori[sz]ed|tagged) (?:in|under|as|with)\b.{0,80}",
    re.IGNORECASE | re.DOTALL,
)
"""A paragraph that only points elsewhere, when it is (mostly) a link."""
_SHORT = 200
"""Characters up to which a paragraph under a box's heading belongs to the box."""
_MAX_BOX = 4
_SOME_LINK = 0.3
_LINKED = 0.6
"""Share of its characters inside links from which a block is a link to something else."""


def is_linked(item: FoundBlock) -> bool:
    """Tell whether a block is mostly link."""
    return item.characters > 0 and item.linked >= _LINKED * item.characters


def _opens(item: FoundBlock) -> str:
    """Return what an appendix begins here: "lists", "boxes" or ""."""
    block = item.block
    whole_bold = block.kind == "paragraph" and block.text.startswith("**") and block.text.endswith("**")
    if block.kind not in ("heading", "paragraph") or item.characters > 120:
        return ""
    text = " ".join(unmarked(block.text).split()).strip(_DECORATION)
    lead = block.kind == "heading" or whole_bold
    if _LISTS.fullmatch(text):
        return "lists"
    return "boxes" if lead and _BOXES.fullmatch(text) else ""


def is_phrase(item: FoundBlock) -> bool:
    """Tell whether a short block is a label of the page's furniture ("Share", "12 min read", "続きを読む") and no
    sentence of the article.
    """
    if item.characters > 500 or not (
        item.block.kind == "paragraph" or (item.block.kind == "list_item" and is_linked(item))
    ):
        return False
    text = " ".join(unmarked(item.block.text).split()).strip(" :→»›>|・")
    return bool(_LINES.fullmatch(text)) or (
        item.linked >= _SOME_LINK * item.characters and bool(_POINTER.fullmatch(text))
    )


def _end(items: list[FoundBlock], start: int, kind: str) -> int:
    """Index after the last block of the appendix that opens at `start`."""
    level = items[start].block.level or 6
    index = start + 1
    while index < len(items):
        item = items[index]
        if item.block.kind == "heading" and (item.block.level <= level and not is_linked(item)):
            break
        belongs = is_linked(item) or item.block.kind == "image" or is_phrase(item)
        if kind == "boxes":
            belongs = belongs or (index - start <= _MAX_BOX and item.characters <= _SHORT and item.block.kind != "code")
        elif item.block.kind in ("heading", "paragraph") and item.characters <= 40:
            belongs = True  # a date or a category under a linked title
        if not belongs:
            break
        index += 1
    return index


def without_appendix(items: list[FoundBlock]) -> list[FoundBlock]:
    """Return the blocks without lists of other articles, newsletter boxes and furniture. A heading that only looks like
    one, with text under it, stays.
    """
    kept: list[FoundBlock] = []
    index = 0
    while index < len(items):
        kind = _opens(items[index])
        end = _end(items, index, kind) if kind else index
        empty = kind and (end == len(items) or items[end].block.kind == "heading")
        if end > index + 1 or empty:
            index = end
            continue
        if not is_phrase(items[index]):
            kept.append(items[index])
        index += 1
    return kept or items
