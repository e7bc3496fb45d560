"""Cookies of one transfer: what a redirect sets is sent on the way, and forgotten at its end.

A site that asks for consent, a login or a session answers with a redirect and a cookie, and the address it leads to
wants that cookie back (RFC 6265). The rules of hosts, domains and paths are `http.cookiejar`'s, at their strictest: a
cookie without a domain goes back to the host that set it and to no other.
"""

from __future__ import annotations

from collections.abc import Iterable
from email.message import Message
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.request import Request

from ainews_cli.net.address import Target

_WEB = (80, 443)


class TransferCookies:
    """The cookies that the hops of one transfer have set."""

    def __init__(self) -> None:
        self._jars: dict[int, CookieJar] = {}
        """By port, because servers on other ports of a machine are other programs; http and https share one."""

    def keep(self, target: Target, fields: Iterable[str]) -> None:
        """Keep what the answer of `target` set: its Set-Cookie fields, but for those that no field may hold."""
        answer: Any = _Answer(field for field in fields if field.isascii() and field.isprintable())
        self._jar(target).extract_cookies(answer, _request(target))

    def field(self, target: Target) -> str:
        """Return the Cookie field for a request, "" for none."""
        request = _request(target)
        self._jar(target).add_cookie_header(request)
        return request.get_header("Cookie") or ""

    def _jar(self, target: Target) -> CookieJar:
        port = 0 if target.origin.port in _WEB else target.origin.port
        policy = DefaultCookiePolicy(
            strict_domain=True, strict_ns_domain=DefaultCookiePolicy.DomainStrictNonDomain, hide_cookie2=True
        )
        return self._jars.setdefault(port, CookieJar(policy))


class _Answer:
    """The part of a response that `http.cookiejar` looks at."""

    def __init__(self, fields: Iterable[str]) -> None:
        self._message = Message()
        for field in fields:
            self._message["Set-Cookie"] = field

    def info(self) -> Message:
        return self._message


def _request(target: Target) -> Request:
    return Request(target.url)  # noqa: S310  an http(s) address, and never opened
