"""Encodings of documents: what byte order marks, labels and the bytes themselves say."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABEL = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)
_UNSAFE = frozenset(
    {"utf-7", "hz", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
_LARGER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
_SAMPLE = 200_000
"""Bytes that a guess looks at."""


def marked(body: bytes) -> tuple[str, int]:
    """Return the encoding that a byte order mark names and the mark's length; ("", 0) without one."""
    return next(((name, len(mark)) for mark, name in _MARKS if body.startswith(mark)), ("", 0))


def label_of(content_type: str) -> str:
    """Return the charset of a Content-Type field as written, "" for none."""
    label = _LABEL.search(content_type)
    return label.group(1) if label else ""


def codec(label: str) -> str:
    """Return Python's name of a text encoding that is safe to decode strangers' bytes with; "" for any other label."""
    try:
        name = codecs.lookup(label).name
        b"a".decode(name)  # a LookupError for codecs that are no text encodings (base64, zlib …)
    except (LookupError, ValueError):
        return ""
    return "" if name in _UNSAFE else name


def larger(name: str) -> str:
    """Return the Windows set that documents with this label are really in.

    See https://encoding.spec.whatwg.org/#names-and-labels.
    """
    return _LARGER.get(name, name)


def decodes(body: bytes, name: str) -> bool:
    """Tell whether all bytes are valid in an encoding."""
    try:
        body.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def guess(body: bytes, default: str) -> str:
    """Return the likely encoding: UTF-8 where only a few bytes are wrong, else what charset_normalizer says."""
    sample = body[:_SAMPLE]
    wrong = sample.decode("utf-8", "replace").count("\ufffd")
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if wrong * 10 <= high:
        return "utf-8"
    from charset_normalizer import from_bytes  # border: charset_normalizer costs 30 ms

    best = from_bytes(sample, steps=5, chunk_size=1024).best()
    return best.encoding if best else default
