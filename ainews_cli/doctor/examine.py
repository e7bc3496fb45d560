"""All checks, one after the other."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli import __version__
from ainews_cli.doctor import database, machine, model, settings
from ainews_cli.doctor.diagnosis import Diagnosis
from ainews_cli.doctor.model import Network
from ainews_cli.store.health import examine as examine_file

if TYPE_CHECKING:
    from ainews_cli.store.health import Health

UNSETTLED = timedelta(minutes=15)
"""A call in flight for longer was left by a crash."""
RECENT = timedelta(days=7)
"""An item whose step did not fail again for longer is taken for mended."""


class Installation(NamedTuple):
    """The machine to examine, and the time."""

    database: Path
    environ: Mapping[str, str]
    now: datetime


def examine(
    read: settings.ReadConfig, installation: Installation, network: Callable[[Health], Network] | None
) -> list[Diagnosis]:
    """Return all diagnoses, in the order of `diagnosis.TOPICS`.

    `network`: how to ask the model's server, given the state of the database; None: ask nobody.
    """
    config, path = read.config, installation.database
    language = config.language
    now = installation.now
    health = examine_file(path, stale=now - UNSETTLED, met_since=now - RECENT)
    return [
        *settings.diagnoses(read, language),
        *database.diagnoses(health, path, language),
        *machine.writing(machine.in_the_way(path), path, language),
        *database.feed_diagnoses(config.feeds, health, language, installation.environ),
        *database.fault_diagnoses(health, language),
        *model.diagnoses(config.model, installation.environ, language, network(health) if network else None),
        *machine.disk(machine.free_bytes(path), path, language),
        *machine.clock(installation.now, health.latest, config.timezone, language),
        *machine.terminal(installation.environ, language),
        *machine.versions(platform.python_version(), health.sqlite, __version__, language),
    ]
