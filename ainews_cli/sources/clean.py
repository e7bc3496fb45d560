r"""Text without what could act on a terminal or hide from a reader; all that is only text stays.

Removed: C0 and C1 controls except line feed and tab (a carriage return becomes a line feed), ANSI and OSC sequences
whole (ECMA-48), bidi overrides, embeddings and isolates (U+202A-202E, U+2066-2069), lone surrogates, noncharacters,
invisible format characters (soft hyphen, U+200B, U+2060-2064, U+206A-206F, U+FEFF, U+FFF9-FFFB), tag characters
(U+E0000-E007F) outside flags, and joiners (ZWNJ, ZWJ) between characters that look the same without. Kept: joiners
beside scripts and emoji that change with them, LRM and RLM, variation selectors.
"""

from __future__ import annotations

import re

from ainews_cli.models.scripts import stands_alone

_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,256}[ -/]{0,16}[@-~]?"  # CSI: colours, cursor movement, erasing
    # OSC, DCS, SOS, PM, APC up to their end
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]{0,16}[0-~]?"
)
_CONTROLS = bytes(code for code in range(128) if (code < 32 and code not in b"\t\n") or code == 127)
_PLANE_ENDS = "".join(chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
_BAD = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    f"\U000e0000-\U000e007f{_PLANE_ENDS}]"
)
_SUSPECT = re.compile(_BAD)
# Kept: the flags of England, Scotland and Wales, which are spelt with tag characters.
_REMOVED = re.compile(f"(\U0001f3f4[\U000e0020-\U000e007e]{{1,16}}\U000e007f)|{_BAD}")
_JOINERS = re.compile("[\u200c\u200d]+")
_INTRODUCER = re.compile("[\x1b\x90\x98\x9b\x9d-\x9f]")
_LINE_ENDS = re.compile(r"\r\n?")


def clean(text: str) -> str:
    """Return `text` without the characters named above. Idempotent; the result is never longer."""
    if text.isascii():
        if len(text.encode().translate(None, _CONTROLS)) == len(text):
            return text
    elif text.replace("\n", " ").replace("\t", " ").isprintable() or not (
        _SUSPECT.search(text) or _JOINERS.search(text)
    ):
        return text  # everything removed here is unprintable, and the first test is the faster one
    text = _LINE_ENDS.sub("\n", text)
    if _INTRODUCER.search(text):
        text = _SEQUENCE.sub("", text)
    text = _REMOVED.sub(lambda match: match.group(1) or "", text)
    return _JOINERS.sub(_joiners, text)


def _joiners(match: re.Match[str]) -> str:
    """Return joiners that a neighbour needs, "" for those that only keep words from breaking."""
    text = match.string
    neighbours = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return "" if all(map(stands_alone, neighbours)) else match.group()


def one_line(text: str) -> str:
    """Return `text` cleaned, on one line, with single spaces and none at the ends."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # of all white space, only U+0020 is printable
    return " ".join(clean(text).split())


def repaired(text: str) -> str:
    """Undo UTF-8 that a publisher took for ISO-8859-1 and encoded again ("Ã©" for "é"), as feedparser does."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
