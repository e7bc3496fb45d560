"""The version of the program as far as pages are concerned: any change of a file of the package makes them anew."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

_SUFFIXES = frozenset({".py", ".html", ".css", ".toml"})


@cache
def rendering_version() -> str:
    """Return the hash of the files that make pages."""
    root = Path(__file__).resolve().parent.parent
    digest = sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in _SUFFIXES):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
