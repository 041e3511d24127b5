"""One web page, because a person asked for it: one connection at a time, bounded in every way.

No cookies, no proxies, no credentials; each redirect is judged like the first address. The page
itself is read by ``kinds``, which open no connection.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import zlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

from pipeline.config import FetchSettings
from pipeline.errors import ItemFailed
from pipeline.read.clean import clean_label
from pipeline.read.hosts import Target, addresses, target_of

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_ENDINGS: Final = {  # content type -> the kind of file that it is
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
    "text/markdown": ".md", "application/json": ".json", "application/ld+json": ".json",
    "text/csv": ".csv", "message/rfc822": ".eml",
}  # fmt: skip
_ANY_GZIP: Final = 47  # window bits that make zlib expect gzip or zlib
_PIECE: Final = 65_536
_CHARSET: Final = re.compile(r"charset=[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_HEAD: Final = 4096  # bytes in which a page declares its charset


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as a file."""

    name: str  # a label; its ending tells the kind
    data: bytes
    url: str  # where it was found, after redirects


class Fetching:
    """A page on its way. It ends by itself, at the latest after the deadline of the settings."""

    def __init__(self, address: str, settings: FetchSettings) -> None:
        """Begin. Raises ItemFailed when the settings forbid it or it is no web address."""
        if not settings.enabled:
            raise ItemFailed(
                "web addresses are switched off (enabled under [fetch] in data/settings.toml);"
                " save the page and bring the file",
                code="switched_off",
            )
        self._settings = settings
        self._target = target_of(address)
        self._socket: socket.socket | None = None
        self._given_up = threading.Event()
        self._ended = threading.Event()
        self._answer: Fetched | ItemFailed | None = None
        self._timer = threading.Timer(settings.timeout_s, self.stop)
        self._timer.daemon = True
        self._timer.start()
        # A look-up of a name cannot be interrupted: a thread left behind ends by itself.
        threading.Thread(target=self._run, daemon=True, name="fetch").start()

    def wait(self, seconds: float) -> Fetched | None:
        """The page, None when it is not there yet.

        Raises ItemFailed: ``private_address``, ``unreachable``, ``too_slow``, ``too_large``,
        ``refused``, ``wrong_kind``.
        """
        self._ended.wait(seconds)
        if self._given_up.is_set():
            raise ItemFailed(
                f"{self._target.host} did not send the page within"
                f" {self._settings.timeout_s:g} s; try again later, or save it and bring the file",
                code="too_slow",
            )
        if isinstance(self._answer, ItemFailed):
            raise self._answer
        return self._answer

    def stop(self) -> None:
        """Give up, whatever is going on."""
        if self._ended.is_set():
            return
        self._given_up.set()
        self._ended.set()
        self._timer.cancel()
        self._hang_up()

    def _run(self) -> None:
        try:
            self._answer = self._follow(self._target)
        except ItemFailed as error:
            self._answer = error
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._answer = _unreachable(self._target, error)
        finally:
            self._timer.cancel()
            self._ended.set()

    def _follow(self, target: Target) -> Fetched:
        for _ in range(self._settings.redirects + 1):
            found = self._ask(target)
            if isinstance(found, Fetched):
                return found
            target = found
        raise ItemFailed(
            f"{self._target.host} leads on and on; open the page and bring the file", code="refused"
        )

    def _ask(self, target: Target) -> Fetched | Target:
        """The page, or where it has moved to."""
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = self._connect(target)
        try:
            connection.request("GET", target.path, headers=self._headers(target))
            reply = connection.getresponse()
            moved = reply.getheader("Location", "")
            if reply.status in _REDIRECTS and moved:
                return target_of(urljoin(target.url, moved))
            if reply.status != 200:
                raise ItemFailed(
                    f"{target.host} answers {reply.status}, not with the page; open it in the"
                    " browser, save it and bring the file",
                    code="refused",
                )
            return _as_file(target, reply, self._settings.max_bytes)
        finally:
            connection.close()
            self._hang_up()

    def _connect(self, target: Target) -> socket.socket:
        last: OSError | None = None
        for ip in addresses(target, allow_private=self._settings.allow_private):
            try:
                plain = socket.create_connection((ip, target.port), self._settings.timeout_s)
                self._socket = plain
                if self._given_up.is_set():
                    raise TimeoutError("given up")
                if target.scheme == "https":
                    # Wrapping takes the socket over; the handshake comes after, so that it can
                    # be interrupted.
                    secured = ssl.create_default_context().wrap_socket(
                        plain, server_hostname=target.host, do_handshake_on_connect=False
                    )
                    self._socket = secured
                    secured.do_handshake()
                return self._socket
            except OSError as error:
                self._hang_up()
                last = error
        raise last or OSError("no address")

    def _hang_up(self) -> None:
        held = self._socket
        if held is None:
            return
        try:
            held.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for it
        except OSError:  # it was closed before
            return
        finally:
            held.close()

    def _headers(self, target: Target) -> dict[str, str]:
        return {
            "Host": target.authority,
            "User-Agent": self._settings.user_agent,
            "Accept": "text/html, text/plain;q=0.8, application/json;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }


def _unreachable(target: Target, error: Exception) -> ItemFailed:
    return ItemFailed(
        f"{target.host} cannot be reached ({clean_label(str(error), limit=120)}); check the address"
        " and the connection, or save the page and bring the file",
        code="unreachable",
    )


def _as_file(target: Target, reply: http.client.HTTPResponse, limit: int) -> Fetched:
    data = _body(target, reply, limit)
    written = reply.getheader("Content-Type", "")
    kind = written.partition(";")[0].strip().lower()
    ending = _ENDINGS.get(kind) or (".html" if not kind and data.lstrip()[:1] == b"<" else "")
    if not ending:
        raise ItemFailed(
            f"{target.host} sends {clean_label(kind, limit=60) or 'something unnamed'}, which is"
            " no page of text",
            code="wrong_kind",
        )
    last = target.path.partition("?")[0].rstrip("/").rpartition("/")[2]
    stem = re.sub(r"[^\w-]+", " ", last.removesuffix(ending))[:60].strip()
    name = f"{target.host} {stem}".strip() + ending
    return Fetched(name, _with_charset(data, written, ending), target.url)


def _body(target: Target, reply: http.client.HTTPResponse, limit: int) -> bytes:
    packed = reply.getheader("Content-Encoding", "identity").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise ItemFailed(f"{target.host} packs the page in an unknown way", code="wrong_kind")
    unpack = zlib.decompressobj(_ANY_GZIP) if packed not in ("", "identity") else None
    out = bytearray()
    try:
        while piece := reply.read1(_PIECE):
            out += unpack.decompress(piece, limit + 1 - len(out)) if unpack else piece
            if len(out) > limit:
                raise ItemFailed(
                    f"the page is larger than {limit / 1e6:g} MB, unpacked; save its text and"
                    " bring the file",
                    code="too_large",
                )
    except zlib.error as error:
        raise ItemFailed(f"{target.host} sends a damaged page", code="refused") from error
    return bytes(out)


def _with_charset(data: bytes, written: str, ending: str) -> bytes:
    """The bytes with the charset of the header in them, which a file would otherwise lack."""
    declared = _CHARSET.search(written)
    if not declared or ending not in (".html", ".txt"):
        return data
    if ending == ".html":
        known = _CHARSET.search(data[:_HEAD].decode("latin-1"))
        return data if known else f'<meta charset="{declared[1]}">'.encode() + data
    try:
        return data.decode(declared[1]).encode()
    except (LookupError, UnicodeError):
        return data
