"""The steps of `ainews usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.llm.prices import BATCH
from ainews_cli.pipeline.output import emit
from ainews_cli.views.usage import usage_page

if TYPE_CHECKING:
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session


def run_usage(session: Session, *, days: int, target: OutputTarget) -> None:
    """Print what the calls of the last `days` calendar days cost; calls that a crash left open are settled first."""
    session.store.settle_abandoned(session.now)
    page = usage_page(
        session.store,
        session.reader,
        days=days,
        usd_per_day=session.config.budget.usd_per_day,
        batch_share=BATCH,
        now=session.now,
    )
    emit(page, target, session)
