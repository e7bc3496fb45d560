"""What trafilatura reads on a page: the text of its article, which guides our choice of blocks, and its metadata."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

_TITLE_SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{1,40}$|[|｜][^|｜]{1,30}$")


@dataclass(frozen=True, slots=True)
class Guide:
    """Text and metadata; "" for what was not found."""

    text: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    """ISO 8601 date."""


def fold(text: str) -> str:
    """Letters and digits alone, in lower case: what two renderings of one text have in common."""
    return "".join(char for char in text.casefold() if char.isalnum())


def consult(html: str, url: str, *, comments: bool = False) -> Guide:
    """Asks trafilatura. Empty where it finds nothing or fails: our own choice then stands alone."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            html,
            url=url or None,
            include_comments=comments,
            include_tables=True,
            include_formatting=False,
            with_metadata=True,
            # the extensive search guesses dates out of the text, and loads dateparser for that (3 s)
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception:  # noqa: BLE001 - a third-party parser on hostile input: whatever it raises, the page is read without it
        return Guide()
    if found is None or isinstance(found, dict):
        return Guide()
    return Guide(found.text or "", found.title or "", found.author or "", found.date or "")


def without_site(title: str) -> str:
    """A page's title without the site's name after it."""
    return _TITLE_SITE.sub("", " ".join(title.split())).strip()
