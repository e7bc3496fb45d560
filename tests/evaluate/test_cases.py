"""The set itself: what it says of its articles is true of them, and its facts tell right sentences from wrong ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ainews_cli.evaluate.cases import FIRST, KINDS, Case, Fact, cases, chosen, parse
from ainews_cli.evaluate.judging import judge_fact
from ainews_cli.evaluate.negation import denies
from ainews_cli.models.analysis import MARK_NAMES
from ainews_cli.tasks.analysis.texts import full_blocks
from ainews_cli.verify import Context, confirm_quote, judge, numbers_supported

each = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)


def facts() -> Iterator[tuple[Case, Fact, str]]:
    for case in cases():
        for fact in case.facts:
            for language in fact.right:
                yield case, fact, language


def test_every_kind_is_there_and_the_marks_spread() -> None:
    found = {fact.kind for case in cases() for fact in case.facts} | {"quotes", "marks", "translation"}
    assert found == set(KINDS)
    assert {case.language for case in cases()} == {"en", "ja"}
    expected = sorted(case.expected for case in cases())
    assert expected[0] <= 1.5
    assert expected[-1] >= 4.5


def test_a_few_cases_are_a_fair_sample() -> None:
    assert set(FIRST) <= {case.name for case in cases()}
    assert sorted(case.name for case in chosen(None)) == [case.name for case in cases()]
    few = chosen(6)
    assert len(few) == 6
    assert {case.language for case in few} == {"en", "ja"}
    assert {fact.kind for case in few for fact in case.facts} >= {"numbers", "negation", "injection"}
    assert max(case.expected for case in few) - min(case.expected for case in few) >= 3
    assert all(case.translations for case in chosen(3))


@each
def test_what_is_said_of_an_article_is_true_of_it(case: Case) -> None:
    blocks = {block.id: block for block in full_blocks(case.item(1))}
    assert case.silent == (sum(len(block.text) for block in blocks.values()) < 200)
    for fact in case.facts:
        assert not fact.quote or confirm_quote(fact.quote, [blocks[fact.block]])
        assert fact.place == "marks" or (fact.right.keys() == fact.wrong.keys() and fact.right)
        for right in fact.right.values():
            assert numbers_supported(right, tuple(blocks.values())) == ()
    assert all(low <= case.marks[MARK_NAMES.index(name)] <= high for name, (low, high) in case.ranges.items())


@each
def test_the_good_translations_pass_the_checks(case: Case) -> None:
    for language, texts in case.translations.items():
        source = [block for block in full_blocks(case.item(1)) if block.kind != "code"]
        assert [block.id for block in source] == list(texts)
        report = judge(
            source, [block._replace(text=texts[block.id]) for block in source], Context(case.language, language)
        )
        assert report.findings == ()


@pytest.mark.parametrize(
    ("case", "fact", "language"), list(facts()), ids=lambda one: one.name if isinstance(one, Case) else ""
)
def test_a_right_sentence_meets_its_fact_and_a_wrong_one_does_not(case: Case, fact: Fact, language: str) -> None:
    assert judge_fact(fact, fact.right[language]) is None
    bad = judge_fact(fact, fact.wrong[language])
    assert bad is not None
    assert bad in fact.wrong[language]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "negation",
            "Tessel WorksはKarst 2を公開した。関数呼び出し機能は取り除かれ、商用利用には書面での合意が必要となる。",
        ),
        (
            "negation",
            (
                "70億パラメータのKarst 2は、顧客データを使わずに学習したもので、ツール呼び出しは非対応。"
                "商用利用は契約がある場合に限られる。"
            ),
        ),
        (
            "negation",
            (
                "Karst 2 drops function calling. It was trained without customer data, and commercial use requires a "
                "written agreement."
            ),
        ),
        ("negation", "The 7B model lacks tool calls, and can be used commercially only with a written agreement."),
        (
            "numbers",
            "議事録ソフトのMurmur Notesは利用者が120万人に達し、4,500万ドルの資金を調達した。遅延は350msに短縮。",
        ),
        (
            "numbers",
            (
                "With 1,200,000 users, Murmur Notes raised $45 million. A seat goes from $9 to $12 a month, and the "
                "delay falls to 350 ms."
            ),
        ),
        (
            "quotes",
            (
                "Ardent LabsのInes Abaraが自社モデルを「失敗」と呼んだという噂が広まったが、"
                "公開された録音では遅れの責任を認めただけだった。"
            ),
        ),
        (
            "quotes",
            (
                "A rumour had Abara call Lumen a failure. The recording shows that she takes the blame for the "
                "delay. Two newspapers have corrected it."
            ),
        ),
        (
            "release-notes",
            (
                "lantern-serve 0.14はトークンのストリーミングに対応した。max_batchの既定値は8になり、Python "
                "3.9のサポートは終了した。"
            ),
        ),
        ("release-notes", "lantern-serve 0.14 streams tokens, lowers max_batch from 32 to 8 and drops Python 3.9."),
        (
            "names",
            "Vantelの研究責任者だったOrla NygaardがFjordmarkを設立した。Fjordmarkの従業員は8人である。後任は未定。",
        ),
        (
            "names",
            (
                "Orla Nygaard has left Vantel to found Fjordmark. Fjordmark has eight employees. Priya Denham leads "
                "until a successor is named."
            ),
        ),
        (
            "japanese",
            "30億パラメータの「こだま小」を公開した。学習には1万2000件の会議の記録を使い、方言は未対応だが秋までに関西の話し言葉に対応する。",
        ),
        ("japanese", "Kodama Giken released a 3B model for meeting minutes. Dialects are not supported yet."),
        ("japanese-policy", "アオバ市が60部署の3割で生成AIを試行する。住民の氏名の入力は禁じる。費用は年2400万円。"),
        (
            "japanese-policy",
            (
                "Aoba City tries generative AI in 18 departments; entering names and addresses is blocked. It costs "
                "24 million yen a year."
            ),
        ),
        ("opinion", "編集者に取って代わるかという問いに、筆者は否定的である。2年間モデルを使ってきた。"),
        (
            "opinion",
            "Asked whether it will replace editors, the author says no. The author has edited a paper for 19 years.",
        ),
        (
            "long-experiment",
            "3つのモデルを16から3ビットで比べた。4ビットでは最小のモデルが11%、最大のモデルが2%失い、3ビットは実用に耐えない。",
        ),
        (
            "long-experiment",
            (
                "At 4 bits the smallest model lost 11%, not 19% as first said; quantisation to 8 bits costs nothing, "
                "3 bits is unusable."
            ),
        ),
    ],
)
def test_other_words_for_the_same_meet_the_facts(name: str, text: str) -> None:
    """Wordings that a careful model may choose; each is a whole summary."""
    case = next(one for one in cases() if one.name == name)
    for fact in case.facts:
        if fact.place == "summary":
            assert judge_fact(fact, text) is None, fact


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("negation", "Karst 2は関数呼び出しにも対応し、ノートパソコンで動く。", "negation"),
        ("negation", "Karst 2 supports tool calls on a laptop.", "negation"),
        ("numbers", "利用者は18%の伸びで12万人になった。", "numbers"),
        ("numbers", "Murmur Notes has 1.2 billion users.", "numbers"),
        ("japanese", "Kodama Small understands dialects.", "negation"),
        ("japanese", "It was trained on records of 12 million meetings and has no dialects.", "numbers"),
        ("japanese-policy", "18部署で試行し、住民の氏名も入力できる。", "negation"),
        ("opinion", "Small models will soon replace editors.", "negation"),
        ("long-experiment", "4ビットに量子化すると、最小のモデルの正答は19%減る。", "numbers"),
        ("names", "A researcher of Vantel founded Fjordmark.", "facts"),
    ],
)
def test_other_words_for_the_opposite_do_not(name: str, text: str, kind: str) -> None:
    case = next(one for one in cases() if one.name == name)
    assert kind in {fact.kind for fact in case.facts if fact.place == "summary" and judge_fact(fact, text) is not None}


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("対応していない。", True),
        ("対応しているかもしれない。", False),
        ("速いだけでなく安い。", False),
        ("It isn’t supported.", True),
        ("It is not only fast.", False),
        ("It is supported.", False),
    ],
)
def test_denials(sentence: str, wanted: bool) -> None:
    assert denies(sentence) is wanted


@pytest.mark.parametrize(
    "slip",
    ["[marks]\ndepth = 1\n", '[marks]\ndepth=1\nrelevance=1\npracticality=1\nnovelty=1\n[[facts]]\nkind = "mood"\n'],
)
def test_a_slip_in_a_case_is_loud(slip: str) -> None:
    with pytest.raises(ValueError, match="slip"):
        parse("slip", f'title="t"\nlanguage="en"\nsource="s"\nurl="u"\nhtml="h"\ncategories=[]\n[titles]\n{slip}')
