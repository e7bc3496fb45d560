"""The findings as a page: what is to be done first, then everything, topic by topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.doctor.findings import TOPICS, Diagnosis
from ainews_cli.models.page import Footer, Moment, Page, Section, TablePart, TextPart
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.models.page import Cell


def page(findings: Sequence[Diagnosis], *, language: str, zone: str, now: datetime) -> Page:
    """Pure."""
    bad = {level: sum(one.level == level for one in findings) for level in ("problem", "warning")}
    lead = (
        text(language, "doctor.lead", problems=bad["problem"], warnings=bad["warning"])
        if any(bad.values())
        else text(language, "doctor.well")
    )
    sections = [Section("verdict", "", (TextPart(lead, "warning" if bad["problem"] else "lead"),))]
    for topic in TOPICS:
        those = [one for one in findings if one.topic == topic]
        if those:
            sections.append(Section(topic, text(language, f"doctor.topic.{topic}"), (_table(those, language),)))
    return Page(
        view="doctor",
        title=text(language, "view.doctor"),
        language=language,
        timezone=zone,
        generated=now,
        sections=tuple(sections),
        footer=Footer("", ""),
    )


def _table(findings: Sequence[Diagnosis], language: str) -> TablePart:
    dated = any(one.last for one in findings)
    names = ("status", "looked_at", *(("last_success",) if dated else ()), "finding", "todo")
    rows: list[tuple[Cell, ...]] = []
    for one in findings:
        when: tuple[Cell, ...] = (Moment(one.last),) if dated else ()
        rows.append((text(language, f"doctor.level.{one.level}"), one.about, *when, one.found, one.todo))
    return TablePart(tuple(text(language, f"doctor.column.{name}") for name in names), tuple(rows))
