"""`ainews doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Format, Output
from ainews_cli.pipeline.request import OutputTarget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ainews_cli.doctor.model import Network
    from ainews_cli.llm.access import Access
    from ainews_cli.llm.prices import Price
    from ainews_cli.models.capabilities import Capabilities
    from ainews_cli.pipeline.session import Session
    from ainews_cli.store.health import Health


def doctor(
    ctx: typer.Context,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no server.")] = False,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
) -> None:
    """Check config, database, feeds, model and machine (診断).

    The exit code is that of the worst problem.

    \b
    Examples:
      ainews doctor
      ainews doctor --offline -f json
    """
    import os

    from ainews_cli import doctor as checks
    from ainews_cli.config import default_database
    from ainews_cli.pipeline.output import emit

    session: Session = ctx.obj
    read = checks.read(session.config_path)
    session.use(read.config)
    path = (session.database_path or default_database()).expanduser()
    found = checks.examine(
        read, checks.Place(path, os.environ, session.now), None if offline else _network(session, path)
    )
    emit(
        checks.page(found, language=read.config.language, zone=read.config.timezone, now=session.now),
        OutputTarget(format, output),
        session,
    )
    raise typer.Exit(checks.exit_code(found))


def _network(session: Session, path: Path) -> Callable[[Health], Network]:
    """How the model's server is asked, given the state of the database."""

    def network(health: Health) -> Network:
        from ainews_cli.doctor.model import Network
        from ainews_cli.llm.anthropic.probe import reach

        session.warm_up()
        free = not max(session.config.model.price_input, session.config.model.price_output, 0.0)
        return Network(reach, _probe(session, path, health) if health.usable or free else None)

    return network


def _probe(session: Session, path: Path, health: Health) -> Callable[[Access, str, Price], Capabilities]:
    def probe(access: Access, model: str, price: Price) -> Capabilities:
        """The message is a row of the ledger like any other, where there is a ledger."""
        from ainews_cli.llm.anthropic import probe as asking
        from ainews_cli.llm.ledgers import NoLedger
        from ainews_cli.store import Store

        if health.usable:
            money = session.config.budget
            with Store.open(
                path
            ) as store:  # not the desk's, which would make its feeds those of a config that may be broken
                ledger = store.ledger(
                    usd_per_day=money.usd_per_day,
                    usd_per_run=money.usd_per_run,
                    now=session.now,
                    day_start=session.day_start(),
                )
                return asking.probe(access, model, ledger=ledger, price=price, memory=store)
        return asking.probe(access, model, ledger=NoLedger(), price=price)

    return probe
