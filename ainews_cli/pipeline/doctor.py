"""The steps of `ainews doctor`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ainews_cli import doctor
from ainews_cli.config import default_database
from ainews_cli.doctor.model import Network
from ainews_cli.llm.ledgers import NoLedger
from ainews_cli.pipeline.output import emit
from ainews_cli.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ainews_cli.errors import ExitCode
    from ainews_cli.llm.access import Access
    from ainews_cli.llm.prices import Price
    from ainews_cli.models.capabilities import Capabilities
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session
    from ainews_cli.store.health import Health


def run_doctor(session: Session, *, offline: bool, target: OutputTarget) -> ExitCode:
    """Print the diagnoses, and return the exit code of the worst. `offline`: ask no server."""
    read = doctor.read(session.config_path)
    session.use(read.config)
    path = (session.database_path or default_database()).expanduser()
    installation = doctor.Installation(path, os.environ, session.now)
    with session.working("doctor"):
        diagnoses = doctor.examine(read, installation, None if offline else _network(session, path))
    page = doctor.page(diagnoses, language=read.config.language, zone=read.config.timezone, now=session.now)
    emit(page, target, session)
    return doctor.exit_code(diagnoses)


def _network(session: Session, path: Path) -> Callable[[Health], Network]:
    """Return how to ask the model's server, given the state of the database."""

    def network(health: Health) -> Network:
        provider = session.model_provider()
        session.warm_up()
        model = session.config.model
        free = not max(model.price_input, model.price_output, 0.0)
        return Network(provider.reach, _probe(session, path, health) if health.usable or free else None)

    return network


def _probe(session: Session, path: Path, health: Health) -> Callable[[Access, str, Price], Capabilities]:
    """Return a probe whose message is a row of the ledger like any other, where there is a ledger."""

    provider = session.model_provider()

    def probe(access: Access, model: str, price: Price) -> Capabilities:
        if not health.usable:
            return provider.probe(access, model, ledger=NoLedger(), price=price)
        money = session.config.budget
        # not the session's store, which would make its feeds those of a config that may be broken
        with Store.open(path) as store:
            ledger = store.ledger(
                usd_per_day=money.usd_per_day,
                usd_per_run=money.usd_per_run,
                now=session.now,
                day_start=session.day_start(),
            )
            return provider.probe(access, model, ledger=ledger, price=price, memory=store)

    return probe
