"""`python -m ainews_cli` and the `ainews` script."""

from __future__ import annotations

import gc
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

from ainews_cli import __version__
from ainews_cli.base.streams import open_missing, write_data


def main() -> NoReturn:
    """Run the command line. The demo joins here: it stands above the command line, which knows nothing of it."""
    open_missing()
    if sys.argv[1:] == ["--version"]:  # asked for by scripts at every turn: not worth an import of typer
        fault = write_data(f"ainews {__version__}\n")
        sys.exit(f"ainews: {fault}" if fault else 0)
    # Imports make many objects that stay: looking for garbage among them every 700 objects took 6 % of a start.
    gc.set_threshold(50_000, 20, 20)
    from ainews_cli.cli import run  # border: typer; --version needs none
    from ainews_cli.cli.registry import COMMANDS, CommandRow

    COMMANDS["demo"] = CommandRow(
        "ainews_cli.demo.command:demo", "Show the whole pipeline on sample feeds: no key, no network."
    )
    leave(run())


def leave(code: int) -> NoReturn:
    """End the process with this code."""
    if threading.active_count() > 1:
        # The SDK may still be on its way in, in the background: a C library that loads while the interpreter ends can
        # crash it.
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        os._exit(code)
    # The interpreter, on its way out, looks for garbage among all that was imported, twice: a seventh of a start. What
    # is frozen it passes over.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
