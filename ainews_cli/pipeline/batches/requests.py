"""What is to be asked for: one request per item or piece of an article, best first, nothing that is there or on its way
already.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ainews_cli.articles.text_cache import text_of
from ainews_cli.tasks.analysis.ask import fitting
from ainews_cli.tasks.analysis.profiles import model_profile
from ainews_cli.tasks.analysis.texts import task_for, text_hash
from ainews_cli.tasks.translation.batched import pieces, translation_profile
from ainews_cli.tasks.translation.plan import Plan, prepare

if TYPE_CHECKING:
    from datetime import datetime

    from ainews_cli.llm.prices import Price
    from ainews_cli.llm.provider import Provider
    from ainews_cli.models.analysis import Interests
    from ainews_cli.models.item import Item
    from ainews_cli.store import Store

MOST_FAILURES = 2
"""Unusable replies about the same text after which an item is left out of batches; a view may still ask about it."""


class Want(NamedTuple):
    """One request that is to be sent."""

    purpose: Literal["analysis", "translation"]
    item_id: int
    body_hash: str
    text_hash: str
    profile: str
    sent: str
    """What is needed to check the reply, JSON."""
    params: dict[str, Any]
    """Of the request."""
    estimate: float
    """The most it can cost, in US dollars, at half price."""


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
) -> Iterator[Want]:
    """Analyses of those of the items, in order, that have none by this model and wait for none."""
    profile = model_profile(language, interests, kind=provider.name, model=model)
    waiting = store.in_batches(ids, purpose="analysis", profile=profile, now=now)
    for item in store.candidates(ids, profile=profile):
        if item.id in waiting:
            continue
        task = task_for(item, text_of(item, store).blocks, language=language, interests=interests)
        digest = text_hash(task.title, task.blocks)
        if store.find_analysis(item.id, text_hash=digest, profile=profile):
            continue
        if store.request_failures(item.id, text_hash=digest, profile=profile) >= MOST_FAILURES:
            continue
        task, notes = fitting(task)
        params, estimate = provider.batch_request(task, model, price)
        sent = {
            "title": task.title,
            "url": task.url,
            "language": language,
            "summarise": task.summarise,
            "notes": notes,
            "blocks": [list(block) for block in task.blocks],
        }
        yield Want("analysis", item.id, item.body_hash, digest, profile, _json(sent), params, estimate)


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
) -> Iterator[Want]:
    """Translations of what is not translated yet of the items, in order, that have an analysis by a model (it gives the
    title).

    What the reader has read already is left out.
    """
    for item_id in ids:
        analysis = store.row(item_id, language=language).analysis
        if analysis is None or analysis.estimate:
            continue
        item = store.item(item_id)
        if item.read:
            continue
        plan = plan_of(store, item, language=language, glossary=glossary, title=analysis.title, model=model)
        profile = translation_profile(plan)
        if not plan.open or store.in_batches([item_id], purpose="translation", profile=profile, now=now):
            continue
        for piece in pieces(plan, store.block_failures(item_id, profile=profile)):
            params, estimate = provider.batch_request(piece.task, model, price)
            sent = _json({"language": language, "blocks": piece.blocks})
            yield Want("translation", item_id, item.body_hash, piece.text_hash, profile, sent, params, estimate)


def plan_of(
    store: Store, item: Item, *, language: str, glossary: Sequence[tuple[str, str]], title: str, model: str
) -> Plan:
    """What the item's translation consists of, as it is now."""
    blocks = text_of(item, store).blocks
    return prepare(item, blocks, store, language=language, glossary=glossary, title=title, model=model)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
