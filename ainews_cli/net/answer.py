"""Answers taken apart: header fields, body, and the words for a broken one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ainews_cli.errors import TooLarge
from ainews_cli.net.decode import read_body, too_large

if TYPE_CHECKING:
    import httpcore2

_DRAIN = 16_384
"""A body that nobody wants is read up to so many bytes to keep the connection."""


def body_of(raw: httpcore2.Response, headers: Mapping[str, str], max_bytes: int) -> bytes:
    """Return the decompressed body of a 2xx, b"" for any other status; read a short one to its end all the same."""
    if 200 <= raw.status < 300:
        coding = headers.get("content-encoding", "")
        if not coding and _length(headers) > max_bytes:
            raise TooLarge(too_large(max_bytes))
        return read_body(raw.iter_stream(), coding, max_bytes)
    if raw.status == 304 or 0 <= _length(headers) <= _DRAIN:
        for _ in raw.iter_stream():
            pass
    return b""


def fields_of(raw: list[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Return header fields by lower-case name.

    Bytes are UTF-8 where they are valid as such (addresses in Location), else Latin-1.
    """
    fields: dict[str, str] = {}
    for key, value in raw:
        name = key.decode("latin-1").lower()
        try:
            text = value.decode()
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        # cookies hold commas of their own (RFC 6265, section 3)
        separator = "\n" if name == "set-cookie" else ", "
        fields[name] = f"{fields[name]}{separator}{text}" if name in fields else text
    return fields


def _length(headers: Mapping[str, str]) -> int:
    """Return Content-Length, -1 where it is not given."""
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() else -1


def protocol_reason(message: str) -> str:
    """Say what a protocol error of httpcore2 means, in a reader's words."""
    if "incomplete" in message or "without sending complete" in message or "peer closed" in message:
        return "the connection was cut before the end of the body"
    if "disconnected" in message:
        return "the server closed the connection without an answer"
    return f"not HTTP as it should be: {message[:120]}"
