from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.text import Block
from ainews_cli.verify.shield import CLOSE, LETTERS, OPEN, restore, shield, token_name
from ainews_cli.verify.text import HAN, KANA

PIECES = [
    "`code`", "``a ` b``", "[link](https://example.org/a_(b)?x=1 'T')", "![alt](i.png)", "<br/>",
    "<Chart data={[1]} />", "https://example.org/2026.",
    "a@example.org", "{#anchor}", "[[anchor]]", "{count}", "{{ name }}", "%s", "$$x^2$$", "⟦", "⟧", "⟦β·β⟧",
    "**bold**", "*", "_", "(", ")", "[", "]",
    "word ", "日本語。", "\n", "::: tip\n", "\\`", "<", ">", "$5", "100%", "`", "{/*id*/}", "&amp;",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=20).map("".join), st.integers(0, 10**6))
def test_what_is_shielded_comes_back(text: str, number: int) -> None:
    block = Block(number, "paragraph", text)
    shielded = shield(block)
    assert restore(shielded.text, shielded) == (text, ())
    assert len({name for name, _ in shielded.tokens}) == len(shielded.tokens)


@given(st.text(alphabet="`~\n abc{}⟦⟧", max_size=40))
def test_a_code_block_is_one_token(text: str) -> None:
    shielded = shield(Block(3, "code", text))
    assert len(shielded.tokens) == 1
    assert restore(shielded.text, shielded) == (text, ())


@given(st.integers(0, 10**5), st.integers(0, 10**3))
def test_token_names_hold_nothing_that_a_check_counts(block: int, index: int) -> None:
    assert not re.search(rf"[0-9A-Za-z{KANA}{HAN}]", token_name(block, index))


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 99)), unique=True, max_size=50))
def test_token_names_are_unique(pairs: list[tuple[int, int]]) -> None:
    assert len({token_name(*pair) for pair in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("See [the docs](https://example.org/a) now", "the docs"),
        ("![A chart](c.png) shows", "A chart"),
        ("Use <b>this</b>", "this"),
        ("It cost $5 and $10", "$5 and $10"),
        ("a 100% rise", "100%"),
    ],
)
def test_what_a_reader_reads_is_left_to_the_translator(text: str, kept: str) -> None:
    assert kept in shield(Block(1, "paragraph", text)).text


@pytest.mark.parametrize(
    "span",
    [
        "`a.b()`",
        "https://example.org/x?a=1",
        "(https://example.org)",
        "<T x={1}>",
        "{#id}",
        "{name}",
        "x@example.org",
        "%(n)s",
        "$$a$$",
        "$a_1$",
    ],
)
def test_what_must_not_change_is_hidden(span: str) -> None:
    text = f"Look [here]{span} now" if span.startswith("(") else f"Look {span} now"
    shielded = shield(Block(1, "paragraph", text))
    assert shielded.tokens == ((token_name(1, 0), span),)


LINKED = shield(Block(7, "paragraph", "See [docs](https://example.org) and `code`."))


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("[文書]⟦πβ⟧とコード", "missing"),
        (f"[文書]{LINKED.tokens[0][0]}とコード", "missing"),
        (f"[文書]{LINKED.tokens[0][0]}と{LINKED.tokens[1][0]}と{LINKED.tokens[1][0]}", "more than once"),
        (f"[文書]{LINKED.tokens[0][0]}と{LINKED.tokens[1][0]}と{token_name(8, 0)}", "no token of this block"),
        (f"文書{LINKED.tokens[0][0]}と{LINKED.tokens[1][0]}", "does not follow"),
        (f"[文書]{LINKED.tokens[0][0]}と{LINKED.tokens[1][0][:-1]}", "missing"),
    ],
)
def test_tokens_that_do_not_come_back_are_findings(reply: str, said: str) -> None:
    _, findings = restore(reply, LINKED)
    assert any(said in finding.message for finding in findings)
    assert all(finding.hard and finding.block == 7 and finding.check == "tokens" for finding in findings)


def test_tokens_may_change_places_and_gain_spaces() -> None:
    first, second = (name for name, _ in LINKED.tokens)
    text, findings = restore(f"{second.replace('·', ' · ')}と[文書]{first}。", LINKED)
    assert (text, findings) == ("`code`と[文書](https://example.org)。", ())


@given(st.text(alphabet=LETTERS + OPEN + CLOSE + "· あa", max_size=30))
def test_any_reply_is_restored_or_refused(reply: str) -> None:
    text, findings = restore(reply, LINKED)
    assert findings or all(original in text for _, original in LINKED.tokens)
