"""A dry run: the plan as a page, and nothing done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ainews_cli.cli.output import emit

if TYPE_CHECKING:
    from ainews_cli.cli.desk import Desk
    from ainews_cli.cli.wishes import Target
    from ainews_cli.cli.work import Work
    from ainews_cli.views.plan import Money

LOOK_BACK = timedelta(days=30)
"""How far back calls tell what the next ones will cost."""


def emit_plan(work: Work, target: Target) -> None:
    """Prints what the work planned."""
    from ainews_cli.views.plan import plan_page

    desk = work.desk
    money = None if work.kind == "offline" else _money(desk, work.wishes.budget)
    emit(plan_page(work.planned, desk.reader, money, model=desk.model_name(), now=desk.now), target, desk)


def _money(desk: Desk, budget: float | None) -> Money:
    from ainews_cli.views.plan import Money

    limits = desk.config.budget
    spent = desk.store.spend(desk.now, day_start=desk.day_start())
    calls, share = desk.store.share_of_estimates(desk.now - LOOK_BACK)
    return Money(
        limits.usd_per_day, spent.day + spent.in_flight, limits.usd_per_run if budget is None else budget, calls, share
    )
