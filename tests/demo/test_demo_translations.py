"""The recorded translations: whole, in Japanese, and sound in every block but the one that is wrong on purpose."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ainews_cli.demo import samples
from ainews_cli.demo.recorded import load
from ainews_cli.demo.rehash import sample_blocks
from ainews_cli.verify.context import Context
from ainews_cli.verify.numbers import check_numbers, check_units

TRANSLATED = [article for article in samples.articles() if load("translations", article.slug)]


def test_there_are_enough_and_one_has_a_fault() -> None:
    assert len(TRANSLATED) >= 8
    wrong = [(article.slug, record["wrong"]) for article in TRANSLATED if (record := load("translations", article.slug)) and record.get("wrong")]
    assert wrong == [("wren-open-weights", [9])]


@pytest.mark.parametrize("article", TRANSLATED, ids=lambda article: article.slug)
def test_every_block_but_code_is_translated_once(article: samples.Article) -> None:
    record = load("translations", article.slug)
    assert record is not None
    assert [block["id"] for block in record["blocks"]] == [block.id for block in sample_blocks(article) if block.kind != "code"]


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
            assert [line.count("|") for line in text.split("\n")] == [line.count("|") for line in source.text.split("\n")]
        elif not text.startswith("`"):
            assert re.search(r"[\u3041-\u30ff\u4e00-\u9fff]", text), text


@pytest.mark.parametrize("article", TRANSLATED, ids=lambda article: article.slug)
def test_only_the_marked_block_has_a_number_that_is_not_in_the_article(article: samples.Article) -> None:
    record = load("translations", article.slug)
    assert record is not None
    by_id = {block.id: block for block in sample_blocks(article)}
    context = Context(next(sample.feed.language for sample in samples.sample_feeds() if sample.key == article.feed))
    for block in record["blocks"]:
        source = by_id[block["id"]]
        translated = replace(source, text=block["text"])
        findings = (*check_numbers(source, translated, context), *check_units(source, translated, context))
        assert bool(findings) == (block["id"] in record.get("wrong", [])), findings
