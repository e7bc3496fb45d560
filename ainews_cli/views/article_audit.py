"""`show --audit`: every block with what the checks said of it, every quote with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import Section, TablePart, TextPart
from ainews_cli.texts import said, text
from ainews_cli.views.article_text import check_name, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ainews_cli.models.analysis import Analysis
    from ainews_cli.models.page import Part
    from ainews_cli.models.text import Finding
    from ainews_cli.models.translation import BlockResult, TranslationOutcome


def audit_section(analysis: Analysis | None, outcome: TranslationOutcome | None, language: str) -> Section:
    """Return what was checked, with the results."""
    parts = [*_translation_parts(outcome, language), *_quote_parts(analysis, language)]
    return Section(
        "audit", text(language, "section.audit"), tuple(parts) or (TextPart(text(language, "audit.nothing"), "note"),)
    )


def _translation_parts(outcome: TranslationOutcome | None, language: str) -> Iterator[Part]:
    if outcome is None or not outcome.results:
        return
    from ainews_cli.verify import CHECKS  # border: only --audit names the checks

    if outcome.count("translated", "refused"):
        names = text(language, "list.comma").join(check_name(name, language) for name in CHECKS)
        yield TextPart(text(language, "audit.about", checks=names), "note")
        yield TextPart(verdict(outcome, language))
    columns = tuple(text(language, f"column.{name}") for name in ("block", "status", "findings"))
    yield TablePart(
        columns,
        tuple((f"¶{result.id}", _status(result, language), _findings(result, language)) for result in outcome.results),
    )


def _status(result: BlockResult, language: str) -> str:
    return text(language, "audit.repaired") if result.repaired else text(language, f"audit.{result.status}")


def _findings(result: BlockResult, language: str) -> str:
    return " / ".join(
        f"{check_name(finding.check, language)}: {_words(finding, language)}" for finding in result.findings
    )


def _words(finding: Finding, language: str) -> str:
    if finding.repaired:
        return text(language, "audit.first", message=finding.message)
    return said(language, finding.message) if finding.hard else text(language, "audit.warning", message=finding.message)


def _quote_parts(analysis: Analysis | None, language: str) -> Iterator[Part]:
    if analysis is None or analysis.estimate:
        return
    quotes = [("TL;DR", analysis.tldr_blocks, "tldr" not in analysis.unconfirmed, analysis.tldr_quote)]
    quotes += [
        (text(language, f"mark.{mark.name}"), mark.blocks, mark.confirmed, mark.quote) for mark in analysis.marks
    ]
    quotes += [(point.heading, point.blocks, True, point.quote) for point in analysis.key_points]
    rows = tuple(
        (
            who,
            " ".join(f"¶{block}" for block in blocks),
            text(language, "audit.confirmed" if confirmed else "audit.unconfirmed"),
            quote,
        )
        for who, blocks, confirmed, quote in quotes
        if quote
    )
    if rows:
        yield TablePart(
            tuple(text(language, f"column.{name}") for name in ("quoted_by", "block", "status", "quote")), rows
        )
    if analysis.findings:
        yield TextPart("\n".join(said(language, finding) for finding in analysis.findings), "note")
