"""What is wrong with feeds, lists of feeds, pages and discussions."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "no feed could be fetched; check the network, or see each reason with `ainews fetch -f json`": (
        "どのフィードも取得できませんでした。ネットワークを確認するか、`ainews fetch -f json` "
        "でそれぞれの理由を見てください"
    ),
    "the environment variable {name} is not set": "環境変数 {name} が設定されていません",
    "no feed could be read; check the network": "どのフィードも読めませんでした。ネットワークを確認してください",
    "the config has no [[feeds]]; `ainews init` writes a config with a good list": (
        "設定に [[feeds]] がありません。`ainews init` で例の付いた設定を作れます"
    ),
    "{name}: no such feed{hint}": "{name} というフィードはありません{hint}",
    "{name}: no such feed; known: {known}": "{name} というフィードはありません。登録済み: {known}",
    'there is no feed of Hacker News: add [[feeds]] with name, url = "https://news.ycombinator.com/" and kind = '
    '"hackernews" to the config': (
        'Hacker News のフィードがありません。設定に name、url = "https://news.ycombinator.com/"、kind = "hackernews" '
        "を持つ [[feeds]] を加えてください"
    ),
    "the same address as {name}": "{name} と同じアドレスです",
    "not in the database": "データベースにありません",
    "gone for good (HTTP 410); name it to try again": "廃止されました(HTTP 410)。名前を指定すると再び試します",
    "permanently gone: not fetched again until you name it": "廃止されました。名前を指定するまで取得しません",
    "not fetched before {time} UTC": "{time} UTC までは取得しません",
    "not fetched before {time} UTC after {error}": "{time} UTC までは取得しません({error})",
    "moved for good to {url}": "{url} に移転しました",
    "the document nests more than {n} elements; no feed does": (
        "要素が{n}段を超えて入れ子になっています。フィードではありません"
    ),
    "the address returns an empty document; try it in a browser": (
        "空の文書が返りました。ブラウザーで開いてみてください"
    ),
    "the address returns an HTML page instead of a feed; {hint}": "フィードではなく HTML のページが返りました。{hint}",
    "the address does not return an RSS, Atom or JSON feed": "RSS、Atom、JSON のフィードではありません",
    "the address returns JSON that is not a Hacker News search (no list of hits)": (
        "Hacker News の検索結果ではない JSON が返りました"
    ),
    "the address returns JSON that is not a JSON Feed; look for the page's RSS or Atom feed": (
        "JSON Feed ではない JSON が返りました。RSS か Atom のフィードを探してください"
    ),
    "the address returns invalid JSON; check that it is a feed": (
        "JSON として正しくありません。フィードかどうか確認してください"
    ),
    "the response is not a discussion (no list of children)": "議論のデータではありません",
    "the response is not JSON": "JSON ではありません",
    "--language {tag}: {fault}": "--language {tag}: {fault}",
    "--{option} {value}: {fault}": "--{option} {value}: {fault}",
    "the address is empty; give that of a feed or of a page": (
        "アドレスが空です。フィードかページのアドレスを指定してください"
    ),
    "{fault}; give the address of a feed or of a page": "{fault}。フィードかページのアドレスを指定してください",
    "--name {name}: another feed has this name; give it one of its own": (
        "--name {name}: 同じ名前のフィードがあります。別の名前を付けてください"
    ),
    "{file}: no outline in it has an xmlUrl, the address of a feed": (
        "{file}: xmlUrl(フィードのアドレス)を持つ outline がありません"
    ),
    "{file}: no feed in it can be used": "{file}: 使えるフィードがありません",
    "{url}: {what}, and none is in the usual places; look for RSS or Atom on the site and add that address": (
        "{url}: {what}。よくある場所にもフィードがありません。サイトで RSS か Atom を探し、"
        "そのアドレスを追加してください"
    ),
    "{url}: {what} {address}, but no feed is there": "{url}: {what} {address}(そこにフィードはありません)",
    "longer than {n} bytes: not a list of feeds": "{n}バイトを超えています。フィードの一覧ではありません",
    "a feed, not a list of feeds; add it with `ainews feeds add` and its address": (
        "一覧ではなくフィードです。`ainews feeds add` にアドレスを付けて追加してください"
    ),
    "not an OPML document": "OPML の文書ではありません",
    # Notes on the text of a page
    "paywall": "有料記事",
    "too short": "本文が短すぎる",
    "PDF": "PDF ファイル",
    "transcript": "文字起こし",
    "not HTML": "HTML ではない",
    "empty page": "空のページ",
    "title only": "見出しのみ",
    "extract only": "抜粋のみ",
    "consent wall": "同意を求める画面",
    "age gate": "年齢確認の画面",
    "bot check or JavaScript needed": "ボット確認、または JavaScript が必要",
    "no transcript: {reason}": "文字起こしなし: {reason}",
    # Notes of a feed's reader
    "unreadable date dropped": "日付を読めないため使いません",
    "date with an unclear time zone dropped": "タイムゾーンが不明な日付のため使いません",
    "date whose day and month could be exchanged dropped": "日と月を区別できない日付のため使いません",
    "impossible date dropped": "ありえない日付のため使いません",
    "date in the future clamped": "未来の日付のため取得時刻としました",
    "unreadable date dropped for that of the update": "日付を読めないため更新日時を使います",
    "date without a time zone read as UTC": "タイムゾーンのない日付をUTCとして読みました",
    "date without a time zone read in that of the feed's other dates": (
        "タイムゾーンのない日付を、フィードのほかの日付に合わせて読みました"
    ),
    "date without a time zone read in that of the feed's country": (
        "タイムゾーンのない日付を、フィードの国に合わせて読みました"
    ),
    "date without a time of day": "時刻のない日付",
    "link dropped: not http(s)": "http(s) でないリンクを除きました",
    "enclosure dropped: not http(s)": "http(s) でない添付を除きました",
    "title cut": "見出しを切り詰めました",
}
