"""Pictures of the page for the documentation, from the store that the settings name.

python -m tests.browser.pictures [FOLDER [STATE ...]]

Each state is taken at the size of a desk and of a phone. A state whose part the page does not
have is left out with a printed line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pandas as pd
from PIL import Image

from pipeline import config
from pipeline.store.read import open_reader
from tests.browser.windows import MAP, ROOT, Tour, chromium, serving, window

SIZES: Final = {"desk": (1440, 900), "phone": (390, 844)}
LARGEST: Final = 300_000  # bytes of a picture; a larger one gets fewer colours
COLOURS: Final = (256, 128, 64)
FILTERS: Final = "[data-testid=stExpandSidebarButton]"

Act = Callable[[Tour, str], bool]  # does what the state needs; False: the page has no such part


@dataclass(frozen=True, slots=True)
class State:
    """One picture."""

    name: str
    query: str = ""
    act: Act = lambda tour, size: True
    scheme: str = "light"


def main(folder: Path, only: list[str]) -> None:
    """Write every picture, or those of the states that are named."""
    folder.mkdir(parents=True, exist_ok=True)
    store = config.load().store
    wanted = [state for state in states(store) if not only or state.name in only]
    with serving(store) as address, chromium() as browser:
        for state in wanted:
            for size in SIZES:
                _take(browser, address, folder / f"{state.name}-{size}.png", state=state, size=size)


def states(store: Path) -> list[State]:
    """The eight states, and the first screen by night."""
    with open_reader(store) as reader:
        frame = reader.frame()
    flight, end = _flight(frame), _newest(frame)
    return [
        State("first-screen"),
        State("first-screen-dark", scheme="dark"),
        State("event", _told_best(frame)),
        State("flight", flight),
        State("playback", f"?play=month,{end - timedelta(days=20)},1", _has(".st-key-player")),
        State("compare", f"?{_periods(end)}&tab=compare", _has(".st-key-versus-top")),
        State("tray", "?tab=unmapped"),
        State("empty", "?q=nothing+like+this&type=AID"),
        State("menu", "", _menu),
    ]


def _take(browser: Any, address: str, path: Path, *, state: State, size: str) -> None:
    with window(browser, address, size=SIZES[size], scheme=state.scheme) as tour:
        tour.open(state.query)
        if not state.act(tour, size):
            print(f"{path.name}: left out, the page has no such part at this size")
            return
        if size == "phone" and state.name in ("tray", "empty"):
            tour.page.locator(MAP).evaluate("it => it.scrollIntoView({block: 'start'})")
        tour.page.wait_for_timeout(2500)  # names fade in
        tour.page.screenshot(path=path, timeout=120_000)
    _shrink(path)


def _shrink(path: Path) -> None:
    """Fewer colours until the file is small enough."""
    whole = Image.open(path).convert("RGB")
    for colours in COLOURS:
        whole.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= LARGEST:
            return


def _has(css: str) -> Act:
    return lambda tour, size: tour.page.locator(css).count() > 0


def _menu(tour: Tour, size: str) -> bool:
    if size != "phone":
        return False
    tour.page.locator(FILTERS).click()
    tour.settle()
    return True


def _newest(frame: pd.DataFrame) -> date:
    newest: date = pd.Timestamp(frame["published_last"].max()).date()
    return newest


def _periods(end: date) -> str:
    """Two periods of four weeks, one after the other."""
    early, late = (
        (end - timedelta(days=back + 27), end - timedelta(days=back)) for back in (28, 0)
    )
    return f"a={early[0]}..{early[1]}&b={late[0]}..{late[1]}"


def _told_best(frame: pd.DataFrame) -> str:
    """The event without a journey that has the most to say: articles and claims."""
    told = frame["n_articles"] + 3 * frame["claim_status"].isin(["disputed", "confirmed"])
    told -= 100 * (frame["origin_name"] != "") + 100 * frame["lat"].isna()
    return _card(frame.loc[told.idxmax()], zoom=4)


def _flight(frame: pd.DataFrame) -> str:
    """The link of the flight with the longest journey."""
    known = frame[["origin_lat", "lat", "destination_lat"]].notna().sum(axis=1)
    told = (frame[["callsigns", "via"]] != "").sum(axis=1) + (frame["claim_status"] == "disputed")
    return _card(frame.loc[(2 * known + told).idxmax()], zoom=3)


def _card(row: pd.Series, *, zoom: int) -> str:
    """The link of an event; the map looks at its place when it has one."""
    view = f"&view={row['lat']:.2f},{row['lon']:.2f},{zoom}.0" if row["lat"] == row["lat"] else ""
    return f"?event={row['event_id']}&tab=event{view}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images", sys.argv[2:])
