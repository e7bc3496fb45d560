"""Full-text search: Japanese and English, and whatever a reader types."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.models.text import Block
from ainews_cli.models.translation import TranslatedBlock
from ainews_cli.store.store import Store
from ainews_cli.store.terms import expression, indexed
from tests.support.store_samples import NOW, analysis, entry, opened, save, statements


def found(store: Store, words: str, limit: int = 99) -> list[int]:
    return [row.id for row in store.search(words, language="ja", limit=limit)]


@pytest.fixture(scope="module")
def library() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "a.db") as store:
        save(
            store,
            entry("1", title="機械学習の新しい手法", content="<p>GPT-5.6の<b>重み</b>が公開された。</p>", hours=1),
            entry(
                "2",
                title="Embeddings, explained: Zürich's ＡＩ lab",
                content="<p>Fine&nbsp;tuning &amp; more</p>",
                hours=2,
            ),
            entry("3", title="学び方改革", summary="<script>secret()</script><p>深層学習・強化学習</p>", hours=3),
            entry("4", title="ﾊﾟﾗﾒｰﾀ 1,000万", content="it's a new model_name.", hours=4),
        )
        yield store


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("学習", [1, 3]),
        ("学", [1, 3]),
        ("習", [1, 3]),
        ("機械学習", [1]),
        ("械学", [1]),
        ("学習機械", []),
        ("手法 重み", [1]),
        ("手法 改革", []),
        ("手法\u3000重み", [1]),
        ("GPT-5.6", [1]),
        ("gpt", [1]),
        ("5.6の", [1]),
        ("GPT-5.6の重み", [1]),
        ("embeddings", [2]),
        ("EMBEDDINGS", [2]),
        ("embedding", []),
        ("embed*", [2]),
        ("zurich", [2]),
        ("ZÜRICH", [2]),
        ("ai", [2]),
        ("fine tuning", [2]),
        ('"fine tuning"', [2]),
        ('"tuning fine"', []),
        ("secret", []),
        ("nbsp", []),
        ("深層学習・強化", [3]),
        ("パラメータ", [4]),
        ("1000万", []),
        ("1,000万", [4]),
        ("model", [4]),
        ("model_name", [4]),
        ("OR", []),
        ("", []),
        ("。", []),
        ("+", []),
        ("# ++ .", []),
    ],
)
def test_words_find_their_items(library: Store, words: str, ids: list[int]) -> None:
    assert found(library, words) == ids


@pytest.fixture(scope="module")
def names() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "a.db") as store:
        save(
            store,
            entry("1", title="Ｃ＋＋ in practice", content="<p>GPT-4o on node.js, an LLM, net gain.</p>", hours=1),
            entry("2", title="C# 🚀 .NET", content="<p>F#, a/b, R&amp;D by @someone #LLM #生成AI</p>", hours=2),
            entry("3", title="Plan a, plan b", content="<p>Node and js; GPT and 4o said: r, d, c.</p>", hours=3),
        )
        yield store


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("C++", [1]),
        ("c++", [1]),
        ("Ｃ＋＋", [1]),
        ("C++言語", []),
        ("C#", [2]),
        ("c＃", [2]),
        ("F#", [2]),
        ("C", [1, 2, 3]),
        (".NET", [2]),
        (".net", [2]),
        ("net", [1, 2]),
        ("node.js", [1]),
        ("Node.JS", [1]),
        ("GPT-4o", [1]),
        ("ＧＰＴ－４ｏ", [1]),
        ("a/b", [2]),
        ("A／B", [2]),
        ("R&D", [2]),
        ("#生成AI", [2]),
        ("#LLM", [2]),
        ("LLM", [1, 2]),
        ("🚀", [2]),
        ("🎉", []),
        ("@someone", [2]),
        ("AI", [2]),
        ('"a b"', []),
    ],
)
def test_names_with_signs_are_found_as_they_are_written(names: Store, words: str, ids: list[int]) -> None:
    assert found(names, words) == ids


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '"a',
        "a AND",
        "NEAR(a b)",
        "title:a",
        "-a",
        "^a",
        "a*b",
        "*",
        "(((",
        "a\x00b",
        "\ud800",
        "{x}:a",
        "' OR 1=1 --",
        '""',
        "a" * 100_000,
        "学" * 9_999,
    ],
)
def test_hostile_queries_find_nothing_and_raise_nothing(library: Store, words: str) -> None:
    assert set(found(library, words)) <= {4}


def test_a_query_of_very_many_words_is_cut(library: Store) -> None:
    assert found(library, " ".join(["gpt"] * 3 + ["重み"] * 100)) == [1]
    assert expression(" ".join(map(str, range(5_000)))).count("AND") == 31


@settings(max_examples=300, deadline=None)
@given(words=st.text(max_size=60) | st.text(alphabet='"*()^:+-{}学習 ab\x00\u3099\u0301AND', max_size=30))
def test_no_query_raises(library: Store, words: str) -> None:
    assert set(found(library, words)) <= {1, 2, 3, 4}


cjk = st.text(alphabet="学習機械のモデルー々ガぱ公開深層強化한국어𠮷", min_size=2, max_size=12)


@settings(max_examples=60, deadline=None)
@given(title=cjk, data=st.data())
def test_every_part_of_a_title_of_two_characters_or_more_finds_it(title: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(title) - 2))
    end = data.draw(st.integers(start + 2, len(title)))
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "a.db") as store:
        save(store, entry("g", title=title))
        assert found(store, title[start:end]) == [1]
        assert found(store, title[start]) == [1]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=40), word=st.text(alphabet="abc ABCéß学習Яя1٣", min_size=1, max_size=6))
def test_a_words_terms_are_terms_of_the_text_around_it(text: str, word: str) -> None:
    """The tokenizer splits at ASCII that is no letter or digit: what it sees of text and query must agree."""
    seen = " ".join(
        "".join(one if not one.isascii() or one.isalnum() else " " for one in indexed(f"{text} {word} .")).split()
    )
    for phrase in filter(None, expression(word).split(" AND ")):
        wanted = phrase.strip('"*') if phrase.endswith("*") else phrase.strip('"') + " "
        assert f" {wanted}" in f" {seen} "


def test_the_newest_come_first_and_a_common_word_stops_at_the_limit(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, *(entry(f"old{n}", title="common old", hours=100 + n) for n in range(30)))
        save(store, *(entry(f"new{n}", title="common new", hours=n) for n in reversed(range(30))), feed=1)
        store.index_pending()
        save(store, *(entry(f"late{n}", title="common late", hours=50 + n) for n in range(30)), feed=2)
        rows = store.search("common", language="ja", limit=70)
        assert [row.published for row in rows] == sorted((row.published for row in rows), reverse=True)
        assert [row.title.split()[1] for row in rows] == ["new"] * 30 + ["late"] * 30 + ["old"] * 10
        with statements(store) as seen:
            assert len(found(store, "common", limit=1)) == 1
        # what is pending, the hits of one day, their order, the row and its sources
        assert len(seen) == 5
        assert len(json.loads(seen[2].split("'")[1])) < 30


def test_the_index_follows_every_change_before_the_next_search(tmp_path: Path) -> None:
    keys = {"language": "ja", "glossary_hash": "", "prompt_version": "1", "model": "m", "now": NOW}
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g", title="before", content="first text"))
        assert found(store, "before first") == [1]
        save(store, entry("g", title="after", content="second text"))
        assert (found(store, "before"), found(store, "first"), found(store, "after second")) == ([], [], [1])
        page = "from [the **page**](https://linked.example/a), **機械**学習"
        store.save_page(1, [Block(1, "paragraph", page)], "", NOW)
        store.save_analysis(1, analysis(store, 1))
        store.save_translations(1, [TranslatedBlock("h", "翻訳された本文")], **keys)
        for words in ("page", "械学習", "訳された題", "要約", "見出し語 説明", "翻訳 second", "影響 意見"):
            assert found(store, words) == [1], words
        assert found(store, "heading") == found(store, "linked") == []
        store.save_translations(1, [TranslatedBlock("h", "直した本文")], **keys)
        assert (found(store, "翻訳"), found(store, "直した")) == ([], [1])


def test_estimates_need_no_indexing(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g"))
        assert store.index_pending() == 1
        store.save_analysis(1, analysis(store, 1, estimate=True))
        assert store.index_pending() == 0


def test_an_item_whose_date_moved_is_found_in_its_place(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("a", title="word a", hours=1), entry("b", title="word b", hours=30))
        assert found(store, "word") == [1, 2]
        save(store, entry("a", title="word a", hours=90))
        assert (found(store, "word"), found(store, "word", limit=1)) == ([2, 1], [2])


def test_very_old_dates_are_no_trouble(tmp_path: Path) -> None:
    from tests.support.records import replace

    with opened(tmp_path / "a.db") as store:
        save(
            store,
            replace(entry("g", title="ancient"), published=NOW - timedelta(days=365 * 1900)),
            entry("h", title="ancient too"),
        )
        assert found(store, "ancient") == [2, 1]
