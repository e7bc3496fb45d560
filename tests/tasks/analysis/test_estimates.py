"""Offline estimates: deterministic, explained, cheap, never refused by the checks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.llm.offline.engine import OfflineEngine, estimate_data
from ainews_cli.llm.offline.lexicon import find, index, lexicon, lexicon_hash, words_of
from ainews_cli.llm.offline.summary import MOST, extract
from ainews_cli.llm.offline.version import LEXICON
from ainews_cli.models.analysis import CATEGORIES, MARK_NAMES, Analysis, Interests, Weights
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block
from ainews_cli.ranking import scoring
from ainews_cli.tasks.analysis.estimates import estimate, estimated
from ainews_cli.tasks.analysis.profiles import offline_profile
from ainews_cli.tasks.analysis.texts import quick_blocks
from tests.support.llm.samples import ARTICLE, INTERESTS, NOW, TASK, item, task

NOTHING = Interests()


def mark(name: str, **changes: Any) -> float:
    return float(estimate_data(task(**changes))["marks"][name]["value"])


def made(one: Item, language: str = "ja") -> Analysis:
    analysis = estimated(one, offline_profile(language, INTERESTS), language=language, interests=INTERESTS, now=NOW)
    assert analysis is not None
    return analysis


def test_an_estimate_is_labelled_and_explains_itself() -> None:
    analysis = made(item())
    assert (analysis.estimate, analysis.engine, analysis.title) == (
        True,
        "offline",
        "Hummingbird Labs releases Haoto 2",
    )
    assert tuple(one.name for one in analysis.marks) == MARK_NAMES
    assert all(one.reason.startswith("推定: ") for one in analysis.marks)
    assert re.search(r"本文[\d,]+字.*コード1個", analysis.marks[0].reason)
    assert "small language model" in analysis.marks[1].reason
    assert all(one.reason.startswith("Estimate: ") for one in made(item(), "en").marks)
    assert all(one.reason.startswith("Estimate: ") for one in made(item(), "fr").marks)


def test_reasons_have_no_words_of_the_other_language() -> None:
    english = " ".join(
        one.reason
        for one in made(
            item(title="OpenAI releases v2.0", content=f"<p>Agents and RAG.</p>{item().entry.content}"), "en"
        ).marks
    )
    assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", english)


def test_the_same_item_gives_the_same_estimate() -> None:
    assert made(item()) == made(item())


def test_the_tldr_is_word_for_word_from_the_text() -> None:
    tldr = made(item()).tldr
    assert tldr.startswith("Hummingbird Labs released Haoto 2, a small language model")
    for sentence in re.split(r"(?<=\.) ", tldr):
        assert sentence in " ".join(block.text for block in ARTICLE)
    assert made(item(content="")).tldr == ""
    assert made(item(content="<p>Hummingbird Labs releases Haoto 2</p>")).tldr == ""


@given(st.text(max_size=300), st.lists(st.text(max_size=400), max_size=4))
def test_a_tldr_is_bounded(title: str, paragraphs: list[str]) -> None:
    assert len(extract(title, paragraphs)) <= MOST


def test_japanese_sentences_end_at_their_marks() -> None:
    text = "新しい言語モデルが公開された。「速い。しかも小さい」と開発者は語る。評価では12項目で前の版を上回った。"
    assert extract("モデル公開", [text]).startswith("新しい言語モデルが公開された。")


@pytest.mark.parametrize(
    ("name", "less", "more"),
    [
        ("depth", {"blocks": ()}, {"blocks": ARTICLE}),
        ("depth", {"blocks": ARTICLE}, {"blocks": ARTICLE * 10}),
        ("depth", {"blocks": ARTICLE[:2]}, {"blocks": (*ARTICLE[:2], *ARTICLE[2:] * 3)}),
        ("relevance", {"interests": NOTHING}, {"interests": INTERESTS}),
        (
            "relevance",
            {"title": "A recipe for bread", "blocks": ()},
            {"title": "A language model for bread", "blocks": ()},
        ),
        (
            "relevance",
            {"interests": Interests(keywords=("haoto",)), "title": "News"},
            {"interests": Interests(keywords=("haoto",))},
        ),
        ("relevance", {"interests": NOTHING}, {"interests": Interests(text="I care about language models")}),
        ("practicality", {"blocks": ARTICLE[:1]}, {"blocks": ARTICLE}),
        ("practicality", {"title": "On bread"}, {"title": "How to bake: a tutorial"}),
        ("novelty", {"title": "On bread", "blocks": ()}, {"title": "Introducing the first bread", "blocks": ()}),
        ("novelty", {"points": None}, {"points": 900}),
        ("novelty", {"title": "Bread"}, {"title": "Bread 2.1"}),
    ],
)
def test_features_raise_their_mark(name: str, less: dict[str, Any], more: dict[str, Any]) -> None:
    assert mark(name, **less) < mark(name, **more)


@pytest.mark.parametrize(
    ("changes", "category"),
    [
        ({"kind": "youtube"}, "video"),
        ({"category": "research"}, "research"),
        ({"category": "papers"}, "research"),
        ({"category": "news", "url": "https://arxiv.org/abs/2601.00001"}, "research"),
        ({"url": "https://github.com/hummingbird/haoto/releases/tag/v2"}, "release"),
        ({"url": "https://github.com/hummingbird/haoto"}, "tool"),
        ({"title": "How to fine-tune Haoto"}, "tutorial"),
        ({"title": "ハチドリ社が資金調達"}, "business"),
        ({"title": "New AI regulation in force"}, "policy"),
        ({"title": "A quiet day", "blocks": ()}, "news"),
    ],
)
def test_categories(changes: dict[str, Any], category: str) -> None:
    assert estimate_data(task(**changes))["category"] == category


def test_names_are_found_in_both_languages_and_with_versions() -> None:
    data = estimate_data(task(title="オープンAI、GPT-5.5を発表 NVIDIAも対応", blocks=()))
    assert {"OpenAI", "NVIDIA"} <= set(data["companies"])
    assert "GPT" in data["products"]
    assert "Claude Code" in estimate_data(task(title="Claude Code v2.1 is out", blocks=()))["products"]


def test_words_are_whole_words() -> None:
    assert "topics" not in find(lexicon(), words_of("The chairman said that rain applied to graphs"))
    assert find(lexicon(), words_of("the AI said RAG."))["topics"].keys() == {"AI", "RAG"}
    keywords = index([("量子化", "keywords", "量子化"), ("speculative decoding at scale", "keywords", "long")])
    both = find(keywords, words_of("モデルの量子化について: Speculative Decoding at Scale"))
    assert both["keywords"] == {"量子化": 1, "long": 1}
    assert find(keywords, words_of("speculative decoding at scales")) == {}


def test_keywords_are_found_in_the_plural_and_with_signs() -> None:
    wanted = Interests(keywords=("agent", "R&D", "C++"))
    reason = estimate_data(
        task(title="Agents", blocks=(Block(1, "paragraph", "An R&D team writes C++."),), interests=wanted)
    )["marks"]["relevance"]["reason"]
    assert "見出しに関心語「agent」" in reason
    assert "本文に関心語「C++・R&D」" in reason


def test_lexicon_is_sound() -> None:
    for term, meanings in lexicon().words.items():
        assert term == term.casefold()
        assert len(set(meanings)) == len(meanings), term


texts = st.text(max_size=200)


@given(
    texts,
    texts,
    st.sampled_from(["ja", "en", "xx"]),
    st.builds(Interests, texts, st.lists(texts, max_size=3).map(tuple)),
)
def test_no_text_is_without_an_estimate(title: str, html: str, language: str, interests: Interests) -> None:
    one = item(title=title or "x", content=html)
    analysis = estimated(one, "profile", language=language, interests=interests, now=NOW)
    assert analysis is not None or not title.strip() or not re.search(r"\w", title)
    if analysis:
        assert analysis.category in CATEGORIES
        assert 1 <= scoring.overall(analysis.marks, Weights()) <= 5


def test_quick_blocks_keep_what_is_measured() -> None:
    html = (
        '<h2>Head</h2><p>One <a href="https://a.example/x">link</a> &amp; more</p><pre>x &lt; '
        "1\ny</pre><script>no()</script><ul><li>item</ul>"
    )
    assert [(block.kind, block.text) for block in quick_blocks(html)] == [
        ("heading", "Head"),
        ("paragraph", "One [link](https://a.example/x) & more"),
        ("code", "x < 1\ny"),
        ("paragraph", "item"),
    ]
    assert quick_blocks("Article URL: https://a.example<br>Points: 5") == ()


@dataclass
class Shelf:
    """A store that has items and takes estimates."""

    items: list[Item]
    saved: list[tuple[int, Analysis]] = field(default_factory=list)

    def candidates(self, ids: Any, *, profile: str) -> list[Item]:
        return [one for one in self.items if one.id in set(ids)]

    def save_analyses(self, analyses: Any) -> None:
        self.saved += analyses


def test_many_estimates_are_saved_in_one_go() -> None:
    long = "".join(f"<p>Paragraph {number} of an article about agents and 3.5 GB models.</p>" for number in range(60))
    shelf = Shelf([item(number, content=long) for number in range(300)])
    estimate([0], shelf, language="ja", interests=INTERESTS, now=NOW)  # reads the lexicon
    shelf.saved.clear()
    assert estimate(range(300), shelf, language="ja", interests=INTERESTS, now=NOW) == len(shelf.saved) == 300


def test_nothing_to_estimate_costs_nothing() -> None:
    assert estimate([], Shelf([]), language="ja", interests=INTERESTS, now=NOW) == 0


def test_the_engine_answers_like_any_other() -> None:
    import asyncio

    engine = OfflineEngine()
    reply = asyncio.run(engine.analyse(TASK))
    assert (reply.stop_reason, reply.cost, engine.estimates) == ("offline", 0.0, True)
    assert reply.data == engine.answer(TASK).data
    assert reply.data is not None
    assert reply.data["title"] == TASK.title


def test_blocks_are_only_those_of_the_task() -> None:
    assert estimate_data(task(blocks=(Block(1, "code", "x = 1"),)))["tldr"] == ""


def test_the_lexicon_is_of_the_version_that_is_written_down() -> None:
    assert lexicon_hash() == LEXICON, "write the first 8 digits into ainews_cli/llm/offline/version.py"
