"""A person's own places: lines of ``data/gazetteer/local.csv``, which is edited by hand too."""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import BadInput, ConfigError
from pipeline.gazetteer import sources, tables
from pipeline.gazetteer.coordinates import number, position
from pipeline.gazetteer.kinds import kind as known_kind
from pipeline.gazetteer.rows import LANGUAGES

NAME = "local.csv"
HEADER = ("kind", "name", "lat", "lon", "radius_km", "country", "rank", *LANGUAGES)
MOST_KM = 5000.0  # radius: half a continent
LOCK_SECONDS = 30.0
FAR_DEGREES = 40.0  # from the middle of its country; no country but Russia reaches farther
_RESERVED = ("|", "~", "\n", "\r")  # marks of the table


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What a person gives."""

    name: str
    lat: str  # degrees, as written; "10.5 N" too
    lon: str
    kind: str = "city"
    radius_km: float | None = None  # None: from the kind
    country: str = ""  # ISO 3166 of two or three letters; empty on the high seas
    names: tuple[str, ...] = ()  # further names
    langs: tuple[str, ...] = ("en",)  # of the further names


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it."""

    id: str
    path: Path
    replaced: bool  # an earlier line of the id was overwritten
    note: str  # what looks odd; empty when nothing does


def add_place(place: OwnPlace, *, data: Path, out: Path, replace: bool = False) -> Kept:
    """Append the place to local.csv, or with ``replace`` put it in the line of the same id.

    Comments, order, line ends and the other lines stay; ``out`` holds the lock. Raises BadInput
    when the place is wrong, its id is taken, or the table cannot hold it.
    """
    path = data / "gazetteer" / NAME
    cells = _cells(place)
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / "local.lock", timeout=LOCK_SECONDS):
            return _kept(cells, path, replace=replace)
    except Timeout as error:
        raise BadInput(f"{path} is being written by another process; try again") from error


def _kept(cells: Mapping[str, str], path: Path, *, replace: bool) -> Kept:
    text = _text(path)
    lines = text.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in text else "\n"
    header = _header(lines, path, [name for name, cell in cells.items() if cell])
    identity = tables.place(cells, NAME).id
    _refuse_elsewhere(identity, path)
    at = next((at for at, one in _ids(lines, header) if one == identity), None)
    if at is not None and not replace:
        raise BadInput(
            f"{identity} stands in {path.name}, line {at + 1} already; give another name, or "
            "--replace to overwrite it"
        )
    line = _line(cells, header, end)
    if at is None:
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += end
        lines.append(line)
    else:
        lines[at] = line
    _write(path, "".join(lines))
    return Kept(identity, path, at is not None, _doubt(cells, path.with_name("countries.csv")))


def _cells(place: OwnPlace) -> dict[str, str]:
    """The line as cells. Raises BadInput when the place is wrong."""
    names = [place.name.strip(), *(name.strip() for name in place.names)]
    for name in names:
        if not name or any(mark in name for mark in _RESERVED):
            raise BadInput(f"{name!r} is no name: it must not be empty or hold a line end, | or ~")
    point = position(place.lat, place.lon)
    if point is None:
        raise BadInput(f"{place.lat}, {place.lon} is no position: {_why_not(place)}")
    try:
        known_kind(place.kind, where="--kind")
    except ConfigError as error:
        raise BadInput(str(error)) from error
    cells = {
        "kind": place.kind,
        "name": names[0],
        "lat": f"{point.lat:.6f}".rstrip("0").rstrip("."),
        "lon": f"{point.lon:.6f}".rstrip("0").rstrip("."),
        "radius_km": _radius(place.radius_km),
        "country": _country(place.country),
        "rank": "",
    }
    return cells | _by_language(place, names[1:])


def _why_not(place: OwnPlace) -> str:
    lat, lon = number(place.lat), number(place.lon)
    if lat is None or lon is None:
        return "write degrees such as 10.5 -66.9 or 10.5N 66.9W"
    if abs(lat) > 90.0 >= abs(lon):
        return "the latitude comes first and goes from -90 to 90; are the two swapped?"
    if lat == lon == 0.0:
        return "0, 0 is what missing values become elsewhere"
    return "latitude goes from -90 to 90, longitude from -180 to 180"


def _radius(km: float | None) -> str:
    if km is None:
        return ""
    if not 0.0 < km <= MOST_KM:
        raise BadInput(f"--radius-km {km:g} must be above 0 and at most {MOST_KM:.0f}")
    return f"{km:g}"


def _country(code: str) -> str:
    """The alpha-3 code. Raises BadInput for a code of no country."""
    iso3 = sources.iso3_by_iso2()
    wanted = iso3.get(code.upper(), code.upper())
    if wanted and wanted not in iso3.values():
        raise BadInput(f"--country {code} is no ISO 3166 code; write VEN or VE for Venezuela")
    return wanted


def _by_language(place: OwnPlace, names: Sequence[str]) -> dict[str, str]:
    unknown = [lang for lang in place.langs if lang not in LANGUAGES]
    if unknown:
        raise BadInput(f"--lang {unknown[0]} has no column; known: {', '.join(LANGUAGES)}")
    return {lang: "|".join(names) for lang in place.langs if names}


def _text(path: Path) -> str:
    """The table as it is; a header alone when there is none."""
    if not path.exists():
        return ",".join(HEADER) + "\n"
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} cannot be read: {error}; save it as UTF-8") from error


def _header(lines: Sequence[str], path: Path, needed: Sequence[str]) -> list[str]:
    first = next((line for line in lines if not line.startswith("#")), "")
    header = next(csv.reader([first.removeprefix("\ufeff")]), [])
    missing = [name for name in needed if name not in header]
    if missing:
        raise BadInput(
            f"{path} has no column {', '.join(missing)} in its first line; write it there: "
            f"{','.join(HEADER)}"
        )
    return header


def _ids(lines: Sequence[str], header: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Index and id of each line that is a place. Raises BadInput for a line that is none."""
    rows = [at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")]
    for at in rows[1:]:
        values = next(csv.reader([lines[at]]))
        cells = dict.fromkeys(header, "") | dict(zip(header, map(str.strip, values), strict=False))
        try:
            yield at, tables.place(cells, f"{NAME}, line {at + 1}").id
        except ConfigError as error:
            raise BadInput(f"{error}; mend this line first") from error


def _refuse_elsewhere(identity: str, path: Path) -> None:
    for name in tables.PLACE_TABLES:
        table = path.with_name(name)
        if name != NAME and table.is_file():
            for where, cells in tables.read(table):
                if tables.place(cells, where).id == identity:
                    raise BadInput(f"{identity} is built in ({where}); give it another name")


def _line(cells: Mapping[str, str], header: Sequence[str], end: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerow([cells.get(name, "") for name in header])
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(text.encode())
    part.replace(path)


def _doubt(cells: Mapping[str, str], countries: Path) -> str:
    """Whether the point lies far from its country and the swapped one would not."""
    iso3 = sources.iso3_by_iso2()
    for _, middle in tables.read(countries):
        if cells["country"] and iso3.get(middle["iso2"]) == cells["country"]:
            point = float(cells["lat"]), float(cells["lon"])
            here = _degrees(point, middle)
            there = _degrees((point[1], point[0]), middle)
            if there * 4 < here > FAR_DEGREES:
                return (
                    f"{cells['lat']}, {cells['lon']} is far from {middle['name']}; are latitude "
                    "and longitude swapped? If so, run it again with --replace"
                )
    return ""


def _degrees(point: tuple[float, float], middle: Mapping[str, str]) -> float:
    east = abs(point[1] - float(middle["lon"]))
    return math.hypot(point[0] - float(middle["lat"]), min(east, 360.0 - east))
