"""What the reader is told of failed tries: how many, why, and when they may be asked about again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.render.times import stamp
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ainews_cli.models.tries import FailedTry
    from ainews_cli.pipeline.session import Session
    from ainews_cli.tasks.tries import Tries


def notes_on_tries(
    session: Session, tries: Tries, purpose: str, earlier: Iterable[FailedTry], unasked: int
) -> list[str]:
    """Return lines for the footer. `earlier`: tries that kept items from being asked about; `unasked`: items that
    nobody asked about because replies kept being unusable.
    """
    language, zone = session.reader.language, session.reader.timezone
    failed = [*earlier, *(failed for key, failed in tries.failed.items() if key.purpose == purpose)]
    notes = []
    if failed:
        again = stamp(language, min(failed.again for failed in failed), zone)
        notes.append(text(language, f"tries.{purpose}", n=len(failed), again=again))
    if unasked and tries.stopped:
        again = stamp(language, tries.stopped.again, zone)
        model = session.model_name()
        notes.append(text(language, f"tries.unasked_{purpose}", n=unasked, again=again, model=model))
    return notes


def say_reasons(session: Session, tries: Tries, purpose: str, reasons: Iterable[str]) -> None:
    """Say on stderr why something failed: each reason once, or one line where the run was stopped for it."""
    mine = {key: failed for key, failed in tries.failed.items() if key.purpose == purpose}
    stopped = bool(mine) and tries.stopped is not None and tries.stopped.key.purpose == purpose
    unusable = {failed.reason for failed in mine.values()} if stopped else set()
    for reason in dict.fromkeys(reasons):
        if reason not in unusable:
            session.say(f"ainews: {reason}")
    if stopped and tries.stopped:
        words = text(
            session.reader.language,
            "tries.stopped",
            model=session.model_name(),
            n=len(mine),
            reason=tries.stopped.reason,
        )
        session.say(f"ainews: {words}")
