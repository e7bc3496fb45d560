"""Where the Messages API is and what it is asked with. Reads the same environment variables as the SDK, in the same
order.

`ANTHROPIC_API_KEY`, then `ANTHROPIC_AUTH_TOKEN`; `ANTHROPIC_BASE_URL` where the config names no server;
`ANTHROPIC_PROFILE` or `ANTHROPIC_FEDERATION_RULE_ID` leave the credentials to the SDK (for Anthropic's own servers
only).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ainews_cli.errors import ModelRefused
from ainews_cli.llm.access import WAY_OUT, Access

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAME = "claude"
"""The engine's name in config, database and pages."""
ANTHROPIC = "https://api.anthropic.com"
KEY_NAMES = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")
_SDK_NAMES = ("ANTHROPIC_PROFILE", "ANTHROPIC_FEDERATION_RULE_ID")


def find_access(base_url: str, environ: Mapping[str, str]) -> Access:
    """Return what `base_url` (from the config, may be "") and the environment give."""
    address = base_url or environ.get("ANTHROPIC_BASE_URL", "") or ANTHROPIC
    host = urlsplit(address).hostname or ""
    official = host == "anthropic.com" or host.endswith(".anthropic.com")
    name = next((name for name in KEY_NAMES if environ.get(name)), "")
    by_sdk = official and not name and any(environ.get(variable) for variable in _SDK_NAMES)
    return Access(address, official, name, environ.get(name, ""), by_sdk)


def usable_access(base_url: str, environ: Mapping[str, str]) -> Access:
    """Return the same. Raise ModelRefused when a key is needed and none is set."""
    access = find_access(base_url, environ)
    if not access.usable:
        raise ModelRefused(f"no key for {access.host}: set {' or '.join(KEY_NAMES)}, {WAY_OUT}")
    return access


def key_warnings(access: Access, first: Callable[[str], bool] | None = None) -> tuple[str, ...]:
    """Return what the reader should be told before the first call; () when all is as usual.

    `first` is asked with a name for what need not be told twice (this key to this host), and says whether it is the
    first time.
    """
    if not access.key or (access.official and access.base_url.startswith("https:")):
        return ()
    if not access.official:
        if first and not first(f"warned: {access.key_name} to {access.host}"):
            return ()
        return (
            (
                f"{access.key_name} is sent to {access.host}, which is not Anthropic's server; unset it if that server "
                f"needs no key (shown once)"
            ),
        )
    return (f"{access.key_name} is sent to {access.host} without encryption; use an https:// address",)
