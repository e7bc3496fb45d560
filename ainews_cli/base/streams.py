"""Standard streams that are closed, full, or read by nobody any more."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO


def open_missing() -> None:
    """Put the null device where a standard stream is closed (`2>&-`), so that no file takes its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False))


def write_data(text: str) -> str | None:
    """Write to stdout, at once. Return the one line to say where it cannot be written, None for done.

    A reader who has gone (`ainews daily | head`) is no fault: what is left is dropped.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        discard(sys.stdout)
    except OSError as error:
        discard(sys.stdout)
        return f"standard output cannot be written: {error.strerror}"
    return None


def discard(stream: TextIO) -> None:
    """Send what a stream still holds, and all that follows, nowhere: or the interpreter complains at its exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
