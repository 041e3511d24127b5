"""What a row of an outside export says, in our terms, before it becomes an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pipeline.model import Actor, Modality, Point, Polarity, Precision, TimePrecision

# Half the extent of what a position may stand for, in km; a country's comes from its area.
RADIUS_KM: Final[Mapping[Precision, float]] = {
    "exact": 1.0,
    "site": 3.0,
    "city": 15.0,
    "offset": 25.0,
    "adm2": 60.0,
    "adm1": 250.0,
    "water_body": 250.0,
    "country": 500.0,
    "unknown": 500.0,
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row says that it happened."""

    name: str  # short: the town; empty when none is given
    written: str  # as the export has it, with district and province
    country: str  # ISO 3166 alpha-3; empty when none or unknown
    point: Point | None  # None: the row lists, but has no mark
    precision: Precision
    radius_km: float
    rule: str  # what the precision was read from, in words


@dataclass(frozen=True, slots=True)
class Draft:
    """One row of an export. Raises nothing: what cannot be used was refused before."""

    row: str  # the export's own id of the row
    type: str  # PLOVER type, DISASTER or ACCIDENT
    mode: str
    first: date
    last: date  # inclusive
    time_precision: TimePrecision
    actors: tuple[Actor, ...]  # in both roles
    spot: Spot | None  # None: no place is named
    published: date  # of the report, or when the export took it up
    title: str = ""  # empty: made of mode and place
    deaths: tuple[int | None, int | None] = (None, None)  # low and high; None: not said
    evidence: str = ""  # the notes or headlines that the export gives; empty when none
    heading: str = ""  # of the report, for the card
    url: str = ""  # http(s) only; empty when none
    lang: str = ""  # ISO 639-1 of the evidence; empty when not known
    lines: tuple[tuple[str, str], ...] = ()  # more that the card shows below the evidence
    faults: tuple[str, ...] = ()  # what of the row could not be used, in words
    modality: Modality = "asserted"
    polarity: Polarity = "positive"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row under our names; empty text for a column that is not there."""

    number: int  # line of the file, row of a table, feature of a collection: from 1
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of export."""

    name: str
    publisher: str  # the dataset is its own publisher
    columns: Mapping[str, tuple[str, ...]]  # our name: their names, the first that is there
    needed: tuple[str, ...]  # our names without which no row can be used
    draft: Callable[[Cells], Draft]  # raises ItemFailed for a row that cannot be used
    meaning: Mapping[str, str] = field(default_factory=dict)  # how a column is read, in words
    version: str = "1"  # for ``made_by``
