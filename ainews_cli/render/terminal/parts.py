"""The parts of a page in the terminal: one function each."""

from __future__ import annotations

from typing import assert_never

from ainews_cli.models.page import (
    Bar,
    BilingualPart,
    BlocksPart,
    Cell,
    ClaimsPart,
    EntryPart,
    KeyPointsPart,
    LinkPart,
    Links,
    Moment,
    Page,
    Part,
    ScorePart,
    Spark,
    TablePart,
    TextPart,
)
from ainews_cli.render import labels
from ainews_cli.render.charts import bar, coarser, spark
from ainews_cli.render.clean import one_line, safe_url
from ainews_cli.render.options import Options
from ainews_cli.render.terminal.ink import BOLD, CYAN, DIM, RED, UNDERLINE, YELLOW, InkRun, Line, cells, flow, wrap
from ainews_cli.render.terminal.table import table
from ainews_cli.render.terminal.wrap import fit
from ainews_cli.render.times import relative
from ainews_cli.texts import text

_SEPARATOR = " · "
_TEXT_STYLES = {"normal": "", "lead": BOLD, "note": DIM, "warning": RED}
_BAR_CELLS = 10
_LEAST_STEPS = 8
"""Of a line of values, however narrow its column."""


def part_lines(part: Part, page: Page, width: int, options: Options) -> list[Line]:
    """Return the lines of one part, none wider than `width` cells."""
    match part:
        case EntryPart():
            return _entry(part, page, width, options)
        case TextPart():
            return wrap([InkRun(part.text.strip(), _TEXT_STYLES.get(part.style, ""))], width)
        case ScorePart():
            return _score(part, page, width, options)
        case KeyPointsPart():
            return _key_points(part, width)
        case ClaimsPart():
            return _claims(part, width, options)
        case BlocksPart():
            from ainews_cli.render.terminal.article import article  # border: markdown-it costs 70 ms

            return article(part, page.language, width, options)
        case BilingualPart():
            from ainews_cli.render.terminal.bilingual import bilingual  # border: as above

            return bilingual(part, page.language, width, options)
        case TablePart():
            rows = [part.columns, *part.rows]
            steps = max(_LEAST_STEPS, width // len(part.columns))
            grid = [[_cell(cell, page, options, steps) for cell in row] for row in rows]
            lines = {column for row in part.rows for column, cell in enumerate(row) if isinstance(cell, Spark)}
            return table(grid, width, right=part.right, whole=lines, unicode=options.unicode)
        case LinkPart():
            return _link(part, width, options)
    assert_never(part)


def _entry(entry: EntryPart, page: Page, width: int, options: Options) -> list[Line]:
    """Return title (unless it is the page's); stars, score and where it is from; what it says; tags; notes; id and
    link.
    """
    language = page.language
    number = [InkRun(f"{entry.rank:>2}. " if entry.rank else "", DIM)]
    titled = entry is not labels.subject(page)
    indent = [InkRun(" " * (4 if titled else 0))]
    lines = (
        wrap(
            [InkRun(labels.title(entry, language), BOLD, entry.url)],
            width,
            head=number if entry.rank else indent,
            rest=indent,
        )
        if titled
        else []
    )
    when = relative(language, entry.published, options.now, page.timezone)
    about = [[InkRun(fact, DIM)] for fact in labels.meta(entry, language, when)]
    lines += flow([*_stars(entry, language, options), *about], width, InkRun(_SEPARATOR, DIM), indent=indent)
    tldr = wrap([InkRun(line)], width, head=indent) if (line := labels.tldr(entry)) else []
    tags = flow([[InkRun(tag, CYAN)] for tag in labels.tags(entry)], width, InkRun(" "), indent=indent)
    lines += tldr + tags if titled else tags + tldr
    for detail in labels.details(entry, language):
        lines += wrap([InkRun(detail)], width, head=indent)
    if entry.coverage:
        lines += _coverage(entry, language, indent, width, options)
    for note in labels.notes(entry, language):
        lines += wrap([InkRun(note, DIM)], width, head=indent)
    return lines + _references(entry, language, indent, width, options)


def _coverage(entry: EntryPart, language: str, indent: Line, width: int, options: Options) -> list[Line]:
    """Return the other reports of the story: source and title, a line each."""
    lines = wrap([InkRun(f"{labels.coverage_label(entry, language)}:", DIM)], width, head=indent)
    head = [*indent, InkRun("・" if options.unicode else "- ", DIM)]
    for report in labels.reports(entry):
        runs = [
            InkRun(f"{one_line(report.source)}: ", DIM),
            InkRun(one_line(report.title), DIM, report.url),
            InkRun(f" ({text(language, 'entry.id', id=report.id)})", DIM),
        ]
        lines += wrap(runs, width, head=head)
    if more := labels.more_reports(entry, language):
        lines += wrap([InkRun(more, DIM)], width, head=head)
    return lines


def _stars(entry: EntryPart, language: str, options: Options) -> list[Line]:
    """Return "★★★★☆ 4.2 重要", or nothing; an estimate outlined and dim."""
    if entry.score is None:
        return []
    stars = labels.stars(entry.stars, estimate=entry.estimate, unicode=options.unicode)
    style = DIM if entry.estimate else YELLOW
    return [[InkRun(stars, style), InkRun(f" {labels.score_text(entry, language)}", DIM if entry.estimate else BOLD)]]


def _references(entry: EntryPart, language: str, indent: Line, width: int, options: Options) -> list[Line]:
    """Return the id and the address: on one line where links are clickable, else whole, to be copied."""
    label = text(language, "entry.id", id=entry.id)
    url, discussion = safe_url(entry.url), safe_url(entry.discussion_url)
    talk = text(language, "entry.discussion")
    if not options.links:
        lines = wrap([InkRun(f"{label}{_SEPARATOR}{url}" if url else label, DIM)], width, head=indent)
        if discussion and discussion != url:
            lines += wrap([InkRun(f"{talk}: {discussion}", DIM)], width, head=indent)
        return lines
    line = [*indent, InkRun(label, DIM)]
    if discussion and discussion != url:
        line += [InkRun(_SEPARATOR, DIM), InkRun(talk, DIM, discussion)]
    room = width - cells(line) - len(_SEPARATOR)
    if url and room >= 8:
        line += [InkRun(_SEPARATOR, DIM), InkRun(fit(url.split("://", 1)[1], room), DIM, url)]
    return [line] if cells(line) <= width else wrap(line[len(indent) :], width, head=indent)


def _score(part: ScorePart, page: Page, width: int, options: Options) -> list[Line]:
    """Return the score, then a bar, the weight and the reason of each mark."""
    language = page.language
    stars = labels.stars(part.stars, estimate=part.estimate, unicode=options.unicode)
    head = [
        InkRun(stars, DIM if part.estimate else YELLOW),
        InkRun(f" {labels.score_text(part, language)}", DIM if part.estimate else BOLD),
    ]
    if part.analysed:
        when = relative(language, part.analysed, options.now, page.timezone)
        head.append(InkRun(f"{_SEPARATOR}{text(language, 'score.analysed', time=when)}", DIM))
    lines = wrap(head, width)
    if part.estimate:
        lines += wrap([InkRun(text(language, "score.estimate_note"), DIM)], width)
    names = [labels.mark_name(mark.name, language) for mark in part.marks]
    column = max((cells([InkRun(name)]) for name in names), default=0)
    for name, mark, weight in zip(names, part.marks, part.weights, strict=True):
        bar = _bar(mark.value, options)
        left = [
            InkRun(name + " " * (column - cells([InkRun(name)]) + 1)),
            *bar,
            InkRun(f" {mark.value:.1f} ", BOLD),
            InkRun(f"{weight:>4.0%}  ", DIM),
        ]
        reason = [InkRun(labels.reason(mark), DIM)]
        if not mark.confirmed:
            reason.append(InkRun(f" [{text(language, 'mark.unconfirmed')}]", YELLOW))
        lines += (
            wrap(reason, width, head=left)
            if width - cells(left) >= 24
            else [*wrap(left, width), *wrap(reason, width, head=[InkRun("  ")])]
        )
    return lines


def _bar(value: float, options: Options) -> list[InkRun]:
    """Return ten cells, as many filled as `value` is of 5."""
    full, empty = bar(value / 5, _BAR_CELLS, unicode=options.unicode)
    return [InkRun(full, CYAN), InkRun(empty, DIM)]


def _key_points(part: KeyPointsPart, width: int) -> list[Line]:
    """Return numbered points: the heading with its block references, the detail below it."""
    lines: list[Line] = []
    for number, point in enumerate(part.points, 1):
        head = [InkRun(f"{number:>2}. ", DIM)]
        lines += wrap(
            [InkRun(one_line(point.heading), BOLD), InkRun(labels.references(point.blocks), DIM)], width, head=head
        )
        if point.detail.strip():
            lines += wrap([InkRun(one_line(point.detail))], width, head=[InkRun("    ")])
    return lines


def _claims(part: ClaimsPart, width: int, options: Options) -> list[Line]:
    """Return the heading; a line per claim with what it cites, the quote below it."""
    lines = wrap([InkRun(one_line(part.heading), BOLD)], width) if part.heading.strip() else []
    head = [InkRun(" • " if options.unicode else " - ", DIM)]
    for claim in part.claims:
        cited = [InkRun(f" [{one_line(cite.label)}]", DIM, cite.url) for cite in claim.cites]
        lines += wrap([InkRun(one_line(claim.text)), *cited], width, head=head)
        if claim.quote.strip():
            lines += wrap([InkRun(f"“{one_line(claim.quote)}”", DIM)], width, head=[InkRun("   ")])
    return lines


def _cell(cell: Cell, page: Page, options: Options, steps: int) -> Line:
    """Return what stands in a cell of a table; a line of values has `steps` at most.

    Addresses that cannot be clicked are left out: they would fill it.
    """
    match cell:
        case Spark():
            return [InkRun(spark(coarser(cell.values, steps), unicode=options.unicode), CYAN)]
        case Bar():
            full, empty = bar(cell.value, _BAR_CELLS, unicode=options.unicode)
            return [InkRun(full, CYAN), InkRun(empty, DIM), InkRun(f" {one_line(cell.label)}")]
        case Links():
            return [
                run
                for at, link in enumerate(cell.links)
                for run in (*([InkRun(", ", DIM)] if at else []), InkRun(one_line(link.label), "", link.url))
            ]
        case Moment():
            return [InkRun(relative(page.language, cell.time, options.now, page.timezone) if cell.time else "–")]
        case str():
            return [InkRun(one_line(cell))]
    assert_never(cell)


def _link(part: LinkPart, width: int, options: Options) -> list[Line]:
    """Return a clickable label, or the label and the address."""
    url, label = safe_url(part.url), one_line(part.label)
    if options.links and url:
        return wrap([InkRun(label, UNDERLINE, url)], width)
    return wrap([InkRun(f"{label}: {url}" if url and label != url else label or url)], width)
