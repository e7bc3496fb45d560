"""Content codings undone in small steps, so that a decompression bomb stops at the cap. Pure.

Offered are gzip and deflate, which the standard library decodes. Brotli and zstd would need packages of their own
(httpx2 decodes them only where such a package is installed) and save a feed reader little.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from ainews_cli.errors import NetError, TooLarge

ACCEPT_ENCODING = "gzip, deflate"
_PIECE = 1 << 18
_MAX_CODINGS = 3
_GZIP_MAGIC = b"\x1f\x8b"


def read_body(chunks: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """Return the body behind a Content-Encoding field ("" for none).

    Raise TooLarge as soon as more than `max_bytes` came out, NetError for a coding that was not offered or broken data.
    """
    names = (name.strip().lower() for name in encoding.split(","))
    codings = [name for name in names if name not in ("", "identity")]
    if len(codings) > _MAX_CODINGS:
        raise NetError(f"{len(codings)} nested content encodings")
    for coding in reversed(codings):
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise NetError(f"content coding {coding[:20]!r}, which was not offered")
        chunks = _inflate(chunks, gzip=coding != "deflate")
    pieces, size = [], 0
    for piece in chunks:
        size += len(piece)
        if size > max_bytes:
            raise TooLarge(too_large(max_bytes))
        pieces.append(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def too_large(max_bytes: int) -> str:
    """Return the reason for a body past the cap: "over 10 MB"."""
    return f"over {max_bytes / 1e6:g} MB"


def _inflate(chunks: Iterable[bytes], *, gzip: bool) -> Iterator[bytes]:
    """Decompress in pieces of at most `_PIECE`. What only claims to be compressed passes as it is (servers do that)."""
    head, source = _head(chunks)
    wbits = _window(head, gzip=gzip)
    if wbits is None:
        yield from chain((head,), source)
        return
    decoder = zlib.decompressobj(wbits)
    carry = b""
    try:
        for chunk in chain((head,), source):
            data, carry = carry + chunk, b""
            while data:
                if decoder.eof:
                    if len(data) < len(_GZIP_MAGIC):
                        carry = data
                        break
                    if not (gzip and data.startswith(_GZIP_MAGIC)):
                        return  # padding after the end
                    decoder = zlib.decompressobj(wbits)  # a further gzip member (RFC 1952, section 2.2)
                yield from _pieces(decoder, data)
                data = decoder.unused_data
    except zlib.error as error:
        raise NetError(f"broken {'gzip' if gzip else 'deflate'} data") from error
    if not decoder.eof:
        raise NetError("the compressed body is incomplete")


def _head(chunks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first two bytes or more (fewer when there are no more), and what follows them."""
    source = iter(chunks)
    head = b""
    for chunk in source:
        head += chunk
        if len(head) >= len(_GZIP_MAGIC):
            break
    return head, source


def _pieces(decoder: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """Yield all that comes out for this input, until the decoder wants more or is at its end."""
    while True:
        piece = decoder.decompress(data, _PIECE)
        if piece:
            yield piece
        data = decoder.unconsumed_tail
        if decoder.eof or (not data and len(piece) < _PIECE):  # a full piece may leave more inside the decoder
            return


def _window(head: bytes, *, gzip: bool) -> int | None:
    """Return zlib's window argument for data that begins so, None when it is not compressed.

    Some servers' "deflate" lacks the zlib frame of RFC 9110.
    """
    if gzip:
        return 31 if head.startswith(_GZIP_MAGIC) else None
    if len(head) >= 2 and head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0:
        return 15
    return None if not head or head[:1] in b"<{ \xef\r\n" else -15
