"""What an export says about itself, so that it can be read, cited and made again elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from pipeline.store.filters import Filter

ALL: Final = "all events"
CREDITS: Final = (
    ("Names and positions of places: GeoNames, geonames.org, CC BY 4.0",
     "https://creativecommons.org/licenses/by/4.0/"),
    ("Land and borders: Natural Earth, naturalearthdata.com, public domain",
     "https://www.naturalearthdata.com/about/terms-of-use/"),
    ("Quoted sentences: the newspapers named beside them, who keep their rights", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """Which events, of what data, and when they were taken."""

    filters: str  # in words; ``ALL`` when nothing is filtered
    version: str  # of the data, see ``version_text``
    as_of: date | None  # newest publication in the data; None without events
    events: int  # in the export
    total: int  # in the data
    made: datetime | None = None  # UTC; None: not said
    query: str = ""  # of the page's link that shows the same events; empty when there is none

    def record(self) -> dict[str, Any]:
        """The same for programs: texts, numbers, None for what is not said."""
        return {
            "title": "Dateline events",
            "filters": self.filters,
            "link": f"?{self.query}" if self.query else None,
            "data_version": self.version,
            "data_as_of": self.as_of.isoformat() if self.as_of else None,
            "exported": self.made.isoformat(timespec="seconds") if self.made else None,
            "events": self.events,
            "events_in_data": self.total,
            "credits": [credit for credit, _ in CREDITS],
        }

    def sentence(self) -> str:
        """``37 of 9310 events: Protest. Data 412.9310.2025-10-30, exported …``."""
        when = f", exported {self.made:%Y-%m-%d %H:%M} UTC" if self.made else ""
        which = f"{self.events} of {self.total} events: {self.filters}"
        return f"{which}. Data version {self.version or 'unknown'}{when}."


def version_text(version: int, events: int, newest: date | None) -> str:
    """A name of the data: ``412.9310.2025-10-30``.

    It has the number of the store's last change, of its events, and the newest publication, so
    that a copy of a store has the same name and another store hardly ever.
    """
    return f"{version}.{events}.{newest.isoformat() if newest else 'empty'}"


def in_words(chosen: Filter) -> str:
    """A filter of the command line in words."""
    parts = [
        f"from {chosen.first.isoformat()}" if chosen.first else "",
        f"to {chosen.last.isoformat()}" if chosen.last else "",
        f"actor {chosen.actor}" if chosen.actor else "",
        f"type {chosen.type}" if chosen.type else "",
        f"words “{chosen.text}”" if chosen.text else "",
    ]
    return "; ".join(part for part in parts if part) or ALL
