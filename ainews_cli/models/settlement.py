"""How a model call ended, as the ledger keeps it."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from typing import NamedTuple

from ainews_cli.models.analysis import Usage


class Settlement(NamedTuple):
    """The end of one model call."""

    outcome: str
    """ "ok", "refusal", "max_tokens", "off_schema", "error:429" …"""
    usage: Usage = Usage()
    cost: float = 0.0
    """US dollars."""
    latency: float = 0.0
    """Seconds."""
    request_id: str = ""
    """The server's name for the request."""
    keep: tuple[str, str] | None = None
    """A hash of what was asked, and what is kept of the reply until the run is over, so that a crash cannot lose it."""
