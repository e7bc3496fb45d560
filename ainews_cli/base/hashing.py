"""Hashes that are stored: to change one is to forget what was stored under it."""

from __future__ import annotations

from hashlib import blake2b, sha256


def digest(body: bytes, digits: int = 32) -> str:
    """Return the first hexadecimal digits of SHA-256."""
    return sha256(body).hexdigest()[:digits]


def text_digest(text: str, digits: int = 32) -> str:
    """Return `digest` of a text in UTF-8; a surrogate counts as a question mark."""
    return digest(text.encode("utf-8", "replace"), digits)


def parts_digest(parts: tuple[bytes, ...], digits: int) -> str:
    """Return `digest` of several bodies, each with its length, so that what is moved between them changes it."""
    state = sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()[:digits]


def guid_digest(text: str) -> str:
    """Return 32 hexadecimal digits of BLAKE2b, by which entries without a usable id are known in every database."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
