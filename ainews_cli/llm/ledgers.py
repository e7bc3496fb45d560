"""A ledger for calls that nobody keeps account of (trying an engine out, tests)."""

# ruff: noqa: ARG002 - the protocol's names

from __future__ import annotations

from ainews_cli.models.settlement import Settlement


class NoLedger:
    """Lets every call through and remembers nothing."""

    def reserve(self, *, purpose: str, item_id: int | None, model: str, estimate: float) -> int:
        """Return 0."""
        return 0

    def settle(self, call_id: int, settlement: Settlement) -> None:
        """Do nothing."""

    def kept_answer(self, request: str) -> str:
        """Return ""."""
        return ""
