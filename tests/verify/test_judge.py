"""Documents as a whole; the shape of a page that a public site published with a tail its source never had (the text
here is our own).
"""

from __future__ import annotations

import pytest

from ainews_cli.models.text import Block
from ainews_cli.verify import Context, combine, judge, restore, shield
from tests.support.records import replace

SOURCE = (
    Block(1, "heading", "Testing Feels Like Weather Now", level=1),
    Block(
        2,
        "paragraph",
        "The Harbour Institute recently published [its review of Cortexa 4](https://harbour.example/review), an "
        "independent study of the model's"
        " ability to find bugs. It backs up the claims that Borealis made in May.",
    ),
    Block(
        3,
        "paragraph",
        "Mara Lindqvist [notes](https://lindqvist.example/notes) that the more time they spent, the better the "
        "results became:",
    ),
    Block(
        4,
        "quote",
        "If the model keeps finding bugs for as long as you pay, **testing is no longer a skill but a budget**, "
        "and the larger budget wins.",
        level=1,
    ),
    Block(
        5,
        "paragraph",
        "An interesting result is that shared libraries become *more* valuable, since everyone who uses them "
        "also pays for their tests.",
    ),
)
GOOD = (
    Block(1, "heading", "テストは今や天気のようなものだ", level=1),
    Block(
        2,
        "paragraph",
        "Harbour Instituteは最近、モデルのバグ発見能力を独自に調べた[Cortexa 4のレビュー](https://harbour.example/review)を公開した。"
        "これはBorealisが5月に行った主張を裏付けるものだ。",
    ),
    Block(
        3,
        "paragraph",
        "Mara Lindqvistは、時間をかけるほど結果が良くなったと[指摘している](https://lindqvist.example/notes):",
    ),
    Block(
        4,
        "quote",
        "お金を払う限りモデルがバグを見つけ続けるのなら、**テストはもはや技能ではなく予算の問題**であり、予算の大きい方が勝つ。",
        level=1,
    ),
    Block(
        5,
        "paragraph",
        "興味深い結果として、共有ライブラリの価値は*より高まる*。それを使うすべての人が、そのテストの費用も払うことになるからだ。",
    ),
)
TAIL = (
    Block(
        6,
        "paragraph",
        "Mara Lindqvist, who works at the Office for Model Policy (https://modelpolicy.example/), has been doing "
        "some interesting research.",
    ),
    Block(
        7,
        "paragraph",
        'Her latest post, "Weather" (https://modelpolicy.example/weather), details a method for finding such bugs.',
    ),
    Block(8, "list_item", "Prompting: asking the model for tests of *vulnerable* parts.", level=1, ordered=1),
    Block(9, "list_item", "Checking: running the tests in a sandbox.", level=1, ordered=2),
    Block(10, "paragraph", "Key takeaways:"),
    Block(11, "list_item", "Models can find bugs.", level=1),
    Block(12, "list_item", "Budgets matter.", level=1),
)
BROKEN = (
    GOOD[0],
    Block(
        2,
        "paragraph",
        "Harbour Instituteは最近、モデルのバグ発見能力を独自に調べたCortexa 4のレビューを公開した。"
        "これはBorealisが5月に行った主張を裏付けるものだ。",
    ),
    Block(3, "paragraph", "Mara Lindqvistは、時間をかけるほど結果が良くなったと指摘している:\n\n**"),
    Block(
        4,
        "paragraph",
        "お金を払う限りモデルがバグを見つけ続けるのなら、テストはもはや技能ではなく予算の問題**であり、予算の大きい方が勝つ。",
    ),
    GOOD[4],
    *TAIL,
)
CONTEXT = Context(glossary=combine((), "ja"))


def test_a_good_translation_is_accepted() -> None:
    report = judge(SOURCE, GOOD, CONTEXT)
    assert (report.findings, report.accepted, report.checked, report.counts) == ((), True, 5, {})


def test_an_invented_tail_is_refused_by_name() -> None:
    report = judge(SOURCE, BROKEN, CONTEXT)
    found = {(finding.block, finding.check) for finding in report.findings if finding.hard}
    assert {(block.id, "blocks") for block in TAIL} <= found
    said = [finding.message for finding in report.findings if finding.check == "links" and finding.block > 5]
    assert len(said) == 2
    assert any("https://modelpolicy.example/ " in message for message in said)
    assert any("https://modelpolicy.example/weather " in message for message in said)


def test_broken_bold_lost_links_and_the_lost_quote_are_refused_by_name() -> None:
    found = {(finding.block, finding.check) for finding in judge(SOURCE, BROKEN, CONTEXT).findings if finding.hard}
    assert {(3, "emphasis"), (4, "emphasis"), (4, "structure"), (2, "links"), (3, "links")} <= found
    assert not any(block == 5 for block, _ in found)


def test_each_refused_block_is_counted_once() -> None:
    report = judge(SOURCE, BROKEN, CONTEXT)
    assert len(dict(report.refused)) == len(report.refused) == sum(report.counts.values())


@pytest.mark.parametrize("lost", [1, 3, 5])
def test_a_missing_block_is_named(lost: int) -> None:
    report = judge(SOURCE, [block for block in GOOD if block.id != lost], CONTEXT)
    assert [(finding.block, finding.check) for finding in report.findings] == [(lost, "blocks")]


def test_a_doubled_block_is_named() -> None:
    report = judge(SOURCE, [*GOOD, GOOD[4]], CONTEXT)
    assert [(finding.block, finding.check) for finding in report.findings] == [(5, "blocks")]


def test_exchanged_blocks_are_refused() -> None:
    exchanged = [*GOOD[:1], replace(GOOD[1], text=GOOD[4].text), *GOOD[2:4], replace(GOOD[4], text=GOOD[1].text)]
    report = judge(SOURCE, exchanged, CONTEXT)
    assert {2, 5} <= dict(report.refused).keys()


def test_findings_of_the_tokens_come_first() -> None:
    shielded = shield(SOURCE[2])
    text, findings = restore("Lindqvistは指摘している:", shielded)
    translated = [replace(block, text=text) if block.id == 3 else block for block in GOOD]
    assert dict(judge(SOURCE, translated, CONTEXT, findings).refused)[3] == "tokens"


def test_a_kept_name_is_missed() -> None:
    source = [
        Block(number, "paragraph", f"Borealis has a plan for year {number} in its drawer.") for number in range(1, 12)
    ]
    target = [
        Block(number, "paragraph", f"Borealisは{number}年目の計画を引き出しに入れている。") for number in range(1, 11)
    ]
    target.append(Block(11, "paragraph", "コルテクサは11年目の計画を引き出しに入れている。"))
    report = judge(source, target, CONTEXT)
    assert [(finding.block, finding.check, finding.hard) for finding in report.findings] == [(11, "names", False)]


def test_nothing_at_all() -> None:
    assert judge((), (), CONTEXT).accepted
