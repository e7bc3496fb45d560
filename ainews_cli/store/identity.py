"""Which entry is which item. Pure: no SQL in here.

The same guid in the same feed is the same item, and so is one that differs in http and https alone; else the same
address is (from another feed too), unless one document lists both entries: then the address belongs to many (a
changelog), and only guids tell them apart. `base.addresses` says which addresses are the same.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ainews_cli.base.addresses import page_key, without_scheme
from ainews_cli.base.hashing import digest
from ainews_cli.models.item import Entry

_TEXT_FIELDS = tuple(name for name, kind in Entry.__annotations__.items() if kind is str)


class PreparedEntry(NamedTuple):
    """An entry with its hashes."""

    entry: Entry
    body_hash: str
    fingerprint: str


class FeedDocument(NamedTuple):
    """The entries that one feed's document lists, each guid once."""

    feed_id: int
    entries: tuple[PreparedEntry, ...]
    skipped: frozenset[str] = frozenset()
    """Guids of entries that are listed but left out as unchanged."""


class KnownEntry(NamedTuple):
    """The store's row for a guid of a feed."""

    item_id: int
    fingerprint: str
    owner: bool
    """Whether the item's title and date came from this very guid."""


class StoredAddress(NamedTuple):
    """What tells an item at an address from others there."""

    item_id: int
    guid: str
    url: str
    title: str


class EntryMatch(NamedTuple):
    """One entry with the item it is."""

    feed_id: int
    prepared: PreparedEntry
    item_id: int
    new: bool
    """The item does not exist yet."""
    remembered: bool
    """The guid already stands for this item, and the entry is what it was: nothing to write."""


def body_hash(title: str, summary: str, content: str) -> str:
    """Return a hash (32 hex digits) that changes exactly when one of them does."""
    return digest(f"{len(title)}:{len(summary)}:{title}{summary}{content}".encode())


def fingerprint(entry: Entry) -> str:
    """Return a hash of everything in the entry, 32 hex digits."""
    return prepare(entry).fingerprint


def prepare(entry: Entry) -> PreparedEntry:
    """Return the entry as it can be stored (lone surrogates, which JSON can carry and UTF-8 cannot, become "?"), with
    its hashes.
    """
    try:
        return _hashed(entry)
    except UnicodeEncodeError:
        return _hashed(_mended(entry))


def _hashed(entry: Entry) -> PreparedEntry:
    e = entry
    body = body_hash(e.title, e.summary, e.content)
    texts = (e.guid, e.url, e.author, e.language, e.discussion_url, e.thumbnail, *e.categories, "", *e.notes)
    values = (e.published, e.updated, e.points, e.comments, e.duration, e.views)
    media = [part for enclosure in e.enclosures for part in (enclosure.url, enclosure.type, str(enclosure.length))]
    return PreparedEntry(entry, body, _digest("\n".join((body, *map(str, values), *texts, "", *media))))


def _digest(text: str) -> str:
    return digest(text.encode())


def _mended(entry: Entry) -> Entry:
    def mend(text: str) -> str:
        return text.encode("utf-8", "replace").decode()

    texts: dict[str, Any] = {name: mend(getattr(entry, name)) for name in _TEXT_FIELDS}
    media = tuple(
        enclosure._replace(url=mend(enclosure.url), type=mend(enclosure.type)) for enclosure in entry.enclosures
    )
    return entry._replace(
        **texts, categories=tuple(map(mend, entry.categories)), notes=tuple(map(mend, entry.notes)), enclosures=media
    )


def document(feed_id: int, entries: Iterable[Entry], skipped: Iterable[str]) -> FeedDocument:
    """Return the document with each guid once: the first entry wins, because feeds list the newest first."""
    left_out = frozenset(skipped)
    seen = set(left_out)
    kept = []
    for entry in entries:
        if entry.guid not in seen:
            seen.add(entry.guid)
            kept.append(prepare(entry))
    return FeedDocument(feed_id, tuple(kept), left_out)


class Resolver:
    """Finds the item of each entry, one document after the other; items found new in one are known to the next."""

    def __init__(
        self,
        known: Mapping[tuple[int, str], KnownEntry],
        aliases: Mapping[tuple[int, str], KnownEntry],
        by_page: Mapping[str, Iterable[StoredAddress]],
        next_id: int,
    ) -> None:
        """`known`: by feed and guid; `aliases`: the same for guids known in another spelling; `by_page`: the items by
        `page_key`; `next_id`: the first free item id.
        """
        self._known = dict(known)
        self._aliases = aliases
        self._by_page = {page: list(items) for page, items in by_page.items()}
        self._next_id = next_id

    def resolve(self, listed: FeedDocument) -> list[EntryMatch]:
        """Return the matches in the document's order."""
        claimed = {
            self._known[key].item_id for guid in listed.skipped if (key := (listed.feed_id, guid)) in self._known
        }
        urls = [without_scheme(prepared.entry.url) for prepared in listed.entries]
        # Nearly always no address is listed twice, and counting takes longer than this look.
        shared = {url for url, count in Counter(urls).items() if count > 1} if len(set(urls)) < len(urls) else set()
        matches: dict[str, EntryMatch] = {}
        for known, prepared in self._in_order_of_claim(listed):
            item_id = self._find(prepared.entry, known, claimed, shared)
            match = matches[prepared.entry.guid] = self._match(listed.feed_id, prepared, known, item_id)
            claimed.add(match.item_id)
        return [matches[prepared.entry.guid] for prepared in listed.entries]

    def _in_order_of_claim(self, listed: FeedDocument) -> list[tuple[KnownEntry | None, PreparedEntry]]:
        """Put guids that the store knows before those it does not, and the one that an item shows before others that
        led to it.
        """
        keys = [((listed.feed_id, prepared.entry.guid), prepared) for prepared in listed.entries]
        looked_up = [(self._known.get(key) or self._aliases.get(key), prepared) for key, prepared in keys]
        return [
            *((known, prepared) for known, prepared in looked_up if known is not None and known.owner),
            *((known, prepared) for known, prepared in looked_up if known is not None and not known.owner),
            *((known, prepared) for known, prepared in looked_up if known is None),
        ]

    def _find(self, entry: Entry, known: KnownEntry | None, claimed: set[int], shared: set[str]) -> int | None:
        if known is not None:
            # Two guids that led to one item, now listed side by side: they were two all along.
            return None if known.item_id in claimed else known.item_id
        if not entry.url:
            return None
        there = self._there(entry)
        free = [item for item in there if item.item_id not in claimed]
        for item in free:
            if item.guid == entry.guid:
                return item.item_id
        # Several items at one address, or several entries of this document: the address tells nothing.
        alone = len(there) == 1 and free and without_scheme(entry.url) not in shared
        return free[0].item_id if alone else None

    def _there(self, entry: Entry) -> list[StoredAddress]:
        """Return the items at the entry's address: at the very same one, else with http for https, else with or without
        "www." or a "/" at the end where the title is the same.
        """
        near = self._by_page.get(page_key(entry.url), [])
        return (
            [item for item in near if item.url == entry.url]
            or [item for item in near if without_scheme(item.url) == without_scheme(entry.url)]
            or [item for item in near if item.title == entry.title]
        )

    def _match(
        self, feed_id: int, prepared: PreparedEntry, known: KnownEntry | None, item_id: int | None
    ) -> EntryMatch:
        new = item_id is None
        if item_id is None:
            item_id, self._next_id = self._next_id, self._next_id + 1
            if prepared.entry.url:
                entry = prepared.entry
                item = StoredAddress(item_id, entry.guid, entry.url, entry.title)
                self._by_page.setdefault(page_key(entry.url), []).append(item)
        remembered = known is not None and known.item_id == item_id and known.fingerprint == prepared.fingerprint
        self._known[feed_id, prepared.entry.guid] = KnownEntry(item_id, prepared.fingerprint, owner=new)
        return EntryMatch(feed_id, prepared, item_id, new, remembered)
