"""The one place where pages leave the program: which format, where to, and a pager as git has it."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING

from ainews_cli.base.files import replace_file
from ainews_cli.base.secrets import mask
from ainews_cli.base.streams import write_data
from ainews_cli.errors import OutputError, UsageError
from ainews_cli.isolation import noted
from ainews_cli.pipeline.faults import says_faults, with_faults
from ainews_cli.pipeline.session import Session, is_terminal
from ainews_cli.render import FOR_PIPE, FOR_TERMINAL, format_of, render
from ainews_cli.render.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from ainews_cli.models.page import Page
    from ainews_cli.pipeline.request import OutputTarget


def choose_format(wanted: str | None, output: Path | None, *, terminal: bool) -> str:
    """Return the format asked for, else the one the file's name says, else that for a terminal or a pipe. Pure."""
    if wanted:
        return wanted
    if output:
        return format_of(output.suffix)
    return FOR_TERMINAL if terminal else FOR_PIPE


def emit(page: Page, target: OutputTarget, session: Session) -> None:
    """Render the page and write it to the file or stdout. Raise UsageError for an unknown format or a file that
    cannot be written.
    """

    output = target.output
    person = is_terminal(sys.stdout) and output is None
    name = choose_format(target.format, output, terminal=person)
    plain = os.environ.get("TERM") == "dumb" or bool(os.environ.get("NO_COLOR"))
    color = (person or bool(os.environ.get("FORCE_COLOR"))) and not plain
    options = Options(
        width=width(),
        color=color,
        links=person and color,
        now=session.now,
        mail=session.mail(),
        address=session.address(output),
    )
    with session.working("page"):
        faults = noted()
        text = render(name, with_faults(page, faults), options)
        if noted() != faults:  # what cannot be printed is known only now
            faults = noted()
            text = render(name, with_faults(page, faults), options)
    if says_faults(name) and not output:
        session.faults_said += faults
    session.progress.finish()
    if output:
        write_file(output, text)
        session.say(str(output))
    elif person and text.count("\n") >= shutil.get_terminal_size((80, 24)).lines:
        if _pager_takes_colours():
            _page_like_git(text)
        else:
            _page_like_git(render(name, page, options._replace(color=False, links=False)))
    else:
        write_out(text)


def emit_text(text: str, target: OutputTarget, session: Session) -> None:
    """Write plain text, as it is, to the file or stdout. Raise UsageError where a format is asked for."""
    if target.format:
        raise UsageError("--share prints plain text; leave out --format")
    if target.output:
        write_file(target.output, f"{text}\n")
        session.say(str(target.output))
    else:
        write_out(f"{text}\n")


def width() -> int:
    """Return the columns of the terminal (COLUMNS wins), 80 where there is none."""
    return max(20, shutil.get_terminal_size((80, 24)).columns)


def write_file(path: Path, text: str, *, with_secrets: bool = False) -> None:
    """Write whole or not at all: a reader of the file never sees half a digest. Raise UsageError."""
    try:
        replace_file(path, (text if with_secrets else mask(text)).encode())
    except OSError as error:
        raise _unwritable(path, error.strerror) from error


def require_place(path: Path) -> None:
    """Raise UsageError where no file can be written: there is a folder of this name, or none to put it in."""
    try:
        fault = errno.EISDIR if path.is_dir() else 0 if path.parent.is_dir() else errno.ENOENT
    except OSError as error:
        fault = error.errno or 0
    if fault:
        raise _unwritable(path, os.strerror(fault))


def _unwritable(path: Path, reason: str | None) -> UsageError:
    return UsageError(f"{path}: cannot be written ({reason}); name another file")


def write_out(text: str, *, with_secrets: bool = False) -> None:
    """Write data to stdout. A reader who has gone (`ainews daily | head`) is no fault: drop what is left.

    Raise OutputError where the disk is full.
    """
    if fault := write_data(text if with_secrets else mask(text)):
        raise OutputError(fault)


def _pager_takes_colours() -> bool:
    """Return False for `more`, which prints the codes as they are: what Windows has where no pager is named."""
    named = os.environ.get("MANPAGER") or os.environ.get("PAGER") or ("more" if os.name == "nt" else "")
    return PurePath(named.split()[0] if named.split() else "").stem.lower() != "more"


def _page_like_git(text: str) -> None:
    """Show the text in the reader's pager; `less` gets git's default switches."""
    import pydoc  # border: only a long page on a terminal needs it

    os.environ.setdefault("LESS", "FRX")
    os.environ.setdefault("LESSCHARSET", "utf-8")
    pydoc.pager(text)
