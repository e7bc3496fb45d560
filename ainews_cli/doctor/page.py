"""The diagnoses as a page: what is to be done first, then everything, topic by topic."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ainews_cli.doctor.diagnosis import TOPICS, Diagnosis
from ainews_cli.models.page import Cell, Footer, Moment, Page, Section, TablePart, TextPart
from ainews_cli.texts import said, text


def page(diagnoses: Sequence[Diagnosis], *, language: str, zone: str, now: datetime) -> Page:
    """Return the page. Pure."""
    bad = {level: sum(row.level == level for row in diagnoses) for level in ("problem", "warning")}
    lead = (
        text(language, "doctor.lead", problems=bad["problem"], warnings=bad["warning"])
        if any(bad.values())
        else text(language, "doctor.well")
    )
    sections = [Section("verdict", "", (TextPart(lead, "warning" if bad["problem"] else "lead"),))]
    for topic in TOPICS:
        those = [row for row in diagnoses if row.topic == topic]
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


def _table(diagnoses: Sequence[Diagnosis], language: str) -> TablePart:
    dated = any(row.last for row in diagnoses)
    names = ("status", "looked_at", *(("last_success",) if dated else ()), "finding", "todo")
    rows: list[tuple[Cell, ...]] = []
    for row in diagnoses:
        when: tuple[Cell, ...] = (Moment(row.last),) if dated else ()
        rows.append(
            (text(language, f"doctor.level.{row.level}"), row.about, *when, said(language, row.finding), row.todo)
        )
    return TablePart(tuple(text(language, f"doctor.column.{name}") for name in names), tuple(rows))
