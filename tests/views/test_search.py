"""Snippets: the place of a hit, marked, whatever its width and case."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.models.selection import NO_FILTER
from ainews_cli.models.words import SearchWord, pattern, wanted
from ainews_cli.views.search import AROUND, fresh, search, snippet
from tests.support.store_samples import NOW, analysis, entry, opened, save


def shown(source: str, query: str) -> str:
    hits = pattern(list(wanted(query)))
    return snippet(source, hits) if hits else ""


@pytest.mark.parametrize(
    ("source", "words", "expected"),
    [
        ("Reinforcement learning at scale", "learning", "Reinforcement 【learning】 at scale"),
        ("強化学習の新しい手法", "強化学習", "【強化学習】の新しい手法"),
        ("ＡＩエージェント", "ai", "【ＡＩ】エージェント"),
        (
            "Two words, two hits: cache and CACHE",
            "cache two",
            "【Two】 words, 【two】 hits: 【cache】 and 【CACHE】",
        ),
        ("Café society", "cafe", "【Café】 society"),
        ("He said AI is fair; AI's own maid", "AI", "He said 【AI】 is fair; 【AI】's own maid"),
        ("C and C++ and C++17", "C++", "C and 【C++】 and 【C++】17"),
        ("Ｃ＋＋とC#、F#", "c++ c# f#", "【Ｃ＋＋】と【C#】、【F#】"),
        ("The .NET runtime, internet, ASP.NET", ".net", "The 【.NET】 runtime, internet, ASP【.NET】"),
        ("node.js nodejs", "Node.js", "【node.js】 nodejs"),
        ("GPT-4o, GPT 4o, GPT-4", "gpt-4o", "【GPT-4o】, 【GPT 4o】, GPT-4"),
        ("an a/b test, a and b", "A/B", "an 【a/b】 test, a and b"),
        ("#LLM and LLM", "#llm", "【#LLM】 and LLM"),
        ("Ship it 🚀 now", "🚀", "Ship it 【🚀】 now"),
        ("inferring, inference and infer", "infer*", "【inferring】, 【inference】 and 【infer】"),
        ("open  source,\nopen source", '"open source"', "【open source】, 【open source】"),
        ("nothing here", "absent", ""),
        ("", "x", ""),
    ],
)
def test_the_words_are_marked_in_place(source: str, words: str, expected: str) -> None:
    assert shown(source, words) == expected


def test_a_long_text_is_cut_around_the_first_hit() -> None:
    found = shown(f"{'before ' * 100}needle{' after' * 100}", "needle")
    assert found.startswith("… before")
    assert found.endswith(" …")
    assert "【needle】" in found
    assert len(found) < 4 * AROUND


@given(st.text(max_size=200), st.text(max_size=15) | st.text("ab+#. 学習", max_size=8))
def test_a_snippet_adds_nothing_but_marks(source: str, words: str) -> None:
    source = source.replace("【", "").replace("】", "").replace("…", "")
    found = shown(source, words)
    bare = found.removeprefix("… ").removesuffix(" …").replace("【", "").replace("】", "")
    assert bare in " ".join(source.split())


def test_words_of_a_query() -> None:
    assert list(wanted('強化学習 "open weights" infer* "half')) == [
        SearchWord("強化学習", False),
        SearchWord("open weights", False),
        SearchWord("infer", True),
        SearchWord("half", False),
    ]


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("本文", "【本文】"),
        ("見出し語", "【見出し語】"),
        ("訳された", "【訳された】題"),
        ("needle", "A 【needle】 in a title"),
        ("影響", "【影響】"),
    ],
)
def test_every_hit_is_shown_wherever_it_stands(tmp_path: Path, words: str, hit: str) -> None:
    """In the text, in a key point, in one of the titles: whatever is searched can be shown."""
    reader = Reader("ja", "Asia/Tokyo", Weights(), Interests())
    with opened(tmp_path / "news.db") as store:
        save(store, entry("a", title="A needle in a title", content="<p>これが記事の本文である。</p>"))
        store.save_analysis(1, analysis(store, 1))
        ids = store.search_ids(words, language="ja", limit=5, only=NO_FILTER)
        (found,) = search(store, reader, words, ids, found=1, now=NOW, run=RunReport("", "")).entries
    assert hit in dict(found.details)["該当箇所"]


def test_a_sentence_that_is_shown_anyway_is_no_passage() -> None:
    twice = "Fern opened Kiln 2. Fern opened Kiln 2.\nIt runs on a laptop. FERN opened Kiln 2."
    assert fresh(twice, ()) == "Fern opened Kiln 2. … It runs on a laptop."
    assert fresh(twice, ("fern opened Kiln 2.",)) == "It runs on a laptop."
    assert fresh("公開した。速い。", ("題",)) == "公開した。速い。"


@given(st.text(max_size=80), st.text(max_size=40))
def test_what_is_left_of_a_text_was_in_it(source: str, shown: str) -> None:
    left = fresh(source, (shown,))
    assert len(left) <= 2 * len(source) + 1
    assert set(left) <= {*source, " ", "…"}


def test_a_hit_repeats_neither_itself_nor_the_summary(tmp_path: Path) -> None:
    reader = Reader("ja", "Asia/Tokyo", Weights(), Interests())
    told = "<p>Fern opened Kiln 2. Fern opened Kiln 2.</p><p>The kiln is small.</p>"
    with opened(tmp_path / "news.db") as store:
        save(store, entry("a", title="News of Fern", content=told), entry("b", title="Other", content="<p>Fern.</p>"))
        store.save_analysis(1, analysis(store, 1)._replace(tldr="Fern opened Kiln 2."))

        def hit(words: str) -> str:
            ids = store.search_ids(words, language="ja", limit=5, only=NO_FILTER)
            page = search(store, reader, words, ids, found=2, now=NOW, run=RunReport("", ""))
            return dict(next(one for one in page.entries if one.id == 1).details).get("該当箇所", "")

        assert hit("kiln").endswith("… The 【kiln】 is small.")
        assert "Fern opened" not in hit("kiln")
        assert hit("opened") == "", "the summary has it"
