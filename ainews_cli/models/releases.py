"""Releases: the version that a title is, and the product it belongs to. Pure.

Pages of releases title an entry "v2.1.238", which says nothing in a list of many feeds. The product comes from the
address (a repository, a package) or from the feed's title, in the reader's own spelling where the config's name of the
feed is the same word.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
import re
from functools import cache
from typing import NamedTuple

LONGEST = 120
"""Characters: a longer title is a sentence."""


class Release(NamedTuple):
    """A version of a product."""

    product: str
    version: str

    @property
    def key(self) -> str:
        """The product, however it is spelled."""
        return _bare(self.product)


class Provenance(NamedTuple):
    """Where an item is from."""

    url: str
    feed: str
    """The feed's name in the config."""
    feed_title: str
    """Its own title."""


class _Patterns(NamedTuple):
    version: re.Pattern[str]
    loose: re.Pattern[str]
    named: re.Pattern[str]
    place: re.Pattern[str]
    listing: re.Pattern[str]
    tail: re.Pattern[str]


def titled(title: str, origin: Provenance) -> str:
    """Return the title with its product before it where it begins with a version and names none; else the title."""
    release = _version_only(title, origin)
    return f"{release.product} {title}" if release else title


def release_of(title: str, origin: Provenance) -> Release | None:
    """Return which release a title announces and does nothing else; None for any other title.

    "v2.1.238", "Claude Code v2.1.238", "langchain-core==0.3.1".
    """
    if alone := _version_only(title, origin):
        return alone
    if len(title) > LONGEST or not any(map(str.isdigit, title)):
        return None
    patterns = _patterns()
    match = patterns.named.fullmatch(title.strip())
    if not match:
        return None
    name, product = match["name"].strip(" :-–—"), _product(origin)
    at_home = bool(patterns.place.search(origin.url)) or bool(product and _bare(product) == _bare(name))
    return Release(name, match["version"]) if name and at_home else None


def _version_only(title: str, origin: Provenance) -> Release | None:
    """Return the release whose version the title begins with; None where it names a product, too."""
    if len(title) > LONGEST or not any(map(str.isdigit, title[:24])):
        return None  # nearly every title ends here, before a pattern is compiled
    patterns = _patterns()
    plain = title.strip()
    at_home = bool(patterns.place.search(origin.url))
    match = (patterns.loose if at_home else patterns.version).fullmatch(plain)
    if not match:
        return None
    product = _product(origin)
    if not product or _names(plain, product):
        return None
    return Release(product, match["version"])


def _names(title: str, product: str) -> bool:
    """Return whether the title holds the product, however it is spelled; a name of one or two letters as a word."""
    if len(_bare(product)) > 2:
        return _bare(product) in _bare(title)
    return product.casefold() in re.split(r"\W+", title.casefold())


def _product(origin: Provenance) -> str:
    """Return the product's name: as the config spells it, else as the repository or package is called, else as the
    feed's title says; "" where nothing tells.
    """
    patterns = _patterns()
    place = patterns.place.search(origin.url)
    own, announced = _listed(origin.feed), _listed(origin.feed_title)
    slug = next((name for name in place.groups() if name), "") if place else ""
    if slug:
        return next((name for name in (own, announced) if name and _names(name, slug)), slug)
    if announced and own and _names(announced, own):
        return own
    says_so = bool(patterns.listing.search(origin.feed_title) or patterns.tail.search(origin.feed_title))
    return (announced if says_so else own) or own


def _listed(title: str) -> str:
    """Return a title without the words that say what the feed is: "Release notes from claude-code" -> "claude-code"."""
    patterns = _patterns()
    plain = patterns.tail.sub("", patterns.listing.sub("", " ".join(title.split())))
    return plain.strip(" :-–—|·・")


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


@cache
def _patterns() -> _Patterns:
    """Compile them once, when the first title with a digit near its start is met."""
    number = r"\d+(?:\.(?:\d+|x))*(?:[-+.~]?[a-z][\w]*(?:[-+.][\w]+)*|[-+]\d[\w.-]*)?"
    sign = rf"(?:v|ver\.?)\s?{number}|[rb]\d{{3,}}|\d+\.{number}"
    daily = r"(?:nightly|snapshot|canary|weekly|daily|dev)[-._ ]?\d{4}[-.]?\d\d[-.]?\d\d\w*"
    word = r"(?:release|released|version|ver\.|build|tag|リリース|バージョン|版)"
    version = rf"(?:{sign}|{daily}|{word}\s*[:：#]?\s*(?:v\.?\s?)?{number})"
    date = r"(?:\s*[-–—,/]?\s*[(（\[]?\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?[)）\]]?)?"
    state = r"(?:\s*[(（\[]?(?:latest|stable|lts|pre-?release|beta|alpha|preview|hotfix|リリース|公開)[)）\]]?)?"
    whole = rf"(?P<version>{version}){state}{date}{state}\W*"
    hosts = (
        r"//(?:[\w.-]*(?:github|gitlab|codeberg|gitea|sr\.ht|bitbucket)[\w.-]*)/[^/]+/(?:[^/]+/)*?([^/]+)/(?:-/)?"
        r"(?:releases|tags|tree|src/tag)(?:[/.?#]|$)",
        r"//(?:test\.)?pypi\.org/(?:project|p)/([^/]+)",
        r"//(?:www\.)?npmjs\.com/package/((?:@[^/]+/)?[^/]+)",
        r"//crates\.io/crates/([^/]+)",
        r"//rubygems\.org/gems/([^/]+)",
        r"//hub\.docker\.com/(?:r|_)/(?:[^/]+/)?([^/]+)",
    )
    lists = r"(?:release\s+notes|releases?|change\s?logs?|tags|recent\s+(?:updates|releases)|latest\s+releases|updates)"
    flags = re.IGNORECASE
    return _Patterns(
        re.compile(whole, flags),
        re.compile(rf"(?:[\w.@/]+[-_@/])?{whole}(?:\s*[:：,–—-]\s.*|\s+[(（\[].*)?", flags),
        re.compile(
            rf"(?P<name>[^\d\W][^:：,。、!?！？]{{0,60}}?)(?:[:：]?\s+|[@:/-]|==?)(?P<version>{version}){state}{date}",
            flags,
        ),
        re.compile("|".join(hosts), flags),
        re.compile(rf"^(?:(?:github|gitlab|pypi|npm)\s+)?{lists}\s+(?:from|for|of|in|:)\s+", flags),
        re.compile(rf"(?:\s*[:|·–—-]\s*|\s+)(?:{lists}|リリース(?:ノート|情報|履歴)?|更新履歴|変更履歴)\s*$", flags),
    )
