"""When two addresses are one, for items and for feeds in the database.

http and https are the same. "www." and a "/" at the end are looked over where something else says so, too: the same
title, or a feed whose old address the config no longer has. Nothing else is: a path in other letters, another query or
another fragment is another page.
"""

from __future__ import annotations

from urllib.parse import urljoin


def without_scheme(url: str) -> str:
    """Return what the http and the https address of one page share."""
    return url.partition("://")[2]


def page_key(url: str) -> str:
    """Return what addresses share that differ in http or https, "www." and "/" at the end alone."""
    return without_scheme(url).removeprefix("www.").rstrip("/")


def guid_variants(guid: str, base: str) -> tuple[str, ...]:
    """Return the guids under which the same entry may be known: http for https, and the other way round; for a relative
    one its address under `base`, which earlier versions took for the guid now and then.
    """
    scheme, colon, rest = guid.partition("://")
    if colon:
        other = {"http": "https", "https": "http"}.get(scheme.lower())
        return (f"{other}://{rest}",) if other else ()
    if ":" in guid.partition("/")[0] or not base:
        return ()
    try:
        return (urljoin(base, guid),)
    except ValueError:  # no address at all
        return ()
