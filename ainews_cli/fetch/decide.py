"""The decisions of fetch: which address is asked, what is skipped, and what is remembered of an answer. Pure."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime, timedelta
from typing import NamedTuple

from ainews_cli.base.retry_after import LONGEST
from ainews_cli.models.feed import BodyMemory, Feed, FeedState
from ainews_cli.net.variables import is_private
from ainews_cli.sources.kinds import KINDS

_FIRST_WAIT = timedelta(minutes=5)
_LOST = (404, 410)


class FeedAnswer(NamedTuple):
    """The answer to asking for one feed, as far as the next run needs to know it."""

    status: int = 0
    """HTTP status, 0 when there was no answer."""
    error: str = ""
    """Why it failed, in one line; "" for a success (a feed, or nothing new)."""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    """Of a body that was a feed."""
    memory: BodyMemory = BodyMemory()
    title: str = ""
    permanent: str = ""
    """Where 301 and 308 led."""
    retry_after: timedelta | None = None
    lost: bool = False
    """Nobody is there: no such host, refused, or the address guard said no."""
    offline: bool = False
    """No server at all answered in this run: the network is to blame, not the feed."""


def address(feed: Feed, state: FeedState) -> str:
    """Return the address to ask: where permanent redirects led, else what its kind makes of the one in the config."""
    if state.moved_to:
        return state.moved_to
    try:
        return KINDS[feed.kind].url(feed)
    except ValueError:
        return feed.url  # no address at all: asking for it says so


def skip_reason(state: FeedState, now: datetime, *, named: bool) -> str:
    """Return why a feed is not asked now, "" when it is. A feed that the reader named is always asked."""
    if named:
        return ""
    if state.gone:
        return "gone for good (HTTP 410); name it to try again"
    if state.not_before is not None and now < state.not_before:
        why = f" after {state.error}" if state.error else ""
        return f"not fetched before {state.not_before:%Y-%m-%d %H:%M} UTC{why}"
    return ""


def known_hash(state: FeedState) -> str:
    """Return the hash of the last body, as `base.hashing.digest` makes it; "-" when there was none (no hash is
    that).
    """
    return state.body_hash or "-"


def backoff(failures: int) -> timedelta:
    """Return how long a feed rests after so many failures in a row: 5 minutes, doubled each time, a day at the most;
    nothing for 0.
    """
    if failures <= 0:
        return timedelta(0)
    return min(_FIRST_WAIT * (1 << min(failures - 1, 20)), LONGEST)


def next_state(state: FeedState, answer: FeedAnswer, now: datetime) -> FeedState:
    """Return what to remember of a feed after this answer."""
    if answer.error:
        return _after_failure(state, answer, now)
    kept = state._replace(failures=0, error="", gone=False, not_before=None, last_fetch=now, last_success=now)
    if answer.permanent and not is_private(state.url):
        # an address with a secret stays as it is: a redirect does not carry it, and what carries it is not stored
        kept = kept._replace(moved_to="" if answer.permanent == state.url else answer.permanent)
    if answer.status == 304:
        # RFC 9110, section 15.4.5: a 304 may bring new validators
        return kept._replace(etag=answer.etag or state.etag, last_modified=answer.last_modified or state.last_modified)
    return kept._replace(
        etag=answer.etag,
        last_modified=answer.last_modified,
        body_hash=answer.body_hash,
        memory=answer.memory,
        title=answer.title or state.title,
    )


def _after_failure(state: FeedState, answer: FeedAnswer, now: datetime) -> FeedState:
    """Keep validators and hash: they belong to the last body that was a feed."""
    if answer.offline:
        return state._replace(error=answer.error, last_fetch=now)
    failures = state.failures + 1
    wait = answer.retry_after if answer.retry_after is not None else backoff(failures)
    # a lost new home is forgotten, so that the address in the config is asked again
    astray = bool(state.moved_to) and (answer.lost or answer.status in _LOST)
    return state._replace(
        failures=failures,
        error=answer.error,
        not_before=now + wait,
        last_fetch=now,
        moved_to="" if astray else state.moved_to,
        gone=answer.status == 410 and not astray,
    )
