"""Every text of the interface, in Japanese and English, side by side.

`text(language, key, **values)` looks a key up and fills its `{placeholders}`. A language other than Japanese gets English.
A key with a `.one` sibling uses that one where `n` is 1 (English has a singular; Japanese repeats the same words).
"""

from __future__ import annotations

_TEXTS: dict[str, tuple[str, str]] = {
    # Titles of the views
    "view.latest": ("最新ニュース", "Latest news"),
    "view.daily": ("AI日報", "AI Daily"),
    "view.weekly": ("週報", "Weekly Review"),
    "view.hacker": ("Hacker日報", "Hacker Daily"),
    "view.videos": ("動画", "Videos"),
    "view.tools": ("AIツール", "AI Tools"),
    "view.trends": ("トレンド", "Trends"),
    "view.companies": ("企業", "Companies"),
    "view.papers": ("論文", "Papers"),
    "view.show": ("記事", "Article"),
    "view.search": ("検索結果", "Search results"),
    "view.why": ("この順位の理由", "Why it ranks here"),
    "view.usage": ("利用状況", "Usage"),
    "view.feeds": ("購読中のフィード", "Subscriptions"),
    "view.eval": ("モデルの評価", "Model evaluation"),
    "view.doctor": ("診断", "Check-up"),
    # Headings of sections
    "section.entries": ("記事一覧", "Items"),
    "section.tldr": ("TL;DR", "TL;DR"),
    "section.score": ("AI深層分析", "In-depth AI analysis"),
    "section.key_points": ("キーポイント", "Key points"),
    "section.impact": ("影響分析", "Impact"),
    "section.comment": ("編集コメント", "Editor's comment"),
    "section.translation": ("翻訳", "Translation"),
    "section.original": ("原文", "Original"),
    "section.bilingual": ("対訳", "Side by side"),
    "section.audit": ("検査結果", "Checks"),
    "section.related": ("関連記事", "Related articles"),
    "section.share": ("この記事をシェア", "Share this article"),
    "section.stories": ("今週の話題", "Stories of the week"),
    "section.discussion": ("議論の要点", "What the discussion says"),
    "section.rising": ("上昇中", "Rising"),
    "section.falling": ("下降中", "Falling"),
    "section.companies": ("企業別", "By company"),
    "section.tags": ("タグ", "Tags"),
    "section.sources": ("情報源", "Sources"),
    "section.summary": ("概要", "Summary"),
    # The four marks and the score
    "mark.depth": ("深度", "Depth"),
    "mark.relevance": ("関連度", "Relevance"),
    "mark.practicality": ("実用性", "Practicality"),
    "mark.novelty": ("革新性", "Novelty"),
    "mark.unconfirmed": ("根拠を確認できません", "evidence not confirmed"),
    "score.estimate": ("推定 {score}", "est. {score}"),
    "score.estimate_note": (
        "AIによる分析ではなく、文章の特徴から計算した推定値です。",
        "An estimate computed from features of the text, not an analysis by a model.",
    ),
    "score.analysed": ("分析: {time}", "analysed {time}"),
    # An entry
    "entry.reading": ("約{n}分で読める", "{n} min read"),
    "entry.stale": ("再分析待ち", "stale"),
    "entry.title_only": ("本文なし(見出しのみ)", "title only, no text"),
    "entry.too_short": ("本文が短いため要約していません", "too short to summarise"),
    "entry.no_text": ("本文を取得できませんでした", "the full text could not be read"),
    "entry.original_title": ("原題: {title}", "Original title: {title}"),
    "entry.original_label": ("原題", "Original title"),
    "entry.breakdown": ("スコアの内訳", "How the score is made up"),
    "entry.also": ("ほか{n}件の配信元: {names}", "also carried by {n} other feeds: {names}"),
    "entry.also.one": ("ほか{n}件の配信元: {names}", "also carried by {n} other feed: {names}"),
    "entry.points": ("{n:,}ポイント", "{n:,} points"),
    "entry.points.one": ("{n:,}ポイント", "{n:,} point"),
    "entry.comments": ("コメント{n:,}件", "{n:,} comments"),
    "entry.comments.one": ("コメント{n:,}件", "{n:,} comment"),
    "entry.views": ("{n:,}回視聴", "{n:,} views"),
    "entry.views.one": ("{n:,}回視聴", "{n:,} view"),
    "entry.discussion": ("議論", "Discussion"),
    "entry.id": ("ID {id}", "ID {id}"),
    "entry.untitled": ("(無題)", "(untitled)"),
    "entry.unread": ("未読", "unread"),
    "entry.starred": ("スター付き", "starred"),
    # Article text
    "block.image": ("画像: {alt}", "Image: {alt}"),
    "block.image_plain": ("画像", "Image"),
    "block.unchecked": ("検査に通らなかったため原文のまま", "failed a check, shown in the original"),
    "block.kept": ("検査に通らなかったため原文のまま({checks})", "failed a check, shown in the original ({checks})"),
    "block.missing": ("未翻訳", "not translated yet"),
    # The translation of an article
    "translation.blocks": ("{n:,}ブロック: {parts}", "{n:,} blocks: {parts}"),
    "translation.blocks.one": ("{n:,}ブロック: {parts}", "{n:,} block: {parts}"),
    "translation.checked": ("{n:,}件を検査済み", "{n:,} checked"),
    "translation.refused": ("{n:,}件は原文のまま({checks})", "{n:,} in the original ({checks})"),
    "translation.missing": ("{n:,}件は未翻訳", "{n:,} not translated yet"),
    "translation.offline": (
        "モデルを使わない設定のため、翻訳はなく原文を表示しています。",
        "No model is in use: the original is shown, untranslated.",
    ),
    "translation.no_key": ("APIキーがないため、翻訳はなく原文を表示しています。", "There is no API key: the original is shown, untranslated."),
    "translation.no_analyse": (
        "--no-analyse のため、翻訳はなく原文を表示しています。",
        "Nothing was translated (--no-analyse): the original is shown.",
    ),
    "translation.budget": ("予算のため翻訳していません。原文を表示しています。", "Not translated, for the budget: the original is shown."),
    "translation.model": (
        "モデルを利用できなかったため翻訳していません。原文を表示しています。",
        "Not translated, the model could not be used: the original is shown.",
    ),
    "translation.refused_all": (
        "検査を通った訳文がないため、原文を表示しています。",
        "No block of the translation passed the checks: the original is shown.",
    ),
    "original.hint": ("原文は --original で表示します。", "The original is shown with --original."),
    "original.transcript": ("動画の説明文と文字起こしです。", "The video's description, followed by its transcript."),
    "original.description": ("動画の説明文です(文字起こしはありません)。", "The video's description (without a transcript)."),
    "discussion.failed": ("議論を取得できませんでした: {reason}", "The discussion could not be read: {reason}"),
    "discussion.empty": ("まだコメントがありません。", "There are no comments yet."),
    "discussion.nobody": ("(名前なし)", "(no name)"),
    "discussion.replies": ("{author} · 返信{n:,}件", "{author} · {n:,} replies"),
    "discussion.replies.one": ("{author} · 返信{n:,}件", "{author} · {n:,} reply"),
    "comment.opinion": ("AIによる意見であり、記事の内容ではありません。", "An opinion of the model, not a statement of the article."),
    "footer.untranslated": ("予算のため翻訳を見送ったブロック {n:,}件", "{n:,} blocks not translated, for the budget"),
    "footer.untranslated.one": ("予算のため翻訳を見送ったブロック {n:,}件", "{n:,} block not translated, for the budget"),
    "footer.translation_failed": ("モデルを利用できず翻訳していないブロック {n:,}件", "{n:,} blocks not translated, the model could not be used"),
    "footer.translation_failed.one": ("モデルを利用できず翻訳していないブロック {n:,}件", "{n:,} block not translated, the model could not be used"),
    # The checks (--audit)
    "audit.about": (
        "各ブロックに行った検査: {checks}",
        "Every translated block went through these checks: {checks}",
    ),
    "audit.translated": ("検査済み", "checked"),
    "audit.repaired": ("修正後に検査済み", "checked, after a repair"),
    "audit.refused": ("原文のまま", "in the original"),
    "audit.missing": ("未翻訳", "not translated"),
    "audit.same": ("もとから対象言語", "in this language already"),
    "audit.untouched": ("翻訳対象外", "nothing to translate"),
    "audit.first": ("一度目: {message}", "first try: {message}"),
    "audit.warning": ("注意: {message}", "warning: {message}"),
    "audit.confirmed": ("確認済み", "found"),
    "audit.unconfirmed": ("確認できません", "not found"),
    "audit.nothing": ("検査する翻訳も引用もありません。", "There is neither a translation nor a quote to check."),
    "check.tokens": ("保護した要素", "protected spans"),
    "check.blocks": ("ブロックの過不足", "missing or added blocks"),
    "check.structure": ("構造", "structure"),
    "check.script": ("文字種", "script"),
    "check.leftover": ("訳し残し", "untranslated sentences"),
    "check.numbers": ("数値", "numbers"),
    "check.units": ("単位", "units"),
    "check.dates": ("日付", "dates"),
    "check.links": ("リンク", "links"),
    "check.code": ("コード", "code"),
    "check.emphasis": ("強調", "emphasis"),
    "check.brackets": ("括弧", "brackets"),
    "check.loops": ("繰り返し", "repetition"),
    "check.length": ("長さ", "length"),
    "check.sentences": ("文の過不足", "missing or added sentences"),
    "check.order": ("順序", "order"),
    "check.glossary": ("用語集", "glossary"),
    "check.names": ("固有名詞", "names"),
    "check.negation": ("否定", "negation"),
    "check.reply": ("応答", "reply"),
    "check.refusal": ("モデルが辞退", "declined by the model"),
    "link.original": ("元記事を開く", "Open the original"),
    "link.discussion": ("議論を開く", "Open the discussion"),
    "link.video": ("動画を見る", "Watch the video"),
    # Lists
    "list.empty": ("該当する記事はありません。", "No items here."),
    "list.empty_database": (
        "まだ記事がありません。`ainews fetch` で取得してください。",
        "There are no items yet: run `ainews fetch`.",
    ),
    "page.footer": ("このページについて", "About this page"),
    "section.folded": ("「{heading}」は省略しました。", "“{heading}” is left out here."),
    # Times
    "ago.now": ("たった今", "just now"),
    "ago.minutes": ("{n}分前", "{n} minutes ago"),
    "ago.minutes.one": ("{n}分前", "{n} minute ago"),
    "ago.hours": ("{n}時間前", "{n} hours ago"),
    "ago.hours.one": ("{n}時間前", "{n} hour ago"),
    "ago.days": ("{n}日前", "{n} days ago"),
    "ago.days.one": ("{n}日前", "{n} day ago"),
    "time.range": ("{start} 〜 {end}", "{start} – {end}"),
    # The footer
    "footer.engine": ("分析: {engine} ({model})", "Analysis: {engine} ({model})"),
    "footer.engine_plain": ("分析: {engine}", "Analysis: {engine}"),
    "footer.considered": ("対象 {n:,}件", "{n:,} items considered"),
    "footer.considered.one": ("対象 {n:,}件", "{n:,} item considered"),
    "footer.analysed": ("うち分析済み {n:,}件", "{n:,} of them analysed"),
    "footer.deferred": ("予算のため見送り {n:,}件", "{n:,} deferred by the budget"),
    "footer.feeds_failed": ("取得できなかったフィード: {names}", "Feeds that failed: {names}"),
    "footer.without_text": ("本文なし {n:,}件", "{n:,} without full text"),
    "footer.spent": ("この実行の費用 {amount}", "Spent in this run: {amount}"),
    "footer.no_key": (
        "APIキーがないため、オフライン推定で表示しています。",
        "There is no API key: scores are offline estimates.",
    ),
    "footer.no_network": (
        "ネットワークに接続できないため、保存済みの記事だけを表示しています。",
        "There is no network: only stored items are shown.",
    ),
    "footer.no_analyse": ("--no-analyse のため、分析は行っていません。", "Nothing was analysed (--no-analyse)."),
    "footer.model_failed": ("モデルを利用できませんでした: {reason}", "The model could not be used: {reason}"),
    "footer.failed": ("分析できなかった記事 {n:,}件", "{n:,} items could not be analysed"),
    "footer.failed.one": ("分析できなかった記事 {n:,}件", "{n:,} item could not be analysed"),
    "dry_run.plan": (
        "{model} で{n:,}件を分析します。費用は最大 ${cost} です(何も実行していません)。",
        "Would analyse {n:,} items with {model} for ${cost} at most. Nothing was done.",
    ),
    "dry_run.plan.one": (
        "{model} で{n:,}件を分析します。費用は最大 ${cost} です(何も実行していません)。",
        "Would analyse {n:,} item with {model} for ${cost} at most. Nothing was done.",
    ),
    "dry_run.translation": (
        "この記事の{n:,}ブロックを翻訳します。費用は最大 ${cost} です(何も実行していません)。",
        "Would translate {n:,} blocks of this article for ${cost} at most. Nothing was done.",
    ),
    "dry_run.translation.one": (
        "この記事の{n:,}ブロックを翻訳します。費用は最大 ${cost} です(何も実行していません)。",
        "Would translate {n:,} block of this article for ${cost} at most. Nothing was done.",
    ),
    "dry_run.offline": (
        "モデルを使わない設定のため、費用はかかりません(何も実行していません)。",
        "No model is used, so nothing would be spent. Nothing was done.",
    ),
    "engine.offline": ("オフライン推定", "offline estimate"),
    "engine.recorded": ("記録済みの応答", "recorded replies"),
    "engine.claude": ("Claude", "Claude"),
    # Categories
    "category.news": ("ニュース", "News"),
    "category.research": ("研究", "Research"),
    "category.tool": ("ツール", "Tool"),
    "category.video": ("動画", "Video"),
    "category.opinion": ("論説", "Opinion"),
    "category.tutorial": ("解説", "Tutorial"),
    "category.business": ("ビジネス", "Business"),
    "category.policy": ("政策", "Policy"),
    "category.release": ("リリース", "Release"),
    # Heads of columns
    "column.mark": ("評価軸", "Mark"),
    "column.value": ("点", "Value"),
    "column.weight": ("比重", "Weight"),
    "column.reason": ("理由", "Reason"),
    "column.topic": ("話題", "Topic"),
    "column.company": ("企業", "Company"),
    "column.items": ("件数", "Items"),
    "column.before": ("前の期間", "Before"),
    "column.change": ("増減", "Change"),
    "column.day": ("日付", "Day"),
    "column.model": ("モデル", "Model"),
    "column.purpose": ("用途", "Purpose"),
    "column.calls": ("呼び出し", "Calls"),
    "column.cost": ("費用", "Cost"),
    "column.feed": ("フィード", "Feed"),
    "column.status": ("状態", "Status"),
    "column.block": ("¶", "¶"),
    "column.findings": ("指摘", "Findings"),
    "column.quoted_by": ("引用元", "Quoted by"),
    "column.quote": ("引用", "Quote"),
    # Punctuation that differs
    "list.comma": ("、", ", "),
}

LANGUAGES = ("ja", "en")


def text(language: str, key: str, **values: object) -> str:
    """The text for a key, placeholders filled. Raises KeyError for an unknown key (a fault in the program)."""
    if values.get("n") == 1 and f"{key}.one" in _TEXTS:
        key = f"{key}.one"
    template = _TEXTS[key][0 if language.split("-")[0].lower() == "ja" else 1]
    return template.format(**values) if values else template


def has(key: str) -> bool:
    """Whether there is a text for the key."""
    return key in _TEXTS


def keys() -> tuple[str, ...]:
    """All keys, for the test that every key in use exists."""
    return tuple(_TEXTS)
