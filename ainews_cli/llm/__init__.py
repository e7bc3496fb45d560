"""Engines: what turns an item's text into an analysis. Each answers the same task in the same form (`llm.engine`)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ainews_cli.errors import ConfigError, ModelRefused

if TYPE_CHECKING:
    from ainews_cli.llm.anthropic.retry import RetryLimits
    from ainews_cli.llm.batch import BatchServer
    from ainews_cli.llm.engine import Engine, Ledger, Memory
    from ainews_cli.llm.prices import Price

KINDS = ("auto", "claude", "offline")
DEFAULT_MODEL = "claude-haiku-5-5"
DEFAULT_CONCURRENCY = 32
"""Requests at once at most; it begins with fewer (`claude.gate`)."""


def engine_kind(kind: str, *, base_url: str = "", environ: Mapping[str, str] = os.environ) -> str:
    """ "claude" or "offline": what "auto" comes to. It is claude where a key is set or another server is named. Raises
    ConfigError.
    """
    from ainews_cli.llm.access import access

    if kind not in KINDS:
        raise ConfigError(f"engine {kind!r} is unknown: use one of {', '.join(KINDS)}")
    if kind != "auto":
        return kind
    return "claude" if access(base_url, environ).usable else "offline"


def make_engine(
    kind: str,
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
    """The engine of a kind (`KINDS`). `price` overrides the table; without a `ledger` nothing is written down and no
    budget holds,
    without a `memory` what the server can do is found out again each time.

    Raises ConfigError for an unknown kind or a model without a price, ModelRefused when a key is needed and none is
    set.
    """
    if engine_kind(kind, base_url=base_url, environ=environ) == "offline":
        from ainews_cli.llm.offline.engine import OfflineEngine

        return OfflineEngine()
    from ainews_cli.llm.access import KEY_NAMES, WAY_OUT, access
    from ainews_cli.llm.anthropic import ClaudeEngine
    from ainews_cli.llm.anthropic.retry import RetryLimits
    from ainews_cli.llm.ledgers import NoLedger
    from ainews_cli.llm.prices import price_of

    found = access(base_url, environ)
    if not found.usable:
        raise ModelRefused(f"no key for {found.host}: set {' or '.join(KEY_NAMES)}, {WAY_OUT}")
    return ClaudeEngine(
        model,
        found,
        concurrency=concurrency,
        ledger=ledger or NoLedger(),
        price=price_of(model, local=not found.anthropic, override=price),
        limits=limits or RetryLimits(),
        memory=memory,
    )


def make_batch_server(
    kind: str, *, base_url: str = "", patient: bool = True, environ: Mapping[str, str] = os.environ
) -> BatchServer:
    """Where message batches are sent to. `patient`: False asks once and waits a few seconds, for views that have
    something to show anyway.

    Raises ModelRefused when a key is needed and none is set, or when the engine is not one that is asked over the
    network.
    """
    from ainews_cli.llm.access import KEY_NAMES, WAY_OUT, access

    if kind == "offline":
        raise ModelRefused(
            'batches need a model, and the engine is "offline": set engine = "auto" or "claude" in [model]'
        )
    found = access(base_url, environ)
    if not found.usable:
        raise ModelRefused(f"no key for {found.host}: set {' or '.join(KEY_NAMES)}, {WAY_OUT}")
    from ainews_cli.llm.anthropic.batches import BatchClient
    from ainews_cli.llm.anthropic.retry import RetryLimits

    return BatchClient(found, limits=RetryLimits() if patient else RetryLimits(tries=1, deadline=30.0, attempt=20.0))


def engine_warnings(
    kind: str,
    *,
    base_url: str = "",
    first: Callable[[str], bool] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> tuple[str, ...]:
    """Lines to print before the engine is used: a key that goes to a server other than Anthropic's (once, see
    `access.warnings`), or
    unencrypted to Anthropic's (every time)."""
    if engine_kind(kind, base_url=base_url, environ=environ) != "claude":
        return ()
    from ainews_cli.llm.access import access, warnings

    return warnings(access(base_url, environ), first)


def warm_up() -> None:
    """Starts importing the SDK in a background thread, for commands that know that they will need it (it takes about
    two seconds).
    """
    from importlib import import_module
    from threading import Thread

    def load() -> None:
        import_module("anthropic")
        import_module("anthropic.resources.messages")

    Thread(target=load, name="anthropic-import", daemon=True).start()
