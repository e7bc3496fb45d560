"""What a dry run says: which items would be asked about, for what, and what it can cost."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ainews_cli.models.page import Footer, Page, Part, Section, TablePart, TextPart
from ainews_cli.models.reader import Reader
from ainews_cli.texts import has, text

ENOUGH_CALLS = 10
"""Calls whose true price is known from which it says what the next ones will cost."""


class Planned(NamedTuple):
    """One item that a run would ask about."""

    id: int
    """0 for a week's lead."""
    title: str
    purpose: str
    """ "analysis", "translation", "discussion" or "week"."""
    most: float
    """US dollars it can cost at the most."""


class Money(NamedTuple):
    """What a plan is held against; US dollars."""

    day: float
    """Limit of the day."""
    spent: float
    """Of it spent or in flight."""
    run: float
    """Limit of the run."""
    calls: int = 0
    """Calls of the last days whose true price is known …"""
    share: float = 1.0
    """… and what they cost as a share of the most they could have cost."""

    @property
    def left(self) -> float:
        """What the run may spend."""
        return max(0.0, min(self.day - self.spent, self.run))


def plan_page(planned: Sequence[Planned], reader: Reader, money: Money | None, *, model: str, now: datetime) -> Page:
    """Make the page of a plan, best item first. `money`: None where no model is used."""
    language = reader.language
    sections = [Section("plan", "", _summary(planned, money, model, language))]
    if planned:
        sections.append(Section("items", text(language, "section.entries"), (_items(planned, language),)))
    return Page(
        view="dry_run",
        title=text(language, "dry_run.title"),
        language=language,
        timezone=reader.timezone,
        generated=now,
        sections=tuple(sections),
        footer=Footer("", "", lines=(text(language, "dry_run.nothing"),)),
    )


def purpose_name(purpose: str, language: str) -> str:
    """Return a purpose of the ledger for readers; an unknown one stays as it is."""
    key = f"purpose.{purpose}"
    return text(language, key) if has(key) else purpose


def _summary(planned: Sequence[Planned], money: Money | None, model: str, language: str) -> tuple[Part, ...]:
    if money is None:
        return (TextPart(text(language, "dry_run.offline")),)
    most = sum(task.most for task in planned)
    rows = []
    for purpose in dict.fromkeys(task.purpose for task in planned):
        those = [task for task in planned if task.purpose == purpose]
        rows.append(
            (purpose_name(purpose, language), model, str(len(those)), f"{sum(task.most for task in those):.4f}")
        )
    columns = tuple(text(language, f"column.{name}") for name in ("purpose", "model", "items", "most_usd"))
    parts: list[Part] = (
        [TablePart(columns, tuple(rows), right=(2, 3))] if rows else [TextPart(text(language, "dry_run.none"))]
    )
    if planned and money.calls >= ENOUGH_CALLS:
        parts.append(
            TextPart(
                text(
                    language,
                    "dry_run.likely",
                    cost=f"{most * money.share:.4f}",
                    calls=money.calls,
                    percent=f"{money.share:.0%}",
                )
            )
        )
    amounts = {"left": f"{money.left:.4f}", "day": f"{money.day - money.spent:.4f}", "run": f"{money.run:.4f}"}
    parts.append(TextPart(text(language, "dry_run.budget", **amounts)))
    if most > money.left:
        parts.append(TextPart(text(language, "dry_run.deferred"), "warning"))
    return tuple(parts)


def _items(planned: Sequence[Planned], language: str) -> TablePart:
    columns = tuple(text(language, f"column.{name}") for name in ("id", "title", "purpose", "most_usd"))
    rows = tuple(
        (str(task.id or ""), task.title, purpose_name(task.purpose, language), f"{task.most:.4f}") for task in planned
    )
    return TablePart(columns, rows, (0, 3))
