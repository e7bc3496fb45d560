"""利用状況: what the model calls cost, by day, model and purpose, and what the month will come to."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ainews_cli.models.page import Bar, Footer, Page, Section, Spark, TablePart, TextPart
from ainews_cli.texts import text
from ainews_cli.views.plan import purpose_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ainews_cli.models.page import Cell, Part
    from ainews_cli.models.reader import Reader
    from ainews_cli.store.records import UsageRow
    from ainews_cli.views.reading_store import ReadingStore

DAY = timedelta(days=1)
RECENT = 7 * DAY
"""What the rest of the month is thought to be like."""


class Totals(NamedTuple):
    """Sums of some rows."""

    calls: int
    failed: int
    in_flight: int
    input_tokens: int
    output_tokens: int
    cached: float
    """Share of the prompts' tokens that came from the cache, 0 to 1."""
    cost: float
    batched: int
    batched_cost: float
    """US dollars: what the calls of batches cost."""


def totals(rows: Sequence[UsageRow]) -> Totals:
    """Return the sums of the rows."""
    read = sum(row.cache_read for row in rows)
    prompts = sum(row.input_tokens + row.cache_written for row in rows) + read
    return Totals(
        calls=sum(row.calls for row in rows),
        failed=sum(row.failed for row in rows),
        in_flight=sum(row.in_flight for row in rows),
        input_tokens=prompts,
        output_tokens=sum(row.output_tokens for row in rows),
        cached=read / prompts if prompts else 0.0,
        cost=sum(row.cost for row in rows),
        batched=sum(row.batched for row in rows),
        batched_cost=sum(row.batched_cost for row in rows),
    )


def month_of(now: datetime, zone: str) -> tuple[datetime, datetime]:
    """Start and end of the calendar month of the zone. Pure."""
    tz = ZoneInfo(zone)
    first = now.astimezone(tz).date().replace(day=1)
    following = (first + 32 * DAY).replace(day=1)
    return datetime.combine(first, time.min, tz), datetime.combine(following, time.min, tz)


def projection(so_far: float, recent: float, recent_for: timedelta, left: timedelta) -> float:
    """Return what a month will come to, in US dollars, if the rest of it is like the recent days."""
    return so_far + recent / max(recent_for, DAY).total_seconds() * left.total_seconds()


def usage_page(
    store: ReadingStore, reader: Reader, *, days: int, usd_per_day: float, batch_share: float, now: datetime
) -> Page:
    """Make the page of the last `days` calendar days of the reader's zone, today included.

    `batch_share`: price of a call in a batch as a share of its full price.
    """
    language, zone = reader.language, ZoneInfo(reader.timezone)
    today = now.astimezone(zone).date()
    dates = [today + timedelta(days=n) for n in range(1 - days, 2)]
    edges = [datetime.combine(date, time.min, zone).astimezone(UTC) for date in dates]
    spans = [(date.isoformat(), start, end) for date, (start, end) in zip(dates, pairwise(edges), strict=False)]
    rows = store.usage(spans)
    line = Spark(tuple(totals([row for row in rows if row.day == label]).cost for label, _, _ in spans))
    summary = _summary(store, reader, rows, edges, line, usd_per_day=usd_per_day, batch_share=batch_share, now=now)
    sections = [Section("summary", text(language, "section.summary"), (summary,))]
    if rows:
        items = store.usage_items(edges[0], edges[-1])
        sections += [
            Section("days", text(language, "usage.days"), (_days(rows, language),)),
            Section("purposes", text(language, "usage.purposes"), (_purposes(rows, items, language),)),
            *_outcomes(store, edges, language),
            Section(
                "detail",
                text(language, "usage.detail"),
                (_detail(rows, language),),
                folded=True,
                hint=text(language, "usage.hint"),
            ),
        ]
    else:
        sections.append(Section("days", "", (TextPart(text(language, "usage.none"), "note"),)))
    return Page(
        view="usage",
        title=text(language, "usage.title", n=days),
        language=language,
        timezone=reader.timezone,
        generated=now,
        window=(edges[0], edges[-1]),
        sections=tuple(sections),
        footer=Footer("", "", lines=(text(language, "usage.about", zone=reader.timezone),)),
    )


def _summary(
    store: ReadingStore,
    reader: Reader,
    rows: Sequence[UsageRow],
    edges: Sequence[datetime],
    line: Spark,
    *,
    usd_per_day: float,
    batch_share: float,
    now: datetime,
) -> Part:
    language, total = reader.language, totals(rows)
    items = store.usage_items(edges[0], edges[-1])[("", "")]
    month_start, month_end = month_of(now, reader.timezone)
    so_far = store.cost_between(month_start, month_end)
    since = max(now - RECENT, store.first_call() or now)
    month = projection(so_far, store.cost_between(since, month_end), now - since, month_end - now)
    today = store.cost_between(edges[-2], edges[-1])
    calls, share = store.share_of_estimates(edges[0])
    lines: list[tuple[str, Cell]] = [
        ("cost", _usd(total.cost)),
        ("by_day", line),
        ("today", Bar(min(1.0, today / usd_per_day) if usd_per_day else 1.0, f"{_usd(today)} / {usd_per_day:g}")),
        ("month", _usd(so_far)),
        ("projection", _usd(month)),
        ("calls", str(total.calls)),
        ("failed", str(total.failed)),
        ("in_flight", str(total.in_flight)),
        ("items", str(items)),
        ("per_item", _usd(total.cost / items) if items else "–"),
        ("cached", _percent(total.cached)),
        ("batched", str(total.batched)),
        ("saved", _usd(total.batched_cost * (1 / batch_share - 1))),
        ("share", _percent(share) if calls else "–"),
    ]
    columns = (text(language, "column.measure"), text(language, "column.figure"))
    return TablePart(columns, tuple((text(language, f"usage.{name}"), cell) for name, cell in lines))


def _days(rows: Sequence[UsageRow], language: str) -> Part:
    """Make a row per day with calls, the newest first; bars against the dearest day."""
    by_day = {day: totals([row for row in rows if row.day == day]) for day in dict.fromkeys(row.day for row in rows)}
    top = max(total.cost for total in by_day.values())
    columns = _columns(("day", "cost_usd", "calls", "tokens_in", "tokens_out", "cached"), language)
    lines: list[tuple[Cell, ...]] = [
        (day, Bar(total.cost / top if top else 0.0, _usd(total.cost)), str(total.calls), *_tokens(total))
        for day, total in by_day.items()
    ]
    return TablePart(columns, tuple(lines), right=(2, 3, 4, 5))


def _purposes(rows: Sequence[UsageRow], items: Mapping[tuple[str, str], int], language: str) -> Part:
    """Make a row per model and purpose, the dearest first."""
    groups: dict[tuple[str, str], list[UsageRow]] = {}
    for row in rows:
        groups.setdefault((row.model, row.purpose), []).append(row)
    ordered = sorted(groups.items(), key=lambda group: (-totals(group[1]).cost, group[0]))
    lines: list[tuple[Cell, ...]] = []
    for key, those in ordered:
        total, count = totals(those), items.get(key, 0)
        per_item = _usd(total.cost / count) if count else "–"
        lines.append(
            (
                key[0],
                purpose_name(key[1], language),
                _usd(total.cost),
                str(total.calls),
                str(count),
                per_item,
                _percent(total.cached),
            )
        )
    columns = _columns(("model", "purpose", "cost_usd", "calls", "items", "per_item", "cached"), language)
    return TablePart(columns, tuple(lines), right=(2, 3, 4, 5, 6))


def _outcomes(store: ReadingStore, edges: Sequence[datetime], language: str) -> tuple[Section, ...]:
    outcomes = store.usage_outcomes(edges[0], edges[-1])
    if not outcomes:
        return ()
    table = TablePart(
        _columns(("outcome", "calls", "cost_usd"), language),
        tuple((outcome, str(calls), _usd(cost)) for outcome, calls, cost in outcomes),
        right=(1, 2),
    )
    return (Section("outcomes", text(language, "usage.outcomes"), (table,)),)


def _detail(rows: Sequence[UsageRow], language: str) -> Part:
    """Make a row for every day, model and purpose."""
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        total = totals([row])
        counts = (str(row.calls), str(row.failed), str(row.batched), str(row.items))
        lines.append(
            (row.day, row.model, purpose_name(row.purpose, language), _usd(row.cost), *counts, *_tokens(total))
        )
    names = (
        "day",
        "model",
        "purpose",
        "cost_usd",
        "calls",
        "failed",
        "batched",
        "items",
        "tokens_in",
        "tokens_out",
        "cached",
    )
    return TablePart(_columns(names, language), tuple(lines), right=tuple(range(3, 11)))


def _columns(names: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(text(language, f"column.{name}") for name in names)


def _tokens(total: Totals) -> tuple[str, str, str]:
    return str(total.input_tokens), str(total.output_tokens), _percent(total.cached)


def _usd(amount: float) -> str:
    """Write plain digits, so that a script can read them."""
    return f"{amount:.4f}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"
