"""Texts of stories and of the rank's explanation."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "story.follow_up": ("続報({day} の日報から)", "Follow-up (since the digest of {day})"),
    "story.with": ("{note}: {more}", "{note}: {more}"),
    "story.points": ("新しい点は {points}", "new: {points}"),
    "story.sources": ("{names} も報道", "also reported by {names}"),
    "story.and": ("。", "; "),
    "why.sum": ("順位の点数", "Rank value"),
    "why.place": ("順位", "Position"),
    "why.score": ("スコア", "Score"),
    "why.score.none": ("まだ評価がありません", "not scored yet"),
    "why.source": ("フィードの重み", "Feed weight"),
    "why.source.reason": ("{feed} の weight は {weight}", "weight of {feed} is {weight}"),
    "why.freshness": ("新しさ", "Freshness"),
    "why.freshness.reason": ("期間内で新しいほど高い", "the newer, the higher"),
    "why.coverage": ("報じた配信元の数", "Coverage"),
    "why.coverage.reason": ("同じ話題を報じるフィード: {names}", "{names} carry the same story"),
    "why.coverage.none": ("ほかに同じ話題を報じるフィードはありません", "no other feed has the story"),
    "why.taste": ("好み", "Taste"),
    "why.taste.none": ("star・hide・read がまだありません", "nothing starred, hidden or read yet"),
    "why.taste.neutral": ("印を付けた記事と共通点がありません", "nothing in common with what you marked"),
    "why.taste.unlike": ("印を付けた記事とは違う種類です", "unlike what you starred or read"),
    "why.exploration": ("探索", "Exploration"),
    "why.exploration.reason": ("まだ知らない種類の記事への加点", "for items unlike everything you marked"),
    "why.total": ("合計", "Sum"),
    "why.quote": ("{mark}: 「{quote}」", "{mark}: “{quote}”"),
    "why.flag.starred": ("★ {id}: {title}", "starred {id}: {title}"),
    "why.flag.hidden": ("非表示 {id}: {title}", "hidden {id}: {title}"),
    "why.flag.read": ("既読 {id}: {title}", "read {id}: {title}"),
    "why.position": (
        "{all}件中 {n}位(日報に載るのは上位{limit}件)",
        "position {n} of {all} (a digest shows the first {limit})",
    ),
    "why.likeness": (
        "並べるときに ID {id}「{title}」と似ているため {loss} 点引きました。",
        "{loss} points were deducted because it resembles ID {id}, “{title}”.",
    ),
    "why.under": (
        "同じ話題の ID {id}「{title}」の下にまとめられています。",
        "It is listed under ID {id}, “{title}”, which reports the same story.",
    ),
    "why.release": (
        "同じ製品のリリース ID {id}「{title}」の下にまとめられています。",
        "It is listed under ID {id}, “{title}”, a release of the same product.",
    ),
    "why.shown": (
        "{day} の日報に載ったため、この日には載りません。",
        "It was in the digest of {day}, so it is not shown again.",
    ),
    "why.repeat": (
        "並べるときに、上に同じフィードの記事があるため {loss} 点引きました。",
        "{loss} points were deducted because items of its feed stand above it.",
    ),
    "why.full": (
        "{feed} の記事がすでに上限の{n}件載るため、載りません([digest] per_feed)。",
        "{feed} has its {n} {n|place|places} on the page already ([digest] per_feed).",
    ),
    "why.unsubscribed": ("{feed} の購読をやめています。", "You have unsubscribed from {feed}."),
    "why.hidden": ("非表示にした記事です。", "You have hidden it."),
    "why.outside": ("上位の候補に入っていません。", "It is not among the top candidates of its window."),
}
