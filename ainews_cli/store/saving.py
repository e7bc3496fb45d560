"""Writing what a fetch brought: one write transaction for a batch of feeds, with as many statements for one feed as for
a hundred.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from ainews_cli.base.addresses import guid_variants, page_key
from ainews_cli.models.feed import FeedState
from ainews_cli.store.additions import PAGE_KEY
from ainews_cli.store.analyses import REFRESH_SHOWN, REFRESH_STALE
from ainews_cli.store.connection import Connection
from ainews_cli.store.drafts import COLUMNS, ITEM_COLUMNS, Draft, merge, new_draft
from ainews_cli.store.feeds import write_states
from ainews_cli.store.identity import EntryMatch, FeedDocument, KnownEntry, Resolver, StoredAddress, document
from ainews_cli.store.records import FeedUpdate, Saved
from ainews_cli.store.values import to_text

# Column names come from the dataclass above, never from data.
_INSERT_ITEM = f"INSERT INTO items ({', '.join(ITEM_COLUMNS)}) VALUES ({', '.join('?' * len(ITEM_COLUMNS))})"
_UPDATE_ITEM = f"UPDATE items SET {', '.join(f'{name}=?' for name in ITEM_COLUMNS[1:])} WHERE id=?"
_SELECT_DRAFTS = (
    f"SELECT {', '.join(COLUMNS)} FROM items JOIN bodies ON item_id = id WHERE id IN (SELECT value FROM json_each(?))"
)
# Two statements: an upsert keeps a statement journal in a temporary file, a third of all that a first fetch wrote.
_REMEMBER = "INSERT INTO item_feeds (item_id, fingerprint, feed_id, guid, first_seen) VALUES (?, ?, ?, ?, ?)"
_REMIND = "UPDATE item_feeds SET item_id = ?, fingerprint = ? WHERE feed_id = ? AND guid = ?"

_STARTED = "SELECT id FROM feeds WHERE EXISTS (SELECT 1 FROM item_feeds WHERE feed_id = feeds.id)"

Key = tuple[int, str]
"""Feed and guid."""


def save_fetch(db: Connection, updates: Sequence[FeedUpdate], now: datetime) -> list[Saved]:
    """Write the updates; return one Saved for each, in their order."""
    # Hashing comes first: other processes can write meanwhile.
    documents = [document(update.feed_id, update.entries, update.skipped) for update in updates]
    moment = to_text(now)
    with db.transaction() as raw:
        started = {row[0] for row in raw.execute(_STARTED)}
        known = _known(raw, documents, started)
        unknown = _unknown(documents, known, started)
        aliases = _aliases(raw, unknown, {update.feed_id: update.state for update in updates})
        matches = _resolve(raw, documents, known, aliases)
        work = _Work(_drafts(raw, matches), known, moment)
        for match in matches:
            work.take(match)
        work.write(raw)
        write_states(raw, [(update.feed_id, update.state) for update in updates])
    return [
        Saved(
            update.feed_id,
            work.new[update.feed_id],
            work.updated[update.feed_id],
            len(update.entries) + len(update.skipped),
        )
        for update in updates
    ]


def _resolve(
    raw: sqlite3.Connection,
    documents: Sequence[FeedDocument],
    known: Mapping[Key, KnownEntry],
    aliases: Mapping[Key, KnownEntry],
) -> list[EntryMatch]:
    pages = {
        page_key(prepared.entry.url)
        for listed in documents
        for prepared in listed.entries
        if prepared.entry.url and (listed.feed_id, prepared.entry.guid) not in known
    }
    by_page: defaultdict[str, list[StoredAddress]] = defaultdict(list)
    sql = f"SELECT id, guid, url, title FROM items WHERE {PAGE_KEY} IN (SELECT value FROM json_each(?)) ORDER BY id"
    for row in raw.execute(sql, (_json(pages),)) if pages else ():
        item = StoredAddress(*row)
        by_page[page_key(item.url)].append(item)
    last = raw.execute("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'items'), 0)").fetchone()[0]
    resolver = Resolver(known, aliases, by_page, last + 1)
    return [match for listed in documents for match in resolver.resolve(listed)]


def _known(
    raw: sqlite3.Connection, documents: Sequence[FeedDocument], started: Collection[int]
) -> dict[Key, KnownEntry]:
    return _look_up(
        raw,
        [
            (listed.feed_id, guid)
            for listed in documents
            if listed.feed_id in started
            for guid in (*(prepared.entry.guid for prepared in listed.entries), *listed.skipped)
        ],
    )


def _unknown(documents: Sequence[FeedDocument], known: Mapping[Key, KnownEntry], started: Collection[int]) -> list[Key]:
    """Return the new guids of feeds that are not new."""
    keys = ((listed.feed_id, prepared.entry.guid) for listed in documents for prepared in listed.entries)
    return [key for key in keys if key[0] in started and key not in known]


def _aliases(raw: sqlite3.Connection, unknown: Sequence[Key], states: Mapping[int, FeedState]) -> dict[Key, KnownEntry]:
    """Return the rows of guids that the store knows in another spelling only, by the new one."""
    spellings = {
        (feed, variant): (feed, guid)
        for feed, guid in unknown
        for variant in guid_variants(guid, states[feed].moved_to or states[feed].url)
    }
    # No fingerprint: the row of the new spelling is still to be written.
    return {spellings[key]: found._replace(fingerprint="") for key, found in _look_up(raw, list(spellings)).items()}


def _look_up(raw: sqlite3.Connection, keys: Sequence[Key]) -> dict[Key, KnownEntry]:
    if not keys:
        return {}
    sql = """
        SELECT x.feed_id, x.guid, x.item_id, x.fingerprint, i.feed_id = x.feed_id AND i.guid = x.guid
        FROM json_each(?) j
        CROSS JOIN item_feeds x ON x.feed_id = json_extract(j.value, '$[0]') AND x.guid = json_extract(j.value, '$[1]')
        JOIN items i ON i.id = x.item_id
    """
    return {
        (feed, guid): KnownEntry(item, fingerprint, bool(owner))
        for feed, guid, item, fingerprint, owner in raw.execute(sql, (_json(keys),))
    }


def _drafts(raw: sqlite3.Connection, matches: Sequence[EntryMatch]) -> dict[int, Draft]:
    """Return the stored items that a match may change."""
    ids = {match.item_id for match in matches if not match.new and not match.remembered}
    return {row[0]: Draft(*row) for row in raw.execute(_SELECT_DRAFTS, (_json(ids),))} if ids else {}


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


class _Work:
    """The changes of a batch, gathered before they are written."""

    def __init__(self, drafts: dict[int, Draft], known: Mapping[Key, KnownEntry], moment: str) -> None:
        self.drafts = drafts
        self.known = known
        self.moment = moment
        self.added: dict[int, Draft] = {}
        self.touched: set[int] = set()
        self.rewritten: set[int] = set()
        self.redated: set[int] = set()
        self.remember: dict[Key, tuple[int, str]] = {}
        """Item and fingerprint."""
        self.new: defaultdict[int, int] = defaultdict(int)
        self.updated: defaultdict[int, int] = defaultdict(int)

    def take(self, match: EntryMatch) -> None:
        """Apply one match."""
        if match.remembered:
            return
        prepared = match.prepared
        self.remember[match.feed_id, prepared.entry.guid] = (match.item_id, prepared.fingerprint)
        if match.new:
            self.added[match.item_id] = self.drafts[match.item_id] = new_draft(
                match.item_id, match.feed_id, prepared, self.moment
            )
            self.new[match.feed_id] += 1
            return
        draft = self.drafts[match.item_id]
        date = draft.published
        changed = merge(draft, match.feed_id, prepared, self.moment)
        if match.item_id in self.added:
            return
        self.touched.add(match.item_id)
        if changed:
            self.rewritten.add(match.item_id)
            self.updated[match.feed_id] += 1
        if date != draft.published:
            self.redated.add(match.item_id)

    def write(self, raw: sqlite3.Connection) -> None:
        """Write it all into the open transaction."""
        added = self.added.values()
        touched = [self.drafts[item_id] for item_id in sorted(self.touched)]
        rewritten = [self.drafts[item_id] for item_id in sorted(self.rewritten)]
        raw.executemany(_INSERT_ITEM, [draft.item_row() for draft in added])
        raw.executemany(
            "INSERT INTO bodies (item_id, summary, content) VALUES (?, ?, ?)",
            [(draft.id, draft.summary, draft.content) for draft in added],
        )
        raw.executemany(_UPDATE_ITEM, [(*draft.item_row()[1:], draft.id) for draft in touched])
        raw.executemany(
            "UPDATE bodies SET summary=?, content=? WHERE item_id=?",
            [(draft.summary, draft.content, draft.id) for draft in rewritten],
        )
        raw.executemany(REFRESH_STALE, [(draft.id,) for draft in rewritten])
        raw.executemany(REFRESH_SHOWN, [(draft.id,) for draft in rewritten])
        remember = sorted(self.remember.items())
        raw.executemany(_REMEMBER, [(*value, *key, self.moment) for key, value in remember if key not in self.known])
        raw.executemany(_REMIND, [(*value, *key) for key, value in remember if key in self.known])
        pending = sorted({*self.added, *self.rewritten, *self.redated})
        raw.executemany("INSERT OR IGNORE INTO search_pending VALUES (?)", [(item_id,) for item_id in pending])
