"""The page as one HTML file: no script, nothing loaded from anywhere, light and dark, for screens, phones and paper."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, assert_never

from jinja2 import Environment, PackageLoader, StrictUndefined

from ainews_cli.base.secrets import mask
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
from ainews_cli.models.text import Block
from ainews_cli.render import labels
from ainews_cli.render.clean import cleaned, one_line, safe_url
from ainews_cli.render.options import Options
from ainews_cli.render.site_frame import Frame
from ainews_cli.render.times import absolute, iso
from ainews_cli.texts import text

if TYPE_CHECKING:
    from markupsafe import Markup

_LANGUAGE_TAG = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def render(page: Page, options: Options) -> str:  # noqa: ARG001  # every format takes the options
    """Return the page as an HTML document; times absolute in the page's zone."""
    return document(page)


def document(page: Page, frame: Frame | None = None) -> str:
    """Return the same; with a `frame` as a page of a site, whose items lead to their pages there."""
    return mask(fragment("page.html", cleaned(page), frame=frame)).rstrip("\n") + "\n"


def fragment(template: str, page: Page, **more: object) -> str:
    """Return a cleaned page in one of the templates: "mail.html", or the inside of a page for a feed."""
    given = {"page": page, "language": page.language, "absolute": partial(_absolute, page), **more}
    return _environment().get_template(template).render(**given)


def _absolute(page: Page, moment: datetime) -> str:
    return absolute(page.language, moment, page.generated, page.timezone)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Return Jinja with autoescape, and what the templates may call besides the page's own fields."""
    environment = Environment(
        loader=PackageLoader("ainews_cli.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        frame=None,
        labels=labels,
        text=text,
        iso=iso,
        kind_of=kind_of,
        cell_kind=cell_kind,
        spark_points=_spark_points,
        spark_label=_spark_label,
        anchored=None,
        anchored_in=_anchored_in,
        article=_article,
        one_block=_one_block,
        texts_of=_stretches,
    )
    environment.filters.update(one_line=one_line, safe_url=safe_url, lang=_lang)
    return environment


def kind_of(part: Part) -> str:
    """Return the part's template: templates/<kind>.html."""
    match part:
        case EntryPart():
            return "entry"
        case TextPart():
            return "text"
        case ScorePart():
            return "score"
        case KeyPointsPart():
            return "key_points"
        case ClaimsPart():
            return "claims"
        case BlocksPart():
            return "blocks"
        case BilingualPart():
            return "bilingual"
        case TablePart():
            return "table"
        case LinkPart():
            return "link"
    assert_never(part)


def cell_kind(cell: Cell) -> str:
    """Return which macro writes the cell."""
    match cell:
        case Spark():
            return "spark"
        case Bar():
            return "bar"
        case Links():
            return "links"
        case Moment():
            return "moment"
        case str():
            return "text"
    assert_never(cell)


def _spark_points(cell: Spark) -> list[str]:
    """Return points of a line in a box of 100 by 24, "x,y", one per value; the last is where the dot stands."""
    top = max(cell.values, default=0) or 1
    step = 94 / max(1, len(cell.values) - 1)
    return [f"{3 + at * step:.1f},{21 - 18 * max(0.0, value) / top:.1f}" for at, value in enumerate(cell.values)]


def _spark_label(cell: Spark, language: str) -> str:
    """Return what the line says, in words."""
    return text(
        language, "chart.spark", values=text(language, "list.comma").join(f"{value:g}" for value in cell.values)
    )


def _anchored_in(page: Page) -> BlocksPart | None:
    """Return the text whose numbers are cited: what says ¶3 elsewhere on the page leads to its third block."""
    numbered = (
        part for section in page.sections for part in section.parts if isinstance(part, BlocksPart) and part.numbered
    )
    return next(numbered, None)


def _article(part: BlocksPart, language: str, anchors: bool = False) -> Markup:
    """Return article text as HTML; its libraries load only where there is some."""
    from ainews_cli.render.html_article import article  # border: markdown-it and nh3

    return article(part, language, anchors=anchors)


def _one_block(block: Block, tag: str, note: str, language: str) -> Markup:
    """Return one block of a pair, with its mark."""
    return _article(BlocksPart((block,), tag, ((block.id, note),) if note else ()), language)


def _stretches(source: str) -> list[list[str]]:
    """Return paragraphs of lines."""
    stretches = (stretch.split("\n") for stretch in source.strip().split("\n\n"))
    return [lines for lines in ([line.strip() for line in stretch if line.strip()] for stretch in stretches) if lines]


def _lang(tag: str) -> str:
    """Return a language tag that may stand in a lang attribute, "" for anything else."""
    return tag if _LANGUAGE_TAG.fullmatch(tag) else ""
