"""購読中のフィード: the subscriptions with what is stored of them, and what a check of them found."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from ainews_cli.models.page import (
    Cell,
    Footer,
    LinkPart,
    Links,
    Moment,
    Page,
    Part,
    Record,
    Section,
    TablePart,
    TextPart,
)
from ainews_cli.texts import said, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.models.feed import Feed, FeedCheck, FeedSummary
    from ainews_cli.models.reader import Reader

_LISTED = ("feed", "kind", "category", "weight", "items", "last_success", "status")
_CHECKED = ("feed", "status", "format", "entries", "newest", "parser", "advice")


def feeds_page(summaries: Sequence[FeedSummary], reader: Reader, *, place: str, now: datetime) -> Page:
    """Make the page of all subscriptions, in the config's order.

    `place`: the config file's path, "" for the packaged list.
    """
    language = reader.language
    part: Part = TextPart(text(language, "feeds.none"), "note")
    if summaries:
        rows = tuple(_row(summary, language) for summary in summaries)
        part = TablePart(_heads(_LISTED, language), rows, right=(3, 4), records=tuple(map(_record, summaries)))
    enabled = sum(summary.feed.enabled for summary in summaries)
    failing = sum(
        summary.feed.enabled and summary.state is not None and bool(summary.state.failures) for summary in summaries
    )
    lines = (
        text(language, "feeds.count", n=len(summaries), enabled=enabled, failing=failing),
        text(language, "feeds.from", path=place) if place else text(language, "feeds.packaged"),
    )
    return _page(reader, text(language, "view.feeds"), part, lines, now)


def checks_page(checks: Sequence[FeedCheck], reader: Reader, *, now: datetime) -> Page:
    """Make the page of what each feed answered, and what to do about it."""
    language = reader.language
    rows = tuple(_check_row(check, language, now) for check in checks)
    records = tuple(_check_record(check, language, now) for check in checks)
    part = TablePart(_heads(_CHECKED, language), rows, right=(3,), records=records)
    failed = sum(check.failed for check in checks)
    good = sum(not check.findings for check in checks)
    line = text(language, "feeds.checked", n=len(checks), good=good, remarks=len(checks) - good - failed, failed=failed)
    return _page(reader, text(language, "feeds.check_title"), part, (line,), now)


def advice(check: FeedCheck, language: str, now: datetime) -> str:
    """Say what to do about each finding; "" for none."""
    name = shlex.quote(check.feed.name)
    values = {
        "url": check.moved_to,
        "remove": f"ainews feeds remove {name}",
        "check": f"ainews feeds check {name}",
        "add": f"ainews feeds add {shlex.quote(check.alternates[0])}" if check.alternates else "",
        "days": (now - check.newest).days if check.newest else 0,
        "seconds": f"{check.seconds:.1f}",
    }
    return text(language, "list.comma").join(
        text(language, f"feeds.advice.{finding}", **values) for finding in check.findings
    )


def _heads(names: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(text(language, f"feeds.head.{name}") for name in names)


def _row(summary: FeedSummary, language: str) -> tuple[Cell, ...]:
    feed, state = summary.feed, summary.state
    last = state.last_success if state else None
    return (
        _link(feed),
        feed.kind,
        feed.category,
        f"{feed.weight:g}",
        f"{summary.items:,}",
        Moment(last),
        _status(summary, language),
    )


def _status(summary: FeedSummary, language: str) -> str:
    """Say the state in a few words."""
    state = summary.state
    if not summary.feed.enabled:
        return text(language, "feeds.off")
    if state is None or (state.last_fetch is None and not state.failures):
        return text(language, "feeds.never")
    if state.gone:
        return text(language, "feeds.gone")
    if state.failures or state.error:
        return text(language, "feeds.failing", n=max(1, state.failures), error=state.error)
    return text(language, "feeds.moved_to", url=state.moved_to) if state.moved_to else text(language, "feeds.ok")


def _record(summary: FeedSummary) -> Record:
    feed, state = summary.feed, summary.state
    return (
        *(feed._asdict() | {"headers": tuple(name for name, _ in feed.headers)}).items(),
        ("items", summary.items),
        ("title", state.title if state else ""),
        ("last_fetch", state.last_fetch if state else None),
        ("last_success", state.last_success if state else None),
        ("failures", state.failures if state else 0),
        ("error", state.error if state else ""),
        ("gone", state.gone if state else False),
        ("not_before", state.not_before if state else None),
        ("moved_to", state.moved_to if state else ""),
    )


def _check_row(check: FeedCheck, language: str, now: datetime) -> tuple[Cell, ...]:
    findings = text(language, "list.comma").join(
        text(language, f"feeds.finding.{finding}") for finding in check.findings
    ) or text(language, "feeds.ok")
    status = f"{findings} ({said(language, check.reason)})" if check.failed and check.reason else findings
    entries = str(check.entries) if check.parser else "–"
    return (
        _link(check.feed),
        status,
        check.format,
        entries,
        Moment(check.newest),
        check.parser,
        advice(check, language, now),
    )


def _check_record(check: FeedCheck, language: str, now: datetime) -> Record:
    return (
        ("name", check.feed.name),
        ("url", check.feed.url),
        ("ok", not check.failed),
        ("findings", check.findings),
        ("http_status", check.http_status),
        ("format", check.format),
        ("parser", check.parser),
        ("entries", check.entries),
        ("newest", check.newest),
        ("seconds", check.seconds),
        ("bytes", check.bytes),
        ("moved_to", check.moved_to),
        ("alternates", check.alternates),
        ("reason", check.reason),
        ("notes", check.notes),
        ("advice", advice(check, language, now)),
    )


def _link(feed: Feed) -> Links:
    return Links((LinkPart(feed.name, feed.url),))


def _page(reader: Reader, title: str, part: Part, lines: tuple[str, ...], now: datetime) -> Page:
    return Page(
        view="feeds",
        title=title,
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        sections=(Section("feeds", "", (part,)),),
        footer=Footer("", "", lines=lines),
    )
