"""The steps of `ainews search`. No network, no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.models.analysis import CATEGORIES
from ainews_cli.models.reader import RunReport
from ainews_cli.pipeline.candidates import estimate_ids
from ainews_cli.pipeline.fetching import choose
from ainews_cli.pipeline.output import emit
from ainews_cli.store.records import SearchFilter
from ainews_cli.views.search import search
from ainews_cli.views.windows import calendar_days, parse_day

if TYPE_CHECKING:
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session


def run_search(
    session: Session,
    words: str,
    *,
    feed: str,
    category: str,
    since: str,
    until: str,
    min_score: float,
    tag: str,
    subscribed: bool,
    limit: int | None,
    target: OutputTarget,
) -> None:
    """Look the words up and print what was found; what has no score yet gets its estimate. Raise UsageError."""
    only = _filter(session, feed=feed, category=category, since=since, until=until, min_score=min_score, tag=tag)
    only = only._replace(subscribed=subscribed)
    store, reader = session.store, session.reader
    ids = store.search_ids(words, language=reader.language, limit=limit or session.config.digest.limit, only=only)
    estimate_ids(store, ids, reader, now=session.now)
    page = search(store, reader, words, ids, filtered=only.asks, now=session.now, run=RunReport("", ""))
    emit(page, target, session)


def _filter(
    session: Session, *, feed: str, category: str, since: str, until: str, min_score: float, tag: str
) -> SearchFilter:
    """Return the filter: names of feeds and categories checked, days as times. Raise UsageError."""
    zone = session.reader.timezone
    first = calendar_days(parse_day(since, now=session.now, zone=zone), 1, zone).start if since else None
    last = calendar_days(parse_day(until, now=session.now, zone=zone), 1, zone).end if until else None
    if feed:
        feed = session.store.unsubscribed_feed(feed) or choose(session.config.feeds, [feed])[0].name
    session.sync_feeds()  # after the arguments were read: a wrong one leaves the database as it is
    if category:
        known = dict.fromkeys((*CATEGORIES, *session.store.categories()))
        if category not in known:
            raise UsageError(f"there is no category {category!r}: use one of {', '.join(known)}")
    return SearchFilter(feed, category, tag.lstrip("#"), first, last, min_score, session.reader.weight_values)
