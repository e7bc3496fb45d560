"""The page for a person at a terminal: readable from 20 columns up, Japanese at its right width, links clickable where
they can be.
"""

from __future__ import annotations

from ainews_cli.models.page import LinkPart, Page, Part, Section
from ainews_cli.render import labels
from ainews_cli.render.clean import cleaned, one_line
from ainews_cli.render.options import Options
from ainews_cli.render.terminal.ink import BOLD, CYAN, DIM, InkRun, Line, paint, wrap
from ainews_cli.render.terminal.parts import part_lines

MINIMUM_WIDTH = 20


def render(page: Page, options: Options) -> str:
    """Return the page as lines of at most `options.width` cells."""
    page = cleaned(page)
    width = max(MINIMUM_WIDTH, options.width)
    subject = labels.subject(page)
    lines = wrap([InkRun(one_line(page.title), f"{BOLD} {CYAN}", subject.url if subject else "")], width)
    lines += wrap([InkRun(labels.subtitle(page), DIM)], width)
    if page.lead.strip():
        lines += [[], *wrap([InkRun(page.lead.strip())], width)]
    for section in page.sections:
        lines += _section(section, page, width, options)
    lines.append([])
    lines.append([InkRun(("─" if options.unicode else "-") * min(width, 40), DIM)])
    for line in labels.footer(page):
        lines += wrap([InkRun(line, DIM)], width)
    return "\n".join(paint(line, options) for line in lines) + "\n"


def _section(section: Section, page: Page, width: int, options: Options) -> list[Line]:
    """Return an empty line, the heading, the parts; or one line for a folded section."""
    heading = one_line(section.heading)
    lines: list[Line] = [[]]
    if not labels.shown(section, summarise=options.summarise_folded):
        return [*lines, *wrap([InkRun(labels.folded_line(section, page.language), DIM)], width)]
    if heading:
        mark = "■ " if options.unicode else "= "
        lines += wrap([InkRun(heading, f"{BOLD} {CYAN}")], width, head=[InkRun(mark, CYAN)])
    before: Part | None = None
    for part in section.parts:
        if before is not None and not _together(before, part):
            lines.append([])
        lines += part_lines(part, page, width, options)
        before = part
    return lines


def _together(before: Part, part: Part) -> bool:
    """Return whether no empty line is needed: between links below each other."""
    return isinstance(before, LinkPart) and isinstance(part, LinkPart)
