"""The command line: parse, call, print. Errors are caught here once, and nowhere else.

stdout carries data alone; warnings and summaries go to stderr. Exit codes: `errors.ExitCode`.
"""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from typing import Any

from typer import Abort, Exit, TyperException

from ainews_cli.cli.app import app
from ainews_cli.errors import AinewsError, ExitCode


def run(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit code; faults become one line on stderr."""
    _write_utf8()
    arguments = sys.argv[1:] if arguments is None else arguments
    verbose = "-v" in arguments or "--verbose" in arguments
    try:
        code = app(arguments, prog_name="ainews", standalone_mode=False)
    except AinewsError as error:
        return _fault(str(error), error.exit_code, verbose)
    except TyperException as error:
        return _fault(_usage(error), ExitCode.USAGE, verbose)
    except Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, Abort):
        return _fault("interrupted; what was finished is kept", ExitCode.INTERRUPTED, verbose)
    except Exception as error:  # noqa: BLE001  the last line of defence: one line instead of a traceback
        advice = "run again with -v for the traceback, and please report it"
        return _fault(f"unexpected fault: {type(error).__name__}: {error} ({advice})", ExitCode.FAULT, verbose)
    return code if isinstance(code, int) else ExitCode.OK


def _usage(error: Exception) -> str:
    """Return Typer's message and where to read on."""
    message = str(getattr(error, "format_message", lambda: error)()).rstrip(".")
    context: Any = getattr(error, "ctx", None)
    if not context:
        return message
    option = getattr(error, "option_name", "")
    for param in context.find_root().command.params:
        if option in param.opts:
            program, _, command = context.command_path.partition(" ")
            value = f" {param.metavar}" if param.metavar else ""
            return f"{option} goes before the command: `{program} {option}{value} {command}`"
    return f"{message}; see `{context.command_path} --help`"


def _write_utf8() -> None:
    """Write UTF-8 whatever the locale says: a cron job runs in the C locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fault(message: str, code: ExitCode, verbose: bool) -> int:
    if verbose and code != ExitCode.INTERRUPTED:
        traceback.print_exc()
    line = " ".join(message.split())
    with suppress(BrokenPipeError):
        print(f"ainews: {line}", file=sys.stderr)
    return code
