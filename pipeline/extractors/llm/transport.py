"""The way to the service: only to its address, only what it needs, never more than a bound back.

The client would add headers of the machine and of the environment, follow redirects and read
whatever comes; it is given this transport instead of its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, Final

import httpx2

MAX_BYTES: Final = 2_000_000  # of a reply; fifty events have some 50 kB
CONNECT_S: Final = 10.0  # a service that is there answers the door by then
_SENT: Final = frozenset(
    {"host", "accept", "accept-encoding", "authorization", "connection", "content-length",
     "content-type", "user-agent"}
)  # fmt: skip


class ReplyTooLong(httpx2.ReadError):
    """More bytes came than ``MAX_BYTES``, or a packed reply whose size nobody knows."""


class ReplyTooSlow(httpx2.ReadTimeout):
    """The last byte did not come in time."""


class _Stream(httpx2.SyncByteStream):
    def __init__(self, inner: Any, until: float) -> None:
        self._inner, self._until = inner, until

    def __iter__(self) -> Iterator[bytes]:
        seen = 0
        for chunk in self._inner:
            seen += len(chunk)
            if seen > MAX_BYTES:
                raise ReplyTooLong(f"it is longer than {MAX_BYTES} bytes")
            if time.monotonic() > self._until:
                raise ReplyTooSlow("it did not end in time")
            yield chunk

    def close(self) -> None:
        self._inner.close()


class Transport(httpx2.BaseTransport):
    """Sends the few headers that are needed, the key among them only when there is one."""

    def __init__(self, *, limit_s: float, keyed: bool) -> None:
        self._inner = httpx2.HTTPTransport(trust_env=False)
        self._limit_s = limit_s
        self._sent = _SENT if keyed else _SENT - {"authorization"}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        until = time.monotonic() + self._limit_s
        kept = [(name, value) for name, value in request.headers.items() if name in self._sent]
        # Another request: the client still reads its own headers from the one it made.
        sent = httpx2.Request(
            request.method,
            request.url,
            headers=kept,
            stream=request.stream,
            extensions=request.extensions,
        )
        response = self._inner.handle_request(sent)
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            raise ReplyTooLong("it is packed, which nobody asked for")
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=_Stream(response.stream, until),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._inner.close()


def open_http(*, limit_s: float, keyed: bool) -> httpx2.Client:
    """A client that follows no redirect and reads no proxy or netrc from the environment."""
    return httpx2.Client(
        transport=Transport(limit_s=limit_s, keyed=keyed),
        headers={"Accept-Encoding": "identity"},
        follow_redirects=False,
        trust_env=False,
    )
