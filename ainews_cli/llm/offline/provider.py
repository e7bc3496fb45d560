"""The row of the offline engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.llm.offline.version import NAME
from ainews_cli.llm.provider import EngineSetup, Provider

if TYPE_CHECKING:
    from ainews_cli.llm.engine import Engine


class _Offline(Provider):
    """See `Provider`."""

    name = NAME
    estimates = True

    def build(self, setup: EngineSetup) -> Engine:  # noqa: ARG002 - rules need none of it
        """Make the engine."""
        # border: a start needs no lexicon
        from ainews_cli.llm.offline.engine import OfflineEngine

        return OfflineEngine()


OFFLINE = _Offline()
