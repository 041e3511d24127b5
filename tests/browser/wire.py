"""Count what goes over the wire: a relay between the browser and the page's server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

SOCKET_PATH = b"/_stcore/stream"  # where Streamlit's page and server talk


@dataclass
class Counts:
    """Bytes from the server to the browser so far, as they are on the wire."""

    address: str
    socket: int = 0  # over the web socket
    data: int = 0  # in answers to requests


@contextmanager
def relay(address: str) -> Iterator[Counts]:
    """Another address of the same server, and the counts of what passes through it."""
    target = ("127.0.0.1", urlsplit(address).port or 80)
    with socket.create_server(("127.0.0.1", 0)) as door:
        counts = Counts(f"http://127.0.0.1:{door.getsockname()[1]}/")
        threading.Thread(target=_open, args=(door, target, counts), daemon=True).start()
        yield counts


def _open(door: socket.socket, target: tuple[str, int], counts: Counts) -> None:
    while True:
        try:
            browser, _ = door.accept()
        except OSError:  # the relay is closed
            return
        threading.Thread(target=_join, args=(browser, target, counts), daemon=True).start()


def _join(browser: socket.socket, target: tuple[str, int], counts: Counts) -> None:
    try:
        server = socket.create_connection(target)
    except OSError:  # the server has ended
        browser.close()
        return
    first = browser.recv(65536)
    kind = "socket" if SOCKET_PATH in first.split(b"\r\n", 1)[0] else "data"
    server.sendall(first)
    threading.Thread(target=_pass, args=(browser, server), daemon=True).start()
    _pass(server, browser, counts, kind)


def _pass(
    source: socket.socket, sink: socket.socket, counts: Counts | None = None, kind: str = ""
) -> None:
    try:
        while part := source.recv(65536):
            if counts:
                setattr(counts, kind, getattr(counts, kind) + len(part))
            sink.sendall(part)
    except OSError:
        pass  # one of the two has gone
    finally:
        for end in (source, sink):
            end.close()
