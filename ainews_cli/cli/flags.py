"""What the reader does with items: open, star, hide, mark as read. The ranking learns from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ainews_cli.pipeline.session import Session
    from ainews_cli.store.records import Flag

Ids = Annotated[list[int], typer.Argument(help="Numbers that a digest shows beside the items.", metavar="ID...", min=1)]
Undo = Annotated[bool, typer.Option("--undo", help="Take it back.")]


def star(ctx: typer.Context, items: Ids, undo: Undo = False) -> None:
    """Star items: more like these.

    \b
    Examples:
      ainews star 12 15
      ainews star 12 --undo
    """
    _mark(ctx.obj, "starred", items, undo=undo)


def hide(ctx: typer.Context, items: Ids, undo: Undo = False) -> None:
    """Hide items: they leave every list, and fewer like them come.

    \b
    Examples:
      ainews hide 12
      ainews hide 12 --undo
    """
    _mark(ctx.obj, "hidden", items, undo=undo)


def read(ctx: typer.Context, items: Ids, undo: Undo = False) -> None:
    """Mark items as read: a little more like these.

    \b
    Examples:
      ainews read 12 15
      ainews read 12 --undo
    """
    _mark(ctx.obj, "read", items, undo=undo)


def open_(
    ctx: typer.Context,
    item: Annotated[int, typer.Argument(help="The number a digest shows beside the item.", metavar="ID", min=1)],
    discussion: Annotated[bool, typer.Option("--discussion", help="Its discussion instead of the original.")] = False,
) -> None:
    """The original in the browser; it counts as read.

    \b
    Examples:
      ainews open 12
      ainews open 12 --discussion
    """
    _open(ctx.obj, item, discussion=discussion)


def _mark(session: Session, flag: Flag, ids: list[int], *, undo: bool) -> None:
    """Sets the flag of all the items or of none. Raises UsageError for an unknown id."""
    from ainews_cli.texts import text

    session.store.set_flag(ids, flag, not undo, session.now)
    key = f"flag.{flag}.undo" if undo else f"flag.{flag}"
    session.say(text(session.reader.language, key, ids=", ".join(map(str, dict.fromkeys(ids)))))


def _open(session: Session, item: int, *, discussion: bool) -> None:
    """Hands the address to the browser; prints it where there is none. Raises UsageError for an item without a link."""
    import webbrowser

    from ainews_cli.errors import UsageError
    from ainews_cli.pipeline.output import write_out
    from ainews_cli.render.clean import safe_url
    from ainews_cli.texts import text

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
