"""The recorded translations: whole, in Japanese, and sound in every block but the one that is wrong on purpose."""

from __future__ import annotations

import re

import pytest

from ainews_cli.demo import samples
from ainews_cli.demo.recorded import load, translation_for
from ainews_cli.demo.rehash import sample_blocks
from ainews_cli.verify import Context, judge
from tests.support.records import replace

TRANSLATED = [article for article in samples.articles() if load("translations", article.slug)]


def test_there_are_enough_and_one_has_a_fault() -> None:
    assert len(TRANSLATED) >= 8
    wrong = [
        (article.slug, record["wrong"])
        for article in TRANSLATED
        if (record := load("translations", article.slug)) and record.get("wrong")
    ]
    assert wrong == [("wren-open-weights", [9])]


@pytest.mark.parametrize("article", TRANSLATED, ids=lambda article: article.slug)
def test_every_block_but_code_is_translated_once(article: samples.Article) -> None:
    record = load("translations", article.slug)
    assert record is not None
    assert [block["id"] for block in record["blocks"]] == [
        block.id for block in sample_blocks(article) if block.kind != "code"
    ]


@pytest.mark.parametrize("article", TRANSLATED, ids=lambda article: article.slug)
def test_blocks_keep_links_code_emphasis_and_table_shape(article: samples.Article) -> None:
    record = load("translations", article.slug)
    assert record is not None
    by_id = {block.id: block for block in sample_blocks(article)}
    for block in record["blocks"]:
        source, text = by_id[block["id"]], block["text"]
        assert re.findall(r"https?://[^)\s]+", text) == re.findall(r"https?://[^)\s]+", source.text)
        assert re.findall(r"`[^`]+`", text) == re.findall(r"`[^`]+`", source.text)
        assert text.count("**") == source.text.count("**")
        if source.kind == "table":
            assert [line.count("|") for line in text.split("\n")] == [
                line.count("|") for line in source.text.split("\n")
            ]
        elif not text.startswith("`"):
            assert re.search(r"[\u3041-\u30ff\u4e00-\u9fff]", text), text


@pytest.mark.parametrize("article", TRANSLATED, ids=lambda article: article.slug)
def test_the_checks_refuse_the_marked_block_and_have_nothing_to_say_of_the_others(article: samples.Article) -> None:
    source = sample_blocks(article)
    found, fault = translation_for(article.title, f"http://127.0.0.1:1{article.path}", source)
    assert found is not None, fault
    translated = [replace(block, text=found.get(block.id, block.text)) for block in source]
    language = next(sample.feed.language for sample in samples.sample_feeds() if sample.key == article.feed)
    findings = judge(source, translated, Context(language)).findings
    record = load("translations", article.slug)
    assert record is not None
    assert {finding.block for finding in findings} == set(record.get("wrong", []))
    assert {finding.check for finding in findings} <= {"numbers"}


def test_altering_an_article_makes_its_translation_fail() -> None:
    article = TRANSLATED[0]
    source = sample_blocks(article)
    found, fault = translation_for(article.title, f"http://127.0.0.1:1{article.path}", source[:-1])
    assert found is None
    assert "belongs to another text" in fault
    found, fault = translation_for("Unknown", "http://127.0.0.1:1/unknown", source)
    assert (found, fault) == (None, "demo: no translation is recorded for “Unknown”")
