"""OurAirports' airports.csv and runways.csv: CSV with a header, UTF-8, public domain."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.errors import BadInput
from pipeline.gazetteer import files
from pipeline.gazetteer.added.geonames import Known, score
from pipeline.gazetteer.added.source import Source
from pipeline.gazetteer.added.volume import cell_of
from pipeline.gazetteer.added.writer import Writer, packed
from pipeline.gazetteer.coordinates import position
from pipeline.gazetteer.kinds import KINDS
from pipeline.gazetteer.names import fold, is_useful
from pipeline.gazetteer.rows import Quality

Cells = Mapping[str, str]
KM_A_FOOT = 0.0003048
SMALLEST_KM = 1.0  # radius of a field with the shortest of runways
LONGEST_FEET = 25_000  # no runway is longer; more is a slip of the pen
_KIND_NUMBER = {name: number for number, name in enumerate(files.KIND_NAMES)}
_ICAO = re.compile(r"[A-Z]{4}")
_MILITARY = re.compile(
    r"\b(?:Air Base|Airbase|Air Force|AFB|Naval|Army|Military|Marine Corps|RAF|RNAS"
    r"|Base A[eé]rea)\b"
)
# type -> kind, and how sure the name is; the pads of hospitals and closed fields are asked for.
_TYPES: Final[Mapping[str, tuple[str, Quality]]] = {
    "large_airport": ("airport", Quality.MAIN),
    "medium_airport": ("airport", Quality.MAIN),
    "small_airport": ("airfield", Quality.CLASSED),
    "seaplane_base": ("airfield", Quality.CLASSED),
    "heliport": ("airfield", Quality.ASKED),
    "balloonport": ("airfield", Quality.ASKED),
    "closed": ("airfield", Quality.ASKED),
    "closed_airport": ("airfield", Quality.ASKED),
}
AIRPORT_COLUMNS = ("ident", "type", "name", "latitude_deg", "longitude_deg", "iso_country")
RUNWAY_COLUMNS = ("airport_ident", "length_ft", "closed")


def airports(source: Source, writer: Writer, known: Known) -> None:
    """Fields with names, codes and positions."""
    for cells in _rows(source, AIRPORT_COLUMNS):
        point = position(cells["latitude_deg"], cells["longitude_deg"])
        if point is None:
            where = f"{cells['latitude_deg']}, {cells['longitude_deg']}"
            source.refuse(f"{cells['ident']} at {where} is not on earth")
        elif cells["type"] not in _TYPES or not cells["name"] or not cells["ident"]:
            source.refuse(f"{cells['ident']!r} has no name or the unknown type {cells['type']!r}")
        else:
            _airport(cells, (point.lat, point.lon), writer, known)


def _airport(cells: Cells, point: tuple[float, float], writer: Writer, known: Known) -> None:
    kind, quality = _TYPES[cells["type"]]
    if _MILITARY.search(cells["name"]) and quality != Quality.ASKED:
        kind, quality = "airbase", Quality.MAIN
    icao = _icao(cells) if quality != Quality.ASKED else ""
    worth = score(kind, 0)
    row = writer.place(
        f"icao:{icao}" if icao else f"oa:{cells['ident']}",
        cells["name"],
        (*point, KINDS[kind].radius_km, worth, 0),
        (
            _KIND_NUMBER[kind],
            known.iso3.get(cells["iso_country"], ""),
            "",
            icao,
            quality,
            cell_of(*point),
        ),
    )
    if icao and icao != cells["ident"]:
        writer.identity(f"oa:{cells['ident']}", row)
    if cells.get("iata_code") and quality != Quality.ASKED:
        writer.identity(f"iata:{cells['iata_code'].upper()}", row)
    for key, sure in _names(cells, kind, quality, known).items():
        writer.name(key, packed(row, sure, score=worth))


def _icao(cells: Cells) -> str:
    for column in ("icao_code", "gps_code", "ident"):
        if _ICAO.fullmatch(cells.get(column) or ""):
            return cells[column]
    return ""


def _names(cells: Cells, kind: str, quality: Quality, known: Known) -> dict[str, int]:
    """Keys of the name and of the keywords, each with its quality."""
    key = fold(cells["name"])
    says = quality == Quality.CLASSED and known.features.says_class(key, kind)
    names: dict[str, int] = {key: Quality.LOOSE if says else quality}
    words = (cells.get("keywords") or "").split(",") if quality == Quality.MAIN else []
    for word in filter(is_useful, map(str.strip, words)):
        names.setdefault(fold(word), Quality.ALTERNATE)
    names.pop("", None)
    return names


def runways(source: Source, writer: Writer, known: Known) -> None:
    """The longest open runway of each field: half of it is the field's radius."""
    longest: dict[str, float] = {}
    for cells in _rows(source, RUNWAY_COLUMNS):
        try:
            feet = float(cells["length_ft"] or 0)
        except ValueError:
            source.refuse(f"length_ft of {cells['airport_ident']} is {cells['length_ft']!r}")
            continue
        if not 0 <= feet <= LONGEST_FEET:
            source.refuse(f"{cells['airport_ident']} has a runway of {cells['length_ft']} feet")
        elif cells["closed"] != "1" and feet:
            ident = cells["airport_ident"]
            longest[ident] = max(feet, longest.get(ident, 0.0))
    codes = (_KIND_NUMBER["airfield"], "", "", "", Quality.ASKED, 0)
    for ident, feet in longest.items():
        km = max(SMALLEST_KM, feet * KM_A_FOOT / 2)
        identity = f"icao:{ident}" if _ICAO.fullmatch(ident) else f"oa:{ident}"
        writer.place(identity, "", (0.0, 0.0, km, 0.0, 0), codes)


def _rows(source: Source, needed: tuple[str, ...]) -> Iterator[Cells]:
    """Lines of the table as cells. Raises BadInput when a column is missing."""
    reader = csv.reader(source.texts())
    header = next(reader, [])
    missing = [name for name in needed if name not in header]
    if missing:
        raise BadInput(
            f"{source.label}, line 1: the column {', '.join(missing)} is missing (seen: "
            f"{', '.join(header)[:80]}); download the file from OurAirports again"
        )
    for cells in reader:
        if len(cells) == len(header):
            yield dict(zip(header, cells, strict=True))
        else:
            source.refuse(f"{len(cells)} cells where the header names {len(header)}")
