"""From bytes to text: the one decoder for feeds, pages, lists of feeds and robots.txt.

In this order: a byte order mark, the server's charset, the document's own declaration, a guess. What is declared is
believed unless the bytes cannot be that; then the next one is tried, and a note says so. A place that is invalid
becomes U+FFFD and changes nothing around it.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ainews_cli.base.encodings import codec_of, encoding_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (
    (re.compile(rb"[<{\[ \t\r\n]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[<{\[ \t\r\n]"), "utf-32-be"),
    (re.compile(rb"[<{\[ \t\r\n]\0[^\0]"), "utf-16-le"),
    (re.compile(rb"\0[<{\[ \t\r\n]"), "utf-16-be"),
)
"""First bytes of markup and JSON in encodings that are no superset of ASCII."""
_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})\s*[\"']")
_UNSEEN = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_META = re.compile(rb"<meta\b([^<>]{0,1000})>", re.IGNORECASE)
_META_CONTENT = re.compile(rb"\bcontent\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_LANGUAGE = re.compile(rb"(?:\blang\s*=\s*[\"']?|<(?:dc:)?language>\s*)([A-Za-z]{2}(?:-[A-Za-z]{2,4})?)\b")
_OF_LANGUAGE = {
    "ja": ("shift_jis", "euc-jp"),
    "zh": ("gbk", "big5"),
    "ko": ("euc-kr",),
    "th": ("windows-874",),
    "ru": ("windows-1251", "koi8-r"),
    "uk": ("windows-1251", "koi8-u"),
}
"""Encodings that documents in a language are in, if they do not say."""
_KANA = re.compile("[ぁ-んァ-ヶ]")
"""Letters of which Japanese has many, and text in another encoding that is taken for Japanese hardly any."""
_SOUP = re.compile("[\uff61-\uff9f]+|[\x80-\u017f\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{4,}")
_ESCAPES = re.compile(rb"(\x1b(?:\([BJI]|\$[@B]|\$\(D))")
_META_SCANNED = 100_000
"""Bytes in which a page's meta element is looked for; browsers take a late one too."""
_SAMPLE = 200_000
"""Bytes that a guess looks at."""
_FEW = 16
"""Bytes beyond ASCII that are too few to tell by; where they stand alone, as accents do, it is Western text."""
_RUN = re.compile(rb"[\x80-\xff]{3}")
_HIGH_BYTES = bytes(range(128, 256))
_NEVER_GUESSED = ["utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"]
_PLAIN_UTF8 = 4
"""Characters beyond ASCII from which bytes that are valid UTF-8 are not that by accident."""
_PAIRS_OF_BYTES = frozenset({"shift_jis", "euc-jp", "gbk", "gb18030", "big5", "euc-kr", "windows-874"})
"""Encodings in which a few words can be valid UTF-8 by accident: 発表 is ȯɽ. There only its longer characters tell."""


class DecodedText(NamedTuple):
    """A document's text."""

    text: str
    encoding: str
    """The Encoding Standard's name, in lower case."""
    notes: tuple[str, ...] = ()
    """What was doubted: labels that nobody knows or that the bytes belie, invalid places, guesses."""


def marked(body: bytes) -> tuple[str, int]:
    """Return the encoding that a byte order mark names and the mark's length; ("", 0) without one."""
    return next(((name, len(mark)) for mark, name in _MARKS if body.startswith(mark)), ("", 0))


def label_of(content_type: str) -> str:
    """Return the charset of a Content-Type field as written, "" for none."""
    label = _LABEL.search(content_type)
    return label.group(1) if label else ""


def labels(body: bytes, content_type: str = "", *, html: bool = False) -> tuple[str, ...]:
    """Return the labels that server and document give, as written, the one that weighs most first."""
    declared = _DECLARATION.match(body[:1024])
    own = declared.group(1).decode("ascii") if declared else ""
    given = (label_of(content_type), _meta(body) if html else "", own)
    return tuple(dict.fromkeys(label for label in given if label))


def decode(body: bytes, content_type: str = "", *, html: bool = False) -> DecodedText:
    """Return the text of a document; `html`: its meta elements count. Never raises."""
    mark, length = marked(body)
    wide = mark or wide_encoding(body)
    if wide:
        return _with_damage(body[length:], wide, ())
    given = labels(body, content_type, html=html)
    notes = tuple(f"encoding {label!r} is not known" for label in given if not encoding_of(label))
    named = tuple(dict.fromkeys(_narrow(name) for label in given if (name := encoding_of(label))))
    if body.isascii():
        escaped = _ESCAPES.search(body) and (not named or "iso-2022-jp" in named)
        name = "iso-2022-jp" if escaped else named[0] if named else "utf-8"
        return DecodedText(_text(body, name) if escaped else body.decode("ascii"), name, notes)
    believed = ("utf-8",) if _is_utf8(body, named) else named
    fitting = [name for name in believed if _fits(body, _text(body, name), name)]
    if fitting[1:] and _is_soup(_text(body, fitting[0])):
        fitting = fitting[1:]
    name = fitting[0] if fitting else guess(body)
    if named and name != named[0]:
        notes = (*notes, f"not in the encoding it declares ({given[0]}); read as {name}")
    elif not named and name != "utf-8":
        notes = (*notes, f"declares no encoding that is known and is not UTF-8; read as {name}")
    return _with_damage(body, name, notes)


def is_utf8(body: bytes) -> bool:
    """Tell whether all bytes are valid UTF-8."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def wide_encoding(body: bytes) -> str:
    """Return the UTF-16 or UTF-32 that the first bytes of an unmarked document show, "" for anything else."""
    return next((name for start, name in _WIDE if start.match(body)), "")


def guess(body: bytes) -> str:
    """Return the likely encoding of what is in none that it declares."""
    sample = body[:_SAMPLE]
    if _fits(sample, _text(sample, "utf-8"), "utf-8"):
        return "utf-8"
    for name in ("shift_jis", "euc-jp"):
        text = _text(sample, name)
        if _fits(sample, text, name) and len(_KANA.findall(text)) * 7 >= _beyond_ascii(text):
            return name
    language = _LANGUAGE.search(sample[:4096])
    code = language.group(1).decode("ascii").lower() if language else ""
    choices = _OF_LANGUAGE.get(code[:2], ())
    if code in ("zh-tw", "zh-hk", "zh-hant"):
        choices = choices[::-1]
    best = min(choices, key=lambda name: _strangeness(_text(sample, name)), default="")
    if best and _fits(sample, _text(sample, best), best):
        return best
    if len(sample) - len(sample.translate(None, _HIGH_BYTES)) < _FEW and not _RUN.search(sample):
        return "windows-1252"
    from charset_normalizer import from_bytes  # border: charset_normalizer costs 30 ms

    found = from_bytes(sample, steps=5, chunk_size=1024, cp_exclusion=_NEVER_GUESSED).best()
    return (encoding_of(found.encoding) if found else "") or "windows-1252"


def _narrow(name: str) -> str:
    """Return UTF-8 for UTF-16 where the declaration could be read byte by byte: so it is none (HTML says so too)."""
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _meta(body: bytes) -> str:
    """Return the label of a page's first meta element that has one, outside comments and scripts."""
    for meta in _META.finditer(_UNSEEN.sub(b"", body[:_META_SCANNED])):
        attributes = meta.group(1)
        own = _META_CHARSET.search(_META_CONTENT.sub(b"", attributes))
        label = own or (_META_CHARSET.search(attributes) if b"http-equiv" in attributes.lower() else None)
        if label:
            return label.group(1).decode("ascii")
    return ""


def _is_utf8(body: bytes, named: tuple[str, ...]) -> bool:
    """Tell whether this is UTF-8 whatever is declared: text in another encoding is hardly ever valid UTF-8."""
    text = _text(body, "utf-8")
    wrong = _wrong(body, text, "utf-8")
    right = _beyond_ascii(text) - wrong
    if not named or "utf-8" in named:
        return wrong == 0 or (wrong <= right and right >= _PLAIN_UTF8)
    if named[0] in _PAIRS_OF_BYTES and right < 4 * _PLAIN_UTF8:
        right = len(text.encode("utf-8", "replace")) - len(text) - right - 2 * wrong  # counts from U+0800 on
    return right >= (1 if named[0] == "windows-1252" else _PLAIN_UTF8) and wrong * 10 <= right


def _fits(body: bytes, text: str, name: str) -> bool:
    """Tell whether so little is invalid that this is the encoding nevertheless."""
    wrong = _wrong(body, text, name)
    right = _beyond_ascii(text) - wrong
    return wrong * (1 if name == "utf-8" else 4) <= right


def _is_soup(text: str) -> bool:
    """Tell whether text is what another script looks like in the wrong encoding.

    EUC-JP that is taken for Shift_JIS is half-width katakana; in Windows-1252, accents and signs follow one another.
    """
    text = text[:_SAMPLE]
    return 2 * sum(map(len, _SOUP.findall(text))) > _beyond_ascii(text)


def _with_damage(body: bytes, name: str, notes: tuple[str, ...]) -> DecodedText:
    """Return the text, with a note for the places that are invalid."""
    text = _text(body, name)
    wrong = _wrong(body, text, name)
    if wrong:
        notes = (*notes, f"{wrong} {'place is' if wrong == 1 else 'places are'} invalid in {name}: shown as \ufffd")
    return DecodedText(text, name, notes)


def _wrong(body: bytes, text: str, name: str) -> int:
    """Count the characters that could not be read; UTF-8 can hold U+FFFD itself."""
    return max(0, text.count("\ufffd") - (body.count(b"\xef\xbf\xbd") if name == "utf-8" else 0))


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _strangeness(text: str) -> int:
    """Count what text in the right encoding hardly has: unreadable places, half-width katakana, capitals amid words."""
    return sum(
        10 if character == "\ufffd" else "\uff61" <= character <= "\uff9f" or "\x80" <= character <= "\x9f"
        for character in text[:20_000]
    ) + len(re.findall(r"(?<=[а-яіїєґё])[А-ЯІЇЄҐЁ]", text[:20_000]))


def _text(body: bytes, name: str) -> str:
    if name == "iso-2022-jp":
        body, name = _unescaped(body), "euc-jp"
    if name == "utf-8":
        return body.decode("utf-8", "replace")
    text = body.decode(codec_of(name), "replace")
    if not name.startswith("utf-") and 0 < text.count("\ufffd") <= _MOST_MENDED:
        text = body.decode(codec_of(name), _LENIENT)
    return text.translate(_NO_CHARACTERS) if name == "shift_jis" else text


def _unescaped(body: bytes) -> bytes:
    """Return ISO-2022-JP as EUC-JP, which holds the same sets."""
    out: list[bytes] = []
    mode = b""
    for piece in _ESCAPES.split(body):
        if piece.startswith(b"\x1b"):
            mode = piece
        elif mode in (b"\x1b$@", b"\x1b$B"):
            out.append(piece.translate(_HIGH))
        elif mode == b"\x1b(I":
            out.append(re.sub(rb"([!-_])", lambda match: b"\x8e" + match.group().translate(_HIGH), piece))
        elif mode == b"\x1b$(D":
            out.append(re.sub(rb"[!-~]{2}", lambda match: b"\x8f" + match.group().translate(_HIGH), piece))
        else:
            out.append(piece)
    return b"".join(out)


_MOST_MENDED = 20_000
"""Invalid places that are looked at one by one; a document with more is none, and would take minutes."""
_HIGH = bytes(code | 0x80 if 0x21 <= code <= 0x7E else code for code in range(256))
_LENIENT = "ainews.lenient"
_NO_CHARACTERS = dict.fromkeys((0x80, 0xA0, *range(0xF8F0, 0xF8F4)), "\ufffd")
"""Python's cp932 gives these for bytes that are none of its characters."""


def _lenient(error: UnicodeError) -> tuple[str, int]:
    """Read what Python's codec lacks and the standard has, else give U+FFFD; a pair of high bytes is one place.

    So the bytes that follow stay in step, and an ASCII character after half a pair stays itself.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    start, pair = error.start, error.object[error.start : error.start + 2]
    if error.encoding == "euc_jp" and pair[0] == 0x8F:
        return "\ufffd", min(start + (3 if pair[1:] >= b"\xa1" else 1), len(error.object))
    other = _PAIRS.get(error.encoding)
    if other is None:
        return ("€" if error.encoding == "gb18030" and pair[0] == 0x80 else "\ufffd"), start + 1
    if len(pair) < 2 or pair[1] < 0x80 or not 0x81 <= pair[0] <= (0xFC if error.encoding == "cp932" else 0xFE):
        return ("€" if error.encoding == "gb18030" and pair[0] == 0x80 else "\ufffd"), start + 1
    try:
        return (_as_shift_jis(pair) if error.encoding == "euc_jp" else pair).decode(other), start + 2
    except UnicodeDecodeError:
        return "\ufffd", start + 2


_PAIRS = {"euc_jp": "cp932", "cp932": "cp932", "big5hkscs": "cp950", "gb18030": "gb18030", "cp949": "cp949"}
"""Codecs of pairs, and the one that may know a pair that they do not: NEC's and IBM's characters, the euro sign."""


def _as_shift_jis(pair: bytes) -> bytes:
    """Return a pair of EUC-JP in Shift_JIS: rows 13 and 89 to 92 are in Windows' set of that alone."""
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    return bytes((lead, cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)))


codecs.register_error(_LENIENT, _lenient)
