"""How the page bears many events, beside a chart with the rows inside it.

    python tests/score/bench_page.py [--counts 10000 100000 1000000] [--stores FOLDER]

For each count a store of made-up events is written (``tests/fixtures/crowd.py``; kept in FOLDER and
used again), the page is served, and a Chromium opens it and ticks a type of event. Seconds are wall
clock until the map has its data and a frame is drawn, the first with a fresh server that reads the
store. Bytes are counted by a relay between the two, as they are on the wire. Memory is the peak of
the server. The inline chart is measured up to ``--naive`` events: with a million its message is
larger than Streamlit sends.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser import windows
from tests.browser.wire import Counts, relay
from tests.fixtures import crowd

COUNTS = (10_000, 100_000, 1_000_000)
NAIVE = "tests/score/naive_page.py"
PATIENCE_MS = 600_000
QUIET = 4  # looks in a row, a quarter of a second apart, at which nothing comes any more
BUSY_S = 0.3  # for two frames: the browser still draws


@dataclass(frozen=True)
class Cost:
    """What one step took."""

    seconds: float
    socket_kb: float
    data_kb: float


def measure(store: Path, script: str, browser: Any) -> tuple[Cost, Cost, float]:
    """The cost of the first marks and of a filter move, and the server's peak memory in MB."""
    with (
        windows.serving(store, script) as address,
        relay(address) as wire,
        windows.window(browser, wire.address) as tour,
    ):
        page = tour.page
        page.set_default_timeout(PATIENCE_MS)
        first = _cost(tour, wire, lambda: _open(page, wire.address))
        page.wait_for_timeout(2000)
        move = _cost(tour, wire, lambda: _tick(page, naive=script == NAIVE))
        return first, move, _peak_mb()


def _cost(tour: windows.Tour, wire: Counts, step: Callable[[], None]) -> Cost:
    socket, data, start = wire.socket, wire.data, time.monotonic()
    step()
    seconds = _drawn(tour) - start
    return Cost(seconds, (wire.socket - socket) / 1e3, (wire.data - data) / 1e3)


def _open(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(f"{windows.MAP} canvas")


def _tick(page: Any, *, naive: bool) -> None:
    before = page.get_by_text("shown ").inner_text() if naive else ""
    box = page.get_by_role("checkbox", name="Attack").first
    box.locator("xpath=ancestor::label").click()
    if naive:
        script = "before => !document.body.innerText.includes(before)"
        page.wait_for_function(script, arg=before)
    else:
        page.wait_for_url("**type=ASSAULT**")


def _drawn(tour: windows.Tour) -> float:
    """When the last answer had come and the frame with it was drawn."""
    page = tour.page
    page.wait_for_selector("[data-testid=stStatusWidget]", state="detached")
    last, quiet = time.monotonic(), 0
    while quiet < QUIET:
        start, asked = time.monotonic(), len(tour.requests)
        page.evaluate("new Promise(f => requestAnimationFrame(() => requestAnimationFrame(f)))")
        drawn = time.monotonic()
        page.wait_for_timeout(250)
        busy = tour.waiting or len(tour.requests) > asked or drawn - start > BUSY_S
        last, quiet = (drawn, 0) if busy else (last, quiet + 1)
    return last


def _peak_mb() -> float:
    """Peak resident memory of the server, a child of this process; 0 where /proc is not there."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(line.split(":", 1) for line in status.read_text().splitlines())
            command = (status.parent / "cmdline").read_text()
        except OSError:  # the process has ended
            continue
        if int(told["PPid"]) == os.getpid() and "streamlit" in command:
            return int(told["VmHWM"].split()[0]) * 1024 / 1e6
    return 0.0


def _store(folder: Path, count: int) -> Path:
    path = folder / f"events-{count}.db"
    return path if path.exists() else crowd.fill(path, count)


def _row(name: str, count: int, found: tuple[Cost, Cost, float]) -> str:
    first, move, memory = found
    numbers = (first.seconds, first.socket_kb, first.data_kb,
               move.seconds, move.socket_kb, move.data_kb, memory)  # fmt: skip
    return f"{name:9}{count:>10}" + "".join(f"{number:>11.1f}" for number in numbers)


def main() -> None:
    """Print a line for each count and page."""
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    reader.add_argument("--counts", nargs="+", type=int, default=COUNTS)
    reader.add_argument("--naive", type=int, default=100_000, help="most events inline")
    reader.add_argument("--stores", type=Path, default=Path(tempfile.gettempdir()) / "dateline")
    given = reader.parse_args()
    given.stores.mkdir(parents=True, exist_ok=True)
    print(f"{'':9}{'':10}{'first marks':>22}{'':11}{'a filter move':>22}{'':11}{'server':>11}")
    print(f"{'page':9}{'events':>10}" + f"{'s':>11}{'socket kB':>11}{'data kB':>11}" * 2
          + f"{'MB':>11}")  # fmt: skip
    for count in given.counts:
        store = _store(given.stores, count)
        for name, script in (("inline", NAIVE), ("dateline", "dashboard.py")):
            if name == "dateline" or count <= given.naive:
                with windows.chromium() as browser:
                    print(_row(name, count, measure(store, script, browser)), flush=True)


if __name__ == "__main__":
    main()
