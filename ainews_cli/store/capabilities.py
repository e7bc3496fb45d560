"""Abilities of servers, as they were found out."""

from __future__ import annotations

from ainews_cli.models.capabilities import Capabilities
from ainews_cli.store.base import Base
from ainews_cli.store.values import to_text, to_time

_COLUMNS = (
    "host, model, checked, structured, output_config, effort, thinking, cache_control, caching, batches, count_tokens"
)
_SAVE = f"INSERT OR REPLACE INTO capabilities ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class ServerCapabilities(Base):
    """Queries on `capabilities`."""

    def capabilities(self, host: str, model: str) -> Capabilities | None:
        """Return what is remembered of a host ("localhost:11434") with a model, however old (see `Capabilities.known`);
        None for nothing.
        """
        rows = self._db.read(f"SELECT {_COLUMNS} FROM capabilities WHERE host=? AND model=?", (host, model))
        if not rows:
            return None
        _, _, checked, *abilities = rows[0]
        return Capabilities(
            host, model, to_time(checked), *(None if ability is None else bool(ability) for ability in abilities)
        )

    def save_capabilities(self, capabilities: Capabilities) -> None:
        """Remember it in the place of what was known of this host with this model."""
        _, _, checked, *abilities = capabilities
        with self._db.transaction() as raw:
            raw.execute(_SAVE, (capabilities.host, capabilities.model, to_text(checked), *abilities))
