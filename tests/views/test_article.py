"""An article's page, from the demo's samples to every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from ainews_cli.errors import UsageError
from ainews_cli.models.page import BilingualPart, BlocksPart, EntryPart, Section, TablePart, TextPart
from ainews_cli.render import render
from ainews_cli.render.options import Options
from ainews_cli.views.article import PLAIN, Wanted
from tests.support.pages import article_page
from tests.support.views.article_pages import CASES, GOLDEN, NOW, READER, RUN, WREN, Pages, pages


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    with pages(tmp_path_factory.mktemp("article")) as opened:
        yield opened


def sections(demo: Pages, wanted: Wanted = PLAIN, title: str = WREN) -> dict[str, Section]:
    return {section.key: section for section in demo.page(demo.translate(title), wanted, title).sections}


def notes(section: Section) -> list[str]:
    return [part.text for part in section.parts if isinstance(part, TextPart)]


@pytest.mark.parametrize("name", CASES)
def test_golden(demo: Pages, name: str) -> None:
    assert demo.made(name) == (GOLDEN / name).read_text(encoding="utf-8"), (
        "python -m tests.support.views.article_pages, then look at the difference"
    )


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(CASES)


def test_the_sections_stand_in_the_readers_order(demo: Pages) -> None:
    before = ["item", "score", "key_points", "impact", "comment", "translation", "original"]
    assert list(sections(demo, Wanted(original=True, audit=True, share=True))) == [*before, "audit", "share", "related"]
    assert list(sections(demo)) == [*before, "related"]


def test_the_wrong_block_is_caught_and_shown_in_the_original(demo: Pages) -> None:
    outcome = demo.translate()
    assert [result.id for result in outcome.results if result.status == "refused"] == [9]
    (part, verdict) = sections(demo)["translation"].parts
    assert isinstance(part, BlocksPart)
    text = next(block.text for block in part.blocks if block.id == 9)
    assert text == "a tokenizer that spends 18 % fewer tokens on Japanese than our previous one"
    assert part.marks == ((9, "検査に通らなかったため原文のまま(数値)"),)
    assert isinstance(verdict, TextPart)
    assert verdict.text == "13ブロック: 12件を検査済み、1件は原文のまま(数値)"
    for form in ("terminal", "markdown", "json", "html"):
        made = render(form, demo.page(outcome, Wanted(bilingual=form == "json")), Options(now=NOW))
        assert "28%少ない" not in made
        assert "18 %" in made.replace("18 \\%", "18 %")


def test_the_first_try_and_the_repair_are_in_the_ledger_and_nothing_after(demo: Pages) -> None:
    demo.translate()
    item = demo.ids[WREN]
    count = "SELECT count(*) FROM llm_calls WHERE purpose = 'translation' AND item_id = ?"
    before = demo.store._db.read(count, (item,))
    assert before[0][0] == 2
    demo.translate()
    assert demo.store._db.read(count, (item,)) == before


def test_all_recorded_translations_go_through(demo: Pages) -> None:
    titles = [
        "Introducing Rill 3: longer tasks, lower prices",
        "Was ein Token wirklich kostet: drei Monate eigene Inferenz",
    ]
    titles += ["Write tool errors for the model, not for the log", "Pourquoi nos évaluations en français mentent"]
    for title in titles:
        outcome = demo.translate(title)
        assert outcome.count("refused", "missing") == 0
        assert outcome.count("translated") > 5


def test_an_article_in_japanese_has_no_translation_and_shows_its_text(demo: Pages) -> None:
    title = next(title for title in demo.ids if title.startswith("議事録"))
    found = sections(demo, title=title)
    assert "translation" not in found
    assert not found["original"].folded
    assert notes(found["original"]) == []


def test_where_nothing_was_translated_one_line_says_why(demo: Pages) -> None:
    title = "Security incident: API keys written to a debug log"
    plan = demo.translate(title)
    missing = tuple(
        result._replace(status="missing", text=None, findings=()) if result.status == "translated" else result
        for result in plan.results
    )
    words = {"budget": "予算のため", "model": "モデルを利用できなかった", "no_model": "why not"}
    for stopped, start in words.items():
        outcome = plan._replace(results=missing, stopped=stopped, reason="why not")
        page = demo.page(outcome, title=title)
        found = {section.key: section for section in page.sections}
        assert "translation" not in found
        assert notes(found["original"])[0].startswith(start)
        assert not found["original"].folded
        assert bool(page.footer.lines) is (stopped != "no_model")
    half = (*missing[:3], *plan.results[3:])
    page = demo.page(plan._replace(results=half, stopped="budget", reason="x", cost=0.25), title=title)
    found = {section.key: section for section in page.sections}
    assert page.footer.lines == ("予算のため翻訳を見送ったブロック 3件",)
    assert page.footer.spent_usd == 0.25
    assert "3件は未翻訳" in notes(found["translation"])[0]


def test_the_original_is_folded_until_it_is_asked_for(demo: Pages) -> None:
    outcome = demo.translate()
    for form in ("terminal", "markdown"):
        plain = render(form, demo.page(outcome), Options(now=NOW))
        whole = render(form, demo.page(outcome, Wanted(original=True)), Options(now=NOW))
        assert "What is in the release" not in plain
        assert "原文は --original で表示します。" in plain.replace("\\", "")
        assert "What is in the release" in whole
        assert "¶5" in whole
    assert "<details>" in render("html", demo.page(outcome), Options(now=NOW))


def test_bilingual_has_every_block_once_on_each_side(demo: Pages) -> None:
    (part, _) = sections(demo, Wanted(bilingual=True))["bilingual"].parts
    assert isinstance(part, BilingualPart)
    assert [original.id for original, _ in part.pairs] == list(range(1, 15))
    assert [original.id for original, translated in part.pairs if translated is None] == [9, 11]
    wide = render("terminal", demo.page(demo.translate(), Wanted(bilingual=True)), Options(now=NOW, width=120))
    assert re.search("Why another 12B model +│ .*なぜ新たな12Bモデルなのか", wide)
    narrow = render("terminal", demo.page(demo.translate(), Wanted(bilingual=True)), Options(now=NOW, width=99))
    assert " │ " not in narrow


def test_the_audit_names_every_block_and_every_quote(demo: Pages) -> None:
    tables = [part for part in sections(demo, Wanted(audit=True))["audit"].parts if isinstance(part, TablePart)]
    blocks, quotes = tables
    assert [row[0] for row in blocks.rows] == [f"¶{number}" for number in range(1, 15)]
    assert [row[1] for row in blocks.rows if row[0] in ("¶1", "¶9", "¶11")] == ["検査済み", "原文のまま", "翻訳対象外"]
    assert "28%" in next(row[2] for row in blocks.rows if row[0] == "¶9")
    analysis = demo.store.row(demo.ids[WREN], language="ja").analysis
    assert analysis is not None
    assert len(quotes.rows) == 1 + 4 + len(analysis.key_points)
    assert all(row[1].startswith("¶") and row[2] == "確認済み" for row in quotes.rows)


def test_the_share_text_is_ready_to_paste(demo: Pages) -> None:
    (part,) = sections(demo, Wanted(share=True))["share"].parts
    assert isinstance(part, BlocksPart)
    title, tldr, url = part.blocks[0].text.split("\n")
    assert title.startswith("セーブルレン")
    assert tldr.startswith("セーブルレンは言語モデル")
    assert url.endswith("/sablewren/wren-open-weights")
    assert part.blocks[0].text in render("markdown", demo.page(None, Wanted(share=True)), Options(now=NOW))


def test_related_items_are_not_the_pages_entries(demo: Pages) -> None:
    page = demo.page(demo.translate())
    assert [entry.id for entry in page.entries] == [demo.ids[WREN]]
    found = [part for part in sections(demo)["related"].parts if isinstance(part, EntryPart)]
    assert found[0].original_title == "The bill for Wren 12B, line by line"
    assert 1 <= len(found) <= 5
    assert all(part.id != demo.ids[WREN] and part.stars and part.tldr for part in found)
    data = json.loads(render("json", page, Options(now=NOW)))
    assert [entry["id"] for entry in data["entries"]] == [demo.ids[WREN]]
    related = next(section for section in data["sections"] if section["key"] == "related")
    assert related["parts"][0]["title"] == found[0].title


def test_what_a_statement_rests_on_stands_beside_it(demo: Pages) -> None:
    made = render("terminal", demo.page(demo.translate()), Options(now=NOW, width=200))
    assert re.search(r"メモリーで動く。 \[¶1\]", made)
    assert re.search(r"深度 .*\[¶4\]", made)
    assert "AIによる意見であり、記事の内容ではありません。" in made


def test_english_readers_get_english_lines(demo: Pages) -> None:
    reader = READER._replace(language="en")
    outcome = demo.translate(reader=reader)
    assert outcome.count("missing", "refused", "translated") == 0, "an English article for an English reader"
    page = article_page(
        demo.store, reader, demo.ids[WREN], now=NOW, run=RUN, translation=outcome, wanted=Wanted(audit=True)
    )
    assert [section.key for section in page.sections if section.key == "translation"] == []
    from ainews_cli.views.article_text import verdict

    assert verdict(demo.translate(), "en") == "13 blocks: 12 checked, 1 in the original (numbers)"


def test_an_unknown_id_is_a_usage_error(demo: Pages) -> None:
    with pytest.raises(UsageError, match="no item 424242"):
        article_page(demo.store, READER, 424242, now=NOW, run=RUN)
