"""Line breaks: at spaces, and between Japanese characters by the kinsoku rules.

rich breaks at spaces only, and so leaves a line with one Latin word on it before a run of Japanese; hence our own, on
rich's widths.
Rules after JIS X 4051 and UAX #14, the strict set: closing brackets, full stops, small kana and the long vowel sign
never begin a
line, opening brackets never end one.
"""

from __future__ import annotations

from rich.cells import cell_len, split_graphemes

_NO_START = frozenset(
    "、。,.,.・・:;:;?!?!゛゜ヽヾゝゞ々〻ーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ、。"
    "ァィゥェォャュョッー)]}〕〉》」』】〙〗〟’”⦆»)]}」…‥%%‰℃~〜–‐—"
)
_NO_END = frozenset("([{〔〈《「『【〘〖〝‘“⦅«([{「#¥¥$$£")


def break_lines(text: str, width: int, first: int | None = None) -> list[tuple[int, int]]:
    """Return the lines that `text` (no line feeds) makes: (start, end) offsets, blanks at the breaks left out.

    `width` is in cells, at least 2; `first` is the width of the first line where that differs. Graphemes are never
    divided; a stretch without a place to break is divided where the line is full. One empty line for an empty text.
    """
    room = width if first is None else first
    if cell_len(text) <= room:
        return [(0, len(text.rstrip(" ")))]
    graphemes = split_graphemes(text)[0]
    lines: list[tuple[int, int]] = []
    start = used = place = 0
    index = 0
    while index < len(graphemes):
        here, _, cells = graphemes[index]
        if index > start and _may_break(text, graphemes, index):
            place = index
        if used + cells > room and index > start and text[here] != " ":
            end = place if place > start else index
            lines.append(_trimmed(text, graphemes[start][0], graphemes[end][0]))
            index = start = place = _after_blanks(text, graphemes, end)
            used, room = 0, width
            continue
        used += cells
        index += 1
    if start < len(graphemes):
        lines.append(_trimmed(text, graphemes[start][0], len(text)))
    return lines


def fit(text: str, width: int) -> str:
    """Return the text cut to `width` cells, with "…" where something was cut."""
    if cell_len(text) <= width:
        return text
    used = 0
    for start, _, cells in split_graphemes(text)[0]:
        if used + cells > width - 1:
            return text[:start].rstrip(" ") + "…"
        used += cells
    return text


def _may_break(text: str, graphemes: list[tuple[int, int, int]], index: int) -> bool:
    """Return whether a line may end before the grapheme at `index` (not the first one)."""
    before, after = graphemes[index - 1], graphemes[index]
    last, first = text[before[0]], text[after[0]]
    if first == " ":
        return False
    if last == " ":
        return True
    if first in _NO_START or last in _NO_END:
        return False
    return _ideographic(last, before[2]) or _ideographic(first, after[2])


def _ideographic(character: str, cells: int) -> bool:
    """Return whether lines may break on both sides: of wide characters and half-width katakana."""
    return cells == 2 or "\uff61" <= character <= "\uff9f"


def _after_blanks(text: str, graphemes: list[tuple[int, int, int]], index: int) -> int:
    """Return the first grapheme from `index` on that is no space."""
    while index < len(graphemes) and text[graphemes[index][0]] == " ":
        index += 1
    return index


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return (start, end) without the blanks at the end."""
    return start, start + len(text[start:end].rstrip(" "))
