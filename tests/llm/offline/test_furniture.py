"""Page furniture is no text: neither summaries nor tags rest on it, in English and Japanese."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.llm.offline.engine import estimate_data
from ainews_cli.llm.offline.furniture import is_furniture, readable, without
from ainews_cli.models.analysis import Interests
from ainews_cli.models.text import Block
from tests.support.store_samples import NOW

FURNITURE = (
    "Loading the Sonora Text to Speech AudioNative Player...",
    "Listen to this article",
    "Listen to this story (7 min)",
    "5 min read",
    "Reading time: 12 minutes",
    "この記事は約5分で読めます。",
    "Share this post",
    "Follow us on Mastodon!",
    "この記事をシェア",
    "Subscribe to our newsletter to get the week in looms.",
    "Thanks for reading Loom Weekly! Subscribe for free to receive new posts.",
    "メルマガ登録はこちら",
    "この記事は会員限定です。",
    "Continue reading →",
    "[Read more](https://nebel.example/1)",
    "続きを読む",
    "全文を読む >>",
    "The post Looms that weave appeared first on Nebel Times.",
    "Der Beitrag Webstühle erschien zuerst auf Nebel Times.",
    "Photo: Mara Quist/Getty Images",
    "Image by Mara Quist on Unsplash",
    "写真：山田花子",
    "画像提供：ネーベル",
    "By Mara Quist",
    "By Mara Quist and Dov Harr | Nov 28, 2026, 9:15 AM",
    "Written by Mara Quist",
    "文＝山田花子",
    "取材・文：山田花子",
    "November 28, 2026",
    "28 Nov 2026, 10:15 am",
    "2026年11月28日 10時15分",
    "公開日: 2026/11/28",
    "We use cookies to improve your experience.",
    "当サイトではCookieを使用しています。",
    "This post contains affiliate links.",
    "【PR】",
    "Table of contents",
    "関連記事",
    "[Home](https://a.example) | [News](https://a.example/n) | [About](https://a.example/a)",
    "[row_box width=”full” height=”no”]",
    "Your browser does not support the video tag.",
    "* * *",
)
PROSE = (
    "By introducing looms, Nebel doubles the speed of weaving.",
    "Share of renewables rises to 40 percent in Norway.",
    "Printing presses are back in Delft.",
    "Image models improve, a study of looms says.",
    "May 2026 was warm in all of Europe.",
    "In this article, I show how a loom is threaded.",
    "The company that uses cookies as a lure for mice has sued its rival over them.",
    "A post office in Oulu opens at night.",
    "続きを読むほど面白くなる小説を生成するモデルを公開した。",
    "写真を3次元に変えるモデルを公開した。",
    "目次を自動で作る機能を追加した。",
    "シェア3割を握るネーベルが織機を発表した。",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_known(line: str) -> None:
    assert without(line) == ""


@pytest.mark.parametrize("line", PROSE)
def test_prose_stays(line: str) -> None:
    assert without(line) == line


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("arXiv:2611.01234v1 Announce Type: replace Abstract: We weave.", "We weave."),
        ("arXiv:2611.09999v3 Announce Type: replace-cross We weave.", "We weave."),
        ("Loading the Sonora AudioNative Player... Nebel weaves.", "Nebel weaves."),
        ("5 min read · Nebel weaves.", "Nebel weaves."),
        ("約5分で読める。織機を発表した。", "織機を発表した。"),
        ("Nebel weaves. The post Looms appeared first on Nebel Times.", "Nebel weaves."),
        ("織機を発表した。続きを読む", "織機を発表した。"),
        ("要旨：織機を作る。", "織機を作る。"),
    ],
)
def test_furniture_beside_prose_goes_alone(line: str, text: str) -> None:
    assert without(line) == text


def test_the_author_alone_is_a_byline() -> None:
    assert is_furniture("Mara Quist", author="Mara Quist")
    assert not is_furniture("Mara Quist", author="Dov Harr")


def estimate(*paragraphs: str) -> dict[str, object]:
    blocks = tuple(Block(number, "paragraph", text) for number, text in enumerate(paragraphs, 1))
    task = AnalysisTask(
        item_id=1, title="A loom", url="https://nebel.example/1", source="Nebel", published=NOW, kind="feed",
        blocks=blocks, language="en", interests=Interests(),
    )  # fmt: skip
    return estimate_data(task)


def test_neither_summary_nor_tags_rest_on_furniture() -> None:
    prose = "The loom of Nebel weaves twice as fast as any other loom in the valley of Oulu."
    bare = estimate(prose)
    framed = estimate(
        "Loading the ElevenLabs Text to Speech AudioNative Player...",
        "By Mara Quist",
        "Listen to this article with ChatGPT",
        prose,
        "Subscribe to our newsletter about OpenAI, Claude and AI agents.",
        "The post A loom appeared first on OpenAI Watch.",
    )
    assert framed["tldr"] == prose
    assert {name: framed[name] for name in ("tldr", "tags", "companies", "products", "category")} == {
        name: bare[name] for name in ("tldr", "tags", "companies", "products", "category")
    }


@given(st.lists(st.text(max_size=300), max_size=6), st.text(max_size=20))
def test_nothing_is_added_and_code_stays(texts: list[str], author: str) -> None:
    blocks = tuple(Block(number, "paragraph", text) for number, text in enumerate(texts, 1))
    code = Block(99, "code", "Read more")
    kept = readable((*blocks, code), author=author)
    assert kept[-1] == code
    given_characters = set("".join(texts)) | {" ", "\n"}
    assert all(set(block.text) <= given_characters for block in kept[:-1])
    assert [block.id for block in kept] == sorted(block.id for block in kept)


def test_hostile_lines_take_no_time() -> None:
    started = time.perf_counter()
    for line in (
        "[a " * 3000,
        "By A" + " A" * 3000,
        "(1:1" * 3000,
        "[" * 9000,
        "loading the " * 900,
        "5 min read " * 900,
    ):
        without(line)
    assert time.perf_counter() - started < 2
