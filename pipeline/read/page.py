"""Web pages are taken apart in a process of their own, which can be killed.

A page of 60 kB can keep an HTML parser busy for minutes or fill the memory. The worker is a fresh
interpreter, not a fork: its bound on memory is then its own, it inherits no locks of other
threads, and the program that started us is not run a second time in it.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from dataclasses import dataclass, fields

from pipeline.config import ROOT, ReadSettings
from pipeline.errors import ItemFailed
from pipeline.read.clean import clean_text

_START_SECONDS = 60.0  # a cold disk may need long to load the parser
_MAX_PAGES = 500  # pages after which a worker is renewed: the parser's caches grow
_RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); from pipeline.read.page_worker import main"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; every field may be empty."""

    text: str  # one paragraph a line
    title: str
    published: str  # as the page's metadata writes it
    publisher: str
    url: str  # canonical address
    lang: str


def parse_page(html: str, *, settings: ReadSettings) -> Page:
    """The article in ``html``. Opens no connection.

    Raises ItemFailed ``page_too_hard`` when time or memory run out.
    """
    with _lock:
        answer = _worker(settings).ask(clean_text(html), seconds=settings.parse_seconds)
    if "error" in answer:
        raise ItemFailed(
            f"the page could not be taken apart ({answer['error']}); save its text as"
            " .txt if you need it",
            code="page_too_hard",
        )
    return Page(**{field.name: answer.get(field.name, "") for field in fields(Page)})


class _Worker:
    """A process that takes one page at a time."""

    def __init__(self, memory_mb: int, seconds: float) -> None:
        self.bounds = (memory_mb, seconds)
        self.pages = 0
        self._late = False
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"{_RUN}; main()", str(ROOT), str(memory_mb), str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if not self._line(_START_SECONDS):
            self.stop()
            raise ItemFailed(
                "the HTML parser does not start; run `make test` to see why", code="page_too_hard"
            )

    def ask(self, html: str, *, seconds: float) -> dict[str, str]:
        """The worker's answer; one with ``error`` when it came to grief, which ends it."""
        self.pages += 1
        line = self._line(seconds, json.dumps({"html": html}).encode() + b"\n")
        answer: dict[str, str] = (
            json.loads(line)
            if line
            else {"error": f"it took longer than {seconds:g} s" if self._late else "out of memory"}
        )
        if "error" in answer:
            self.stop()
        return answer

    def _line(self, seconds: float, request: bytes = b"") -> bytes:
        """The next whole line of the worker; empty when it died or was killed for being late."""
        assert self._process.stdin is not None and self._process.stdout is not None
        timer = threading.Timer(seconds, self._kill_late)
        timer.start()
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:  # it died while we wrote
            line = b""
        finally:
            timer.cancel()
        return line if line.endswith(b"\n") else b""

    def _kill_late(self) -> None:
        self._late = True
        self._process.kill()

    @property
    def alive(self) -> bool:
        """Whether it can take another page."""
        return self._process.poll() is None and self.pages < _MAX_PAGES

    def stop(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not yet written has no reader any more
                    continue
        self._process.wait()


_lock = threading.Lock()  # one page at a time: two cores are few, and order stays the same
_workers: list[_Worker] = []  # the one in use, or none


def _worker(settings: ReadSettings) -> _Worker:
    bounds = (settings.parse_memory_mb, settings.parse_seconds)
    if _workers and (not _workers[0].alive or _workers[0].bounds != bounds):
        _workers.pop().stop()
    if not _workers:
        _workers.append(_Worker(*bounds))
    return _workers[0]


@atexit.register
def _stop_all() -> None:
    while _workers:
        _workers.pop().stop()
