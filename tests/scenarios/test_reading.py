"""What a reader sees of feeds and pages whose text is spelt with readings and break hints."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pytest

from tests.support.cli import Cli
from tests.support.folder_server import folder_server

_RUBY = "<ruby>機械<rp>(</rp><rt>きかい</rt><rp>)</rp></ruby><ruby>学<rt>がく</rt>習<rt>しゅう</rt></ruby>"
_TEXT = f"<p>{_RUBY}の入門書は、Verbraucher&shy;schutz の例で始まる。</p>" + "<p>続きの段落がここにある。</p>" * 12
_CONSENT = (
    "<p>We and our partners store cookies on your device. You can withdraw your consent in the settings.</p>" * 14
)
_ARTICLE = "<p>The ferry of Alm is steered by a model.</p><p>Its captain keeps a hand on the wheel.</p>"
_ENTRIES = [
    ("rss", f"{_RUBY}の&shy;本", _TEXT, ""),
    ("page", "Page", "", f"<html><title>t</title><body><article><h1>{_RUBY}の講座</h1>{_TEXT}</article></body></html>"),
    ("box", "Box", "A teaser.", f"<div class=cookieLayer>{_CONSENT}</div><main><article>{_ARTICLE}</article></main>"),
    (
        "wall",
        "Wall",
        "A teaser of the wall.",
        f"<main><h1>Before you continue</h1>{_CONSENT}<button>OK</button></main>",
    ),
    ("app", "App", "A teaser of the app.", "<div id=root></div><p>Please enable JavaScript to continue.</p>"),
]


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cli]:
    """An RSS feed with the text, and one whose text is on its page."""
    folder, home = tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("home")
    with folder_server(folder) as base:
        items = []
        for name, title, content, page in _ENTRIES:
            (folder / f"{name}.html").write_text(page, "utf-8")
            items.append(
                f"<item><title>{escape(title)}</title><link>{base}/{name}.html</link><guid>{name}</guid>"
                f"<description>{escape(content)}</description></item>"
            )
        (folder / "feed.xml").write_text(
            f"<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>{''.join(items)}</channel></rss>",
            "utf-8",
        )
        config = home / "ainews.toml"
        config.write_text(f'[model]\nengine = "offline"\n[[feeds]]\nname = "F"\nurl = "{base}/feed.xml"\n', "utf-8")
        cli = Cli(home, config)
        assert cli("fetch").code == 0
        yield cli


@pytest.mark.parametrize("output", ["terminal", "markdown", "html", "json", "rss", "email"])
def test_readings_stand_beside_and_hints_are_gone(cli: Cli, output: str) -> None:
    for item in ("1", "2"):
        shown = cli("show", item, "--original", "-f", output).out
        if output != "email":
            assert "機械(きかい)学習(がくしゅう)の入門書" in shown.replace("\n", "").replace("  ", "")
            assert "Verbraucherschutz" in shown
            assert "\u00ad" not in shown
        assert "ruby" not in shown


def test_a_consent_box_is_no_article_and_a_wall_is_said(cli: Cli) -> None:
    shown = {item: cli("show", item, "--original", "-f", "json").out for item in ("3", "4", "5")}
    assert "The ferry of Alm is steered by a model." in shown["3"]
    assert "A teaser of the wall." in shown["4"]
    assert "A teaser of the app." in shown["5"]
    assert "同意を求める画面" in shown["4"]
    assert "ロボット" in shown["5"] or "JavaScript" in shown["5"]
    assert [item for item, page in shown.items() if "store cookies" in page or "enable JavaScript" in page] == []


def test_a_title_has_its_readings_beside(cli: Cli) -> None:
    titles = [entry["title"] for entry in cli("latest", "-f", "json").data["entries"]]
    assert "機械(きかい)学習(がくしゅう)の本" in titles


@pytest.mark.parametrize(
    "words", ["機械学習", "機械学習の入門書", "がくしゅう", "機械(きかい)学習", "Verbraucherschutz"]
)
def test_a_search_finds_the_word_and_the_reading(cli: Cli, words: str) -> None:
    cli("show", "2", "--original")
    found = {entry["id"]: entry for entry in cli("search", words, "-f", "json").data["entries"]}
    assert set(found) == {1, 2}
