"""Wrong usage: options, arguments, files, ids."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "--share prints plain text; leave out --format": "--share は文字だけを出力します。--format を外してください",
    "interrupted; what was finished is kept": "中断しました。済んだ分は保存されています",
    "unexpected fault: {kind}: {error} ({advice})": "予期しない障害: {kind}: {error}({advice})",
    "run again with -v for the traceback, and please report it": (
        "-v を付けて再実行すると詳細が出ます。報告をお願いします"
    ),
    "standard output cannot be written: {reason}": "標準出力に書き込めません: {reason}",
    "{file}: cannot be written ({reason}); `ainews --show-completion` prints what belongs into your shell's "
    "startup file": (
        "{file}: 書き込めません({reason})。シェルの起動ファイルに書く内容は `ainews --show-completion` で表示できます"
    ),
    "your shell's startup file is not UTF-8; `ainews --show-completion` prints what belongs into it": (
        "シェルの起動ファイルが UTF-8 ではありません。書く内容は `ainews --show-completion` で表示できます"
    ),
    # What Typer says
    "Missing argument '{name}'": "引数 {name} が必要です",
    "Missing option '{name}'": "オプション {name} が必要です",
    "Missing command": "コマンドが必要です",
    "No such option: {name}": "{name} というオプションはありません",
    "No such option '{name}'": "{name} というオプションはありません",
    "No such command '{name}'": "{name} というコマンドはありません",
    "{name} Did you mean {near}?": "{name}。{near} のことですか",
    "{name} (Possible options: {near})": "{name}({near} のことですか)",
    "Option '{name}' requires an argument": "オプション {name} には値が必要です",
    "Option '{name}' requires {n} arguments": "オプション {name} には値が{n}個必要です",
    "Option '{name}' does not take a value": "オプション {name} は値を取りません",
    "Got unexpected extra argument ({names})": "余分な引数があります: {names}",
    "Got unexpected extra arguments ({names})": "余分な引数があります: {names}",
    "Invalid value for '{name}': {fault}": "{name} の値が正しくありません: {fault}",
    "Invalid value for {name}: {fault}": "{name} の値が正しくありません: {fault}",
    "Invalid value: {fault}": "値が正しくありません: {fault}",
    "'{value}' is not a valid integer": "「{value}」は整数ではありません",
    "'{value}' is not a valid int": "「{value}」は整数ではありません",
    "'{value}' is not a valid float": "「{value}」は数ではありません",
    "'{value}' is not a valid boolean": "「{value}」は真偽値ではありません",
    "{value} is not in the range {range}": "{value} は範囲外です({range})",
    "{option} goes before the command: `{example}`": "{option} はコマンドの前に書きます: `{example}`",
    # Our own
    "give a WORD to look for, or a filter such as --tag, --company or --since": (
        "検索する語(WORD)か、--tag、--company、--since などの条件を指定してください"
    ),
    "--format {name}: must be text or json": "--format {name}: text か json を指定してください",
    "there is no format {name}; choose one of {known}": "{name} という形式はありません。{known} から選んでください",
    "{path} already exists; use --force to replace it": (
        "{path} はすでにあります。置き換えるには --force を付けてください"
    ),
    "{path}: cannot be written ({reason}); name another file": (
        "{path}: 書き込めません({reason})。別のファイルを指定してください"
    ),
    "{path}: cannot be written ({reason}); name another file with -o": (
        "{path}: 書き込めません({reason})。-o で別のファイルを指定してください"
    ),
    "{path}: cannot be written ({reason}); name another folder": (
        "{path}: 書き込めません({reason})。別のフォルダーを指定してください"
    ),
    "{path}: cannot be written ({reason}); name another place with --config or AINEWS_CONFIG": (
        "{path}: 書き込めません({reason})。--config か AINEWS_CONFIG で別の場所を指定してください"
    ),
    "{path}: cannot be written ({reason}); it stays as it was": (
        "{path}: 書き込めません({reason})。元のまま残っています"
    ),
    "{path}: cannot be read ({reason})": "{path}: 読み込めません({reason})",
    "{day} is not a date; write 2026-06-05, today, yesterday, or -- -3 for three days ago": (
        "{day} は日付ではありません。2026-06-05、today、yesterday、または -- -3(3日前)のように書いてください"
    ),
    "--kind {kind}: must be one of {known} or all": "--kind {kind}: {known} か all を指定してください",
    "--url {url}: must begin with http:// or https://": (
        "--url {url}: http:// か https:// で始まるアドレスを指定してください"
    ),
    "{name} is in no item of these {days} days and the {before} before; {hint}": (
        "{name} はこの{days}日間とその前の{before}日間の記事にありません。{hint}"
    ),
    "`ainews companies` lists those that are, --days looks further back": (
        "`ainews companies` で一覧を、--days でさらに前を見られます"
    ),
    "did you mean {near}?": "{near} のことですか",
    "there is no category {name}: use one of {known}": "{name} というカテゴリはありません。{known} から選んでください",
    "there is no item {id}: `ainews latest` shows the numbers": (
        "{id} 番の記事はありません。番号は `ainews latest` で見られます"
    ),
    "there is no item {id}": "{id} 番の記事はありません",
    "the item {id} cannot be read; `ainews doctor` says why": (
        "{id} 番の記事は読めません。理由は `ainews doctor` で分かります"
    ),
    "no such flag: {flag} (there are {known})": "{flag} という印はありません(使えるもの: {known})",
    "a mail needs a recipient (to): {way}": "メールには宛先(to)が必要です: {way}",
    "{key}: {text} is not a mail address; {way}": "{key}: {text} はメールアドレスではありません。{way}",
    "{key}: {text} is not a mail address ({error}); {way}": (
        "{key}: {text} はメールアドレスではありません({error})。{way}"
    ),
    "{path}{name}: not made by `ainews site`; choose another folder, or overwrite with --force": (
        "{path}{name}: `ainews site` が作ったものではありません。別のフォルダーを選ぶか、--force で上書きしてください"
    ),
    "{path}: does not list the site's files; remove it, and run again with --force": (
        "{path}: サイトのファイルの一覧ではありません。削除して、--force を付けて再実行してください"
    ),
    "{answer}: {all}, {none}, 1-{n}, {names}": "{answer}: {all}、{none}、1-{n}、{names} のいずれかで答えてください",
}
