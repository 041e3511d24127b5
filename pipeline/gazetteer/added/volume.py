"""An added file on disk: rows as in the built gazetteer, names in shards of bounded size.

    rows.npy, texts.bin       as in the built gazetteer, in the order of the file
    grades.npy                row -> the surest quality that any name of the place may have
    cell_first.npy            cell of one degree -> where its rows begin
    cell_rows.npy             rows, cell by cell
    000/ 001/ …               a shard: names.marisa first.npy cases.npy postings.npy
                              ids.marisa id_rows.npy, each as in the built gazetteer

A name or an id stands in the shard that its CRC-32 gives, so that a reader opens one shard for
one name, and a writer holds the trie of one shard at a time.
"""

from __future__ import annotations

import json
import mmap
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from pipeline.errors import ConfigError
from pipeline.gazetteer import files
from pipeline.gazetteer.kinds import KINDS
from pipeline.gazetteer.rows import Case
from pipeline.model import Entry, Point

FORMAT = 1  # raised whenever the layout above changes
IN_TEXT = 1 << Case.ANY  # bit of ``cases``: some place is meant by the bare name
CLASSED = 1 << 6  # bit of ``cases``: some place is meant with a word for its class beside it
ACROSS, DOWN = 360, 180  # cells of one degree


@dataclass(frozen=True, slots=True)
class Shard:
    """Names and ids of one part of the volume."""

    names: marisa_trie.Trie
    first: files.Array
    cases: files.Array
    postings: files.Array
    ids: marisa_trie.Trie
    id_rows: files.Array


SHARD_ARRAYS = ("first", "cases", "postings", "id_rows")


def shard_of(key: str, shards: int) -> int:
    """The shard a name or id stands in."""
    return zlib.crc32(key.encode()) % shards


def cell_of(lat: float, lon: float) -> int:
    """The cell of one degree that holds a point."""
    return min(int(lat + 90.0), DOWN - 1) * ACROSS + min(int(lon + 180.0), ACROSS - 1)


class Volume:
    """Reads an added file. All is mapped at once: it stays readable when it has been replaced."""

    def __init__(self, folder: Path, *, shards: int, by_geonames: bool) -> None:
        """``by_geonames``: postings hold GeoNames' ids of places, not rows of this volume."""
        self._folder = folder
        self.by_geonames = by_geonames
        self._shards = [self._opened(folder / f"{number:03}") for number in range(shards)]
        self._rows = self._array("rows")
        self._grades = self._array("grades")
        self._cell_first = self._array("cell_first")
        self._cell_rows = self._array("cell_rows")
        self._texts = self._mapped_texts()

    @property
    def places(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def flags(self, key: str) -> int:
        """Bits ``IN_TEXT`` and ``CLASSED`` of a folded name; 0 when it is unknown."""
        shard = self._shard(key)
        return int(shard.cases[shard.names[key]]) if key in shard.names else 0

    def postings(self, key: str) -> Any:
        """The postings of a folded name, best known first; empty when it is unknown."""
        shard = self._shard(key)
        if key not in shard.names:
            return shard.postings[:0]
        number = shard.names[key]
        return shard.postings[shard.first[number] : shard.first[number + 1]]

    def row(self, identity: str) -> int | None:
        """The row of an id; None when it is unknown."""
        shard = self._shard(identity)
        return int(shard.id_rows[shard.ids[identity]]) if identity in shard.ids else None

    def grade(self, row: int) -> int:
        """The surest quality that a name of the place may have."""
        return int(self._grades[row])

    def score(self, row: int) -> float:
        """How well known the place is, in powers of ten of people."""
        return float(self._rows[row]["score"])

    def identity(self, row: int) -> str:
        """The id of the place."""
        cells = self._rows[row]
        start = int(cells["text"])
        return self._texts[start : start + int(cells["id_bytes"])].decode()

    def entry(self, number: int) -> Entry:
        """A row as the steps see it."""
        row = self._rows[number]
        middle = int(row["text"]) + int(row["id_bytes"])
        kind = files.KIND_NAMES[int(row["kind"])]
        return Entry(
            id=self.identity(number),
            name=self._texts[middle : middle + int(row["name_bytes"])].decode(),
            kind=kind,
            point=Point(float(row["lat"]), float(row["lon"])),
            country=row["country"].decode(),
            admin1=row["admin1"].decode(),
            population=int(row["population"]),
            precision=KINDS[kind].precision,
            radius_km=round(float(row["radius_km"]), 1),
            icao=row["icao"].decode(),
            rank=int(row["rank"]),
        )

    def rows_in(self, cells: Any) -> Any:
        """Numbers of the rows that lie in these cells."""
        first, rows = self._cell_first, self._cell_rows
        parts = [rows[first[cell] : first[cell + 1]] for cell in cells]
        return np.concatenate(parts) if parts else np.zeros(0, np.uint32)

    def columns(self, rows: Any) -> Any:
        """These rows as records."""
        return self._rows[rows]

    def _shard(self, key: str) -> Shard:
        return self._shards[shard_of(key, len(self._shards))]

    def _opened(self, folder: Path) -> Shard:
        try:
            return Shard(
                names=marisa_trie.Trie().mmap(str(folder / "names.marisa")),
                ids=marisa_trie.Trie().mmap(str(folder / "ids.marisa")),
                **{name: _mapped(folder / f"{name}.npy") for name in SHARD_ARRAYS},
            )
        except (OSError, ValueError, RuntimeError, EOFError) as error:
            raise ConfigError(_damaged(self._folder, error)) from error

    def _mapped_texts(self) -> mmap.mmap | bytes:
        path = self._folder / "texts.bin"
        try:
            with path.open("rb") as file:
                empty = path.stat().st_size == 0
                return b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as error:
            raise ConfigError(_damaged(self._folder, error)) from error

    def _array(self, name: str) -> files.Array:
        try:
            return _mapped(self._folder / f"{name}.npy")
        except (OSError, ValueError, EOFError) as error:
            raise ConfigError(_damaged(self._folder, error)) from error


def _mapped(path: Path) -> files.Array:
    """An array from disk; one without elements cannot be mapped and is read."""
    try:
        return np.load(path, mmap_mode="r", allow_pickle=False)  # type: ignore[no-any-return]
    except ValueError:
        found: files.Array = np.load(path, allow_pickle=False)
        if len(found):
            raise
        return found


def _damaged(folder: Path, error: Exception) -> str:
    name = json.dumps(folder.name.rsplit("-", 1)[0])
    return (
        f"the added file {name} in {folder} is damaged ({error}); add it again, or take it out "
        f"with: python -m pipeline gazetteer remove {name}"
    )
