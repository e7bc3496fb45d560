"""Addresses as people have them, and sites whose feeds are known without asking. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from ainews_cli.models.feed import DEFAULT_KIND, Feed
from ainews_cli.sources.kinds import KINDS, kind_of_url, kinds_of_host

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
_NO_USERS = frozenset(
    {
        "about",
        "apps",
        "collections",
        "explore",
        "features",
        "marketplace",
        "orgs",
        "pricing",
        "search",
        "topics",
        "trending",
    }
)


class Site(NamedTuple):
    """Feeds that are known for an address."""

    urls: tuple[str, ...]
    """Addresses of its feeds, the best first; () where the page must be read."""
    kind: str = DEFAULT_KIND


def address(text: str) -> str:
    """Return what a person typed or pasted as an address, with scheme and host in lower case.

    "feed:" is taken off, https:// put before a bare host, and the bare id of a channel becomes its feed's address.
    """
    text = text.strip()
    for kind in KINDS.values():
        if kind.id_pattern and re.fullmatch(kind.id_pattern, text):
            return kind.url(Feed("", text))
    if text.lower().startswith("feed:"):
        text = text[5:].removeprefix("//")
        return _lower(text if "://" in text else f"http://{text}")
    return _lower(text if not text or _SCHEME.match(text) else f"https://{text}")


def _lower(url: str) -> str:
    """Return the address with the parts in lower case whose case means nothing (RFC 3986, section 6.2.2.1)."""
    scheme, separator, rest = url.partition("://")
    authority = re.match("[^/?#]*", rest)
    end = authority.end() if authority else 0
    user, at, host = rest[:end].rpartition("@")
    return f"{scheme.lower()}{separator}{user}{at}{host.lower()}{rest[end:]}" if separator else url


def known(url: str) -> Site | None:
    """Return the feeds of a site that is known, None for any other."""
    for kind in kinds_of_host(url):
        feeds = kind.site_feeds(url)
        return Site(feeds, kind.name) if feeds is not None else None
    rule = _RULES.get(_host(url))
    steps = [step for step in urlsplit(url).path.split("/") if step]
    return rule(url, steps) if rule else None


def page_of(url: str) -> str:
    """Return the page that a known site's feed belongs to, "" where that is not known."""
    parts = urlsplit(url)
    host = _host(url)
    if page := kind_of_url(url).page_of(url):
        return page
    if host == "github.com" and (match := re.fullmatch(r"(/[^/]+/[^/]+/(?:releases|tags|commits))\.atom", parts.path)):
        return f"https://github.com{match.group(1)}"
    if host == "rss.arxiv.org" and (match := re.fullmatch(r"/(?:rss|atom)/([\w.-]+)", parts.path)):
        return f"https://arxiv.org/list/{match.group(1)}/recent"
    if host == "reddit.com" and parts.path.endswith("/.rss"):
        return f"https://www.reddit.com{parts.path.removesuffix('.rss')}"
    return ""


def _host(url: str) -> str:
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|old|new)\.(?=(?:reddit|github|arxiv)\.)", "", host)


def _github(url: str, steps: list[str]) -> Site | None:
    if urlsplit(url).path.endswith(".atom") or not steps or steps[0].lower() in _NO_USERS:
        return None
    if len(steps) == 1:
        return Site((f"https://github.com/{steps[0]}.atom",))
    repository = f"https://github.com/{steps[0]}/{steps[1].removesuffix('.git')}"
    feeds = [f"{repository}/{name}.atom" for name in ("releases", "tags", "commits")]
    wanted = {"tags": 1, "commits": 2}.get(steps[2] if len(steps) > 2 else "", 0)
    if wanted == 2 and len(steps) > 3:
        feeds[2] = f"{repository}/commits/{'/'.join(steps[3:])}.atom"
    return Site((feeds[wanted], *(feed for feed in feeds if feed != feeds[wanted])))


def _reddit(url: str, steps: list[str]) -> Site | None:
    if len(steps) < 2 or steps[0] not in ("r", "user", "u") or steps[-1].endswith(".rss"):
        return None
    end = f"/{steps[2]}" if len(steps) > 2 and steps[2] in ("new", "top", "hot", "rising") else ""
    query = f"?{parts}" if end and (parts := urlsplit(url).query) else ""
    kind = "r" if steps[0] == "r" else "user"
    return Site((f"https://www.reddit.com/{kind}/{quote(steps[1])}{end}/.rss{query}",))


def _arxiv(url: str, steps: list[str]) -> Site | None:  # noqa: ARG001  the rules share a signature
    return (
        Site((f"https://rss.arxiv.org/rss/{steps[1]}",))
        if len(steps) >= 2 and steps[0] in ("list", "archive")
        else None
    )


def _medium(url: str, steps: list[str]) -> Site | None:  # noqa: ARG001  the rules share a signature
    return (
        Site((f"https://medium.com/feed/{quote(steps[0], safe='@')}",))
        if steps and steps[0] not in ("feed", "tag")
        else None
    )


_RULES: dict[str, Callable[[str, list[str]], Site | None]] = {
    "github.com": _github,
    "reddit.com": _reddit,
    "arxiv.org": _arxiv,
    "medium.com": _medium,
}
"""Host -> what it makes of an address and the steps of its path."""
