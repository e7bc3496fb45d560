"""What failed unexpectedly in a run: said on the page or on stderr, and remembered for `doctor`."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from ainews_cli import __version__, isolation
from ainews_cli.base.secrets import mask
from ainews_cli.errors import AinewsError
from ainews_cli.render import FORMATS
from ainews_cli.render.drawing import fault_line
from ainews_cli.sources.clean import one_line

if TYPE_CHECKING:
    from ainews_cli.isolation import Fault
    from ainews_cli.models.page import Page
    from ainews_cli.pipeline.session import Session


def with_faults(page: Page, faults: tuple[Fault, ...]) -> Page:
    """Return the page with a line in its footer about each fault."""
    lines = tuple(fault_line(fault, page.language) for fault in faults)
    return page._replace(footer=page.footer._replace(lines=(*page.footer.lines, *lines))) if lines else page


def says_faults(format_name: str) -> bool:
    """Tell whether a reader of this format sees the lines on the page, so that stderr need not repeat them."""
    return FORMATS[format_name].for_reading


def _titled(session: Session, fault: Fault) -> Fault:
    """Return the fault with its item's title, where the step did not know it."""
    if not fault.item or fault.title:
        return fault
    with suppress(AinewsError):
        return fault._replace(title=session.store.row(fault.item, language="").title)
    return fault


def settle(session: Session) -> None:
    """Say what no page has said, with -v with its traceback, and remember everything. Most runs have nothing."""
    faults = isolation.taken()
    if not faults:
        return
    if any(fault.item and not fault.title for fault in faults):
        faults = tuple(_titled(session, fault) for fault in faults)
    language = "en"
    with suppress(AinewsError):
        language = session.reader.language
    for fault in faults:
        if fault not in session.faults_said:
            session.say(f"ainews: {one_line(fault_line(fault, language))}")
        if session.verbose:
            print(mask("".join(traceback.format_exception(fault.error))), file=sys.stderr, end="")
    session.faults_said.clear()
    if "store" in vars(session) and not session.store.read_only:
        with suppress(AinewsError):  # a full disk has said so itself
            session.store.save_faults(faults, version=__version__, now=session.now)
