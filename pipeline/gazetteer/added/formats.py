"""Which files can be added: known by their names, and checked by their shape when they are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import BadInput
from pipeline.gazetteer.added import geonames, ourairports
from pipeline.gazetteer.added.geonames import Known
from pipeline.gazetteer.added.source import Source, open_source
from pipeline.gazetteer.added.writer import Writer

Holds = Literal["places", "regions", "names", "runways"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file."""

    what: str  # in words
    stem: re.Pattern[str]  # of its name without the ending
    ending: str
    holds: Holds
    read: Callable[[Source, Writer, Known], None]

    def is_name(self, name: str) -> bool:
        """Whether a file of this name is of the kind."""
        path = Path(name)
        return path.suffix.lower() == self.ending and bool(self.stem.fullmatch(path.stem))


FORMATS = (
    Format(
        "places of GeoNames",
        re.compile(r"allCountries|[A-Z]{2}|cities(?:500|1000|5000|15000)|no-country|null"),
        ".txt",
        "places",
        geonames.places,
    ),
    Format(
        "GeoNames' codes of regions",
        re.compile(r"admin1CodesASCII|admin2Codes"),
        ".txt",
        "regions",
        geonames.regions,
    ),
    Format(
        "GeoNames' alternate names",
        re.compile(r"alternateNames(?:V2)?"),
        ".txt",
        "names",
        geonames.alternates,
    ),
    Format("OurAirports' fields", re.compile("airports"), ".csv", "places", ourairports.airports),
    Format("OurAirports' runways", re.compile("runways"), ".csv", "runways", ourairports.runways),
)
KNOWN_NAMES = (
    "allCountries, XX (a country), cities500 to cities15000, no-country, admin1CodesASCII, "
    "admin2Codes, alternateNamesV2 (.txt or .zip) of GeoNames; airports.csv, runways.csv of "
    "OurAirports"
)
_SAME = {"null": "no-country"}  # the name outside and inside the zip


def recognise(path: Path) -> tuple[Format, Source, str]:
    """The kind of a file, the file opened, and the name it is kept under.

    Raises BadInput when the name is not known, there is no such file, or the zip holds none.
    """
    source = open_source(path, lambda name: _format(name) is not None)
    name = Path(source.member or path.name).name
    found = _format(name)
    if found is None:
        raise BadInput(f"{path.name} is no file that can be added; known are: {KNOWN_NAMES}")
    stem = Path(name).stem
    return found, source, _SAME.get(stem, stem)


def _format(name: str) -> Format | None:
    return next((one for one in FORMATS if one.is_name(name)), None)
