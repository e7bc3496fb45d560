"""The conditions that readers put on items, as SQL: one meaning for `search`, `latest` and `daily`."""

from __future__ import annotations

import json

from ainews_cli.models.analysis import MARK_NAMES
from ainews_cli.models.selection import ItemFilter
from ainews_cli.store.values import bound
from ainews_cli.store.visibility import KEPT, NOT_HIDDEN, SUBSCRIBED

SHOWN = """
JOIN feeds f ON f.id = i.feed_id
LEFT JOIN item_analyses s ON s.item_id = i.id AND s.language = :language AND s.shown
"""
"""What the conditions ask besides the item `i`."""


def conditions(only: ItemFilter) -> tuple[list[str], dict[str, object]]:
    """Return the conditions on an item `i`, its feed `f` and its analysis `s`, and their parameters."""
    plain = ((NOT_HIDDEN, not only.hidden), (SUBSCRIBED, only.subscribed))
    found: dict[str, dict[str, object]] = {condition: {} for condition, asked in plain if asked}
    if only.since:
        found["i.published >= :since"] = {"since": bound(only.since)}
    if only.until:
        found["i.published < :until"] = {"until": bound(only.until)}
    if only.feed:
        found[
            "EXISTS (SELECT 1 FROM item_feeds x JOIN feeds g ON g.id = x.feed_id WHERE x.item_id = i.id AND "
            "g.name = :feed)"
        ] = {"feed": only.feed}
    if only.category:
        found[
            "(f.category = :category OR EXISTS (SELECT 1 FROM analyses a WHERE a.id = s.analysis_id AND "
            "a.category = :category))"
        ] = {"category": only.category}
    if only.tags:
        found[_named("tags")] = {"tags": json.dumps(list(only.tags))}
    if only.companies:
        found[_named("companies")] = {"companies": json.dumps(list(only.companies))}
    if only.min_score > 0:
        total = sum(only.weights) or 1
        score = " + ".join(f":weight_{name} * s.{name}" for name in MARK_NAMES)
        shares = {f"weight_{name}": weight / total for name, weight in zip(MARK_NAMES, only.weights, strict=True)}
        found[f"round({score} + 1e-9, 1) >= :min_score"] = {**shares, "min_score": only.min_score}
    values: dict[str, object] = {}
    for more in found.values():
        values |= more
    return list(found), values


def listed(only: ItemFilter) -> tuple[list[str], dict[str, object]]:
    """Return the conditions of a list: those, and that the item is of a feed in the config or starred."""
    where, values = conditions(only)
    return [*where, KEPT], values


def _named(column: str) -> str:
    """Condition: the analysis names one of the values of the parameter that is called as the column."""
    return f"""EXISTS (SELECT 1 FROM analyses a, json_each(a.{column}) n
        WHERE a.id = s.analysis_id AND n.value IN (SELECT value FROM json_each(:{column})))"""
