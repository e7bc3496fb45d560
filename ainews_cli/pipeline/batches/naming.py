"""The custom_id of a request: what it is about, readable again from the name alone. Pure."""

from __future__ import annotations

import os
import re

_FORM = re.compile(r"(?P<purpose>[at])-(?P<item>\d{1,19})-[0-9a-f]{16}-[0-9a-f]{12}-(?P<nonce>[0-9a-f]{12})")


def new_nonce() -> str:
    """12 random hex digits that no other batch has."""
    return os.urandom(6).hex()


def custom_id(purpose: str, item_id: int, text_hash: str, profile: str, nonce: str) -> str:
    """ "a-12-<text>-<profile>-<nonce>": at most 64 characters of [A-Za-z0-9_-], one of a kind within its batch."""
    return f"{purpose[0]}-{item_id}-{text_hash[:16]}-{profile[:12]}-{nonce}"


def nonce_of(name: str) -> str:
    """The nonce in a custom_id, "" where it is none of ours."""
    found = _FORM.fullmatch(name)
    return found["nonce"] if found else ""


def subject_of(name: str) -> tuple[str, int] | None:
    """("a" or "t", item id) of a custom_id, None where it is none of ours."""
    found = _FORM.fullmatch(name)
    return (found["purpose"], int(found["item"])) if found else None
