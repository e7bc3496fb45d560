"""Readings above words (`<ruby>`): written after the word in HTML, and told apart from it in text."""

from __future__ import annotations

import re

from ainews_cli.models.scripts import HIRAGANA, is_cjk, is_han

_ENDS = (
    "p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|table|tr|td|th|blockquote|pre|section|article|main|header|footer|nav|aside"
    "|figure|form|body|html|title|script|style|template"
)
_PART = re.compile(rf"<(/?)(ruby|rb|rtc|rt|rp|{_ENDS})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_PARTS = frozenset(("ruby", "rb", "rtc", "rt", "rp"))
_TAG = re.compile(r"<[^<>]*>")
_READING = re.compile(rf"[(（]([{HIRAGANA}ー・、 ]+)[)）]")
_BRACKETED = re.compile(r"[(（](.*)[)）]", re.DOTALL)


def beside(html: str) -> str:
    """Return HTML with every reading after its word, in parentheses: `漢字(かんじ)` for whatever form of `<ruby>`.

    The word of several parts stays whole (漢, 字 with かん, じ), further readings follow after a comma, and an element
    that is never closed ends with its paragraph.
    """
    if not ("<ruby" in html or "<RUBY" in html or "<Ruby" in html):
        return html
    out: list[str] = []
    ruby: _Ruby | None = None
    position = depth = 0
    for match in _PART.finditer(html):
        closes, name = bool(match[1]), match[2].lower()
        text = html[position : match.start()]
        if ruby is None:
            if name != "ruby" or closes:
                continue
            out.append(text)
            ruby, depth = _Ruby(), 1
        else:
            ruby.text(text)
            depth += 0 if name != "ruby" else -1 if closes else 1
            ruby.turn("rb" if closes or name == "ruby" else name)
            if depth == 0 or name not in _PARTS:
                out += ruby.written(), "" if depth == 0 else match[0]
                ruby = None
        position = match.end()
    if ruby is not None:
        ruby.text(html[position:])
        ruby.turn("rb")
        return "".join((*out, ruby.written()))
    return "".join((*out, html[position:]))


class _Ruby:
    """A word and its readings, as their parts come."""

    def __init__(self) -> None:
        self._role = "rb"
        self._out: list[str] = []
        self._word: list[str] = []
        self._fresh: list[str] = []
        """Parts of the word since the last reading."""
        self._readings: list[list[str]] = []
        self._kind = 0
        self._bracket = False

    def text(self, html: str) -> None:
        """Add what stands before the next tag."""
        if self._role in ("rt", "rtc"):
            self._read(_TAG.sub("", html).strip())
        elif self._role == "rb":
            if self._bracket and html.lstrip()[:1] in (")", "）"):
                html = html.lstrip()[1:]
            self._bracket = False
            if html.strip():
                self._fresh.append(html)

    def turn(self, role: str) -> None:
        """Begin another part; each `<rtc>` holds readings of another kind."""
        if role == "rtc" and self._readings and not self._fresh:
            self._kind += 1
        self._role = role

    def _read(self, reading: str) -> None:
        if not reading:
            if self._role == "rt" and self._fresh:  # a part without a reading parts two words
                self._end_word()
            return
        if self._fresh:
            if self._fresh[-1].rstrip()[-1:] in ("(", "（"):
                self._fresh[-1], self._bracket = self._fresh[-1].rstrip()[:-1], True
            self._word += self._fresh
            self._fresh, self._kind = [], 0
        while self._kind < len(self._readings) and len(self._readings[self._kind]) >= max(1, len(self._word)):
            self._kind += 1
        if self._kind >= len(self._readings):
            self._kind = len(self._readings)
            self._readings.append([])
        whole = _BRACKETED.fullmatch(reading)
        self._readings[self._kind].append(whole[1].strip() if whole else reading)

    def _end_word(self) -> None:
        wide = any(map(is_cjk, "".join(self._word)))
        spaced = not wide and any(part != part.strip() for part in self._word)
        word = "".join(part.strip() if wide else part for part in self._word)
        kinds = [(" " if spaced else "").join(kind) for kind in self._readings]
        readings = f"({('、' if wide else ', ').join(kinds)})" if kinds else ""
        self._out += word.rstrip() if readings else word, readings, *self._fresh
        self._word, self._fresh, self._readings, self._kind = [], [], [], 0

    def written(self) -> str:
        """Return the word with its readings behind it."""
        self._end_word()
        return "".join(self._out)


def without_readings(text: str) -> str:
    """Return text without hiragana in parentheses right after a Chinese character: 漢字(かんじ)を読む is 漢字を読む."""
    if "(" not in text and "（" not in text:
        return text
    return _READING.sub(lambda match: "" if is_han(text[max(0, match.start() - 1)]) else match[0], text)


def readings(text: str) -> list[str]:
    """Return what `without_readings` takes out."""
    if "(" not in text and "（" not in text:
        return []
    return [match[1] for match in _READING.finditer(text) if is_han(text[max(0, match.start() - 1)])]
