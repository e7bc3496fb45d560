"""The page as CommonMark (tables as in GFM): the format of pipes, files and the text part of mails."""

from __future__ import annotations

from datetime import datetime
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
    Section,
    Spark,
    TablePart,
    TextPart,
)
from ainews_cli.render import labels
from ainews_cli.render.charts import spark
from ainews_cli.render.clean import cleaned, safe_url
from ainews_cli.render.markdown.article import article, bilingual
from ainews_cli.render.markdown.escape import cell, escape, heading, line_start, link, paragraph, spoken
from ainews_cli.render.options import Options
from ainews_cli.render.times import absolute
from ainews_cli.texts import text

_SEPARATOR = " · "


def render(page: Page, options: Options) -> str:
    """Return the page as Markdown, times absolute in the page's zone."""
    page = cleaned(page)
    subject = labels.subject(page)
    top = link(page.title, subject.url) if subject and safe_url(subject.url) else heading(page.title)
    lines = [f"# {top}", "", paragraph(labels.subtitle(page))]
    for stretch in page.lead.strip().split("\n\n"):
        if stretch.strip():
            lines += ["", paragraph(stretch)]
    for section in page.sections:
        lines += _section(section, page, options)
    lines += ["", "---", ""]
    for line in labels.footer(page):
        lines.append(f"- {spoken(line)}")
    return "\n".join(lines) + "\n"


def _section(section: Section, page: Page, options: Options) -> list[str]:
    """Return the heading and the parts, an empty line before each."""
    lines: list[str] = []
    if not labels.shown(section, summarise=options.summarise_folded):
        return ["", spoken(labels.folded_line(section, page.language))]
    if section.heading.strip():
        lines += ["", f"## {heading(section.heading)}"]
    before: Part | None = None
    for part in section.parts:
        if not (isinstance(before, LinkPart) and isinstance(part, LinkPart)):
            lines.append("")
        lines += part_lines(part, page, 3 if section.heading.strip() else 2, options)
        before = part
    return lines


def part_lines(part: Part, page: Page, level: int, options: Options) -> list[str]:
    """Return the lines of one part; `level` is that of an entry's heading."""
    match part:
        case EntryPart():
            return _entry(part, page, level, options)
        case TextPart():
            return _text(part)
        case ScorePart():
            return _score(part, page, options)
        case KeyPointsPart():
            return _key_points(part)
        case ClaimsPart():
            return _claims(part)
        case BlocksPart():
            return article(part)
        case BilingualPart():
            return bilingual(part)
        case TablePart():
            return _table(part, page)
        case LinkPart():
            return [f"- {_labelled(part)}"]
    assert_never(part)


def _entry(entry: EntryPart, page: Page, level: int, options: Options) -> list[str]:
    """Return a linked heading (unless it is the page's); stars, score and where it is from; what it says; tags; notes;
    id and discussion.
    """
    language = page.language
    number = f"{entry.rank}. " if entry.rank else ""
    title, url = labels.title(entry, language), safe_url(entry.url)
    about = []
    if entry.score is not None:
        stars = labels.stars(entry.stars, estimate=entry.estimate, unicode=options.unicode)
        about.append(f"{escape(stars)} {escape(labels.score_text(entry, language))}")
    about += map(escape, labels.meta(entry, language, _when(page, entry.published)))
    subject = entry is labels.subject(page)
    head = [] if subject else [f"{'#' * level} {number}{link(title, url) if url else heading(title)}", ""]
    lines = [*head, line_start(_SEPARATOR.join(about))]
    tags = " ".join(map(escape, labels.tags(entry)))
    if tags and subject:
        lines += ["", line_start(tags)]
    if tldr := labels.tldr(entry):
        lines += ["", paragraph(tldr)]
    for detail in labels.details(entry, language):
        lines += ["", paragraph(detail)]
    if entry.coverage:
        lines += ["", f"{paragraph(labels.coverage_label(entry, language))}:", ""]
        lines += [
            f"- {escape(report.source)}: {link(report.title, report.url)} ({text(language, 'entry.id', id=report.id)})"
            for report in labels.reports(entry)
        ]
        if more := labels.more_reports(entry, language):
            lines.append(f"- {escape(more)}")
    for note in labels.notes(entry, language):
        lines += ["", paragraph(note)]
    last = ["" if subject else tags, escape(text(language, "entry.id", id=entry.id))]
    discussion = safe_url(entry.discussion_url)
    if discussion and discussion != url:
        last.append(link(text(language, "entry.discussion"), discussion))
    return [*lines, "", line_start(_SEPARATOR.join(filter(None, last)))]


def _text(part: TextPart) -> list[str]:
    """Return paragraphs, apart where the text has empty lines; line feeds inside are kept as line breaks."""
    lines: list[str] = []
    for stretch in part.text.strip().split("\n\n"):
        written = spoken if part.style in {"note", "warning"} else paragraph
        rows = [written(row) for row in stretch.split("\n") if row.strip()]
        if rows:
            lines += [*([""] if lines else []), *(f"{row}\\" for row in rows[:-1]), rows[-1]]
    if lines and part.style == "warning":
        lines[0] = f"⚠ {lines[0]}"
    return lines


def _score(part: ScorePart, page: Page, options: Options) -> list[str]:
    """Return the score, then a table of the marks."""
    language = page.language
    stars = labels.stars(part.stars, estimate=part.estimate, unicode=options.unicode)
    head = f"{escape(stars)} {escape(labels.score_text(part, language))}"
    if part.analysed:
        head += _SEPARATOR + escape(text(language, "score.analysed", time=_when(page, part.analysed)))
    lines = [head, ""]
    if part.estimate:
        lines += [paragraph(text(language, "score.estimate_note")), ""]
    rows = []
    for mark, weight in zip(part.marks, part.weights, strict=True):
        reason = labels.reason(mark)
        if not mark.confirmed:
            reason = f"{reason} [{text(language, 'mark.unconfirmed')}]".strip()
        rows.append((labels.mark_name(mark.name, language), f"{mark.value:.1f}", f"{weight:.0%}", reason))
    columns = tuple(text(language, f"column.{name}") for name in ("mark", "value", "weight", "reason"))
    return lines + _table(TablePart(columns, tuple(rows), (1, 2)), page)


def _key_points(part: KeyPointsPart) -> list[str]:
    """Return a numbered list; the detail is the item's second paragraph."""
    lines: list[str] = []
    for number, point in enumerate(part.points, 1):
        references = "".join(f" {escape(f'[¶{block}]')}" for block in point.blocks)
        lines += [*([""] if lines else []), f"{number}. {paragraph(point.heading)}{references}"]
        if point.detail.strip():
            lines += ["", " " * len(f"{number}. ") + paragraph(point.detail)]
    return lines


def _when(page: Page, moment: datetime) -> str:
    return absolute(page.language, moment, page.generated, page.timezone)


def _table(part: TablePart, page: Page) -> list[str]:
    """Return a GFM table."""
    if not part.columns:
        return []
    rules = ("--:" if column in part.right else "---" for column in range(len(part.columns)))
    rows = ["| " + " | ".join(_cell(value, page) for value in row) + " |" for row in (part.columns, *part.rows)]
    return [rows[0], "| " + " | ".join(rules) + " |", *rows[1:]]


def _cell(value: Cell, page: Page) -> str:
    match value:
        case Spark():
            return spark(value.values)
        case Bar():
            return cell(value.label)
        case Links():
            return ", ".join(link(part.label, part.url) for part in value.links).replace("|", "\\|")
        case Moment():
            return _when(page, value.time) if value.time else "–"
        case str():
            return cell(value)
    assert_never(value)


def _claims(part: ClaimsPart) -> list[str]:
    """Return the heading in bold; a list of claims with links to what they cite, each with its quote."""
    lines = [f"**{escape(part.heading)}**", ""] if part.heading.strip() else []
    for claim in part.claims:
        cited = "".join(
            f" [{link(cite.label, cite.url)}]" if safe_url(cite.url) else f" \\[{escape(cite.label)}\\]"
            for cite in claim.cites
        )
        lines.append(f"- {paragraph(claim.text)}{cited}")
        if claim.quote.strip():
            lines += ["", f"  “{escape(claim.quote)}”"]
    return lines


def _labelled(part: LinkPart) -> str:
    """Return the link, or its label where the address is none to be followed."""
    return link(part.label, part.url) if safe_url(part.url) else paragraph(part.label)
