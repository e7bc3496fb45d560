"""`ainews site` as a reader runs it."""

from __future__ import annotations

from pathlib import Path

from tests.support.cli import Cli


def test_a_site_is_written_and_said_on_stderr_alone(filled: Cli, tmp_path: Path) -> None:
    done = filled("site", str(tmp_path / "news"), "--days", "3", "-n", "5")
    assert (done.code, done.out, done.err.count("\n")) == (0, "", 1)
    assert str(tmp_path / "news") in done.err
    assert (tmp_path / "news/index.html").read_text(encoding="utf-8").count('<article class="entry') == 5
    assert filled("-q", "site", str(tmp_path / "news"), "--days", "3", "-n", "5").err == ""


def test_nothing_is_fetched_for_an_empty_database(empty: Cli, tmp_path: Path) -> None:
    done = empty("site", str(tmp_path / "news"))
    assert done.code == 0, done.err
    assert "まだ記事がありません" in (tmp_path / "news/index.html").read_text(encoding="utf-8")
    assert empty("latest", "--no-analyse", "-f", "json").data["entries"] == []


def test_wrong_usage_is_one_line(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    for arguments in (
        [str(tmp_path)],
        [str(tmp_path / "new"), "--url", "ftp://example.org"],
        [str(tmp_path / "index.html")],
        [],
    ):
        done = filled("site", *arguments)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "mine"


def test_the_config_s_address_stands_in_rss(filled: Cli, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text(
        f'[site]\nurl = "https://reader.example/ai/"\n{filled.config.read_text(encoding="utf-8")}', encoding="utf-8"
    )
    assert filled("site", str(tmp_path / "news"), config=config).code == 0
    assert 'href="https://reader.example/ai/feed.xml" rel="self"' in (tmp_path / "news/feed.xml").read_text(
        encoding="utf-8"
    )
    assert filled("daily", "-o", str(tmp_path / "day.rss"), config=config).code == 0
    assert 'href="https://reader.example/ai/day.rss" rel="self"' in (tmp_path / "day.rss").read_text(encoding="utf-8")
