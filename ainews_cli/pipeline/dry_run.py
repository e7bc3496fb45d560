"""A dry run: the plan as a page, and nothing done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ainews_cli.pipeline.output import emit
from ainews_cli.views.plan import Money, plan_page

if TYPE_CHECKING:
    from ainews_cli.pipeline.preparation import Preparation
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session

LOOK_BACK = timedelta(days=30)
"""How far back calls tell what the next ones will cost."""


def emit_plan(preparation: Preparation, target: OutputTarget) -> None:
    """Print the plan."""
    session = preparation.session
    money = None if preparation.provider.estimates else _money(session, preparation.request.budget)
    emit(
        plan_page(preparation.planned, session.reader, money, model=session.model_name(), now=session.now),
        target,
        session,
    )


def _money(session: Session, budget: float | None) -> Money:
    limits = session.config.budget
    spent = session.store.spend(session.now, day_start=session.day_start())
    calls, share = session.store.share_of_estimates(session.now - LOOK_BACK)
    return Money(
        limits.usd_per_day, spent.day + spent.in_flight, limits.usd_per_run if budget is None else budget, calls, share
    )
