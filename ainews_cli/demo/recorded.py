"""An engine whose replies were written by hand, one for each sample article.

A reply belongs to one text: it is kept with a hash of the title and the blocks it was written for. Asked about anything
else, the
engine has no data to give, and the item fails in the sight of the reader, as a bad reply of a model would.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ainews_cli.base.hashing import text_digest
from ainews_cli.demo.samples import articles, folder
from ainews_cli.llm.engine import AnalysisTask, BriefTask, Engine, Ledger, Reply, TranslationTask
from ainews_cli.llm.provider import EngineSetup, Provider
from ainews_cli.models.brief import BriefDocument
from ainews_cli.models.settlement import Settlement
from ainews_cli.models.text import Block
from ainews_cli.verify import shield

NAME = "recorded"
MODEL = "demo-recorded"


def text_hash(title: str, blocks: Iterable[str]) -> str:
    """Return the hash of the text a reply was written for, 32 hex digits: of title and block texts, blanks folded."""
    folded = "\n".join(" ".join(text.split()) for text in (title, *blocks))
    return text_digest(folded)


@cache
def slugs() -> Mapping[str, str]:
    """Return article key -> slug for every article that has a reply of its own; keys as `key_of` makes them."""
    slugs: dict[str, str] = {}
    for article in articles():
        if article.duplicate:
            continue
        slugs[f"id={article.number}" if article.number else key_of(article.path)] = article.slug
    return slugs


def key_of(url: str) -> str:
    """Return what tells sample articles apart in an address: the Hacker News id, the video id, else the path."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    for name in ("id", "v"):
        if name in query:
            return f"{name}={query[name][0]}"
    return parts.path


@cache
def load(kind: str, slug: str) -> Mapping[str, Any] | None:
    """Return a recorded file: `kind` is "replies", "translations" or "briefs"; None where there is none."""
    file = folder(kind).joinpath(f"{slug}.json")
    if not file.is_file():
        return None
    data: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return data


def recorded_for(task: AnalysisTask) -> tuple[Mapping[str, Any] | None, str]:
    """Return the recorded analysis of this very text, or None and why there is none."""
    record, fault = _record("replies", task.title, task.url, task.blocks)
    return (record["reply"], "") if record else (None, fault)


def translation_for(title: str, url: str, blocks: Sequence[Block]) -> tuple[Mapping[int, str] | None, str]:
    """Return the recorded translation of this very text, by block id (code blocks have none), or None and why there is
    none.
    """
    record, fault = _record("translations", title, url, blocks)
    return ({block["id"]: block["text"] for block in record["blocks"]}, "") if record else (None, fault)


def _record(kind: str, title: str, url: str, blocks: Sequence[Block]) -> tuple[Mapping[str, Any] | None, str]:
    slug = slugs().get(key_of(url)) or _by_title(title)
    record = load(kind, slug) if slug else None
    what = "reply" if kind == "replies" else "translation"
    if record is None:
        return None, f"demo: no {what} is recorded for “{title}”"
    if record["hash"] != text_hash(title, (block.text for block in blocks)):
        return (
            None,
            (
                f"demo: the {what} recorded for “{slug}” belongs to another text (changed on purpose? python -m "
                f"ainews_cli.demo.rehash)"
            ),
        )
    return record, ""


def discussion_claims(task: BriefTask) -> tuple[list[Mapping[str, Any]] | None, str]:
    """Return the recorded claims about a discussion, citing its comments as numbered in the task, or None and why there
    are none.
    """
    number = key_of(task.url).removeprefix("id=")
    slug = next((article.slug for article in articles() if article.number and str(article.number) == number), "")
    record = load("briefs", slug) if slug else None
    if record is None:
        return None, f"demo: no brief is recorded for “{task.title}”"
    if record["hash"] != text_hash("", (block.text for document in task.documents for block in document.blocks)):
        return (
            None,
            (
                f"demo: the brief recorded for “{slug}” belongs to other comments (changed on purpose? python -m "
                f"ainews_cli.demo.rehash)"
            ),
        )
    return record["claims"], ""


def week_claims(documents: Sequence[BriefDocument]) -> list[Mapping[str, Any]]:
    """Return the recorded lead: those of its claims all of whose articles (named by slug) are among the documents,
    citing the items' ids.
    """
    numbers = {document.blocks[0].text: document.id for document in documents}
    replies = {slug: load("replies", slug) for slug in slugs().values()}
    titles = {slug: " ".join(record["reply"]["title"].split()) for slug, record in replies.items() if record}
    ids = {slug: numbers[title] for slug, title in titles.items() if title in numbers}
    claims = (load("briefs", "week") or {"claims": []})["claims"]
    return [
        {**claim, "cites": [ids[slug] for slug in claim["cites"]]}
        for claim in claims
        if set(claim["cites"]) <= ids.keys()
    ]


def _by_title(title: str) -> str:
    # Text-only Hacker News items may come without an address.
    return next((article.slug for article in articles() if article.title == title and not article.duplicate), "")


class _Recorded(Provider):
    """The demo's engine; see `Provider`."""

    name = NAME

    def build(self, setup: EngineSetup) -> Engine:
        """Make the engine."""
        return RecordedEngine(setup.ledger)


RECORDED = _Recorded()


class RecordedEngine:
    """Gives the recorded replies; costs nothing. With a ledger, each call is still written down, at zero dollars."""

    name = NAME
    model = MODEL
    estimates = False
    concurrency = 4

    def __init__(self, ledger: Ledger | None = None) -> None:
        self._ledger = ledger

    async def analyse(self, task: AnalysisTask) -> Reply:
        """Return the recorded reply; without data when there is none for this text."""
        data, fault = recorded_for(task)
        if self._ledger is not None:
            call = self._ledger.reserve(purpose="analysis", item_id=task.item_id, model=MODEL, estimate=0.0)
            self._ledger.settle(call, Settlement("off_schema" if data is None else "ok"))
        if data is None:
            return Reply(data=None, text=fault, stop_reason="error:no recorded reply")  # asking again would not help
        return Reply(data=data, text=json.dumps(data, ensure_ascii=False), stop_reason="end_turn")

    async def translate(self, task: TranslationTask) -> Reply:
        """Return the recorded translations of the blocks asked for, shielded as those are."""
        translated, fault = translation_for(task.title, task.url, task.article)
        if self._ledger is not None:
            call = self._ledger.reserve(purpose="translation", item_id=task.item_id, model=MODEL, estimate=0.0)
            self._ledger.settle(call, Settlement("off_schema" if translated is None else "ok"))
        if translated is None:
            return Reply(data=None, text=fault, stop_reason="error:no recorded translation")
        originals = {block.id: block for block in task.article}
        blocks = [
            {"id": block.id, "text": _shielded(translated[block.id], originals[block.id])}
            for block in task.blocks
            if block.id in translated
        ]
        data = {"blocks": blocks}
        return Reply(data=data, text=json.dumps(data, ensure_ascii=False), stop_reason="end_turn")

    async def brief(self, task: BriefTask) -> Reply:
        """Return the recorded claims about these very comments, or those about the items of this week that were
        recorded.
        """
        claims, fault = discussion_claims(task) if task.kind == "discussion" else (week_claims(task.documents), "")
        if self._ledger is not None:
            call = self._ledger.reserve(purpose=task.kind, item_id=task.item_id or None, model=MODEL, estimate=0.0)
            self._ledger.settle(call, Settlement("off_schema" if claims is None else "ok"))
        if claims is None:
            return Reply(data=None, text=fault, stop_reason="error:no recorded brief")
        data = {"claims": claims}
        return Reply(data=data, text=json.dumps(data, ensure_ascii=False), stop_reason="end_turn")

    async def aclose(self) -> None:
        """Do nothing: there is no connection to close."""


def _shielded(translated: str, original: Block) -> str:
    """Return a recorded text as a model would give it: with tokens in the place of the spans they shield."""
    for token, span in shield(original).tokens:
        translated = translated.replace(span, token, 1)
    return translated
