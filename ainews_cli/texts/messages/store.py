"""What is wrong with the database."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "the folder of the database {path} cannot be created ({reason}): name another place with --db": (
        "データベース {path} のフォルダーを作れません({reason})。--db で別の場所を指定してください"
    ),
    "there is no database at {path}: run `ainews fetch` first, or name another with --db": (
        "{path} にデータベースがありません。まず `ainews fetch` を実行するか、--db で別のものを指定してください"
    ),
    "the database {path} is from an older ainews: run `ainews fetch` once to bring it up to date": (
        "データベース {path} は古い ainews のものです。`ainews fetch` を一度実行すると更新されます"
    ),
    "the database {path} is from a newer ainews: upgrade ainews (`pip install -U ainews`) or name another with --db": (
        "データベース {path} は新しい ainews のものです。ainews を更新する(`pip install -U ainews`)か、--db "
        "で別のものを"
        "指定してください"
    ),
    "{path} is another program's database: name another with --db": (
        "{path} はほかのプログラムのデータベースです。--db で別のものを指定してください"
    ),
    "the database holds {name} of version {version}, which this ainews does not know": (
        "データベースの {name} は、この ainews の知らない版({version})です"
    ),
}
