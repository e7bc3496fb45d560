"""Printing a page whatever is on it: a part that cannot be printed gives way to a line that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ainews_cli.isolation import Fault, Step, note, unexpected
from ainews_cli.models.page import (
    BilingualPart,
    BlocksPart,
    ClaimsPart,
    EntryPart,
    Footer,
    KeyPointsPart,
    Page,
    Part,
    Section,
    TablePart,
    TextPart,
)
from ainews_cli.render import labels
from ainews_cli.texts import text

Draw = Callable[[Page], str]
MOST_TITLE = 80
"""Characters of a title in the line about a fault."""
_MANY: dict[type, str] = {
    BlocksPart: "blocks",
    BilingualPart: "pairs",
    TablePart: "rows",
    KeyPointsPart: "points",
    ClaimsPart: "claims",
}
"""Parts that hold many things, of which one alone may fail -> the field with them."""


def drawn(draw: Draw, page: Page) -> str:
    """Return what `draw` makes of the page; where it fails, of the page without the parts with which it does.

    Raise what `draw` raises where no part is to blame.
    """
    try:
        return draw(page)
    except Exception as error:
        if unexpected(error) is None:
            raise
        mender = _Mender(draw, page)
        mended = mender.mended()
        return draw(mended if mended != page else mender.without_one(error))


def fault_line(fault: Fault, language: str) -> str:
    """Return the line about a fault, in the reader's language; untrusted."""
    title = fault.title if len(fault.title) <= MOST_TITLE else f"{fault.title[: MOST_TITLE - 1]}…"
    what = text(language, "fault.item" if fault.item else "fault.title", id=fault.item, title=title)
    step = text(language, f"fault.step.{fault.step}")
    return text(language, "fault.line", what=what, step=step, error=fault.words)


class _Mender:
    """Finds what of a page cannot be printed."""

    def __init__(self, draw: Draw, page: Page) -> None:
        self._draw, self._page = draw, page
        self._bare = page._replace(sections=(), lead="", footer=Footer(page.footer.engine, page.footer.model))

    def mended(self) -> Page:
        """Return the page with a line in place of each part that cannot be printed, without such a lead or footer."""
        page = self._page
        sections = tuple(
            section._replace(parts=tuple(good for part in section.parts for good in self._good(part)))
            for section in page.sections
        )
        lead = "" if self._fault(self._bare._replace(lead=page.lead)) else page.lead
        footer = self._bare.footer if self._fault(self._bare._replace(footer=page.footer)) else page.footer
        return page._replace(sections=sections, lead=lead, footer=footer)

    def without_one(self, error: Exception) -> Page:
        """Return the page without the one part that fails beside the others alone. Raise the error where none does."""
        for at, section in enumerate(self._page.sections):
            for number, part in enumerate(section.parts):
                line = self._said(part, error)
                parts = (*section.parts[:number], TextPart(fault_line(line, self._page.language), "warning"))
                mended = section._replace(parts=(*parts, *section.parts[number + 1 :]))
                sections = (*self._page.sections[:at], mended, *self._page.sections[at + 1 :])
                if self._fault(page := self._page._replace(sections=sections)) is None:
                    note(*line)
                    return page
        raise error

    def _said(self, part: Part, error: Exception) -> Fault:
        if isinstance(part, ClaimsPart):
            cited = (link for claim in part.claims for link in claim.cites if link.item)
            if link := next(cited, None):
                return Fault(Step.RENDER, link.item, link.title or part.heading, error)
        about = part if isinstance(part, EntryPart) else labels.subject(self._page)
        return Fault(Step.RENDER, about.id if about else 0, about.title if about else self._page.title, error)

    def _fault(self, page: Page) -> Exception | None:
        """Return why a page cannot be printed."""
        try:
            self._draw(page)
        except Exception as error:
            if unexpected(error) is None:
                raise
            return error
        return None

    def _part_fault(self, part: Part) -> Exception | None:
        return self._fault(self._bare._replace(sections=(Section("", "", (part,)),)))

    def _good(self, part: Part) -> Iterator[Part]:
        """Yield what of a part can be printed, and a line about what cannot."""
        error = self._part_fault(part)
        if error is None:
            yield part
            return
        many = len(getattr(part, _MANY[type(part)])) if type(part) in _MANY else 0
        kept = [at for at in range(many) if self._part_fault(_only(part, [at])) is None]
        if kept and len(kept) < many:
            yield _only(part, kept)
        fault = self._said(_only(part, [at for at in range(many) if at not in kept]) if many else part, error)
        note(*fault)
        yield TextPart(fault_line(fault, self._page.language), "warning")


def _only(part: Any, places: list[int]) -> Any:
    """Return a part with those of its many things alone."""
    name = _MANY[type(part)]
    chosen = {name: tuple(getattr(part, name)[at] for at in places)}
    if isinstance(part, TablePart) and part.records:
        chosen["records"] = tuple(part.records[at] for at in places)
    return part._replace(**chosen)
