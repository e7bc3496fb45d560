"""What a model says of a discussion or a week, as a page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.brief import GROUPS
from ainews_cli.models.page import Claim, ClaimsPart, LinkPart, Section
from ainews_cli.sources.discussion import comment_url
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ainews_cli.models.brief import Brief, BriefClaim, Cited
    from ainews_cli.models.page import Page
    from ainews_cli.views.reading_store import ReadingStore


def claims_parts(brief: Brief, language: str) -> tuple[ClaimsPart, ...]:
    """Return the claims about a discussion by group, each with its heading."""
    groups = [(group, [point for point in brief.claims if point.group == group]) for group in GROUPS["discussion"]]
    return tuple(
        ClaimsPart(
            text(language, f"brief.{group}"),
            tuple(claim(point, lambda cited: _comment(cited, language)) for point in points),
        )
        for group, points in groups
        if points
    )


def claim(point: BriefClaim, cite: Callable[[Cited], LinkPart], *, quoted: bool = True) -> Claim:
    """Return a claim as a page shows it."""
    return Claim(point.text, tuple(map(cite, point.cites)), point.quote if quoted else "")


def with_lead(page: Page, lead: Brief) -> Page:
    """Return the page with an introduction whose sentences link to the items they rest on.

    The page stays as it is where no sentence passed the checks.
    """
    urls = {part.id: part.url for part in page.entries}
    language = page.language

    def cite(cited: Cited) -> LinkPart:
        return LinkPart(text(language, "entry.id", id=cited.id), urls.get(cited.id, ""), cited.id)

    sentences = tuple(claim(point, cite, quoted=False) for point in lead.claims)
    footer = page.footer
    if lead.findings:
        footer = footer._replace(lines=(*footer.lines, text(language, "brief.dropped", n=len(lead.findings))))
    sections = (Section("lead", "", (ClaimsPart("", sentences),)), *page.sections) if sentences else page.sections
    return page._replace(sections=sections, footer=footer)


def newest_brief(store: ReadingStore, item_id: int, language: str) -> Brief | None:
    """Return what was said last of the item's discussion, None where nobody asked."""
    stored = store.briefs("discussion", [item_id], language=language).get(item_id)
    return stored[-1][1] if stored else None


def _comment(cited: Cited, language: str) -> LinkPart:
    """Return the comment's author, with a link to the comment."""
    name = text(language, "brief.author", name=cited.name) if cited.name else text(language, "discussion.nobody")
    return LinkPart(name, comment_url(cited.id))
