"""Addresses: made absolute, kept to http(s), and made canonical so that one article has one address."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

# Parameters that name a campaign or a reader, never a page: Google Analytics (utm_*), click ids of ad networks, mailing
# tools.
_TRACKING = re.compile(
    r"(?:utm_\w+|[ag]clid|[gw]braid|gclsrc|dclid|fbclid|msclkid|twclid|ttclid|yclid|ysclid|igshid|igsh|li_fat_id|mc_[ce]id|mkt_tok"
    r"|_hs(?:enc|mi)|__hs\w+|hsctatracking|vero_(?:conv|id)|oly_(?:anon|enc)_id|rb_clickid|s_cid|wickedid|_openstat|cmpid|ncid|at_(?:medium|campaign)\w*)",
    re.IGNORECASE,
)
_MAY_TRACK = re.compile(
    r"utm_|clid|braid|clsrc|igsh|li_fat|mc_[ce]id|mkt_tok|_hs|hscta|vero_|oly_|rb_click|s_cid|wicked|_openstat|cmpid|ncid|at_",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[?#]")
_UNSAFE = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff\"<>\\^`{|}]"
)
_PLAIN = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?=[/?#]|$)[^\s\"<>\\^`{|}\x00-\x20\x7f-\U0010ffff]*\Z")
_NO_HOST = re.compile(r"https?:(?!//[^/?#])", re.IGNORECASE)
_PORTS = {"http": "80", "https": "443"}
MAX_CHARS = 4096
"""Longer addresses are no addresses of articles; browsers and servers refuse them."""


def absolute(url: str, base: str = "") -> str:
    """Return an http(s) address resolved against `base`, "" for any other.

    Characters that a URL may not hold (RFC 3986) are percent-encoded.
    """
    if _PLAIN.match(url) and len(url) <= MAX_CHARS:
        return url
    return _absolute(url.strip(), base)


@lru_cache(maxsize=1024)
def _absolute(url: str, base: str) -> str:
    if not url or len(url) > MAX_CHARS or len(base) > MAX_CHARS or _NO_HOST.match(url):
        return ""
    try:
        joined = urljoin(base, url) if base else url
        parts = urlsplit(joined)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:  # a broken port or IPv6 host
        return ""
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or _UNSAFE.search(host):
        return ""
    netloc = (f"[{host}]" if ":" in host else host) + (
        f":{port}" if port is not None and str(port) != _PORTS[scheme] else ""
    )
    rest = joined[joined.index("//") + 2 :]
    cut = min((at for at in (rest.find(mark) for mark in "/?#") if at >= 0), default=len(rest))
    tail = _UNSAFE.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "surrogatepass")), rest[cut:]
    )
    return f"{scheme}://{netloc}{tail}" if len(tail) <= 3 * MAX_CHARS else ""


def canonical(url: str, base: str = "") -> str:
    """Return the address of the page itself: absolute, without tracking parameters, default port or user info.

    A fragment that holds nothing but tracking goes, too. Scheme, path and all other parameters stay as they are, in
    their order; the host is lower-case. "" for what is no http(s) address. Idempotent.
    """
    address = absolute(url, base)
    tail = _TAIL.search(address)
    if tail is None or not _MAY_TRACK.search(address, tail.end()):
        return address
    head, mark, fragment = address.partition("#")
    head, question, query = head.partition("?")
    if question:
        parameters = [pair for pair in query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
        head += question + "&".join(parameters) if any(parameters) or parameters == query.split("&") else ""
    pairs = fragment.lstrip("?").split("&")
    if mark and fragment and all(_TRACKING.fullmatch(pair.partition("=")[0]) for pair in pairs):
        mark = fragment = ""
    return head + mark + fragment
