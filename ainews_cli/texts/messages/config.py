"""What is wrong with the config file, or with a value for it."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "{where}: [scoring]: all four weights are 0; give at least one a value above 0": (
        "{where}: [scoring]: 4つの重みがすべて0です。少なくとも1つを0より大きくしてください"
    ),
    "{where}: {key}: {value} is not a table; write [{table}] and its keys below": (
        "{where}: {key}: {value} はテーブルではありません。[{table}] と書き、その下にキーを並べてください"
    ),
    "must be {good}": "{good}でなければなりません",
    "{where}: {key} = {value}: {fault}": "{where}: {key} = {value}: {fault}",
    "{where}: feeds: write one [[feeds]] table per feed, with name and url": (
        "{where}: feeds: フィードごとに [[feeds]] を1つ書き、name と url を付けてください"
    ),
    '{where}: glossary: write [glossary] and lines like "alignment" = "アラインメント"': (
        '{where}: glossary: [glossary] の下に "alignment" = "アラインメント" のような行を書いてください'
    ),
    '{where}: aliases: write [aliases] and lines like "Kotonoha Lab" = ["コトノハ研究所", "Kotonoha"]': (
        '{where}: aliases: [aliases] の下に "Kotonoha Lab" = ["コトノハ研究所", "Kotonoha"] のような行を書いてください'
    ),
    "{where}: {key}name = {name}: used twice; give each feed a name of its own": (
        "{where}: {key}name = {name}: 2回使われています。フィードごとに別の名前を付けてください"
    ),
    "{where}: {key}url = {url}: already the address of {name}; remove one of the two": (
        "{where}: {key}url = {url}: すでに {name} のアドレスです。どちらかを削除してください"
    ),
    "{where}: glossary.{term} = {value}: must be a text in quotes, the translation of the term": (
        "{where}: glossary.{term} = {value}: 訳語を引用符で囲んで書いてください"
    ),
    "{where}: aliases.{name} = {value}: must be a list of texts, the other names of the same company": (
        "{where}: aliases.{name} = {value}: 同じ企業の別名のリストを書いてください"
    ),
    "{where}: {key}: unknown key{hint}; known here: {known}": (
        "{where}: {key}: 未知のキーです{hint}。使えるキー: {known}"
    ),
    " (did you mean {near}?)": "({near} のことですか)",
    "{where}: {key} is missing: every [[feeds]] needs a name and a url": (
        "{where}: {key} がありません。[[feeds]] には name と url が必要です"
    ),
    "the packaged {name} is missing; reinstall ainews": "同梱の {name} がありません。ainews を入れ直してください",
    "{path}: no such config file; `ainews --config {named} init` writes one": (
        "{path}: 設定ファイルがありません。`ainews --config {named} init` で作れます"
    ),
    "{path}: cannot be read ({reason}){hint}": "{path}: 読み込めません({reason}){hint}",
    "{path}: not valid TOML: {error}": "{path}: TOML として正しくありません: {error}",
    "{path}: its [[feeds]] are written in a way that cannot be changed safely; edit the file by hand": (
        "{path}: [[feeds]] の書き方が特殊なため、安全に変更できません。手で編集してください"
    ),
    "must be a text in quotes": "引用符で囲んだ文字列でなければなりません",
    "a text in quotes": "引用符で囲んだ文字列",
    "a whole number": "整数",
    "a number": "数",
    "true or false": "true か false",
    "a list of texts": "文字列のリスト",
    "must be one of {known}": "{known} のいずれかでなければなりません",
    "must be from {low} to {high}": "{low} から {high} まででなければなりません",
    "must be an http:// or https:// address": "http:// か https:// のアドレスでなければなりません",
    "must be a language tag such as ja, en or pt-BR": "ja、en、pt-BR のような言語タグでなければなりません",
    "must be an IANA time zone such as Asia/Tokyo or UTC": (
        "Asia/Tokyo や UTC のような IANA のタイムゾーンでなければなりません"
    ),
    "engine {name} is unknown: use one of {known}": "エンジン {name} はありません。{known} から選んでください",
}
