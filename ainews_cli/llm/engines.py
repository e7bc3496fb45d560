"""The engines that the config can name, one row each. Nothing else compares an engine's name: ask the row's traits.

A new engine is a module with a `Provider` and a row here.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ainews_cli.errors import ConfigError, ModelRefused
from ainews_cli.llm.anthropic.provider import CLAUDE
from ainews_cli.llm.offline.provider import OFFLINE
from ainews_cli.llm.provider import DEFAULT_CONCURRENCY, EngineSetup, Provider

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ainews_cli.llm.anthropic.retry import RetryLimits
    from ainews_cli.llm.batch import BatchServer
    from ainews_cli.llm.engine import Engine, Ledger, Memory
    from ainews_cli.llm.prices import Price

ENGINES: dict[str, Provider] = {provider.name: provider for provider in (CLAUDE, OFFLINE)}
"""By name, in the order in which `auto` tries them; the last one is always usable."""
AUTO = "auto"
"""In the config: the first engine that is usable."""
DEFAULT_MODEL = "claude-haiku-5-5"


def engine_names() -> tuple[str, ...]:
    """Return the values that the config takes."""
    return (AUTO, *ENGINES)


def is_automatic(name: str) -> bool:
    """Tell whether the config leaves the choice to ainews."""
    return name == AUTO


def resolve(name: str, *, base_url: str = "", environ: Mapping[str, str] = os.environ) -> Provider:
    """Return the engine that a config value comes to. Raise ConfigError for an unknown name."""
    if is_automatic(name):
        return next(row for row in ENGINES.values() if row.automatic and row.usable(base_url, environ))
    if name not in ENGINES:
        raise ConfigError(f"engine {name!r} is unknown: use one of {', '.join(engine_names())}")
    return ENGINES[name]


def resolve_model(name: str, *, base_url: str = "", environ: Mapping[str, str] = os.environ) -> Provider:
    """Return the engine that asks a model: the one that the value comes to, else the first that does not estimate."""
    row = resolve(name, base_url=base_url, environ=environ)
    return next(row for row in ENGINES.values() if not row.estimates) if row.estimates else row


def make_engine(
    name: str,
    *,
    model: str = DEFAULT_MODEL,
    base_url: str = "",
    concurrency: int = DEFAULT_CONCURRENCY,
    ledger: Ledger | None = None,
    price: Price | None = None,
    limits: RetryLimits | None = None,
    memory: Memory | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Engine:
    """Make the engine that a config value comes to; raise as `Provider.build` does, and ConfigError for the name."""
    row = resolve(name, base_url=base_url, environ=environ)
    return row.build(EngineSetup(model, base_url, environ, concurrency, ledger, price, limits, memory))


def make_batch_server(
    name: str, *, base_url: str = "", patient: bool = True, environ: Mapping[str, str] = os.environ
) -> BatchServer:
    """Return where message batches are sent to; raise as `Provider.batch_server` does."""
    row = resolve(name, base_url=base_url, environ=environ)
    if is_automatic(name):
        row = row if row.batches else next(row for row in ENGINES.values() if row.batches)
    elif not row.batches:
        able = " or ".join(f'"{choice}"' for choice in (AUTO, *(row.name for row in ENGINES.values() if row.batches)))
        raise ModelRefused(f'batches need a model, and the engine is "{name}": set engine = {able} in [model]')
    return row.batch_server(base_url, environ, patient=patient)
