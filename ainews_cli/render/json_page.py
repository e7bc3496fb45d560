"""The page as JSON, for scripts: docs/reference/json.md lists its fields, which keep their names and meanings."""

from __future__ import annotations

import json

from ainews_cli.models.page import Footer, Page, Section
from ainews_cli.render.clean import cleaned
from ainews_cli.render.json_parts import Object, entry_record, part_record
from ainews_cli.render.options import Options
from ainews_cli.render.times import iso


def render(page: Page, options: Options) -> str:  # noqa: ARG001  # every format takes the options
    """Return the page as JSON text, indented by two."""
    return json.dumps(document(cleaned(page)), ensure_ascii=False, indent=2) + "\n"


def document(page: Page) -> Object:
    """Return the page as plain data, with the fields of docs/reference/json.md."""
    return {
        "view": page.view,
        "title": page.title,
        "language": page.language,
        "timezone": page.timezone,
        "window": {"from": iso(page.window[0]), "to": iso(page.window[1])} if page.window else None,
        "generated_at": iso(page.generated),
        "lead": page.lead,
        "entries": [entry_record(entry) for entry in page.entries],
        "sections": [_section(section) for section in page.sections],
        "footer": _footer(page.footer),
    }


def _section(section: Section) -> Object:
    return {
        "key": section.key,
        "heading": section.heading,
        "folded": section.folded,
        "hint": section.hint,
        "parts": [part_record(part, section.key) for part in section.parts],
    }


def _footer(footer: Footer) -> Object:
    return {
        "engine": footer.engine,
        "model": footer.model,
        "found": footer.found,
        "considered": footer.considered,
        "analysed": footer.analysed,
        "deferred": footer.deferred,
        "deferred_items": [item._asdict() for item in footer.deferred_items],
        "feeds_failed": list(footer.feeds_failed),
        "without_text": footer.without_text,
        "spent_usd": footer.spent_usd,
        "lines": list(footer.lines),
        "more": [left._asdict() for left in footer.more],
    }
