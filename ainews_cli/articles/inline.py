"""Runs of styled text rendered as inline Markdown (CommonMark) whose emphasis is balanced by construction.

A run is text with the styles that hold for all of it. Each emphasised run is written on its own (`**…**`), never nested
around
others, so no marker can be left open and none can cross a block. CommonMark opens and closes emphasis only at certain
neighbours (spec 0.31, "left-flanking"): where punctuation stands in the way, as in `**「語」**の`, it is moved outside
the markers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from ainews_cli.models.scripts import WIDE
from ainews_cli.models.text import Block

BREAK = "\v"
"""A line break (`<br>`) inside a run; `clean` has taken every other \\v away."""

_WRAPPED = re.compile(f"(?<=[{WIDE}])[ \t]*\r?\n\\s*(?=[{WIDE}])")
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u2028\u2029]+")
_ESCAPE = re.compile(
    r"[`*]|\\(?=[!-/:-@\[-`{-~]|$|\v)|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\](?=[(:]|$)"
)
_LINE_START = re.compile(
    r"^(?=[-+](?:\s|$)|#{1,6}(?:\s|$)|>|=+\s*$|-[- ]*$|[:|][-:| ]*-[-:| ]*$|-[-:| ]*\|[-:| ]*$)", re.MULTILINE
)
_LINE_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_TICKS = re.compile(r"`+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TARGET = {ord(c): f"%{ord(c):02X}" for c in " \t\n\r\"'()<>\\`{}|^*[]"} | dict.fromkeys(range(32))


_LABEL = "[]"
"""What stands around the runs of a link's label."""


@dataclass(frozen=True, slots=True)
class InlineRun:
    """Text and the styles that hold for all of it. `href` is an absolute http(s) address or ""."""

    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    href: str = ""


def _same_style(left: InlineRun, right: InlineRun) -> bool:
    return (left.strong, left.em, left.code, left.href) == (right.strong, right.em, right.code, right.href)


def _collapse(runs: list[InlineRun]) -> list[InlineRun]:
    """Fold white space over run borders, merge neighbours of one style, drop styles of blanks and of code. No run is
    empty.
    """
    out: list[InlineRun] = []
    gap = True  # at the start of a line
    for run in runs:
        text = _SPACE.sub(" ", _WRAPPED.sub("", run.text))
        text = re.sub(f" ?{BREAK} ?", BREAK, text)
        if gap:
            text = text.lstrip(" ")
        if text.startswith(BREAK) and out:
            before = out.pop()
            if kept := before.text.rstrip(" "):
                out.append(replace(before, text=kept))
        if not text:
            continue
        gap = text[-1] in (" ", BREAK)
        if run.code or not text.strip(" " + BREAK):
            run = replace(run, strong=False, em=False, code=run.code and bool(text.strip(" " + BREAK)))
        run = replace(run, text=text)
        if out and _same_style(out[-1], run):
            out[-1] = replace(run, text=out[-1].text + text)
        else:
            out.append(run)
    return _trimmed(out)


def _trimmed(runs: list[InlineRun]) -> list[InlineRun]:
    """Drop blanks and breaks at the ends, so that what is escaped there does not hang on them."""
    blank = " " + BREAK
    while runs and not runs[0].text.strip(blank):
        runs = runs[1:]
    while runs and not runs[-1].text.strip(blank):
        runs = runs[:-1]
    if runs:
        runs = [replace(runs[0], text=runs[0].text.lstrip(blank)), *runs[1:]]
        runs = [*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(blank))]
    return runs


def _escape(text: str, label: bool = False) -> str:
    """Escape text so that its Markdown characters stand for themselves; in the label of a link every bracket is one."""
    if label:
        return "".join("\\" + part if part in ("[", "]") else _escape(part) for part in re.split(r"([\[\]])", text))
    return _ESCAPE.sub(lambda match: "\\" + match.group(), text)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _glued(char: str) -> bool:
    """Tell whether a neighbour keeps a marker that has punctuation on its inner side from working."""
    return bool(char) and not char.isspace() and not _is_punctuation(char)


def _emphasise(run: InlineRun, before: str, after: str, label: bool = False) -> str:
    """Render one emphasised run; `before` and `after` are the characters next to it ("" at the ends)."""
    text, head, tail = run.text, "", ""
    while text and (text[0].isspace() or (_is_punctuation(text[0]) and _glued((before + head)[-1:]))):
        head, text = head + text[0], text[1:]
    while text and (text[-1].isspace() or (_is_punctuation(text[-1]) and _glued((tail + after)[:1]))):
        tail, text = text[-1] + tail, text[:-1]
    if not text:
        return _escape(head + tail, label)
    marker = "*" * (run.em + 2 * run.strong)
    return f"{_escape(head, label)}{marker}{_escape(text, label)}{marker}{_escape(tail, label)}"


def _code(text: str) -> str:
    """Return a code span whose fence is longer than any run of backticks in it."""
    text = " ".join(text.replace(BREAK, " ").split())
    fence = "`" * (max((len(ticks) for ticks in _TICKS.findall(text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _settle(runs: list[InlineRun]) -> list[InlineRun]:
    """Give emphasised runs that touch without a space between them the style of the first: their markers would run
    together.
    """
    out: list[InlineRun] = []
    for run in runs:
        last = out[-1] if out else None
        if (
            last
            and (last.strong or last.em)
            and (run.strong or run.em)
            and not (last.text[-1].isspace() or run.text[0].isspace())
        ):
            out[-1] = replace(last, text=last.text + run.text)
        else:
            out.append(run)
    return out


def _render_runs(runs: list[InlineRun], edge: str) -> str:
    """Render the runs of one link target; `edge` is what stands around them: a bracket in a link, else the neighbours'
    characters.
    """
    runs = _settle(runs)
    label = edge == _LABEL
    out: list[str] = []
    for index, run in enumerate(runs):
        before = runs[index - 1].text[-1] if index else edge[:1]
        after = runs[index + 1].text[0] if index + 1 < len(runs) else edge[1:]
        if run.code:
            out.append(_code(run.text))
        elif run.strong or run.em:
            before = "`" if index and runs[index - 1].code else before
            after = "`" if index + 1 < len(runs) and runs[index + 1].code else after
            out.append(_emphasise(run, before, after, label))
        else:
            out.append(_escape(run.text, label))
    return "".join(out)


def target(url: str) -> str:
    """Return an address as a Markdown link destination: what would end it is percent-encoded."""
    return _ENTITY.sub("&amp;", url.translate(_TARGET))


def _link(runs: list[InlineRun], href: str) -> str:
    """Return a link; white space at its ends is moved outside, brackets inside are escaped."""
    label = _render_runs(runs, _LABEL)
    bare = label.strip(" " + BREAK)
    if not bare:
        return " "
    start = label.index(bare)
    return f"{label[:start]}[{bare}]({target(href)}){label[start + len(bare) :]}"


def render(runs: list[InlineRun], *, one_line: bool = False) -> str:
    """Return the inline Markdown of a block; line breaks are "\\n", or spaces where the block must be one line
    (headings, cells).
    """
    groups = [(href, list(group)) for href, group in groupby(_collapse(runs), key=lambda run: run.href)]
    out = ""
    for index, (href, group) in enumerate(groups):
        if href:
            out = out[:-1] + "\\!" if out.endswith("!") and not out.endswith("\\!") else out
            out += _link(group, href)
        else:
            edge = ("]" if index else " ") + ("[" if index + 1 < len(groups) else "")
            out += _render_runs(group, edge)
    out = re.sub(f" *{BREAK}[ {BREAK}]*", " " if one_line else "\n", out.strip(" " + BREAK))
    return _LINE_NUMBER.sub(r"\1\\\2", _LINE_START.sub(r"\\", out))


def visible_text(blocks: Iterable[Block]) -> str:
    """Return the words of blocks, without markers, link targets and images."""
    return "\n".join(
        block.text if block.kind == "code" else unmarked(block.text) for block in blocks if block.kind != "image"
    )


_MARKS = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")


def unmarked(text: str) -> str:
    """Return the words of inline Markdown as written by `render`, without its markers and link targets."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", re.sub(r"(?<!\\)(?:\*+|`+)", "", _MARKS.sub(r"\1", text)))
