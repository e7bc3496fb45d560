"""What the rest of ainews may ask about an engine before one is made: its name, its traits, its price, how to build it.

A row of `llm.engines.ENGINES` is an instance of a subclass that overrides what differs from these defaults. Rows import
heavy modules inside their methods: every start reads the rows, few starts use an engine.
"""

# ruff: noqa: ARG002 - those that override it need the arguments

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

from ainews_cli.errors import ModelRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ainews_cli.llm.access import Access
    from ainews_cli.llm.anthropic.retry import RetryLimits
    from ainews_cli.llm.batch import BatchServer
    from ainews_cli.llm.engine import Engine, Ledger, Memory, Task
    from ainews_cli.llm.prices import Price
    from ainews_cli.models.capabilities import Capabilities

DEFAULT_CONCURRENCY = 32
"""Requests at once at most; an engine begins with fewer (`anthropic.admission`)."""


class EngineSetup(NamedTuple):
    """What an engine is made with."""

    model: str
    base_url: str
    """Server; "" for the provider's own."""
    environ: Mapping[str, str]
    concurrency: int = DEFAULT_CONCURRENCY
    ledger: Ledger | None = None
    """None: nothing is written down, and no budget holds."""
    price: Price | None = None
    """Overrides the provider's own."""
    limits: RetryLimits | None = None
    memory: Memory | None = None
    """None: what the server can do is found out each time."""


class Provider(ABC):
    """One row of `ENGINES`."""

    name = ""
    """As the config, the database and pages name it."""
    estimates = False
    """It estimates by rules: free and without a network; it neither translates nor writes briefs."""
    automatic = True
    """`auto` may choose it."""
    batches = False
    """It takes message batches."""
    key_names: tuple[str, ...] = ()
    """Environment variables that hold its key."""

    def access(self, base_url: str, environ: Mapping[str, str]) -> Access | None:
        """Return server and credential; None for an engine that asks no server."""
        return None

    def usable(self, base_url: str, environ: Mapping[str, str]) -> bool:
        """Tell whether a call has a chance, as far as the environment shows."""
        access = self.access(base_url, environ)
        return access is None or access.usable

    @abstractmethod
    def build(self, setup: EngineSetup) -> Engine:
        """Make the engine. Raise ConfigError for a model without a price, ModelRefused for a missing key."""

    def price(self, model: str, access: Access | None, override: Price | None = None) -> Price:
        """Return the price of a model's tokens, `override` first. Raise ConfigError for a model without one."""
        # border: no start needs prices before it asks
        from ainews_cli.llm.prices import FREE

        return override or FREE

    def most_cost(self, task: Task, model: str, price: Price) -> float:
        """Return the most that asking once may cost, in US dollars."""
        return 0.0

    def batch_request(self, task: Task, model: str, price: Price) -> tuple[dict[str, Any], float]:
        """Return the `params` of a request in a batch, and the most it can cost, in US dollars."""
        raise self._without("does not support batches")

    def batch_server(self, base_url: str, environ: Mapping[str, str], *, patient: bool = True) -> BatchServer:
        """Return where batches go. `patient`: False asks once and waits seconds. Raise ModelRefused where none can."""
        raise self._without("does not support batches")

    def warnings(
        self,
        base_url: str,
        environ: Mapping[str, str],
        first: Callable[[str], bool] | None = None,
    ) -> tuple[str, ...]:
        """Return lines to print before the first call. `first`: tells whether a thing is said for the first time."""
        return ()

    def warm_up(self) -> None:  # noqa: B027  # most engines have nothing to import
        """Start importing what a call will need, in the background."""

    def reach(self, access: Access, model: str) -> None:
        """Find out, free of charge, whether server, key and model can be used. Raise ModelRefused, ModelUnavailable."""
        raise self._without("asks no server")

    def probe(
        self, access: Access, model: str, *, ledger: Ledger, price: Price, memory: Memory | None = None
    ) -> Capabilities:
        """Find out what the server can do, with one short message. Raise ModelError."""
        raise self._without("asks no server")

    def _without(self, what: str) -> ModelRefused:
        return ModelRefused(f'the engine "{self.name}" {what}')
