"""What the shell's completion offers for a value: one source per kind of value, from the reader's config and database.

Nothing is written for it, nothing is asked of a server, and whatever cannot be read offers nothing.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ainews_cli.errors import ConfigError, StoreError
from ainews_cli.models.analysis import CATEGORIES
from ainews_cli.render.clean import clean, one_line
from ainews_cli.views.windows import calendar_days

if TYPE_CHECKING:
    from ainews_cli.config import Config
    from ainews_cli.store import Store

MOST = 50
"""Values offered at once."""
LONGEST_HELP = 60
"""Characters beside a value."""
DAYS_BACK = 31
LOOKED_AT = 5_000
"""Analyses whose tags and companies are offered, the newest: a Tab waits no longer after years of reading."""
PATIENCE = 0.2
"""Seconds to wait for a database that is locked."""

Suggestion = tuple[str, str]
"""A value, and a line about it or ""."""


class Known(NamedTuple):
    """What the suggestions are made from."""

    config: "Config"
    store: "Store | None"
    """None: there is no database that can be read."""
    beginning: str
    """What was typed of the value."""
    now: datetime


Source = Callable[[Known], Iterable[Suggestion]]


def suggest(source: Source, beginning: str, *, config: Path | None, database: Path | None) -> list[Suggestion]:
    """Return the values that begin like this. `config`, `database`: named on the command line."""
    from ainews_cli.config import default_database, load  # border: only a Tab needs them here
    from ainews_cli.store import Store

    with ExitStack() as opened:
        try:
            settings = load(config)
        except ConfigError:
            return []
        store = None
        with suppress(StoreError):
            path = (database or default_database()).expanduser()
            store = opened.enter_context(Store.open(path, read_only=True, busy_seconds=PATIENCE))
        with suppress(StoreError):
            return offered(source(Known(settings, store, beginning, datetime.now(UTC))), beginning)
    return []


def offered(suggestions: Iterable[Suggestion], beginning: str) -> list[Suggestion]:
    """Return the first of those that begin like this, each once.

    A value that a shell could not pass on as it is (with a line break or a control character) is left out; the line
    about it is made harmless.
    """
    fitting: dict[str, str] = {}
    for value, about in suggestions:
        if value.startswith(beginning) and _can_be_passed(value):
            fitting.setdefault(value, one_line(clean(about))[:LONGEST_HELP])
    return list(fitting.items())[:MOST]


def _can_be_passed(value: str) -> bool:
    return bool(value.strip()) and "\n" not in value and "\t" not in value and value == clean(value)


def subscribed_feeds(known: Known) -> Iterable[Suggestion]:
    """Return the feeds of the config."""
    return [(feed.name, feed.category) for feed in known.config.feeds]


def feeds(known: Known) -> Iterable[Suggestion]:
    """Return the feeds of the config, then those that only the database has."""
    yield from subscribed_feeds(known)
    if known.store:
        yield from ((name, "") for name in sorted(known.store.feed_names()))


def categories(known: Known) -> Iterable[Suggestion]:
    """Return the categories of feeds and of analyses."""
    yield from ((feed.category, "") for feed in known.config.feeds)
    yield from ((name, "") for name in CATEGORIES)
    if known.store:
        yield from ((name, "") for name in known.store.categories())


def tags(known: Known) -> Iterable[Suggestion]:
    """Return the tags of recent analyses, the most frequent first."""
    return [(name, "") for name in known.store.names_in_use("tags", newest=LOOKED_AT)] if known.store else ()


def companies(known: Known) -> Iterable[Suggestion]:
    """Return the companies of recent analyses, the most frequent first."""
    return [(name, "") for name in known.store.names_in_use("companies", newest=LOOKED_AT)] if known.store else ()


def days(known: Known) -> Iterable[Suggestion]:
    """Return today, yesterday, and the days of the last month that have items, the last first."""
    zone = known.config.timezone
    today = known.now.astimezone(ZoneInfo(zone)).date()
    yield "today", str(today)
    yield "yesterday", str(today - timedelta(days=1))
    if known.store:
        spans = [calendar_days(today - timedelta(days=back), 1, zone) for back in range(DAYS_BACK)]
        counts = known.store.counts_between([(span.start, span.end) for span in spans])
        for back, count in enumerate(counts):
            if count:
                yield str(today - timedelta(days=back)), str(count)


def items(known: Known) -> Iterable[Suggestion]:
    """Return the ids of the newest items, with their titles."""
    if not known.store:
        return ()
    rows = known.store.rows(known.store.newest(known.beginning, MOST), language=known.config.language)
    return [(str(row.id), (row.analysis.title if row.analysis else "") or row.title) for row in rows]


def open_batches(known: Known) -> Iterable[Suggestion]:
    """Return the numbers of the batches that are open."""
    batches = known.store.open_batches() if known.store else ()
    return [(str(batch.id), batch.batch_id) for batch in batches]


def languages(known: Known) -> Iterable[Suggestion]:
    """Return the reader's language, those of the feeds, and those that the interface speaks."""
    own = (known.config.language, *(feed.language for feed in known.config.feeds), "ja", "en")
    return [(name, "") for name in own]
