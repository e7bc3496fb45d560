r"""Takes out of text what could act on a terminal or hide from a reader; keeps everything that is only text.

Removed: C0 and C1 controls except line feed and tab (a carriage return becomes a line feed), ANSI and OSC sequences whole (ECMA-48),
bidi overrides, embeddings and isolates (U+202A-202E, U+2066-2069), lone surrogates, noncharacters, invisible format characters
(U+200B, U+2060-2064, U+206A-206F, U+FEFF, U+FFF9-FFFB) and tag characters (U+E0000-E007F) outside flags.
Kept: ZWNJ and ZWJ (Indic scripts, Persian, emoji), LRM and RLM, soft hyphens, variation selectors.
"""

from __future__ import annotations

import re

_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,256}[ -/]{0,16}[@-~]?"  # CSI: colours, cursor movement, erasing
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC up to their end
    r"|\x1b[ -/]{0,16}[0-~]?"
)
_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_REMOVED = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f)"  # the flags of England, Scotland and Wales are spelt with tag characters
    f"|{_BAD.pattern}|[{''.join(chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))}]"
)
_LINE_ENDS = re.compile(r"\r\n?")


def clean(text: str) -> str:
    """`text` without the characters named above. Idempotent; never longer than `text`."""
    if text.replace("\n", " ").replace("\t", " ").isprintable():
        return text  # everything removed here is unprintable, so most texts end here
    if not _BAD.search(text) and text.isascii():
        return text
    text = _LINE_ENDS.sub("\n", text)
    if "\x1b" in text or any("\x90" <= mark <= "\x9f" for mark in _BAD.findall(text)):
        text = _SEQUENCE.sub("", text)
    return _REMOVED.sub(lambda match: match.group(1) or "", text)


def one_line(text: str) -> str:
    """`text` cleaned, every run of white space made one space, none at the ends."""
    return " ".join(clean(text).split())
