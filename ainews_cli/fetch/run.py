"""`fetch_feeds`: downloads on threads; parsing and writing here, as bodies arrive."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ainews_cli.base.retry_after import wait_of
from ainews_cli.errors import NotAFeed, TimedOut, VariableUnset
from ainews_cli.fetch.decide import FeedAnswer, address, known_hash, next_state, skip_reason
from ainews_cli.fetch.download import Download, Downloader, FetchJob, host_of
from ainews_cli.fetch.reading import FeedReading, read
from ainews_cli.fetch.saving import save_each
from ainews_cli.isolation import Step, note
from ainews_cli.models.feed import Feed, FeedOutcome, FeedState
from ainews_cli.net import Limits, Response
from ainews_cli.net.address import origins_of, shown
from ainews_cli.net.worker_pool import WorkerPool
from ainews_cli.sources.kinds import warm_up
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate

if TYPE_CHECKING:
    from ainews_cli.net.client import Client

Clock = Callable[[], datetime]
Progress = Callable[[FeedOutcome], None]

_WRITE_EVERY = 0.5
"""Seconds that a parsed feed waits at most before it is committed."""
_WRITE_BYTES = 1_500_000
"""Bytes of bodies after which is committed sooner: bounds memory."""
_GRACE = 0.2
"""Seconds past the timeout after which a thread that hangs is given up."""


def fetch_feeds(
    feeds: Sequence[Feed],
    store: Store,
    *,
    now: Clock,
    limits: Limits,
    named: bool = False,
    progress: Progress | None = None,
    client: Client | None = None,
    environ: Mapping[str, str] | None = None,
) -> list[FeedOutcome]:
    """Pull the feeds into the store; one outcome per feed, in their order.

    The store must know the feeds (`sync_feeds`). `named`: the reader named them, so back-off and "gone" are set aside.
    `environ`: where variables in addresses and headers have their values. `progress` is called with each outcome
    when it is final. What has arrived is committed at least every half second, so an interrupted run keeps it.
    Raise StoreError alone: whatever happens to a feed is its outcome.
    """
    run = _Run(store, now, progress, len(feeds), environ or {})
    states = store.feed_states()
    jobs, moment = [], now()
    first: dict[str, Feed] = {}
    for position, feed in enumerate(feeds):
        state = states.get(feed.url)
        if first.setdefault(feed.url, feed) is not feed:
            reason = f"the same address as {first[feed.url].name}"
        else:
            reason = "not in the database" if state is None else skip_reason(state, moment, named=named)
        if state is None or reason:
            run.settle(position, FeedOutcome(feed.name, feed.url, "skipped", reason=reason))
        else:
            url = address(feed, state)
            jobs.append(FetchJob(position, feed, state, url, host_of(url)))
    if jobs:
        run.all(jobs, client, limits, [feed.url for feed in feeds])
    return run.outcomes()


class _Run:
    """The state of one run: outcomes so far, and what waits to be written."""

    def __init__(
        self, store: Store, now: Clock, progress: Progress | None, size: int, environ: Mapping[str, str]
    ) -> None:
        self._store = store
        self._now = now
        self._progress = progress
        self._environ = environ
        self._outcomes: list[FeedOutcome | None] = [None] * size
        self._pending: list[tuple[int, FeedUpdate, FeedOutcome]] = []
        self._pending_bytes = 0
        self._pending_since = 0.0
        self._unanswered: list[tuple[FetchJob, Download]] = []
        self._answered = False

    def all(self, jobs: list[FetchJob], client: Client | None, limits: Limits, urls: list[str]) -> None:
        """Ask for every job and settle its outcome."""
        from ainews_cli.net.client import FEED_ACCEPT, Client  # border: HTTP

        client = client if client is not None else Client(limits, origins=origins_of(urls))
        work = Downloader(client, FEED_ACCEPT, self._environ)
        pool = WorkerPool(
            [(job.host, job) for job in jobs],
            work,
            workers=limits.concurrency,
            per_host=limits.per_host,
            patience=limits.timeout + _GRACE,
        )
        try:
            if not any(job.state.body_hash for job in jobs):
                _warm_up()
            while pool.left:
                got = pool.next(timeout=self._patience())
                if got is not None:
                    job, result = got
                    if isinstance(result, TimedOut):  # its thread hangs
                        work.silent.add(job.host)
                        result = Download(limits.timeout, fault=TimedOut(f"timed out after {limits.timeout:g} s"))
                    self._take(job, result)
                    del result
                    del got  # frees the body
                if self._pending and self._patience() <= 0:
                    self.write()
            for job, download in self._unanswered:
                self._failed(job, download, str(download.fault), offline=not self._answered)
        finally:
            pool.stop()
            self.write()  # an interrupted run keeps what it has
            client.close()

    def outcomes(self) -> list[FeedOutcome]:
        """Return all outcomes, in the caller's order."""
        return [outcome for outcome in self._outcomes if outcome is not None]

    def settle(self, position: int, outcome: FeedOutcome) -> None:
        """Make an outcome final."""
        self._outcomes[position] = outcome
        if self._progress is not None:
            self._progress(outcome)

    def write(self) -> None:
        """Commit what waits, in one transaction."""
        pending, self._pending, self._pending_bytes = self._pending, [], 0
        if not pending:
            return
        saved = save_each(self._store, [update for _, update, _ in pending], self._now())
        for (position, _, outcome), counts in zip(pending, saved, strict=True):
            if outcome.status != "failed":
                outcome = outcome._replace(
                    status="new" if counts.new else "unchanged", new=counts.new, updated=counts.updated
                )
            self.settle(position, outcome)

    def _patience(self) -> float:
        """Return the seconds until the next write is due."""
        if not self._pending:
            return _WRITE_EVERY
        return 0.0 if self._pending_bytes >= _WRITE_BYTES else self._pending_since + _WRITE_EVERY - time.monotonic()

    def _take(self, job: FetchJob, download: Download) -> None:
        """Take one job's result, as it comes off a thread."""
        if download.response is not None:
            self._answered = True
            self._answer(job, download, download.response)
        elif download.fault is None:
            self.settle(
                job.position,
                FeedOutcome(
                    job.feed.name,
                    job.feed.url,
                    "skipped",
                    reason=f"{job.host} did not answer in this run; left for the next",
                ),
            )
        elif isinstance(download.fault, VariableUnset):
            self._failed(job, download, str(download.fault), offline=True)  # no fault of the feed
        elif download.unanswered:
            self._unanswered.append((job, download))
        else:
            self._answered = True
            self._failed(job, download, str(download.fault))

    def _answer(self, job: FetchJob, download: Download, response: Response) -> None:
        headers = response.headers
        answer = FeedAnswer(
            response.status,
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            body_hash=download.body_hash,
            permanent=response.permanent,
        )
        if response.status == 304 and not (job.state.etag or job.state.last_modified):
            self._failed(job, download, "HTTP 304 to a request without a condition")
        elif response.status == 304 or (response.status == 200 and download.body_hash == known_hash(job.state)):
            same = answer._replace(body_hash=job.state.body_hash, memory=job.state.memory)
            self._keep(job, download, same, FeedReading())
        elif response.status != 200:
            self._failed(job, download, f"HTTP {response.status}")
        else:
            try:
                reading = read(job.feed, response, job.state.memory, self._now())
            except NotAFeed as error:
                self._failed(job, download, str(error))
            except Exception as error:  # noqa: BLE001 - a parser's surprise is this feed's outcome, not the run's end
                note(Step.ENTRY, 0, job.feed.name, error)
                self._failed(job, download, f"could not be read: {type(error).__name__}: {shown(str(error))}")
            else:
                self._keep(job, download, answer._replace(memory=reading.memory, title=reading.title), reading)

    def _keep(self, job: FetchJob, download: Download, answer: FeedAnswer, reading: FeedReading) -> None:
        """Put a success into the next write."""
        state = next_state(job.state, answer, self._now())
        notes = reading.notes
        if state.moved_to != job.state.moved_to and state.moved_to:
            notes = (f"moved for good to {state.moved_to}", *notes)
        outcome = _outcome(job, download)._replace(seen=len(reading.entries) + len(reading.skipped), notes=notes)
        self._put(job, outcome, state, reading)

    def _failed(self, job: FetchJob, download: Download, reason: str, *, offline: bool = False) -> None:
        response = download.response
        wait = response.headers.get("retry-after", "") if response is not None and response.status in (429, 503) else ""
        answer = FeedAnswer(
            response.status if response is not None else 0,
            error=reason,
            retry_after=wait_of(wait, self._now()) if wait else None,
            lost=download.lost,
            offline=offline,
        )
        state = next_state(job.state, answer, self._now())
        notes = ("permanently gone: not fetched again until you name it",) if state.gone else ()
        self._put(
            job, _outcome(job, download)._replace(status="failed", reason=reason, notes=notes), state, FeedReading()
        )

    def _put(self, job: FetchJob, outcome: FeedOutcome, state: FeedState, reading: FeedReading) -> None:
        if not self._pending:
            self._pending_since = time.monotonic()
        self._pending.append(
            (
                job.position,
                FeedUpdate(state.feed_id, reading.entries, state, reading.skipped if reading.entries else ()),
                outcome,
            )
        )
        self._pending_bytes += outcome.bytes


def _warm_up() -> None:
    """Import what the very first fetch needs for certain, while the first answers are on their way."""
    from ainews_cli.store import saving  # noqa: F401  # border: hashlib, while the first answers travel

    warm_up()


def _outcome(job: FetchJob, download: Download) -> FeedOutcome:
    response = download.response
    return FeedOutcome(
        job.feed.name,
        job.feed.url,
        "unchanged",
        http_status=response.status if response is not None else 0,
        bytes=len(response.body) if response is not None else 0,
        seconds=round(download.seconds, 3),
    )
