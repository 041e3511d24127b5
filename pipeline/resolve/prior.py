"""Where outlets are at home: ``data/gazetteer/publishers.csv`` and what was learnt before."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.errors import ConfigError

_NO_LETTERS = re.compile(r"[\W_]+")
_SHORTEST = 4  # letters of a table's name that may stand inside a longer publisher's name
_LEARNT_PLACES = 3  # places an outlet must have named in a region before the region is its home


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet is at home; empty where that is not known."""

    country: str = ""  # ISO 3166 alpha-3
    admin1: str = ""  # GeoNames code
    city: str = ""  # name
    why: str = ""  # the row or the count that says so


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known about outlets before a text is read."""

    rows: Mapping[str, Home] = field(default_factory=dict)  # squeezed name or domain -> home
    endings: Mapping[str, Home] = field(default_factory=dict)  # ending of the domain -> home
    learnt: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    # squeezed name -> share of the places of its earlier articles, by region and by country

    @classmethod
    def load(cls, data: Path) -> Prior:
        """Read the table. Raises ConfigError when it is missing or lacks a column."""
        path = data / "gazetteer" / "publishers.csv"
        try:
            with path.open(encoding="utf-8", newline="") as file:
                lines = list(csv.DictReader(file))
            homes = {line["outlet"].strip(): _home(line) for line in lines}
        except (OSError, UnicodeDecodeError, KeyError) as error:
            raise ConfigError(
                f"{path.name} cannot be read: {error!r}; it wants the columns "
                "outlet, city, country, admin1"
            ) from error
        endings = {name: home for name, home in homes.items() if name.startswith(".")}
        rows = {squeeze(name): home for name, home in homes.items() if name not in endings}
        return cls(rows, endings)

    def home(self, publisher: str, url: str = "") -> Home:
        """The home of an outlet by its printed name, its domain or the domain's ending."""
        for name in (publisher, _host(url), _host(publisher)):
            if home := self.rows.get(squeeze(name.removeprefix("www."))):
                return home
        for host in (_host(url), _host(publisher)):
            for ending in sorted(self.endings, key=len, reverse=True):
                if host.endswith(ending):
                    return self.endings[ending]
        return Home()

    def shares(self, publisher: str) -> Mapping[str, float]:
        """How often the outlet's other articles name each region and country, as shares."""
        return self.learnt.get(squeeze(publisher), {})

    def taught(self, counts: Mapping[str, Mapping[str, int]]) -> Prior:
        """A prior that also knows how many places of each region outlets have named."""
        learnt = {}
        for publisher, regions in counts.items():
            total = sum(regions.values())
            if total >= _LEARNT_PLACES:
                learnt[squeeze(publisher)] = {name: n / total for name, n in regions.items()}
        return Prior(self.rows, self.endings, learnt)


def squeeze(name: str) -> str:
    """A name without marks and spaces, in small letters."""
    return _NO_LETTERS.sub("", name.casefold())


def names_in(publisher: str, names: Iterable[str]) -> set[str]:
    """Which of these names stand in the publisher's name or domain: "gainesvilleregister"."""
    written = squeeze(publisher)
    return {name for name in names if len(short := squeeze(name)) >= _SHORTEST and short in written}


def _home(line: Mapping[str, str]) -> Home:
    return Home(
        line["country"].strip(),
        line["admin1"].strip(),
        line["city"].strip(),
        f"publishers.csv: {line['outlet'].strip()}",
    )


def _host(text: str) -> str:
    """The host of an address, or the text itself when it looks like one."""
    if "//" in text:
        try:
            return (urlsplit(text).hostname or "").removeprefix("www.")
        except ValueError:
            return ""
    return text.casefold().removeprefix("www.") if re.fullmatch(r"[\w-]+(\.[\w-]+)+", text) else ""
