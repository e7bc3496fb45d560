"""Names of files: from untrusted words, for every file system."""

from __future__ import annotations

import re
import unicodedata

from ainews_cli.base.hashing import text_digest

LONGEST = 60
_PLAIN = re.compile(r"[a-z0-9]+(?:[ .-][a-z0-9]+)*")


def slug(name: str) -> str:
    """Return a file's name for a company: "kotonoha-lab"; with a piece of a hash where letters are lost, so that no two
    share one. Pure.
    """
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    plain = re.sub("[^a-z0-9]+", "-", folded).strip("-")[:LONGEST].strip("-")
    if _PLAIN.fullmatch(folded) and len(folded) <= LONGEST and plain not in _DEVICES:
        return plain
    return f"{plain or 'c'}-{text_digest(folded, 8)}"


_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}


def article(item_id: int) -> str:
    """Return the path of an item's page."""
    return f"articles/{item_id}.html"


def feed(path: str) -> str:
    """Return the path of a page's RSS: "index.html" -> "feed.xml", "daily.html" -> "daily.xml"."""
    return "feed.xml" if path == "index.html" else f"{path.removesuffix('.html')}.xml"
