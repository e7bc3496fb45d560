"""The state of each feed right now: a fetch that stores nothing and sends no validators."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from ainews_cli.errors import NetError, NotAFeed, TimedOut, TooLarge, Unreachable
from ainews_cli.fetch.decide import address
from ainews_cli.fetch.download import Download, Downloader, FetchJob, host_of
from ainews_cli.models.feed import Feed, FeedCheck, FeedState
from ainews_cli.net import Limits, Response
from ainews_cli.net.address import origins_of, shown
from ainews_cli.net.client import FEED_ACCEPT, Client
from ainews_cli.net.variables import is_private
from ainews_cli.net.worker_pool import WorkerPool
from ainews_cli.sources.decoding import format_of
from ainews_cli.sources.kinds import KINDS

Progress = Callable[[FeedCheck], None]
QUIET = timedelta(days=180)
"""A feed whose newest entry is older may have been given up."""
SLOW = 0.5
"""A feed that takes more than this share of the timeout may fail on another day."""
_GRACE = 0.2
"""Seconds past the timeout after which a thread that hangs is given up."""
_STATUSES = {404: "not_found", 410: "gone", 401: "denied", 402: "denied", 403: "denied", 429: "too_often"}


def check_feeds(
    feeds: Sequence[Feed],
    *,
    now: Callable[[], datetime],
    limits: Limits,
    progress: Progress | None = None,
    client: Client | None = None,
    environ: Mapping[str, str] | None = None,
) -> list[FeedCheck]:
    """Ask every feed for its document; return one check per feed, in their order. Raise for no feed.

    `environ`: where variables in addresses and headers have their values.
    """
    client = client if client is not None else Client(limits, origins=origins_of([feed.url for feed in feeds]))
    jobs = [_job(position, feed) for position, feed in enumerate(feeds)]
    work = Downloader(client, FEED_ACCEPT, environ or {})
    pool = WorkerPool(
        [(job.host, job) for job in jobs],
        work,
        workers=limits.concurrency,
        per_host=limits.per_host,
        patience=limits.timeout + _GRACE,
    )
    checks: dict[int, FeedCheck] = {}
    try:
        while pool.left:
            outcome = pool.next(timeout=1.0)
            if outcome is None:
                continue
            job, result = outcome
            if isinstance(result, TimedOut):  # its thread hangs
                work.silent.add(job.host)
                result = Download(limits.timeout, fault=TimedOut(f"timed out after {limits.timeout:g} s"))
            checks[job.position] = judged(job.feed, result, now=now(), timeout=limits.timeout)
            if progress is not None:
                progress(checks[job.position])
    finally:
        pool.stop()
        client.close()
    return [checks[job.position] for job in jobs]


def judged(feed: Feed, download: Download, *, now: datetime, timeout: float) -> FeedCheck:
    """Return what a transfer says of the feed. Pure, but for the import of a parser."""
    check = FeedCheck(feed, seconds=round(download.seconds, 3))
    if download.response is None:
        fault = download.fault or Unreachable("another feed of its host did not answer either")
        return check._replace(findings=(_name(fault),), reason=str(fault))
    response = download.response
    check = check._replace(http_status=response.status, bytes=len(response.body))
    if response.permanent and not is_private(feed.url):
        check = check._replace(moved_to=response.permanent)
    if response.status != 200:
        finding = _STATUSES.get(response.status, "server" if response.status >= 500 else "failed")
        return check._replace(findings=(finding,), reason=f"HTTP {response.status}")
    check = _read(check, response, now)
    return check if check.findings else check._replace(findings=_remarks(check, now, timeout))


def _read(check: FeedCheck, response: Response, now: datetime) -> FeedCheck:
    content_type = response.headers.get("content-type", "")
    check = check._replace(format=format_of(response.body, content_type))
    try:
        parsed = KINDS[check.feed.kind].parse(
            response.body, check.feed, content_type=content_type, base_url=response.url, now=now
        )
    except NotAFeed as error:
        return check._replace(
            findings=("page" if error.alternates else "no_feed",), reason=str(error), alternates=error.alternates
        )
    except Exception as error:  # noqa: BLE001 - a parser's surprise is this feed's finding, not the run's end
        return check._replace(
            findings=("failed",), reason=f"could not be read: {type(error).__name__}: {shown(str(error))}"
        )
    dates = [date for entry in parsed.entries if (date := entry.published or entry.updated)]
    return check._replace(
        parser=parsed.parser, entries=len(parsed.entries), newest=max(dates, default=None), notes=parsed.notes
    )


def _remarks(check: FeedCheck, now: datetime, timeout: float) -> tuple[str, ...]:
    """Return the remarks about a feed that could be read."""
    said = {
        "moved": bool(check.moved_to),
        "empty": not check.entries,
        "quiet": check.newest is not None and now - check.newest > QUIET,
        "undated": bool(check.entries) and check.newest is None,
        "slow": check.seconds > SLOW * timeout,
        "mended": any("well-formed" in note or "too early" in note for note in check.notes),
    }
    return tuple(name for name, holds in said.items() if holds)


def _name(fault: NetError) -> str:
    for kind, name in ((TimedOut, "timed_out"), (TooLarge, "too_large"), (Unreachable, "unreachable")):
        if isinstance(fault, kind):
            return name
    return "failed"


def _job(position: int, feed: Feed) -> FetchJob:
    state = FeedState(0, feed.url)
    url = address(feed, state)
    return FetchJob(position, feed, state, url, host_of(url))
