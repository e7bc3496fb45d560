"""The SDK's client, and what its exceptions mean. The SDK is imported when it is needed: see `Provider.warm_up`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ainews_cli.llm.access import Access
from ainews_cli.llm.anthropic.retry import Action, Failure, on_status

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic

NO_KEY = "not-needed"
"""What servers that need no key are sent; the SDK insists on one."""


def make_client(access: Access) -> AsyncAnthropic:
    """Return the SDK's client for a server. Raise ModelRefused for an address it cannot use."""
    # border: the SDK takes two seconds
    from anthropic import AsyncAnthropic

    arguments: dict[str, Any] = {"base_url": access.base_url, "max_retries": 0, "open_telemetry": False}
    if access.key_name == "ANTHROPIC_AUTH_TOKEN":
        arguments["auth_token"] = access.key
    elif not access.by_sdk:
        arguments["api_key"] = access.key or NO_KEY
    return AsyncAnthropic(**arguments)


def failure_of(error: Exception, access: Access) -> Failure:
    """Return what an exception of the SDK means; re-raise anything that is no failure of a call."""
    # border: see `make_client`
    import anthropic
    import httpx2

    if isinstance(error, anthropic.APIStatusError):
        message = access.scrub(_short(error.api_message or str(error.body or "")))
        return on_status(error.status_code, message, error.response.headers, datetime.now(UTC))
    if isinstance(error, TimeoutError | anthropic.APITimeoutError | httpx2.TimeoutException):
        return Failure(Action.RETRY, "error:timeout", "no answer in time", maybe_billed=True)
    cause = error.__cause__ if isinstance(error, anthropic.APIConnectionError) else error
    if isinstance(cause, httpx2.ConnectError | httpx2.UnsupportedProtocol):
        return Failure(Action.RETRY, "error:connect", access.scrub(_short(f"no connection: {cause}")))
    if isinstance(error, anthropic.APIConnectionError | httpx2.HTTPError):
        return Failure(Action.RETRY, "error:connection", "the connection was cut", maybe_billed=True)
    if isinstance(error, anthropic.APIError | ValueError):  # a body that is not what its headers say
        return Failure(Action.RETRY, "error:response", "the response is not a Messages response", maybe_billed=True)
    raise error


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"
