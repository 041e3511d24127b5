"""A server on this machine that answers like the online services, and fails like them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.config import GeocoderSettings


class Clock:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Reply:
    """What the server is to say next."""

    body: bytes = b"[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip_s: float = 0.0  # pause after each byte
    silent_s: float = 0.0  # pause before the first


@dataclass
class Asked:
    """A question as the server saw it."""

    at: float  # seconds of the monotonic clock
    words: str
    agent: str
    path: str  # with the query


@dataclass
class Server:
    """The server and what it was asked."""

    address: str
    reply: Reply = field(default_factory=Reply)
    asked: list[Asked] = field(default_factory=list)

    def say(self, value: Any, **more: Any) -> None:
        """Answer with this JSON from now on."""
        self.reply = Reply(body=json.dumps(value).encode(), **more)

    @property
    def words(self) -> list[str]:
        """The names that were asked for, sorted."""
        return sorted(one.words for one in self.asked)


@contextmanager
def serving() -> Iterator[Server]:
    """The server, until the end of the block."""
    state: list[Server] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known, reply = state[0], state[0].reply
            query = parse_qs(urlsplit(self.path).query)
            words = (query.get("q") or query.get("text") or [""])[0]
            agent = self.headers["User-Agent"] or ""
            known.asked.append(Asked(time.monotonic(), words, agent, self.path))
            time.sleep(reply.silent_s)
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.send(reply)

        def send(self, reply: Reply) -> None:
            try:
                if not reply.drip_s:
                    self.wfile.write(reply.body)
                for byte in reply.body if reply.drip_s else b"":
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(reply.drip_s)
            except OSError:
                pass  # the client hung up, as it should

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    state.append(Server(f"127.0.0.1:{web.server_port}"))
    thread = threading.Thread(target=web.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield state[0]
    finally:
        web.shutdown()
        web.server_close()
        thread.join()


def settings(name: str, server: Server, **more: Any) -> GeocoderSettings:
    """Settings that send a service's questions to the server."""
    given = {
        "options": {"domain": server.address, "scheme": "http", "proxies": {}},
        "min_delay_s": 0.0,
        "timeout_s": 0.6,
        "user_agent": "dateline-test (desk@example.org)",
        **({"api_key": "someone"} if name == "geonames" else {}),
    }
    return GeocoderSettings(name=name, **{**given, **more})
