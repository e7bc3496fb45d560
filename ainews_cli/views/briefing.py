"""Briefs before a page is made: what is stored, what is to be bought, and what of it a page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.models.brief import GROUPS
from ainews_cli.models.page import Claim, ClaimsPart, LinkPart
from ainews_cli.tasks.brief import matters as brief_matters
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from ainews_cli.llm.engine import BriefTask, Engine
    from ainews_cli.models.brief import Brief, BriefClaim, BriefOutcome, Cited
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import EntryPart
    from ainews_cli.models.reader import Reader
    from ainews_cli.store import Store
    from ainews_cli.tasks.brief.matters import Matter

SECOND_TRIES = 2
"""Factor on a dry run's price: every brief may be asked for once more."""
FEWEST_ITEMS = 3
"""Items that a week must have for a lead to be worth reading."""


class Shown(NamedTuple):
    """The brief that a page shows of an item's discussion."""

    brief: Brief
    older: bool
    """The comments have changed since."""


def discussion_matters(
    store: Store, rows: Sequence[ItemRow], reader: Reader, *, model: str, tokens: int
) -> dict[int, Matter]:
    """By item what would be sent of its discussion, of those that were read and have comments."""
    found = store.discussions([row.id for row in rows])
    made = {
        row.id: brief_matters.discussion_matter(
            row.id,
            row.title,
            row.discussion_url,
            found[row.id].comments,
            language=reader.language,
            model=model,
            tokens=tokens,
        )
        for row in rows
        if row.id in found
    }
    return {item_id: matter for item_id, matter in made.items() if matter}


def week_matter(entries: Sequence[EntryPart], reader: Reader, *, model: str) -> Matter | None:
    """What would be sent of a week's page; None where it has too little for a lead."""
    matter = brief_matters.week_matter(entries, language=reader.language, model=model)
    return matter if matter and len(matter.task.documents) >= FEWEST_ITEMS else None


def missing(store: Store, matters: Sequence[Matter], reader: Reader) -> list[Matter]:
    """Those that are not stored, in order. Needs no engine: most runs find nothing to do."""
    if not matters:
        return []
    stored = store.briefs(matters[0].key.kind, [one.key.item_id for one in matters], language=reader.language)
    known = {key for found in stored.values() for key, _ in found}
    return [one for one in matters if one.key not in known]


def make_briefs(
    store: Store,
    matters: Sequence[Matter],
    engine: Engine,
    *,
    clock: Callable[[], datetime],
    on_outcome: Callable[[BriefOutcome], None] | None,
) -> list[BriefOutcome]:
    """Buys them, within the budget; each is committed as it comes."""
    import asyncio

    from ainews_cli.tasks.brief.run import brief

    async def run() -> list[BriefOutcome]:
        try:
            return await brief(matters, engine, store, now=clock, on_outcome=on_outcome)
        finally:
            await engine.aclose()

    return asyncio.run(run())


def price(matters: Sequence[Matter], cost: Callable[[BriefTask], float]) -> float:
    """The most that these can cost, in US dollars."""
    return SECOND_TRIES * sum(cost(one.task) for one in matters)


def unread(rows: Sequence[ItemRow], reader: Reader, *, model: str, tokens: int) -> list[Matter]:
    """What discussions that are yet to be read come to at the most."""
    return [
        brief_matters.unread_matter(row.id, row.title, language=reader.language, model=model, tokens=tokens)
        for row in rows
    ]


def shown_briefs(
    store: Store, rows: Sequence[ItemRow], matters: Mapping[int, Matter], reader: Reader
) -> dict[int, Shown]:
    """By item the brief to show: of this model and these comments, else of these comments, else the newest."""
    found: dict[int, Shown] = {}
    for item_id, kept in store.briefs("discussion", [row.id for row in rows], language=reader.language).items():
        matter = matters.get(item_id)
        current = [(key, one) for key, one in kept if matter and key.source_hash == matter.key.source_hash]
        exact = [one for key, one in current if matter and key == matter.key]
        best = exact or [one for _, one in current] or [one for _, one in kept]
        found[item_id] = Shown(best[-1], older=not current)
    return found


def stored_lead(store: Store, matter: Matter) -> Brief | None:
    """The lead of these very items: by this model, else by the one that wrote it last."""
    kept = store.briefs("week", [0], language=matter.key.language).get(0, [])
    current = [(key, one) for key, one in kept if key.source_hash == matter.key.source_hash]
    best = [one for key, one in current if key == matter.key] or [one for _, one in current]
    return best[-1] if best else None


def claims_parts(brief: Brief, language: str, cite: Callable[[Cited], LinkPart]) -> tuple[ClaimsPart, ...]:
    """The claims by group, each with its heading."""
    groups = [(group, [one for one in brief.claims if one.group == group]) for group in GROUPS["discussion"]]
    return tuple(
        ClaimsPart(text(language, f"brief.{group}"), tuple(claim(one, cite) for one in found))
        for group, found in groups
        if found
    )


def claim(one: BriefClaim, cite: Callable[[Cited], LinkPart], *, quoted: bool = True) -> Claim:
    """A claim as a page shows it."""
    return Claim(one.text, tuple(map(cite, one.cites)), one.quote if quoted else "")


def cite_comment(one: Cited, language: str) -> LinkPart:
    """The comment's author, with a link to the comment."""
    from ainews_cli.sources.discussion import comment_url

    name = text(language, "brief.author", name=one.name) if one.name else text(language, "discussion.nobody")
    return LinkPart(name, comment_url(one.id))


def newest_brief(store: Store, item_id: int, language: str) -> Brief | None:
    """What was said last of the item's discussion, None where nobody asked."""
    kept = store.briefs("discussion", [item_id], language=language).get(item_id)
    return kept[-1][1] if kept else None
