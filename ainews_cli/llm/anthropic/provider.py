"""The row of Claude, or of any server that speaks the Messages API."""

from __future__ import annotations

from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from ainews_cli.llm.anthropic.credentials import KEY_NAMES, NAME, find_access, key_warnings, usable_access
from ainews_cli.llm.provider import EngineSetup, Provider

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ainews_cli.llm.access import Access
    from ainews_cli.llm.batch import BatchServer
    from ainews_cli.llm.engine import Engine, Ledger, Memory, Task
    from ainews_cli.llm.prices import Price
    from ainews_cli.models.capabilities import Capabilities


class _Claude(Provider):
    """See `Provider`."""

    name = NAME
    batches = True
    key_names = KEY_NAMES

    def access(self, base_url: str, environ: Mapping[str, str]) -> Access:
        """Return server and credential."""
        return find_access(base_url, environ)

    def build(self, setup: EngineSetup) -> Engine:
        """Make the engine."""
        # border: the engine brings asyncio
        from ainews_cli.llm.anthropic.engine import ClaudeEngine
        from ainews_cli.llm.anthropic.retry import RetryLimits
        from ainews_cli.llm.ledgers import NoLedger

        access = usable_access(setup.base_url, setup.environ)
        return ClaudeEngine(
            setup.model,
            access,
            concurrency=setup.concurrency,
            ledger=setup.ledger or NoLedger(),
            price=self.price(setup.model, access, setup.price),
            limits=setup.limits or RetryLimits(),
            memory=setup.memory,
        )

    def price(self, model: str, access: Access | None, override: Price | None = None) -> Price:
        """Return `override`, else Anthropic's price; other servers cost nothing."""
        # border: no start needs prices before it asks
        from ainews_cli.llm.prices import price_of

        return price_of(model, local=access is not None and not access.official, override=override)

    def most_cost(self, task: Task, model: str, price: Price) -> float:
        """Return the price of a prompt and of the longest reply."""
        # border: a start needs no prompts
        from ainews_cli.llm.anthropic.params import call_of

        return call_of(task, model, price).most

    def batch_request(self, task: Task, model: str, price: Price) -> tuple[dict[str, Any], float]:
        """Return the request, at half price."""
        # border: a start needs no prompts
        from ainews_cli.llm.anthropic.params import request_params

        return request_params(task, model, price)

    def batch_server(self, base_url: str, environ: Mapping[str, str], *, patient: bool = True) -> BatchServer:
        """Return the client; it asks for no key of servers other than Anthropic's."""
        access = usable_access(base_url, environ)
        # border: the client brings asyncio
        from ainews_cli.llm.anthropic.batches import BatchClient
        from ainews_cli.llm.anthropic.retry import RetryLimits

        return BatchClient(
            access, limits=RetryLimits() if patient else RetryLimits(tries=1, deadline=30.0, attempt=20.0)
        )

    def warnings(
        self, base_url: str, environ: Mapping[str, str], first: Callable[[str], bool] | None = None
    ) -> tuple[str, ...]:
        """Warn of a key that goes to another server (once) or unencrypted to Anthropic's (every time)."""
        return key_warnings(find_access(base_url, environ), first)

    def warm_up(self) -> None:
        """Start importing the SDK in a background thread: it takes about two seconds."""

        def load() -> None:
            import_module("anthropic")
            import_module("anthropic.resources.messages")

        Thread(target=load, name="anthropic-import", daemon=True).start()

    def reach(self, access: Access, model: str) -> None:
        """Count the tokens of a greeting."""
        # border: the transport brings asyncio
        from ainews_cli.llm.anthropic.probe import reach

        reach(access, model)

    def probe(
        self, access: Access, model: str, *, ledger: Ledger, price: Price, memory: Memory | None = None
    ) -> Capabilities:
        """Send one short message, look at the batches, count tokens."""
        # border: the transport brings asyncio
        from ainews_cli.llm.anthropic.probe import probe

        return probe(access, model, ledger=ledger, price=price, memory=memory)


CLAUDE = _Claude()
