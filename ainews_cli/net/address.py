"""Addresses: what may be asked for, what an origin is, and which IP addresses belong to the public Internet. Pure."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from ainews_cli.errors import AddressRefused

_PORTS = {"http": 80, "https": 443}
# RFC 3986 reserved and unreserved characters, and % because what is quoted already stays as it is
_KEEP = "/:@!$&'()*+,;=~-._%"


class Origin(NamedTuple):
    """Scheme, host and port (RFC 6454); the host in lower case, in its ASCII form."""

    scheme: str
    host: str
    port: int


class Target(NamedTuple):
    """An http(s) address in parts, each ASCII."""

    origin: Origin
    path: str
    """Path and query, percent-encoded; begins with "/"."""
    credentials: str
    """ "user:password" as the address has it (decoded), "" for none."""

    @property
    def authority(self) -> str:
        """Return what the Host field says: the host, and the port where it is not the scheme's own."""
        host = f"[{self.origin.host}]" if ":" in self.origin.host else self.origin.host
        return host if self.origin.port == _PORTS[self.origin.scheme] else f"{host}:{self.origin.port}"

    @property
    def url(self) -> str:
        """Return the address again, without credentials and fragment."""
        return f"{self.origin.scheme}://{self.authority}{self.path}"


def parse(url: str) -> Target:
    """Take an address apart. Raise AddressRefused for anything but a complete http(s) address."""
    try:
        parts = urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        advice = "; in a name or password write %40 for @, %2F for /, %23 for # and %3F for ?" if "@" in url else ""
        raise AddressRefused(f"not an address: {shown(url)}{advice}") from None
    if scheme not in _PORTS:
        raise AddressRefused(f"only http and https addresses are supported: {shown(url)}")
    path = quote(parts.path or "/", safe=_KEEP) + (
        f"?{quote(parts.query, safe=_KEEP + '?/[]|')}" if parts.query else ""
    )
    user = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}" if parts.username is not None else ""
    return Target(Origin(scheme, _ascii_host(host, url), port if port is not None else _PORTS[scheme]), path, user)


def _ascii_host(host: str, url: str) -> str:
    """Return the host in its ASCII form (IDNA 2008, UTS 46). Raise AddressRefused for an impossible one."""
    if not host.isascii():
        import idna  # border: 10 ms for the few hosts that need it

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            host = ""
    # a colon is an IPv6 literal, which urlsplit has checked; % its zone
    if not host or any(not (char.isalnum() or char in "-._:%") for char in host):
        raise AddressRefused(f"not an address: {shown(url)}")
    return host


def origin_of(url: str) -> Origin:
    """Return the origin of an http(s) address. Raise AddressRefused."""
    return parse(url).origin


def origins_of(urls: list[str]) -> frozenset[Origin]:
    """Return the origins of these addresses, leaving out those that are none."""
    origins = set()
    for url in urls:
        try:
            origins.add(origin_of(url))
        except AddressRefused:
            continue  # the fetch of that very feed says so
    return frozenset(origins)


def shown(url: str) -> str:
    """Return an address as a message may show it: one line, at most 200 characters, no credentials."""
    line = "".join(char if char.isprintable() else "?" for char in url)
    head, mark, rest = line.partition("://")
    authority, slash, path = rest.partition("/")
    if mark and "@" in authority:
        line = f"{head}://{authority.rpartition('@')[2]}{slash}{path}"
    return line if len(line) <= 200 else line[:199] + "…"


def is_public(address: str) -> bool:
    """Tell whether an IP address (v4 or v6, with or without zone) belongs to the public Internet.

    Not public are loopback, private, link-local, shared (100.64/10), multicast, reserved and documentation addresses
    (the IANA special-purpose registries), and IPv6 addresses that carry such an IPv4 address: mapped, compatible, 6to4,
    Teredo, NAT64 and ISATAP. Raise ValueError for text that is no IP address.
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = _embedded(ip)
        if inner is not None:
            return all(_global(carried) for carried in inner)
        return _global(ip) and not ip.is_site_local
    return _global(ip)


def _global(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_private or ip.is_unspecified
    )


def _embedded(ip: IPv6Address) -> tuple[IPv4Address, ...] | None:
    """Return the IPv4 addresses that an IPv6 address leads to, None when it carries none."""
    number = int(ip)
    last = IPv4Address(number & 0xFFFFFFFF)
    if ip.ipv4_mapped is not None:
        return (ip.ipv4_mapped,)
    if ip.sixtofour is not None:
        return (ip.sixtofour,)
    if ip.teredo is not None:
        return ip.teredo
    if number >> 32 == 0x0064FF9B << 64:  # NAT64, 64:ff9b::/96 (RFC 6052)
        return (last,)
    if number >> 32 == 0 and number > 0xFFFF:  # IPv4-compatible ::a.b.c.d (deprecated)
        return (last,)
    if (number >> 32) & 0xFDFFFFFF == 0x5EFE and ip.is_global:  # ISATAP interface identifier (RFC 5214)
        return (last,)
    return None
