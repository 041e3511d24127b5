"""A server with the page, a Chromium, and a window in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
# WebGL without a graphics card.
FLAGS = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox"]
MAP = "[data-testid=stDeckGlJsonChart]"
SEEN = "dateline-seen"  # the cookie of somebody who was here before
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PATIENCE = 40_000  # milliseconds, on two slow cores


@contextmanager
def chromium() -> Iterator[Any]:
    """The system's Chromium. Raises FileNotFoundError where none is found."""
    if CHROMIUM is None:
        raise FileNotFoundError("no Chromium on this machine (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serving(store: Path, script: str = "dashboard.py") -> Iterator[str]:
    """The page of this store; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    environment = {**os.environ, "DATELINE_STORE": str(store), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        address = f"http://127.0.0.1:{port}/"
        try:
            _wait_for(address + "_stcore/health", server)
            yield address
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the page did not start (exit code {server.poll()})")


@dataclass
class Tour:
    """A page in the browser, and everything that it asked for."""

    page: Any
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    waiting: set[Any] = field(default_factory=set)  # requests that have no whole answer yet

    def open(self, query: str = "") -> None:
        """Load the page and wait until the map is drawn."""
        self.page.goto(self.address + query)
        self.page.wait_for_selector(f"{MAP} canvas", timeout=PATIENCE)
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and the map has its data."""
        self.page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate(TWO_FRAMES)
        self.page.wait_for_timeout(300)

    def point_at(self, x: float = 0.5, y: float = 0.5) -> None:
        """Move to a mark at this share of the map's width and height, until it is felt there."""
        box = self.page.locator(MAP).bounding_box()
        spot = (box["x"] + x * box["width"], box["y"] + y * box["height"])
        deadline = time.monotonic() + PATIENCE / 1000
        while not self.page.locator(".tip").is_visible() and time.monotonic() < deadline:
            self.page.mouse.move(spot[0] - 2, spot[1])
            self.page.mouse.move(*spot)
            self.page.wait_for_timeout(250)

    def click_map(self) -> None:
        """Click the mark in the middle of the map."""
        self.point_at()
        box = self.page.locator(MAP).bounding_box()
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, delay=120)

    @property
    def strangers(self) -> list[str]:
        """Requests to anybody but this server."""
        own = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


@contextmanager
def window(
    browser: Any, address: str, *, size: tuple[int, int] = (1440, 900), scheme: str = "light"
) -> Iterator[Tour]:
    """A window of this size in day or night colours; all windows share what they have fetched."""
    context = browser.contexts[0] if browser.contexts else browser.new_context(locale="en-GB")
    context.add_cookies([{"name": SEEN, "value": "1", "url": address}])
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    opened = Tour(page, address)
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("request", lambda request: opened.waiting.add(request))
    page.on("requestfinished", lambda request: opened.waiting.discard(request))
    page.on("requestfailed", lambda request: opened.waiting.discard(request))
    page.on("websocket", lambda socket: opened.requests.append(socket.url))
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    page.set_default_timeout(PATIENCE)
    try:
        yield opened
    finally:
        page.close()
