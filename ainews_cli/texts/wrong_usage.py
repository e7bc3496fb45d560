"""What is said about a command line that cannot be understood, and about a wrong answer."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "wrong.whole": ("整数で指定してください", "must be a whole number"),
    "wrong.number": ("数値で指定してください", "must be a number"),
    "wrong.whole_between": (
        "{low}から{high}までの整数で指定してください",
        "must be a whole number from {low} to {high}",
    ),
    "wrong.number_between": ("{low}から{high}までの数値で指定してください", "must be a number from {low} to {high}"),
    "wrong.whole_least": ("{low}以上の整数で指定してください", "must be a whole number, {low} or more"),
    "wrong.number_least": ("{low}以上の数値で指定してください", "must be a number, {low} or more"),
    "wrong.value": ("{name} {value}: {rule}(詳細は `{help}`)", "{name} {value}: {rule}; see `{help}`"),
    "wrong.missing": (
        "{name} を指定してください(書き方: `{usage}`、詳細は `{help}`)",
        "{name} is missing: write `{usage}`; see `{help}`",
    ),
    "wrong.needs_value": ("{name} には値が必要です(詳細は `{help}`)", "{name} needs a value; see `{help}`"),
    "wrong.takes_no_value": ("{name} に値は付けられません(詳細は `{help}`)", "{name} takes no value; see `{help}`"),
    "wrong.command": (
        "{name!r} というコマンドはありません{near}(一覧は `{help}`)",
        "{name!r}: no such command{near}; see `{help}`",
    ),
    "wrong.no_command": ("コマンドを指定してください(一覧は `{help}`)", "a command is missing; see `{help}`"),
    "wrong.option": (
        "{name} というオプションはありません{near}(一覧は `{help}`)",
        "{name}: no such option{near}; see `{help}`",
    ),
    "wrong.near": ("。{names} でしょうか", " (did you mean {names}?)"),
    "wrong.before": ("{name} はコマンドの前に書いてください: `{usage}`", "{name} goes before the command: `{usage}`"),
    "wrong.dashes": (
        "{name} のように - で始まる値は -- の後に書いてください: `{usage}`",
        "what begins with - and is no option, such as {name}, stands behind --: `{usage}`",
    ),
    "wrong.extra": ("{names} は余分です(詳細は `{help}`)", "{names}: one argument too many; see `{help}`"),
    "wrong.other": ("{message}(詳細は `{help}`)", "{message}; see `{help}`"),
    "wrong.answer": ("{reason}。もう一度どうぞ", "{reason}; please try again"),
}
