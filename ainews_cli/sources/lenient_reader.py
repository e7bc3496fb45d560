"""What is not well-formed, read with as little loss as it allows: for `document_handler`, as expat would have it.

A tag in a text is a part of the text unless it can only be the feed's. An end tag closes what is open inside its
element; one that closes nothing is left out. References that stand for nothing are text.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from ainews_cli.sources import feed_vocabulary as words
from ainews_cli.sources.clean import clean
from ainews_cli.sources.document_handler import DocumentHandler

# Linear on any input: no part of a tag runs past the next "<".
_TOKEN = re.compile(
    rb"(?P<opening><!--|<!\[CDATA\[|<\?)|<![A-Za-z][^<>]*+>"
    rb"|<(?P<close>/?)(?P<name>[A-Za-z_][\w:.-]*+)"
    rb"(?P<rest>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+)>"
)
_CDATA = b"<![CDATA["
_CLOSING = {b"<!--": b"-->", _CDATA: b"]]>", b"<?": b"?>"}
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w:.-]*+)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,30});")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HTML = frozenset({"title", "link", "summary", "body", "source", "image"})
"""Names of our vocabulary that HTML has, too."""
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})


class LenientReading:
    """One document on its way through the handler."""

    def __init__(self, data: bytes, base: str) -> None:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self.handler = DocumentHandler(data, base)
        self.handler.position = lambda: self._at
        self.repaired = False
        """Elements had to be closed, their ends left out, or tags taken for text."""
        self.truncated = False
        """The document ended before its root element did."""
        self._data = data
        self._at = 0
        self._open: list[tuple[str, dict[str, str]]] = []
        """Names as written, in lower case, with the namespaces in force."""
        self._names: Counter[str] = Counter()
        self._endless: set[bytes] = set()
        """What opens sections of which none ends any more."""
        self._done = False
        self._read()

    def _read(self) -> None:
        after = 0
        while not self._done and (token := _TOKEN.search(self._data, after)):
            self._at = token.start()
            self._text(self._data[after : self._at])
            after = token.end()
            if token["opening"]:
                after = self._skip(token["opening"], after)
            elif token["name"]:
                name = token["name"].decode("utf-8", "replace")
                (self._end if token["close"] else self._start)(name, token["rest"])
        self.truncated = bool(self._open)

    def _skip(self, opening: bytes, after: int) -> int:
        """Pass a comment or an instruction, keep a CDATA section; return where it ends.

        What never ends is left open by mistake, and hides nothing.
        """
        end = -1 if opening in self._endless else self._data.find(_CLOSING[opening], after)
        if end < 0:
            self._endless.add(opening)
            self.repaired = True
            return after
        if opening == _CDATA and self._open:
            self.handler.pieces.append(_without_controls(self._data[after:end].decode("utf-8", "replace")))
        return end + len(_CLOSING[opening])

    def _text(self, raw: bytes) -> None:
        if raw and self._open:
            text = raw.decode("utf-8", "replace")
            self.handler.pieces.append(_without_controls(_REFERENCE.sub(_character, text) if "&" in text else text))

    def _start(self, written: str, rest: bytes) -> None:
        lowered = written.lower()
        if not self._open and lowered.rpartition(":")[2] not in words.ROOTS:
            return  # what stands before the feed
        attributes, spaces = self._attributes(rest.decode("utf-8", "replace"))
        name = _expanded(written, spaces)
        if self._is_text(name, lowered):
            if self.handler.keeps_tags:
                self.repaired = True
                self.handler.tag()
            return
        self.handler.start(name, attributes)
        self._open.append((lowered, spaces))
        self._names[lowered] += 1
        if rest.endswith(b"/") or (lowered in _VOID and words.classify(name)[0] == words.OTHER):
            self._close()

    def _is_text(self, name: str, lowered: str) -> bool:
        """Tell whether a start tag belongs to the open text. Close what ends before it."""
        local = name.rpartition(" ")[2].lower()
        entry = local in words.ENTRIES and words.is_feed(name.rpartition(" ")[0])
        if entry and self.handler.in_entry:
            self._close_to(next(name for name, _ in reversed(self._open) if name.rpartition(":")[2] in words.ENTRIES))
        elif self.handler.holds_nothing:
            self.repaired = True
            self._close()
        elif self.handler.in_text:
            if not entry and (not words.classify(name)[0] or (self.handler.in_body and lowered in _HTML)):
                return True
            self.repaired = True
            self._close()
        return False

    def _end(self, written: str, _rest: bytes) -> None:
        lowered = written.lower()
        if self.handler.in_text and lowered != self._open[-1][0] and not self._closes(lowered):
            if self.handler.keeps_tags:
                self.handler.tag()
        elif self._names[lowered]:
            self._close_to(lowered)
        else:
            self.repaired = True

    def _closes(self, lowered: str) -> bool:
        """Tell whether an end tag closes the entry or the feed around the open text."""
        local = lowered.rpartition(":")[2]
        return bool(self._names[lowered]) and (local in words.ENTRIES or local in words.ROOTS)

    def _close_to(self, lowered: str) -> None:
        while self._open[-1][0] != lowered:
            self.repaired = True
            self._close()
        self._close()

    def _close(self) -> None:
        lowered, _ = self._open.pop()
        self._names[lowered] -= 1
        self.handler.end(lowered)
        self._done = not self._open

    def _attributes(self, rest: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the attributes of a tag by expanded name, and the namespaces in force in it."""
        spaces = self._open[-1][1] if self._open else {}
        if "=" not in rest:
            return {}, spaces
        given: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(rest):
            value = (double or single or bare).replace("\n", " ")
            given.setdefault(name, _REFERENCE.sub(_character, value))
        declared = {name[6:]: value for name, value in given.items() if name == "xmlns" or name.startswith("xmlns:")}
        if declared:
            spaces = {**spaces, **declared}
        return {
            _expanded(name, spaces) if ":" in name else name: _without_controls(value)
            for name, value in given.items()
            if not name.startswith("xmlns")
        }, spaces


def read(data: bytes, base: str) -> LenientReading:
    """Read a document in UTF-8 that was served from `base`. Raise NotAFeed for endless nesting."""
    return LenientReading(data, base)


def _expanded(written: str, spaces: dict[str, str]) -> str:
    """Return a name with its namespace before it, as expat does; with its prefix where nothing declares that."""
    prefix, colon, local = written.rpartition(":")
    space = spaces.get(prefix, words.PREFIXES.get(prefix.lower(), prefix) if colon else "")
    return f"{space} {local}" if space else local


def _character(match: re.Match[str]) -> str:
    """Return what a reference stands for, in XML or in HTML; itself where it stands for nothing."""
    decimal, hexadecimal = match.groups()
    if not decimal and not hexadecimal:
        return unescape(match.group())
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if 0x80 <= code < 0xA0:
        return unescape(match.group())
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else ""


def _without_controls(text: str) -> str:
    """Return a text without characters that XML forbids, and without the terminal sequences that they begin."""
    return clean(text) if _FORBIDDEN.search(text) else text
