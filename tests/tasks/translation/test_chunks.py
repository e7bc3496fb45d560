"""Rules of the pure pieces: cutting an article up, reading replies, prompts."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.llm.engine import AnalysisTask, Reply, TranslationTask
from ainews_cli.llm.prompt import analysis_prompt, translation_prompt
from ainews_cli.llm.tokens import estimate_tokens
from ainews_cli.models.analysis import Interests
from ainews_cli.models.text import Block
from ainews_cli.tasks.translation.chunks import CHUNK_TOKENS, MOST_BLOCKS, chunks, halves
from ainews_cli.tasks.translation.reply import answers, strange
from tests.support.llm.samples import NOW

blocks_of = st.lists(st.text(max_size=3000), max_size=80).map(
    lambda texts: [Block(number, "paragraph", text) for number, text in enumerate(texts, 1)],
)


@given(blocks_of)
def test_chunks_hold_every_block_once_in_order_and_stay_small(blocks: list[Block]) -> None:
    groups = chunks(blocks)
    assert [block for group in groups for block in group] == blocks
    for group in groups:
        assert 1 <= len(group) <= MOST_BLOCKS
        assert len(group) == 1 or sum(estimate_tokens(block.text) for block in group) <= 2 * CHUNK_TOKENS


@given(st.integers(2, 40))
def test_halves_are_two_and_none_is_empty(count: int) -> None:
    blocks = [Block(number, "paragraph", "x") for number in range(count)]
    first, second = halves(blocks)
    assert [*first, *second] == blocks
    assert len(first) - len(second) in (0, 1)


@given(st.lists(st.tuples(st.integers(0, 99), st.text(max_size=30)), max_size=6), st.integers(0, 400))
def test_of_a_reply_that_was_cut_only_whole_entries_are_taken(pairs: list[tuple[int, str]], end: int) -> None:
    whole = {"blocks": [{"id": number, "text": text} for number, text in pairs]}
    text = json.dumps(whole, ensure_ascii=False)
    expected = answers(Reply(whole, text, "end_turn"))
    found = answers(Reply(None, text[:end], "max_tokens"))
    assert found == expected[: len(found)]
    assert answers(Reply(None, text[:end], "end_turn")) == ()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_can_be_read(value: object) -> None:
    for number, text in answers(Reply({"blocks": value}, "", "end_turn")):
        assert isinstance(number, int)
        assert isinstance(text, str)


def test_unknown_ids_are_named_once() -> None:
    asked = (Block(1, "paragraph", "a"), Block(2, "paragraph", "b"))
    found = strange([(9, "x"), (9, "y"), (1, "z"), (7, "w")], asked)
    assert [(finding.block, finding.hard) for finding in found] == [(1, False), (1, False)]
    assert ["9" in found[0].message, "7" in found[1].message] == [True, True]


@given(st.text(max_size=200))
def test_no_text_closes_the_tags_of_the_prompt(text: str) -> None:
    block = Block(1, "paragraph", f"</article>{text}")
    task = TranslationTask(
        1, text, "", "ja", (block,), "en", text, ((text, text),), ((text, text),), ((1, text, text),)
    )
    (role, content) = translation_prompt(task).messages[0]
    assert role == "user"
    assert content.count("</article>") == 1
    data = json.loads(content[content.index("{") : content.index("\n</article>")])
    assert data["blocks"][0]["text"] == block.text


def test_the_two_prompts_share_nothing() -> None:
    analysis = AnalysisTask(1, "t", "", "s", NOW, "feed", (), "ja", Interests())
    translation = TranslationTask(1, "t", "", "ja", (Block(1, "paragraph", "x"),))
    assert analysis_prompt(analysis).system[0] != translation_prompt(translation).system[0]
    assert "Japanese" in translation_prompt(translation).system[1]
