"""`ainews show` with a model: the real SDK against a fake server that gives the demo's recorded translation."""

from __future__ import annotations

import re
import sqlite3

from tests.support.cli import Cli
from tests.support.messages import FakeMessages, error
from tests.support.translated_show import ENV


def purposes(cli: Cli) -> list[str]:
    with sqlite3.connect(cli.folder / "news.db") as db:
        return [row[0] for row in db.execute("SELECT purpose FROM llm_calls ORDER BY id")]


def test_show_translates_once_and_says_what_was_checked(cli: Cli, server: FakeMessages, item: str) -> None:
    first = cli("show", item, "-f", "json", env=ENV)
    assert first.code == 0, first.err
    found = {section["key"]: section for section in first.data["sections"]}
    assert found["translation"]["parts"][1]["text"] == "13ブロック: 12件を検査済み、1件は原文のまま(数値)"
    assert purposes(cli) == ["analysis", "translation", "translation"]
    assert first.data["footer"]["spent_usd"] > 0

    again = cli("show", item, "-f", "json", env=ENV)
    assert len(server.bodies()) == 3
    assert again.data["sections"] == first.data["sections"]
    assert again.data["footer"]["spent_usd"] == 0
    without = cli("show", item, "-f", "json", "--no-analyse", env=ENV)
    assert {section["key"]: section for section in without.data["sections"]}["translation"] == found["translation"]


def test_every_option_in_every_format(cli: Cli, item: str) -> None:
    for flag, word in (
        ("--original", "What is in the release"),
        ("--bilingual", "対訳"),
        ("--audit", "検査結果"),
    ):
        for form in ("terminal", "markdown", "html", "json"):
            done = cli("show", item, flag, "-f", form, env=ENV)
            assert (done.code, word in done.out) == (0, True), (flag, form, done.err)
            assert "28%少ない" not in done.out


def test_analysis_and_translation_share_one_budget(cli: Cli, server: FakeMessages, item: str) -> None:
    done = cli("show", item, "-f", "json", "--budget", "0.0026", env=ENV)
    assert done.code == 0
    assert purposes(cli) == ["analysis"]
    assert done.data["footer"]["lines"][-1] == "予算のため翻訳を見送ったブロック 13件"
    found = {section["key"]: section for section in done.data["sections"]}
    assert "translation" not in found
    assert found["original"]["parts"][0]["text"].startswith("予算のため")
    assert "budget" in done.err


def test_a_dry_run_names_the_price_and_asks_nobody(cli: Cli, server: FakeMessages, item: str) -> None:
    done = cli("show", item, "--dry-run", env=ENV)
    assert (done.code, server.requests) == (0, [])
    assert re.search(r"\| 翻訳 \| \S+ \| 1 \| 0\.0\d+ \|", done.out)
    assert re.search(r"13ブロックを翻訳します。費用は最大 \$0\.0\d+", done.err)


def test_a_refused_key_shows_the_original_and_is_said_once(cli: Cli, server: FakeMessages, item: str) -> None:
    server.default = error(401, "authentication_error")
    done = cli("show", item, "-f", "markdown", env=ENV)
    assert done.code == 0
    assert done.err.count("does not accept the key") == 1
    assert "モデルを利用できなかったため翻訳していません" in done.out
    assert "Why another 12B model" in done.out


def test_without_a_model_one_line_says_why(filled: Cli) -> None:
    with sqlite3.connect(filled.folder / "news.db") as db:
        number = str(db.execute("SELECT id FROM items WHERE title LIKE 'Wren 12B: open%'").fetchone()[0])
    done = filled("show", number)
    assert done.out.replace("\\", "").count("翻訳はなく原文を表示しています") == 1
    assert "Why another 12B model" in done.out
