"""One line on stderr that says what is being done, for a person who watches.

It appears when nothing was printed for DELAY, tells how many of how many are done, and is gone before anything else is
printed. A dumb terminal, or -v without a terminal, gets plain lines now and then.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

DELAY, REDRAW, PLAIN = 0.15, 0.1, 5.0
"""Seconds of silence before the line appears (a start comes before them), between two drawings of it, and between two
plain lines.
"""


class ProgressStep:
    """Something that takes a while, and how far it is."""

    def __init__(self, label: str, total: int) -> None:
        """`total`: 0 where nobody knows how much there is to do."""
        self.label, self.total, self.done, self.last = label, total, 0, ""

    def advance(self, last: str = "", count: int = 1) -> None:
        """Count one more, or `count`; `last` says which."""
        self.done, self.last = self.done + count, last

    def __str__(self) -> str:
        parts = [f"{self.label} …", f"{self.done:,}/{self.total:,}" if self.total else "", " ".join(self.last.split())]
        return " ".join(part for part in parts if part)


class Progress:
    """The line and the steps that are being taken, the innermost of which it shows."""

    def __init__(self, *, visible: bool, redraws: bool) -> None:
        """`visible`: False shows nothing; `redraws`: whether a line can be taken back."""
        self._visible, self._redraws = visible, redraws
        self._steps: list[ProgressStep] = []
        self._lock = threading.RLock()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._silent_since = 0.0
        self._shown = ""

    @contextmanager
    def step(self, label: str, total: int = 0) -> Iterator[Callable[..., None]]:
        """Show the step while it lasts; yield what to call with the name of each part that is done."""
        step = self.begin(label, total)
        try:
            yield step.advance
        finally:
            with self._lock:
                if step in self._steps:
                    self._steps.remove(step)

    def begin(self, label: str, total: int = 0) -> ProgressStep:
        """Show a step until everything is cleared."""
        step = ProgressStep(label, total)
        with self._lock:
            self._steps.append(step)
            if self._visible and self._thread is None:
                self._silent_since = time.monotonic()
                self._thread = threading.Thread(target=self._watch, daemon=True)
                self._thread.start()
        return step

    def clear(self) -> None:
        """Take the line away, because something else is about to be printed; it comes back after a silence."""
        with self._lock:
            if self._shown and self._redraws:
                _write("\r\x1b[K")
            self._shown = ""
            self._silent_since = time.monotonic()

    def finish(self) -> None:
        """Take the line away for good, unless another step begins."""
        with self._lock:
            self._steps.clear()
            self.clear()

    def close(self) -> None:
        """End the drawing."""
        self.finish()
        self._closed.set()
        if self._thread:
            self._thread.join()

    def _watch(self) -> None:
        pause = DELAY
        while not self._closed.wait(pause):
            with self._lock:
                silent = time.monotonic() - self._silent_since
                if self._steps and silent >= (PLAIN if self._shown and not self._redraws else DELAY):
                    self._draw(str(self._steps[-1]))
            pause = REDRAW

    def _draw(self, line: str) -> None:
        if not self._redraws:
            if line != self._shown:
                self._silent_since = time.monotonic()
                _write(f"{line}\n")
        else:
            line = _cut(line, shutil.get_terminal_size().columns - 1)
            if line != self._shown:
                _write(f"\r{line}\x1b[K")
        self._shown = line


def _write(text: str) -> None:
    with suppress(OSError, ValueError):  # a closed or full stderr is no reason to stop
        sys.stderr.write(text)
        sys.stderr.flush()


def _cut(line: str, columns: int) -> str:
    """Return as much of the line as fits, for wide characters take two columns."""
    width = 0
    for at, character in enumerate(line):
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width > columns:
            return line[:at]
    return line
