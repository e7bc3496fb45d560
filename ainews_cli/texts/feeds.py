"""Texts of `ainews feeds`."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # The list
    "feeds.head.feed": ("フィード", "Feed"),
    "feeds.head.kind": ("種類", "Kind"),
    "feeds.head.category": ("カテゴリ", "Category"),
    "feeds.head.weight": ("重み", "Weight"),
    "feeds.head.items": ("記事", "Items"),
    "feeds.head.last_success": ("最終取得", "Last success"),
    "feeds.head.status": ("状態", "Status"),
    "feeds.head.format": ("形式", "Format"),
    "feeds.head.entries": ("件数", "Entries"),
    "feeds.head.newest": ("最新", "Newest"),
    "feeds.head.parser": ("読み取り", "Read by"),
    "feeds.head.advice": ("対処", "What to do"),
    "feeds.ok": ("正常", "OK"),
    "feeds.off": ("無効", "disabled"),
    "feeds.never": ("未取得", "never fetched"),
    "feeds.gone": ("配信終了(HTTP 410)", "gone (HTTP 410)"),
    "feeds.failing": ("{n}回続けて失敗: {error}", "{n} failures in a row: {error}"),
    "feeds.failing.one": ("失敗: {error}", "failed: {error}"),
    "feeds.moved_to": ("移転先 {url}", "moved to {url}"),
    "feeds.none": (
        "購読中のフィードはありません。`ainews feeds add URL` で追加できます。",
        "There are no subscriptions: `ainews feeds add URL` adds one.",
    ),
    "feeds.count": (
        "フィード{n}件(有効 {enabled}件、失敗中 {failing}件)",
        "{n} feeds: {enabled} enabled, {failing} failing",
    ),
    "feeds.count.one": (
        "フィード{n}件(有効 {enabled}件、失敗中 {failing}件)",
        "{n} feed: {enabled} enabled, {failing} failing",
    ),
    "feeds.from": ("設定ファイル: {path}", "Config: {path}"),
    "feeds.packaged": (
        "設定ファイルはまだありません。付属の一覧を使っています。",
        "There is no config file yet: this is the list that comes with ainews.",
    ),
    # Changes
    "feeds.written": (
        "{path} を作成しました(付属のフィード{n}件入り)",
        "wrote {path} with the {n} {n|feed|feeds} that {n|comes|come} with ainews",
    ),
    "feeds.added": (
        "「{name}」を追加しました: {url}({form}、{n}件、最新は{ago})",
        "added {name!r}: {url} ({form}, {n} entries, the newest {ago})",
    ),
    "feeds.added.one": (
        "「{name}」を追加しました: {url}({form}、{n}件、最新は{ago})",
        "added {name!r}: {url} ({form}, {n} entry, {ago})",
    ),
    "feeds.added_undated": (
        "「{name}」を追加しました: {url}({form}、{n}件)",
        "added {name!r}: {url} ({form}, {n} entries)",
    ),
    "feeds.added_undated.one": (
        "「{name}」を追加しました: {url}({form}、{n}件)",
        "added {name!r}: {url} ({form}, {n} entry)",
    ),
    "feeds.other": ("ほかのフィード: {title} → {command}", "there is also {title}: {command}"),
    "feeds.extracts": (
        "本文が抜粋だけのフィードです。設定で full_text = true にすると記事のページも読みます。",
        "the feed carries only extracts; with full_text = true in the config, ainews also reads the articles' pages",
    ),
    "feeds.known": ("「{name}」として登録済みです: {url}", "already subscribed as {name!r}: {url}"),
    "feeds.removed": (
        "「{name}」を削除しました: {url}(保存済みの記事は残ります)",
        "removed {name!r}: {url} (its stored items stay)",
    ),
    "feeds.imported": ("{n}件を追加しました", "added {n} feeds"),
    "feeds.imported.one": ("{n}件を追加しました", "added {n} feed"),
    "feeds.import_known": ("{n}件は登録済み", "{n} already subscribed"),
    "feeds.import_bad": ("{n}件は読めません", "{n} could not be read"),
    "feeds.masked": (
        "パスワードやトークンは *** に置き換えました。そのまま書き出すには --with-secrets を付けてください",
        "passwords and tokens were replaced by ***; --with-secrets writes them, too",
    ),
    "feeds.exported": ("{path}: フィード{n}件", "{path}: {n} feeds"),
    "feeds.exported.one": ("{path}: フィード{n}件", "{path}: {n} feed"),
    # The check-up
    "feeds.check_title": ("フィードの点検", "Feed check"),
    "feeds.checked": (
        "フィード{n}件(正常 {good}件、要確認 {remarks}件、失敗 {failed}件)",
        "{n} feeds: {good} fine, {remarks} with remarks, {failed} failed",
    ),
    "feeds.checked.one": (
        "フィード{n}件(正常 {good}件、要確認 {remarks}件、失敗 {failed}件)",
        "{n} feed: {good} fine, {remarks} with remarks, {failed} failed",
    ),
    "feeds.finding.gone": ("配信終了", "gone"),
    "feeds.finding.not_found": ("見つかりません", "not found"),
    "feeds.finding.denied": ("アクセス拒否", "access denied"),
    "feeds.finding.too_often": ("アクセス制限", "too many requests"),
    "feeds.finding.server": ("サーバーのエラー", "server error"),
    "feeds.finding.page": ("ウェブページ", "a web page"),
    "feeds.finding.no_feed": ("フィードではありません", "not a feed"),
    "feeds.finding.timed_out": ("時間切れ", "timed out"),
    "feeds.finding.too_large": ("大きすぎます", "too large"),
    "feeds.finding.unreachable": ("接続できません", "unreachable"),
    "feeds.finding.failed": ("失敗", "failed"),
    "feeds.finding.moved": ("移転", "moved"),
    "feeds.finding.empty": ("記事なし", "empty"),
    "feeds.finding.quiet": ("更新停止?", "quiet"),
    "feeds.finding.undated": ("日付なし", "no dates"),
    "feeds.finding.slow": ("遅い", "slow"),
    "feeds.finding.mended": ("書式の誤り", "malformed"),
    "feeds.advice.gone": ("削除: {remove}", "remove it: {remove}"),
    "feeds.advice.not_found": (
        "サイトの新しいフィードを探す: ainews feeds add サイトのアドレス",
        "find its new address: ainews feeds add with the site's address",
    ),
    "feeds.advice.denied": (
        "サーバーが拒否しています。ブラウザで開けるか確認してください",
        "the server refuses access; check whether a browser can open it",
    ),
    "feeds.advice.too_often": ("しばらく待つ", "wait; fetch it less often"),
    "feeds.advice.server": ("しばらく待って再試行: {check}", "try again later: {check}"),
    "feeds.advice.page": ("ページが示すフィードを追加: {add}", "add the feed that the page names: {add}"),
    "feeds.advice.no_feed": ("アドレスを確認してください", "open the address in a browser to see what it is"),
    "feeds.advice.timed_out": (
        "後で再試行、または [fetch] timeout を増やす",
        "try again later, or raise [fetch] timeout",
    ),
    "feeds.advice.too_large": ("[fetch] max_bytes を増やす", "raise [fetch] max_bytes"),
    "feeds.advice.unreachable": ("ネットワークとアドレスを確認してください", "check the network and the address"),
    "feeds.advice.failed": ("アドレスを確認してください", "check the address"),
    "feeds.advice.moved": ("設定の url を書き換える: {url}", "set its url in the config: {url}"),
    "feeds.advice.empty": ("まだ何もありません", "nothing to do: it has no entries yet"),
    "feeds.advice.quiet": (
        "{days}日間更新がありません。不要なら {remove}",
        "nothing new for {days} days; if you do not need it: {remove}",
    ),
    "feeds.advice.undated": (
        "取得した時刻が公開時刻になります",
        "nothing to do: its items get the time of their first fetch",
    ),
    "feeds.advice.slow": ("{seconds}秒かかりました", "it took {seconds} s"),
    "feeds.advice.mended": ("補正して読んでいます", "nothing to do: ainews corrects it while reading"),
}
