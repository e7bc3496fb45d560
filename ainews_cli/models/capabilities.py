"""What a server, with one of its models, was found to be able to do."""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

Ability = Literal[
    "structured", "output_config", "effort", "thinking", "cache_control", "caching", "batches", "count_tokens"
]
ABILITIES: tuple[Ability, ...] = (
    "structured",
    "output_config",
    "effort",
    "thinking",
    "cache_control",
    "caching",
    "batches",
    "count_tokens",
)
KEPT = timedelta(days=30)
"""After that what is remembered counts as unknown: servers are updated."""


class Capabilities(NamedTuple):
    """Each ability is True, False, or None where nobody knows yet. It is learnt from replies as they come, and by
    `ainews doctor`.
    """

    host: str
    """Host and port, without any user name or password."""
    model: str
    checked: datetime
    """When any of it was last found out or contradicted."""
    structured: bool | None = None
    """Structured output is honoured; False: refused, or answered in prose."""
    output_config: bool | None = None
    """A schema (`output_config.format`) is accepted, honoured or not."""
    effort: bool | None = None
    """`output_config.effort` is accepted."""
    thinking: bool | None = None
    """`thinking` is accepted."""
    cache_control: bool | None = None
    """`cache_control` is accepted."""
    caching: bool | None = None
    """Replies say that tokens were read from a prompt cache or written to it; False: they do not mention one."""
    batches: bool | None = None
    """There is a Message Batches endpoint."""
    count_tokens: bool | None = None
    """There is a token counting endpoint."""

    def known(self, now: datetime) -> "Capabilities":
        """Return the same while it is fresh, all unknown afterwards. Pure."""
        return self if now - self.checked <= KEPT else Capabilities(self.host, self.model, now)

    def learned(self, now: datetime, **found: bool | None) -> "Capabilities":
        """Return it with what was found (None: nothing); itself where that is nothing new. Pure."""
        news = {name: value for name, value in found.items() if value is not None and value != getattr(self, name)}
        return Capabilities(**{**self._asdict(), **news, "checked": now}) if news else self
