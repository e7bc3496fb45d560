"""The recorded briefs: claims about the demo's discussions and its week, through the checks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ainews_cli.articles.discussion import select
from ainews_cli.demo import documents, rehash, samples
from ainews_cli.demo.recorded import MODEL, RecordedEngine, discussion_claims, load
from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.net import Limits
from ainews_cli.pipeline.briefs import discussion_briefs, discussion_requests, stored_lead, week_request
from ainews_cli.pipeline.downloads import due_discussions, read_discussions
from ainews_cli.sources.discussion import parse
from ainews_cli.store import Store
from ainews_cli.tasks.brief.checking import check
from ainews_cli.tasks.brief.requests import discussion_request
from ainews_cli.tasks.brief.run import brief
from ainews_cli.views.claims import with_lead
from tests.support.demo import NOW, all_items, analysed, fetched
from tests.support.pages import page_of

READER = Reader("ja", "Asia/Tokyo", Weights(), Interests())
DISCUSSED = [article for article in samples.articles() if load("briefs", article.slug)]


def test_every_discussion_has_its_brief() -> None:
    assert {article.slug for article in DISCUSSED} == {
        article.slug for article in samples.articles() if samples.remarks(article.slug)
    }
    assert {path.stem for path in (rehash.HERE / "briefs").iterdir()} == {article.slug for article in DISCUSSED} | {
        "week"
    }


@pytest.mark.parametrize("article", DISCUSSED, ids=lambda article: article.slug)
def test_all_recorded_claims_pass_the_checks_and_belong_to_these_comments(article: samples.Article) -> None:
    assert rehash.refresh("briefs", article, write=False) == []
    comments = select(parse(documents.discussion_document(article, datetime.now(UTC))))
    url = f"https://news.ycombinator.com/item?id={article.number}"
    request = discussion_request(1, article.title, url, comments, language="ja", model=MODEL, tokens=4000)
    assert request
    claims, fault = discussion_claims(request.task)
    assert claims is not None, fault
    kept, findings = check({"claims": claims}, request)
    assert (len(kept), findings) == (len(claims), ())
    fewer = discussion_request(1, article.title, url, comments[1:], language="ja", model=MODEL, tokens=4000)
    assert fewer
    assert "belongs to other comments" in discussion_claims(fewer.task)[1]


def test_the_recorded_engine_tells_of_the_discussions_and_of_the_week(tmp_path: Path) -> None:
    with fetched(tmp_path) as (store, _):
        analysed(store, all_items(store))
        feeds = samples.feeds(store_base(store))
        rows = [row for row in store.latest(language="ja", limit=100) if row.points is not None]
        assert (
            read_discussions(store, due_discussions(store, rows, now=NOW), feeds, limits=Limits(timeout=10.0), now=NOW)
            == 4
        )
        assert due_discussions(store, rows, now=NOW) == []
        requests = discussion_requests(store, rows, READER, model=MODEL, tokens=4000)
        page = page_of(store, READER, "weekly", limit=20, now=NOW, run=RunReport("recorded", MODEL))
        week = week_request(page.entries, READER, model=MODEL)
        assert week
        engine = RecordedEngine(store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW))
        outcomes = asyncio.run(brief([*requests.values(), week], engine, store, now=lambda: NOW))
        assert [one.status for one in outcomes] == ["done"] * 4, outcomes
        shown = discussion_briefs(store, rows, requests, READER)
        assert {len(one.brief.claims) for one in shown.values()} == {4, 5, 6}
        assert not any(one.brief.findings or one.older for one in shown.values())
        lead = stored_lead(store, week)
        assert lead
        assert (len(lead.claims), lead.findings) == (3, ())
        (part,) = with_lead(page, lead).sections[0].parts
        titles = {entry.url: entry.title for entry in page.entries}
        assert "Rill 3" in titles[part.claims[0].cites[0].url]  # type: ignore[union-attr]  # a ClaimsPart


def store_base(store: Store) -> str:
    """The demo server's address, from the subscription of the Hacker News sample."""
    url = next(url for url in store.feed_states() if "/hn/api/" in url)
    return url.partition("/hn/api/")[0]
