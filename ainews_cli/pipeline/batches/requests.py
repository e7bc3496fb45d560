"""What a batch asks for: one request per item or piece of an article, best first, nothing that is there or on its way
already; its name, and what is kept of it until its reply is checked.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple, Self

from ainews_cli.articles.text_cache import text_of
from ainews_cli.isolation import Isolated, Step
from ainews_cli.llm.prices import Price
from ainews_cli.llm.provider import Provider
from ainews_cli.models.analysis import Interests
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block
from ainews_cli.models.tries import TryKey
from ainews_cli.store import Store
from ainews_cli.tasks.analysis.ask import fitting
from ainews_cli.tasks.analysis.profiles import model_profile
from ainews_cli.tasks.analysis.texts import task_for, text_hash
from ainews_cli.tasks.translation.batched import pieces
from ainews_cli.tasks.translation.plan import Plan, prepare, translation_profile
from ainews_cli.tasks.tries import Tries

MOST_FAILURES = 2
"""Unusable replies about the same text after which an item is left out of batches; a view may still ask about it, a
day after the last.
"""
RECORD = 2
"""Version of what is kept of a request. The first had none: lists took the places of names."""
FIRST_ENGINE = "claude"
"""The engine of records that name none."""
_NAME = re.compile(r"(?P<purpose>[at])-(?P<item>\d{1,19})-[0-9a-f]{16}-[0-9a-f]{12}-(?P<nonce>[0-9a-f]{12})")


class SentAnalysis(NamedTuple):
    """What is needed to check the reply to an analysis."""

    engine: str
    title: str
    url: str
    language: str
    summarise: bool
    notes: tuple[str, ...]
    """What the reader is told of the text that was sent."""
    blocks: tuple[Block, ...]

    def record(self) -> str:
        """Return it as JSON."""
        return _json({**self._asdict(), "version": RECORD, "blocks": [block._asdict() for block in self.blocks]})

    @classmethod
    def of(cls, record: str) -> Self:
        """Return what a record says, of any version."""
        stored = json.loads(record)
        blocks = (Block(*block) if isinstance(block, list) else Block(**block) for block in stored["blocks"])
        return cls(
            engine=stored.get("engine", FIRST_ENGINE),
            title=stored["title"],
            url=stored["url"],
            language=stored["language"],
            summarise=stored["summarise"],
            notes=tuple(stored["notes"]),
            blocks=tuple(blocks),
        )


class SentTranslation(NamedTuple):
    """What is needed to check the reply to a translation."""

    language: str
    blocks: tuple[tuple[int, str], ...]
    """(id, hash) of each."""

    def record(self) -> str:
        """Return it as JSON."""
        blocks = [{"id": number, "hash": key} for number, key in self.blocks]
        return _json({"version": RECORD, "language": self.language, "blocks": blocks})

    @classmethod
    def of(cls, record: str) -> Self:
        """Return what a record says, of any version."""
        stored = json.loads(record)
        pairs = (block if isinstance(block, list) else (block["id"], block["hash"]) for block in stored["blocks"])
        return cls(stored["language"], tuple((int(number), str(key)) for number, key in pairs))


class Want(NamedTuple):
    """One request that is to be sent."""

    purpose: Literal["analysis", "translation"]
    item_id: int
    body_hash: str
    text_hash: str
    profile: str
    sent: str
    """What is needed to check the reply: the record of a SentAnalysis or SentTranslation."""
    params: dict[str, Any]
    """Of the request."""
    estimate: float
    """The most it can cost, in US dollars, at half price."""

    def custom_id(self, nonce: str) -> str:
        """Return its name in a batch, from which it is known again: "a-12-<text>-<profile>-<nonce>".

        At most 64 characters of [A-Za-z0-9_-], one of a kind within the batch.
        """
        return f"{self.purpose[0]}-{self.item_id}-{self.text_hash[:16]}-{self.profile[:12]}-{nonce}"


def new_nonce() -> str:
    """Return 12 random hex digits that no other batch has."""
    return os.urandom(6).hex()


def nonce_of(custom_id: str) -> str:
    """Return the nonce in a custom_id, "" where it is none of ours."""
    match = _NAME.fullmatch(custom_id)
    return match["nonce"] if match else ""


def subject_of(custom_id: str) -> tuple[str, int] | None:
    """Return ("a" or "t", item id) of a custom_id, None where it is none of ours."""
    match = _NAME.fullmatch(custom_id)
    return (match["purpose"], int(match["item"])) if match else None


def wants_analyses(
    store: Store,
    ids: Sequence[int],
    *,
    language: str,
    interests: Interests,
    provider: Provider,
    model: str,
    price: Price,
    now: datetime,
    tries: Tries | None = None,
) -> Iterator[Want]:
    """Yield analyses of those of the items, in order, that have none by this model and wait for none.

    `tries`: the memory of what was asked in vain, None for none.
    """
    profile = model_profile(language, interests, kind=provider.name, model=model)
    waiting = store.in_batches(ids, purpose="analysis", profile=profile, now=now)
    for item in store.candidates(ids, profile=profile):
        want = None
        with Isolated(Step.BATCH, item.id, item.entry.title):
            if item.id not in waiting:
                want = _analysis(store, item, profile, language, interests, provider, model, price, tries)
        if want:
            yield want


def _analysis(
    store: Store,
    item: Item,
    profile: str,
    language: str,
    interests: Interests,
    provider: Provider,
    model: str,
    price: Price,
    tries: Tries | None,
) -> Want | None:
    """Return the analysis of an item, None where it is there, was asked for in vain lately or failed too often."""
    task = task_for(item, text_of(item, store).blocks, language=language, interests=interests)
    digest = text_hash(task.title, task.blocks)
    if store.find_analysis(item.id, text_hash=digest, profile=profile):
        return None
    if tries and TryKey("analysis", item.id, digest, profile) in tries.known("analysis", [item.id], profile):
        return None
    insist = tries is not None and tries.retry
    if not insist and store.request_failures(item.id, text_hash=digest, profile=profile) >= MOST_FAILURES:
        return None
    task, notes = fitting(task)
    params, estimate = provider.batch_request(task, model, price)
    sent = SentAnalysis(provider.name, task.title, task.url, language, task.summarise, notes, task.blocks)
    return Want("analysis", item.id, item.body_hash, digest, profile, sent.record(), params, estimate)


def wants_translations(
    store: Store,
    ids: Iterable[int],
    *,
    language: str,
    glossary: Sequence[tuple[str, str]],
    provider: Provider,
    model: str,
    price: Price,
    now: datetime,
    tries: Tries | None = None,
) -> Iterator[Want]:
    """Yield translations of what is not translated yet of the items, in order, that have an analysis by a model (it
    gives the title).

    What the reader has read already is left out. `tries`: the memory of what was asked in vain, None for none.
    """
    for item_id in ids:
        wants: list[Want] = []
        with Isolated(Step.BATCH, item_id):
            wants = list(_translations(store, item_id, language, glossary, provider, model, price, now, tries))
        yield from wants


def _translations(
    store: Store,
    item_id: int,
    language: str,
    glossary: Sequence[tuple[str, str]],
    provider: Provider,
    model: str,
    price: Price,
    now: datetime,
    tries: Tries | None,
) -> Iterator[Want]:
    """Yield the translations of what is missing of one item."""
    analysis = store.row(item_id, language=language).analysis
    if analysis is None or analysis.estimate:
        return
    item = store.item(item_id)
    if item.read:
        return
    before = tries.refused_before if tries else None
    title = analysis.title
    plan = plan_of(store, item, language=language, glossary=glossary, title=title, model=model, refused_before=before)
    profile = translation_profile(plan)
    if not plan.open or store.in_batches([item_id], purpose="translation", profile=profile, now=now):
        return
    failures = store.block_failures(item_id, profile=profile, since=before or now)
    for piece in pieces(plan, {} if tries and tries.retry else failures):
        params, estimate = provider.batch_request(piece.task, model, price)
        sent = SentTranslation(language, piece.blocks).record()
        yield Want("translation", item_id, item.body_hash, piece.text_hash, profile, sent, params, estimate)


def plan_of(
    store: Store,
    item: Item,
    *,
    language: str,
    glossary: Sequence[tuple[str, str]],
    title: str,
    model: str,
    refused_before: datetime | None = None,
) -> Plan:
    """Return what the item's translation consists of, as it is now; see `tasks.translation.plan.prepare`."""
    return prepare(
        item,
        text_of(item, store).blocks,
        store,
        language=language,
        glossary=glossary,
        title=title,
        model=model,
        refused_before=refused_before,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
