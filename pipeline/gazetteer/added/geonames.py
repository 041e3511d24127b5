"""GeoNames' own files: places, codes of regions, alternate names. Tab-separated, no header.

Columns are those of the readme on GeoNames' download page.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.gazetteer import files
from pipeline.gazetteer.added.features import Feature, Features
from pipeline.gazetteer.added.source import Source
from pipeline.gazetteer.added.volume import cell_of
from pipeline.gazetteer.added.writer import Writer, packed
from pipeline.gazetteer.kinds import AIRFIELDS, KINDS
from pipeline.gazetteer.names import fold, is_useful, spellings
from pipeline.gazetteer.rows import LANGUAGES, Case, Quality, language_bits, radius

PLACE_COLUMNS = 19
ADMIN_COLUMNS = 4
NAME_COLUMNS = (8, 10)  # without and with the years from and to
FIXED_LEVEL = 6.0  # from here on a kind's level stands for people
SITE_SCORE = 3.0  # of an added sea, lake or site: as a town of a thousand, not above the built-in
_MOST_PEOPLE = 2**32 - 1
_MOST_ID = 2**32
_KIND_NUMBER = {name: number for number, name in enumerate(files.KIND_NAMES)}
_ICAO = re.compile(r"[A-Z]{4}")
_ADMIN_CODE = re.compile(r"[A-Z]{2}\.[^.\s]+(\.\S+)?")
# What stands in the column of the language and is none: codes, addresses, transliterations by rule.
_NO_NAMES = frozenset(
    {"post", "link", "wkdt", "faac", "fr_1793", "tcid", "unlc", "phon", "piny", "nuts"}
)
_CODES = frozenset({"icao", "iata"})


@dataclass(frozen=True, slots=True)
class Known:
    """What readers ask while they read."""

    features: Features
    iso3: Mapping[str, str]  # by ISO 3166 alpha-2
    countries: Mapping[int, str]  # GeoNames' id -> ISO 3166 alpha-3
    is_field: Callable[[str, float, float], bool]  # whether an ICAO code is of a field near here


def score(kind: str, population: int) -> float:
    """How well known an added place is, in powers of ten of people; see ``rows.Row.score``."""
    people = math.log10(population) if population > 0 else 2.0
    level = KINDS[kind].level
    return (SITE_SCORE if level >= FIXED_LEVEL else level + people) + people / 100


def places(source: Source, writer: Writer, known: Known) -> None:
    """allCountries, one country, cities500 to cities15000, no-country."""
    for line in source.texts():
        cells = line.split("\t")
        if len(cells) != PLACE_COLUMNS:
            source.refuse(_columns(cells, str(PLACE_COLUMNS), line))
            continue
        try:
            number, people = int(cells[0]), int(cells[14] or 0)
            lat, lon = float(cells[4]), float(cells[5])
        except ValueError:
            seen = ", ".join((cells[0], cells[4], cells[5], cells[14]))
            source.refuse(f"id, latitude, longitude or population is no number: {seen}")
            continue
        if not _is_sound(number, people, lat, lon):
            source.refuse(f"{cells[0]} at {cells[4]}, {cells[5]} with {cells[14]} people cannot be")
        elif not cells[1]:
            source.refuse("the place has no name")
        else:
            _place(cells, (number, people, lat, lon), writer, known)


def _is_sound(number: int, people: int, lat: float, lon: float) -> bool:
    on_earth = -90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0
    return on_earth and (lat != 0.0 or lon != 0.0) and 0 < number < _MOST_ID and people >= 0


def _place(
    cells: list[str], numbers: tuple[int, int, float, float], writer: Writer, known: Known
) -> None:
    number, people, lat, lon = numbers
    feature = known.features.of(f"{cells[6]}.{cells[7]}")
    kind, quality = feature.kind, feature.quality(people)
    worth = score(kind, people)
    identity = _identity(cells, number, known)
    row = writer.place(
        identity,
        cells[1],
        (lat, lon, radius(kind, people), worth, min(people, _MOST_PEOPLE)),
        (
            _KIND_NUMBER[kind],
            known.iso3.get(cells[8], ""),
            f"{cells[8]}.{cells[10]}"[:12] if cells[10] not in ("", "00") else "",
            _icao(cells, lat, lon, known) if kind in AIRFIELDS else "",
            quality,
            cell_of(lat, lon),
        ),
    )
    if identity[0] != "g":
        writer.identity(f"gn:{number}", row)
    _names(cells, row, feature, (quality, worth), writer, known.features)


def _identity(cells: list[str], number: int, known: Known) -> str:
    """Countries and regions bear the ids that the built-in ones have."""
    if cells[6] == "A":
        country, first, second = cells[8], cells[10], cells[11]
        if cells[7] == "ADM1" and country and first:
            return f"adm1:{country}.{first}"
        if cells[7] == "ADM2" and country and first and second:
            return f"adm2:{country}.{first}.{second}"
        if number in known.countries:
            return f"iso:{known.countries[number]}"
    return f"gn:{number}"


def _icao(cells: list[str], lat: float, lon: float, known: Known) -> str:
    """The code among the alternate names that belongs to a field which is known near here."""
    for name in cells[3].split(","):
        if _ICAO.fullmatch(name) and known.is_field(name, lat, lon):
            return name
    return ""


def _names(
    cells: list[str],
    row: int,
    feature: Feature,
    worth: tuple[Quality, float],
    writer: Writer,
    features: Features,
) -> None:
    """File the main name and, unless the place is only asked for, the alternate names."""
    quality, points = worth
    name, plain, kind = cells[1], cells[2], feature.kind
    key = fold(name)
    seen = {""}
    _file(key, row, (quality, points), kind, writer, features, seen)
    if plain and plain != name:
        _file(fold(plain), row, (quality, points), kind, writer, features, seen)
    if quality == Quality.ASKED:
        return
    for other in spellings(name, key):
        _file(other, row, (max(quality, Quality.SPELLING), points), kind, writer, features, seen)
    if cells[3]:
        # An alternate of a small place has no language and may be any word.
        least = Quality.CLASSED if feature.sized else max(quality, Quality.ALTERNATE)
        for other in cells[3].split(","):
            if other != plain and is_useful(other):
                _file(fold(other), row, (least, points), kind, writer, features, seen)


def _file(
    key: str,
    row: int,
    worth: tuple[int, float],
    kind: str,
    writer: Writer,
    features: Features,
    seen: set[str],
) -> None:
    if key in seen:
        return
    seen.add(key)
    quality, points = worth
    if quality == Quality.CLASSED and features.says_class(key, kind):
        quality = Quality.LOOSE
    writer.name(key, packed(row, quality, score=points))


def regions(source: Source, writer: Writer, known: Known) -> None:
    """admin1CodesASCII and admin2Codes: names of regions, and GeoNames' id of each code."""
    for line in source.texts():
        cells = line.split("\t")
        if len(cells) != ADMIN_COLUMNS:
            source.refuse(_columns(cells, str(ADMIN_COLUMNS), line))
        elif not _ADMIN_CODE.fullmatch(cells[0]) or not cells[3].isdecimal() or not cells[1]:
            source.refuse(f"a code, a name and an id are looked for: {line[:60]!r}")
        else:
            _region(cells, writer)


def _region(cells: list[str], writer: Writer) -> None:
    level = "adm2" if cells[0].count(".") > 1 else "adm1"
    codes = (_KIND_NUMBER[level], "", "", "", Quality.MAIN, 0)
    row = writer.place(f"{level}:{cells[0]}", cells[1], (0.0, 0.0, 1.0, 0.0, 0), codes)
    number = int(cells[3])
    writer.identity(f"gn:{number}", row)
    for key in {fold(cells[1]), fold(cells[2])} - {""}:
        writer.name(key, packed(number, Quality.ALTERNATE))


def alternates(source: Source, writer: Writer, known: Known) -> None:
    """alternateNamesV2: names by GeoNames' id, with their languages."""
    for line in source.texts():
        cells = line.split("\t")
        if len(cells) not in NAME_COLUMNS:
            source.refuse(_columns(cells, "8 or 10", line))
        elif not (cells[0].isdecimal() and cells[1].isdecimal() and int(cells[1]) < _MOST_ID):
            source.refuse(f"two ids are looked for: {line[:60]!r}")
        elif cells[2] in _CODES:
            _code(cells, writer)
        elif cells[2] not in _NO_NAMES and is_useful(cells[3]):
            _alternate(cells, writer)
        elif cells[2] == "abbr" and cells[3].isupper():
            posting = packed(int(cells[1]), Quality.ASKED, case=Case.UPPER)
            writer.name(fold(cells[3]), posting)


def _alternate(cells: list[str], writer: Writer) -> None:
    lang = cells[2].partition("-")[0]
    quality = _quality(cells, lang)
    if key := fold(cells[3]):
        writer.name(key, packed(int(cells[1]), quality, langs=language_bits(lang)))


def _quality(cells: list[str], lang: str) -> Quality:
    """What the flags say.

    Names of languages that are not read, and nicknames ("the City"), are only asked for, and old
    names are too; short ones ("Orange" for the county) come last.
    """
    if (lang and lang not in LANGUAGES) or cells[6] == "1":
        return Quality.ASKED
    if cells[7] == "1":
        return Quality.RARE
    if cells[5] == "1":
        return Quality.LOOSE
    return Quality.SPELLING if lang and cells[4] == "1" else Quality.ALTERNATE


def _code(cells: list[str], writer: Writer) -> None:
    """An airfield's code leads to the place, and an ICAO code back from it."""
    code, number = cells[3].upper(), int(cells[1])
    if cells[2] == "icao" and _ICAO.fullmatch(code):
        writer.identity(f"icao:{code}", number)
        writer.identity(f"icao-of:{number}", int(code, 36))
    elif cells[2] == "iata" and len(code) == 3 and code.isalnum():
        writer.identity(f"iata:{code}", number)


def _columns(cells: list[str], expected: str, line: str) -> str:
    return f"{len(cells)} columns where there should be {expected}: {line[:40]!r}"
