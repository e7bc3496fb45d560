from __future__ import annotations

import pytest

from ainews_cli.models.text import Block, BlockKind
from ainews_cli.verify import CHECKS, Context, Term, check_block, combine, terms_in

SOURCE = (
    "Borealis released the model on Monday. It runs on a laptop, and the company says it is safe. Developers can try "
    "it today."
)
GOOD = (
    "Borealisは月曜日にそのモデルを公開した。ノートパソコンで動作し、同社は安全だと述べている。"
    "開発者は今日から試すことができる。"
)
LINKED = "See the [guide](https://example.org/en/guide) and run `npm start` **now**."
LINKED_GOOD = "[ガイド](https://example.org/ja/guide)を参照し、**今すぐ** `npm start` を実行してください。"


def checks(source: str, translated: str, kind: BlockKind = "paragraph", context: Context | None = None) -> set[str]:
    known = context or Context()
    return {finding.check for finding in check_block(Block(4, kind, source), Block(4, kind, translated), known)}


@pytest.mark.parametrize(
    ("source", "translated", "kind"),
    [
        (SOURCE, GOOD, "paragraph"),
        (LINKED, LINKED_GOOD, "paragraph"),
        ("React Developer Tools", "React Developer Tools", "heading"),
        ("Getting started", "はじめに", "heading"),
        ("Slots {#slots}", "スロット {#slots}", "heading"),
        ("const a = 1 // one", "const a = 1 // いち", "code"),
        ("![A chart](c.png)", "![グラフ](c.png)", "image"),
        (
            "| Model | Price |\n|---|---|\n| Cortexa | $5 |",
            "| モデル | 価格 |\n|---|---|\n| Cortexa | 5ドル |",
            "table",
        ),
        ("It is **bold** and *soft*.", "これは**太字**で*柔らかい*。", "list_item"),
        ("Multiply a * b and 2 * 3.", "a * b と 2 * 3 を計算する。", "paragraph"),
        ("(see 1) and 2)", "（1）と 2) を参照）", "paragraph"),
        ("Very, very, very good.", "とても、とても、とても良い。", "paragraph"),
        ("Yes.", "はい。", "paragraph"),
        ("", "", "paragraph"),
    ],
)
def test_good_translations_pass(source: str, translated: str, kind: BlockKind) -> None:
    assert checks(source, translated, kind) == set()


FAULTS: list[tuple[str, str, str, BlockKind]] = [
    ("structure", SOURCE, "", "paragraph"),
    ("structure", SOURCE, f"{GOOD}\n\n続き。", "paragraph"),
    ("structure", "| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|", "table"),
    ("script", SOURCE, SOURCE, "paragraph"),
    ("script", "How to start", "How to start", "heading"),
    ("script", SOURCE, "该公司周一发布了这个模型，它可以在笔记本电脑上运行，公司表示它是安全的。", "paragraph"),
    ("script", SOURCE, "이 회사는 월요일에 모델을 공개했다. 노트북에서 실행된다.", "paragraph"),
    ("script", SOURCE, "Компания выпустила модель в понедельник.", "paragraph"),
    (
        "leftover",
        SOURCE,
        GOOD.replace("開発者は今日から試すことができる。", "Developers can try it today."),
        "paragraph",
    ),
    ("links", LINKED, LINKED_GOOD.replace("guide)", "guide/2)"), "paragraph"),
    ("links", SOURCE, f"{GOOD}詳細は https://invented.example/x を参照。", "paragraph"),
    ("links", SOURCE, f"{GOOD}連絡先は press@invented.example まで。", "paragraph"),
    ("links", SOURCE, f"{GOOD}詳細は invented.com を参照。", "paragraph"),
    ("links", LINKED, "ガイドを参照し、**今すぐ** `npm start` を実行してください。", "paragraph"),
    ("code", LINKED, LINKED_GOOD.replace("npm start", "npm stop"), "paragraph"),
    ("code", LINKED, LINKED_GOOD.replace("`npm start`", "コマンド"), "paragraph"),
    ("code", "let a = 1", "let a = 2", "code"),
    ("emphasis", LINKED, LINKED_GOOD.replace("**今すぐ**", "**今すぐ"), "paragraph"),
    ("emphasis", SOURCE, f"**{GOOD}", "quote"),
    ("brackets", "It (a test) works.", "これは（テスト動作する。", "paragraph"),
    ("brackets", "It `x` works.", "これは `x 動作する。", "paragraph"),
    ("loops", SOURCE, f"{GOOD}{'試すことができる。' * 8}", "paragraph"),
    ("loops", SOURCE, f"{GOOD}{'ああいうこと' * 20}", "paragraph"),
    ("length", SOURCE, "モデル。", "paragraph"),
    ("length", "It works.", GOOD * 2, "paragraph"),
    ("sentences", SOURCE, GOOD.replace("ノートパソコンで動作し、同社は安全だと述べている。", ""), "paragraph"),
    (
        "sentences",
        SOURCE,
        f"{GOOD}なお、この価格は来年には大幅に引き上げられる見込みだと専門家は指摘している。",
        "paragraph",
    ),
    ("numbers", "It took 3 days.", "4日かかった。", "paragraph"),
    ("units", "It took 3 days.", "3週間かかった。", "paragraph"),
    ("dates", "It came on May 6.", "6月5日に出た。", "paragraph"),
    ("names", SOURCE, GOOD.replace("Borealis", "Cortexa"), "paragraph"),
    ("negation", "You can not use it here.", "ここで使えます。", "paragraph"),
]


@pytest.mark.parametrize(("check", "source", "translated", "kind"), FAULTS)
def test_faults_are_named(check: str, source: str, translated: str, kind: BlockKind) -> None:
    assert check in checks(source, translated, kind)


def test_each_check_of_a_block_has_a_fault_here() -> None:
    assert {name for name, check in CHECKS.items() if check.function} == {check for check, *_ in FAULTS} | {"glossary"}


def test_a_changed_kind_is_seen() -> None:
    source, translated = Block(1, "quote", SOURCE), Block(1, "paragraph", GOOD)
    assert {finding.check for finding in check_block(source, translated, Context())} == {"structure"}


@pytest.mark.parametrize("name", ["names", "negation"])
def test_names_and_negation_only_warn(name: str) -> None:
    case = next(case for case in FAULTS if case[0] == name)
    found = check_block(Block(1, case[3], case[1]), Block(1, case[3], case[2]), Context())
    assert not any(finding.hard for finding in found if finding.check == name)


ENGLISH = Context(source_language="ja", target_language="en")


def test_into_english() -> None:
    assert checks(GOOD, SOURCE, context=ENGLISH) == set()


@pytest.mark.parametrize(
    ("check", "translated"),
    [
        ("script", GOOD),
        ("sentences", SOURCE.replace(" It runs on a laptop, and the company says it is safe.", "")),
        ("links", f"{SOURCE} See https://invented.example."),
    ],
)
def test_faults_into_english(check: str, translated: str) -> None:
    assert check in checks(GOOD, translated, context=ENGLISH)


@pytest.mark.parametrize("language", ["de", "zh", "ko", "ru", "fr", "pt-BR", ""])
def test_other_languages_are_judged_without_a_fault(language: str) -> None:
    context = Context(source_language=language, target_language="ja")
    check_block(
        Block(1, "paragraph", "Das Modell kam am 5. Juni 2026 heraus. Es ist klein."),
        Block(1, "paragraph", GOOD),
        context,
    )


GLOSSARY = (
    Term("inference", ("推論",), True),
    Term("alignment", ("アラインメント", "アライメント")),
    Term("AI alignment", ("AIアラインメント",)),
)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Inference is cheap", ["inference"]),
        ("Fast inferences", ["inference"]),
        ("inferential", []),
        ("`inference` mode", []),
        ("AI alignment matters", ["AI alignment"]),
        ("AI-alignment and alignment", ["alignment", "AI alignment"]),
    ],
)
def test_terms_of_a_text(text: str, terms: list[str]) -> None:
    assert [term.source for term in terms_in(text, GLOSSARY)] == terms


def test_the_readers_terms_refuse_and_shipped_ones_warn() -> None:
    source, translated = (
        Block(1, "paragraph", "Inference needs alignment."),
        Block(1, "paragraph", "それには整列が要る。"),
    )
    found = {
        finding.message: finding.hard
        for finding in check_block(source, translated, Context(glossary=GLOSSARY))
        if finding.check == "glossary"
    }
    assert found == {"“inference” should be “推論”": True, "“alignment” should be “アラインメント”": False}


def test_the_shipped_vocabulary() -> None:
    terms = combine((), "ja")
    assert len(terms) >= 300
    assert all(term.accepted and not term.user for term in terms)
    assert [term.accepted[0] for term in terms_in("LLM agents can be jailbroken by prompt injection", terms)] == [
        "大規模言語モデル",
        "プロンプトインジェクション",
        "エージェント",
    ]
    assert combine((), "xx") == ()


def test_the_readers_term_replaces_the_shipped_one() -> None:
    terms = combine([("Large language model", "大型言語モデル | LLM")], "ja-JP")
    assert [(term.accepted, term.user) for term in terms_in("An LLM is a large language model", terms)] == [
        (("大型言語モデル", "LLM"), True)
    ]
