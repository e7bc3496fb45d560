"""Where the Messages API is and what it is asked with. Reads the same environment variables as the SDK, in the same
order.

`ANTHROPIC_API_KEY`, then `ANTHROPIC_AUTH_TOKEN`; `ANTHROPIC_BASE_URL` where the config names no server;
`ANTHROPIC_PROFILE` or
`ANTHROPIC_FEDERATION_RULE_ID` leave the credentials to the SDK (for Anthropic's own servers only).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ANTHROPIC = "https://api.anthropic.com"
KEY_NAMES = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")
_SDK_NAMES = ("ANTHROPIC_PROFILE", "ANTHROPIC_FEDERATION_RULE_ID")
WAY_OUT = 'or set engine = "offline" in [model]'
"""How every message about a key ends."""


class Access:
    """A server and a credential. The credential never shows in `repr`. (A plain class: every view asks for one, and a
    dataclass takes a
    millisecond to make.)"""

    __slots__ = ("anthropic", "base_url", "by_sdk", "key", "key_name")

    def __init__(self, base_url: str, anthropic: bool, key_name: str = "", key: str = "", by_sdk: bool = False) -> None:
        """`anthropic`: whether the server is Anthropic's own. `key_name`: the environment variable that holds the
        credential, "" without one.
        `by_sdk`: the SDK finds credentials by itself (a profile or workload identity)."""
        self.base_url = base_url
        self.anthropic = anthropic
        self.key_name = key_name
        self.key = key
        self.by_sdk = by_sdk

    def __repr__(self) -> str:
        """Server and name of the variable; never the credential."""
        return (
            f"Access({self.base_url!r}, anthropic={self.anthropic}, key_name={self.key_name!r}, by_sdk={self.by_sdk})"
        )

    @property
    def usable(self) -> bool:
        """Whether a call has a chance: other servers may need no key."""
        return bool(self.key) or self.by_sdk or not self.anthropic

    @property
    def host(self) -> str:
        """Host and port, for messages; without any user name or password in the address."""
        parts = urlsplit(self.base_url)
        return f"{parts.hostname or self.base_url}{f':{parts.port}' if parts.port else ''}"

    def scrub(self, text: str) -> str:
        """`text` without the credential, for everything that is shown or kept."""
        return text.replace(self.key, "[key]") if self.key else text


def access(base_url: str, environ: Mapping[str, str]) -> Access:
    """What `base_url` (from the config, may be "") and the environment give."""
    address = base_url or environ.get("ANTHROPIC_BASE_URL", "") or ANTHROPIC
    host = urlsplit(address).hostname or ""
    official = host == "anthropic.com" or host.endswith(".anthropic.com")
    name = next((name for name in KEY_NAMES if environ.get(name)), "")
    by_sdk = official and not name and any(environ.get(one) for one in _SDK_NAMES)
    return Access(address, official, name, environ.get(name, ""), by_sdk)


def warnings(found: Access, first: Callable[[str], bool] | None = None) -> tuple[str, ...]:
    """What the reader should be told before the first call; () when all is as usual.

    `first` is asked with a name for what need not be told twice (this key to this host), and says whether it is the
    first time.
    """
    if not found.key or (found.anthropic and found.base_url.startswith("https:")):
        return ()
    if not found.anthropic:
        if first and not first(f"warned: {found.key_name} to {found.host}"):
            return ()
        return (
            (
                f"{found.key_name} is sent to {found.host}, which is not Anthropic's server; unset it if that server "
                f"needs no key (told once)"
            ),
        )
    return (f"{found.key_name} is sent to {found.host} without encryption; use an https:// address",)
