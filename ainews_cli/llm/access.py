"""A model's server and the credential it is asked with; `find_access` of each provider reads the environment."""

from __future__ import annotations

from urllib.parse import urlsplit

from ainews_cli.llm.offline.version import NAME

WAY_OUT = f'or set engine = "{NAME}" in [model]'
"""How every message about a key ends."""


class Access:
    """A server and a credential. The credential never shows in `repr`. (A plain class: every view asks for one, and a
    dataclass takes a millisecond to make.)"""

    __slots__ = ("base_url", "by_sdk", "key", "key_name", "official")

    def __init__(self, base_url: str, official: bool, key_name: str = "", key: str = "", by_sdk: bool = False) -> None:
        """`official`: the server is the provider's own. `key_name`: the environment variable that holds the credential,
        "" without one. `by_sdk`: the SDK finds credentials by itself (a profile or workload identity).
        """
        self.base_url = base_url
        self.official = official
        self.key_name = key_name
        self.key = key
        self.by_sdk = by_sdk

    def __repr__(self) -> str:
        """Server and name of the variable; never the credential."""
        return f"Access({self.base_url!r}, official={self.official}, key_name={self.key_name!r}, by_sdk={self.by_sdk})"

    @property
    def usable(self) -> bool:
        """Whether a call has a chance: other servers may need no key."""
        return bool(self.key) or self.by_sdk or not self.official

    @property
    def host(self) -> str:
        """Host and port, for messages; without any user name or password in the address."""
        parts = urlsplit(self.base_url)
        return f"{parts.hostname or self.base_url}{f':{parts.port}' if parts.port else ''}"

    def scrub(self, text: str) -> str:
        """Return `text` without the credential, for everything that is shown or kept."""
        return text.replace(self.key, "[key]") if self.key else text
