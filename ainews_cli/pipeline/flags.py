"""What the reader does with items: star, hide, mark as read, open. The ranking learns from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.pipeline.output import write_out
from ainews_cli.render.clean import safe_url
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.pipeline.session import Session
    from ainews_cli.store.records import Flag


def run_flag(session: Session, flag: Flag, ids: Sequence[int], *, undo: bool) -> None:
    """Set (or take back) the flag of all the items, or of none. Raise UsageError for an unknown id."""
    session.store.set_flag(ids, flag, not undo, session.now)
    key = f"flag.{flag}.undo" if undo else f"flag.{flag}"
    session.say(text(session.reader.language, key, ids=", ".join(map(str, dict.fromkeys(ids)))))


def run_open(session: Session, item: int, *, discussion: bool) -> None:
    """Hand the address to the browser, or print it where there is none. Raise UsageError for an item without a link."""
    import webbrowser  # border: star, hide and read have no use for it

    language = session.reader.language
    row = session.store.row(item, language=language)
    url = safe_url(row.discussion_url if discussion else row.url or row.discussion_url)
    if not url:
        raise UsageError(f"{item}: {text(language, 'open.none')}")
    session.store.set_flag([item], "read", True, session.now)
    if webbrowser.open(url):
        session.say(text(language, "open.opened", url=url))
    else:
        write_out(f"{url}\n")
