"""The steps of `ainews batch status`, `cancel` and `drop`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import BatchUnknown, ModelError, ModelRefused, UsageError
from ainews_cli.models.batch import DROPPED
from ainews_cli.pipeline.collecting import collected, run_with
from ainews_cli.pipeline.output import emit
from ainews_cli.texts import text
from ainews_cli.views.batches import status

if TYPE_CHECKING:
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session
    from ainews_cli.store.records import StoredBatch


def run_status(session: Session, target: OutputTarget) -> None:
    """Print how far the batches are."""
    notes = _ask_about(session)
    emit(status(session.store, session.reader, now=session.now, notes=notes), target, session)


def _ask_about(session: Session) -> tuple[str, ...]:
    """Bring the counts of open batches up to date; return what could not be asked. No network where none is open."""
    if not session.store.has_open_batches():
        return ()
    try:
        return collected(session, session.batch_server(), read=False).notes
    except ModelError as error:  # without a key there is still what is stored
        return (str(error),)


def run_cancel(session: Session, named: str) -> None:
    """Cancel a batch by number or name.

    Raise UsageError for a batch that is not open, BatchUnknown where the server does not know it.
    """
    batch = _open_batch(session, named)
    if not batch.batch_id:
        raise UsageError(f"{named}: nobody knows whether this batch arrived; `ainews batch drop {named}` gives it up")
    server = session.batch_server()
    run_with(server, server.cancel(batch.batch_id))
    session.say(text(session.reader.language, "batch.cancelling", id=batch.batch_id))


def run_drop(session: Session, named: str, *, force: bool) -> None:
    """Give up a batch whose results cannot be had: what is left of it counts as spent at its estimate.

    `force`: without asking the server. Raise UsageError for a batch that is not open, or whose results can be had.
    """
    batch = _open_batch(session, named)
    if not force:
        _require_lost(session, batch)
    left = session.store.end_batch(batch.id, outcome="unknown", at_estimate=True, now=session.clock(), note=DROPPED)
    cost = f"{batch.dollars:.4f}"
    session.say(text(session.reader.language, "batch.dropped", id=batch.batch_id or batch.id, n=left, cost=cost))


def _open_batch(session: Session, named: str) -> StoredBatch:
    """Return an open batch by number or name. Raise UsageError."""
    for batch in session.store.open_batches():
        if named in (str(batch.id), f"#{batch.id}", batch.batch_id):
            return batch
    raise UsageError(f"{named}: no open batch has this number or name; `ainews batch status` shows them")


def _require_lost(session: Session, batch: StoredBatch) -> None:
    """Raise UsageError where the server has the batch, or where that cannot be told now."""
    if not batch.batch_id and session.clock() > batch.expires:
        return  # no list showed it while it could run
    try:
        server = session.batch_server()
        if server.host != batch.server:
            return
        if not batch.batch_id:
            raise UsageError(f"batch {batch.id} may still arrive until it expires; --force drops it now")
        state = run_with(server, server.retrieve(batch.batch_id))
    except (BatchUnknown, ModelRefused):
        return
    except ModelError as error:
        raise UsageError(f"{error}; try again later, or drop it with --force") from error
    way = "`ainews batch collect` fetches its results" if state.ended else "`ainews batch cancel` ends it"
    raise UsageError(f"{batch.batch_id} is not lost: {way}; --force drops it nevertheless")
