"""The command line: parse, call, print. Errors are caught here once, and nowhere else.

stdout carries data alone; warnings and summaries go to stderr. Exit codes: `errors.ExitCode`.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from types import ModuleType

from typer import Abort, Exit, TyperException

from ainews_cli.base.secrets import learn_address, mask
from ainews_cli.base.streams import discard, open_missing
from ainews_cli.cli.app import app
from ainews_cli.errors import AinewsError, ExitCode

_PLAIN = (ExitCode.USAGE, ExitCode.CONFIG, ExitCode.INTERRUPTED)
"""What the reader did, and can mend: a traceback would only hide the line that says how."""


def run(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit code; faults become one line on stderr."""
    _write_utf8()
    if os.environ.get("_AINEWS_COMPLETE", "").startswith("complete_"):
        return _completed()
    arguments = sys.argv[1:] if arguments is None else arguments
    verbose = "-v" in arguments or "--verbose" in arguments
    for argument in arguments:
        learn_address(argument)
    try:
        code = app(arguments, prog_name="ainews", standalone_mode=False)
        sys.stdout.flush()
    except AinewsError as error:
        return _fault(str(error), error.exit_code, verbose, arguments)
    except TyperException as error:
        return _fault(_wording().reworded(error, arguments), ExitCode.USAGE, verbose, arguments)
    except Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, Abort):
        return _fault("interrupted; what was finished is kept", ExitCode.INTERRUPTED, verbose, arguments)
    except BrokenPipeError:
        discard(sys.stdout)
        return ExitCode.OK
    except OSError as error:
        return _fault(_system_fault(error, arguments), ExitCode.FAULT, verbose, arguments)
    except Exception as error:  # noqa: BLE001  the last line of defence: one line instead of a traceback
        return _fault(_unexpected(error, arguments), ExitCode.FAULT, verbose, arguments)
    return code if isinstance(code, int) else ExitCode.OK


def _completed() -> int:
    """Answer a shell's question what could follow on its command line."""
    from ainews_cli.cli import completion  # border: only a Tab needs it

    return completion.answer(os.environ)


def _wording() -> ModuleType:
    from ainews_cli.cli import wrong_usage  # border: only a mistake needs it

    return wrong_usage


def _system_fault(error: OSError, arguments: list[str]) -> str:
    """Say what the machine refused: a file of a read-only home, or the disk behind standard output."""
    reason = error.strerror or str(error)
    if error.filename is None:
        discard(sys.stdout)
        return f"standard output cannot be written: {reason}"
    if _installs_completion(arguments):
        return (
            f"{error.filename}: cannot be written ({reason}); `ainews --show-completion` prints what belongs into your "
            f"shell's startup file"
        )
    return f"{error.filename}: {reason}"


def _unexpected(error: Exception, arguments: list[str]) -> str:
    """Say what nobody foresaw, and what the library that installs completion does not."""
    if isinstance(error, UnicodeDecodeError) and _installs_completion(arguments):
        return "your shell's startup file is not UTF-8; `ainews --show-completion` prints what belongs into it"
    advice = "run again with -v for the traceback, and please report it"
    return f"unexpected fault: {type(error).__name__}: {error} ({advice})"


def _installs_completion(arguments: list[str]) -> bool:
    return any(argument.startswith("--install-completion") for argument in arguments)


def _write_utf8() -> None:
    """Write UTF-8 whatever the locale says: a cron job runs in the C locale."""
    open_missing()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fault(message: str, code: ExitCode, verbose: bool, arguments: list[str]) -> int:
    if verbose and code not in _PLAIN:
        with suppress(OSError):
            print(mask(traceback.format_exc()), file=sys.stderr, end="")
    line = _wording().spoken(" ".join(message.split()), arguments)
    with suppress(OSError):
        print(mask(f"ainews: {line}"), file=sys.stderr)
    return code
