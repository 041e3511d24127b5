"""Pictures of the page for the documentation, from the store that the settings name.

python -m tests.browser.pictures [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pipeline import config
from pipeline.store.read import open_reader
from tests.browser.windows import ROOT, chromium, serving, window

WIDE, PHONE = (1440, 900), (390, 844)


def main(folder: Path) -> None:
    """Write every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    store = config.load().store
    flight = _flight(store)
    with serving(store) as address, chromium() as browser:
        for name, query, size, scheme in (
            ("first-screen", "", WIDE, "light"),
            ("first-screen-dark", "", WIDE, "dark"),
            ("flight", flight, WIDE, "light"),
            ("phone", "", PHONE, "light"),
        ):
            _take(browser, address, folder / f"{name}.png", query=query, size=size, scheme=scheme)


def _take(browser: Any, address: str, path: Path, **wanted: Any) -> None:
    with window(browser, address, size=wanted["size"], scheme=wanted["scheme"]) as tour:
        tour.open(wanted["query"])
        tour.page.wait_for_timeout(2500)  # names fade in
        tour.page.screenshot(path=path)


def _flight(store: Path) -> str:
    """The link of the flight with the longest journey."""
    with open_reader(store) as reader:
        frame = reader.frame()
    known = frame[["origin_lat", "lat", "destination_lat"]].notna().sum(axis=1)
    told = (frame[["callsigns", "via"]] != "").sum(axis=1) + (frame["claim_status"] == "disputed")
    best = (2 * known + told).idxmax()
    row = frame.loc[best]
    view = f"&view={row['lat']:.2f},{row['lon']:.2f},3.0" if row["lat"] == row["lat"] else ""
    return f"?event={row['event_id']}&tab=event{view}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
