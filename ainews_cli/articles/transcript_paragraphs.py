"""Lines of a transcript joined into paragraphs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Protocol

from ainews_cli.models.scripts import UNSPACED, WIDE
from ainews_cli.sources.clean import one_line

PAUSE = 2.0
"""Seconds of silence after which a new paragraph begins, where the one before is long enough."""
SHORT, GOOD, LONG = 160, 480, 900
"""Characters: no pause ends a paragraph before SHORT; from GOOD on the end of a sentence does; from LONG on any line
(generated ones often lack
punctuation). A third of that for Japanese, Chinese and Korean."""

_SOUND = re.compile(r"[\[(（【♪][^\])）】♪]{0,40}[\])）】♪]")
"""A line that names a sound: [Music], (applause), ♪."""
_SPEAKER = re.compile(r"^(?:>>|＞＞)\s*")
_END = re.compile(r"[.!?。!?…][\"'”’」』)）]?$")
_WIDE = re.compile(f"[{WIDE}]")
_NO_SPACE = re.compile(f"[{UNSPACED}]")


class Snippet(Protocol):
    """One line of a transcript."""

    @property
    def text(self) -> str:
        """Return what is said; may hold line breaks."""

    @property
    def start(self) -> float:
        """Return the seconds from the start of the video."""

    @property
    def duration(self) -> float:
        """Return the seconds that it stays on the screen; lines may overlap."""


def paragraphs(snippets: Iterable[Snippet], *, most: int) -> tuple[str, ...]:
    """Plain paragraphs of at most `most` characters together, cleaned of control characters; a pause, a new speaker or
    a length parts them.
    """
    complete: list[str] = []
    current, end, left = "", 0.0, most
    for text, start, duration in _lines(snippets):
        speaks = bool(_SPEAKER.match(text))
        line = _SPEAKER.sub("", text)[:left]
        if current and (speaks or _is_full(current, start - end)):
            complete.append(current)
            current = ""
        current = _joined(current, line)
        end = max(end, start + duration)
        left -= len(line)
        if left <= 0:
            break
    return (*complete, current) if current else tuple(complete)


def _lines(snippets: Iterable[Snippet]) -> Iterator[tuple[str, float, float]]:
    """Text, start and duration of the lines that say something."""
    for snippet in snippets:
        text = one_line(str(snippet.text))
        if text and not _SOUND.fullmatch(text):
            yield text, _seconds(snippet.start), _seconds(snippet.duration)


def _seconds(value: float) -> float:
    return float(value) if isinstance(value, int | float) and isfinite(value) and 0 <= value < 1e7 else 0.0


def _is_full(text: str, pause: float) -> bool:
    """Tell whether a paragraph ends here."""
    length = len(text) * (3 if len(_WIDE.findall(text)) * 3 > len(text) else 1)
    return (pause >= PAUSE and length >= SHORT) or (length >= GOOD and bool(_END.search(text))) or length >= LONG


def _joined(left: str, right: str) -> str:
    """Two lines as one: without a space between Japanese or Chinese characters."""
    if not left or not right:
        return left or right
    tight = left[-1] in "、。！？」』" or (_NO_SPACE.match(left[-1]) and _NO_SPACE.match(right[0]))
    return f"{left}{'' if tight else ' '}{right}"
