"""A server on this machine that speaks the protocol of chat completions, and fails like others."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pipeline.config import ExtractorSettings

MODEL = "test-model:1b"


@dataclass
class Reply:
    """What the server says to a request."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip_s: float = 0.0  # pause after each byte of the body
    header_drip_s: float = 0.0  # pause after each header line, endlessly
    silent_s: float = 0.0  # pause before the first byte
    cut: bool = False  # hang up in the middle of the body


@dataclass
class Asked:
    """A request as the server saw it."""

    at: float  # seconds of the monotonic clock
    path: str
    headers: dict[str, str]  # names in small letters
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All that the messages say."""
        return "\n".join(message["content"] for message in self.body["messages"])


Answering = Callable[[Asked], Reply]


@dataclass
class Server:
    """The server, what it says and what it was asked."""

    base_url: str
    answer: Answering = field(default=lambda asked: completion([]))
    asked: list[Asked] = field(default_factory=list)
    listed: int = 0  # requests for the list of models

    def tell(self, *events: Any, **more: Any) -> None:
        """Answer every question with these events from now on."""
        self.answer = lambda asked: completion(events, **more)

    def say(self, *replies: Reply) -> None:
        """Give these replies in turn, the last one for ever."""
        left = list(replies)
        self.answer = lambda asked: left.pop(0) if len(left) > 1 else left[0]


def completion(
    events: Any = (),
    *,
    text: str | None = None,
    finish: str = "stop",
    usage: Any = None,
    **message: Any,
) -> Reply:
    """A chat completion whose text is these events, or this text."""
    content = json.dumps({"events": list(events)}) if text is None else text
    told = {"role": "assistant", "content": content, **message}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [{"index": 0, "message": told, "finish_reason": finish}],
        "usage": usage or {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200},
    }
    return Reply(json.dumps(body).encode())


def error(status: int, message: str, **headers: str) -> Reply:
    """A failure as such services tell it."""
    body = {"error": {"message": message, "type": "error", "param": None, "code": None}}
    return Reply(json.dumps(body).encode(), status, headers)


@contextmanager
def serving() -> Iterator[Server]:
    """The server, until the end of the block."""
    state: list[Server] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state[0].listed += 1
            models = [{"id": MODEL, "object": "model"}, {"id": "other", "object": "model"}]
            self.send(Reply(json.dumps({"object": "list", "data": models}).encode()))

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = json.loads(self.rfile.read(length))
            asked = Asked(time.monotonic(), self.path, headers, body)
            state[0].asked.append(asked)
            self.send(state[0].answer(asked))

        def send(self, reply: Reply) -> None:
            time.sleep(reply.silent_s)
            with suppress(OSError):  # the client hung up, as it should
                self.write(reply)

        def write(self, reply: Reply) -> None:
            if reply.header_drip_s:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                for number in range(50):
                    self.wfile.write(f"X-{number}: 1\r\n".encode())
                    self.wfile.flush()
                    time.sleep(reply.header_drip_s)
                return
            self.send_response(reply.status)
            length = str(len(reply.body) + (1000 if reply.cut else 0))
            given = {"Content-Type": "application/json", "Content-Length": length, **reply.headers}
            for name, value in given.items():
                self.send_header(name, value)
            self.end_headers()
            step = 1 if reply.drip_s else 65_536
            for at in range(0, len(reply.body), step):
                self.wfile.write(reply.body[at : at + step])
                self.wfile.flush()
                time.sleep(reply.drip_s)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    state.append(Server(f"http://127.0.0.1:{web.server_port}/v1"))
    thread = threading.Thread(target=web.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield state[0]
    finally:
        web.shutdown()
        web.server_close()
        thread.join()


def settings(server: Server, **more: Any) -> ExtractorSettings:
    """Settings that send the questions to the server."""
    given = {"name": "llm", "base_url": server.base_url, "model": MODEL, "timeout_s": 5.0}
    return ExtractorSettings(**{**given, **more})
