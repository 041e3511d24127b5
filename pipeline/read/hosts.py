"""Which hosts may be asked for a page: public ones, looked up once and reached by that address.

Names can stand for this machine or its networks in many spellings (127.1, 0x7f.1, ::ffff:10.0.0.1)
and can change between two look-ups, so only what a name resolves to is judged, and exactly that is
connected to.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from pipeline.errors import ItemFailed
from pipeline.read.clean import URL_CHARS

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_PATH_MARKS: Final = "/%:@!$&'()*+,;=~-._?[]"  # kept as they are; all else is written with %


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart."""

    scheme: str  # http or https
    host: str  # ASCII
    port: int
    path: str  # with its query, ASCII

    @property
    def url(self) -> str:
        """The address in one piece."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """Host and port as the header Host has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(address: str) -> Target:
    """The address taken apart. Raises ItemFailed ``bad_address`` for what is no web address."""
    address = address.strip()
    if len(address) > URL_CHARS or "\\" in address or not address.isprintable() or " " in address:
        raise _bad("it is too long, or holds blanks, backslashes or unseen characters")
    try:
        parts = urlsplit(address)
        scheme, port = parts.scheme.lower(), parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError is one
        raise _bad("its host or port cannot be read") from error
    if scheme not in _PORTS or not host:
        raise _bad("it must begin with http:// or https:// and name a host")
    if "@" in parts.netloc:
        raise _bad("it may not hold a user name or a password")
    path = quote(parts.path or "/", safe=_PATH_MARKS)
    query = f"?{quote(parts.query, safe=_PATH_MARKS)}" if parts.query else ""
    return Target(scheme, host, _PORTS[scheme] if port is None else port, path + query)


def addresses(target: Target, *, allow_private: bool) -> list[str]:
    """What the host resolves to, looked up once, the preferred first.

    Raises ItemFailed: ``private_address`` when any of it is not public, ``unreachable`` when the
    name is not known.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ItemFailed(
            f"the host {target.host} is not known; check the spelling and the connection",
            code="unreachable",
        ) from error
    ips = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private and not all(map(_is_public, ips)):
        raise ItemFailed(
            f"{target.host} is this machine or a host of its own network, which is not asked;"
            " save the page and bring the file, or set allow_private under [fetch] in"
            " data/settings.toml",
            code="private_address",
        )
    return ips


def _is_public(written: str) -> bool:
    try:
        ip = ipaddress.ip_address(written)
    except ValueError:  # with a zone: an address of one cable
        return False
    return all(map(_is_open, [ip, *_inside(ip)]))


def _is_open(ip: Ip) -> bool:
    local = isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or local)


def _inside(ip: Ip) -> list[Ip]:
    """IPv4 addresses that an IPv6 address stands for."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    nat64 = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    found = (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()), nat64)
    return [inner for inner in found if inner is not None]


def _bad(why: str) -> ItemFailed:
    return ItemFailed(f"this is no web address that can be fetched: {why}", code="bad_address")
