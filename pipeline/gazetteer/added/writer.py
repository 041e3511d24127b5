"""Writes a volume from a stream of places and names, in memory that does not grow with it.

Rows go straight to their files. Names and ids are put into one file a shard first; when the
stream has ended, each shard is made into tries and arrays by itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import marisa_trie
import numpy as np

from pipeline.gazetteer import files
from pipeline.gazetteer.added.volume import (
    ACROSS,
    CLASSED,
    DOWN,
    IN_TEXT,
    SHARD_ARRAYS,
    Shard,
    shard_of,
)
from pipeline.gazetteer.rows import Case, Quality

BYTES_A_SHARD = 24_000_000  # of input: some 400,000 names, 100 MB while the shard is made
HELD = 300_000  # names, ids or rows in memory before they go to their files
MANY = 30  # so many places that are no towns of note bear the name: it tells nothing by itself
CHUNK = 1_000_000  # rows sorted into cells at a time
_SCORE_STEPS = 75.0  # a score of 0 to 13.6 in ten bits
_SCORE_MOST = 1023


def packed(row: int, quality: int, *, langs: int = 0, case: int = 0, score: float = 0.0) -> int:
    """A posting in 64 bits: row 32, quality 8, languages 12, case 2, score 10."""
    steps = min(max(int(score * _SCORE_STEPS), 0), _SCORE_MOST)
    return row | quality << 32 | langs << 40 | case << 52 | steps << 54


class Writer:
    """Collects a volume. Use as a context; ``close`` makes the shards."""

    def __init__(self, folder: Path, *, size: int) -> None:
        """``size``: bytes of the input, from which the number of shards follows."""
        self._folder = folder
        self.shards = max(1, -(-size // BYTES_A_SHARD))
        self.rows = 0
        self.names = 0  # distinct folded names, known after ``close``
        self._names = _Spill(folder, "names", self.shards)
        self._ids = _Spill(folder, "ids", self.shards)
        self._records: list[tuple[Any, ...]] = []
        self._grades = bytearray()
        self._cells = array("H")
        self._texts = bytearray()
        self._written = 0  # bytes of texts on disk
        self._files: dict[str, BinaryIO] = {}

    def __enter__(self) -> Self:
        for name in ("rows", "texts", "grades", "cells"):
            self._files[name] = (self._folder / f"{name}.bin").open("wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.close()

    def place(
        self, identity: str, name: str, numbers: tuple[float, ...], codes: tuple[Any, ...]
    ) -> int:
        """Add a row and give its number.

        ``numbers``: lat, lon, radius in km, score, population. ``codes``: number of the kind,
        country (ISO 3166 alpha-3), region, ICAO code, grade, cell.
        """
        id_bytes, name_bytes = identity.encode(), name.encode()
        at = self._written + len(self._texts)
        kind, country, admin1, icao, grade, cell = codes
        sizes = len(id_bytes), len(name_bytes)
        self._records.append((*numbers, at, kind, 0, country, admin1, icao, *sizes))
        self._texts += id_bytes + name_bytes
        self._grades.append(grade)
        self._cells.append(cell)
        number = self.rows
        self.rows = number + 1
        self._ids.add(identity, number)
        if len(self._records) >= HELD // 4:
            self._flush_rows()
        return number

    def name(self, key: str, posting: int) -> None:
        """File a folded name; ``posting`` comes from ``packed``."""
        self._names.add(key, posting)

    def identity(self, text: str, row: int) -> None:
        """File a further id of a row."""
        self._ids.add(text, row)

    def close(self, tell: Callable[[float], None]) -> None:
        """Make the shards; ``tell`` is told the share done."""
        self._flush_rows()
        for file in self._files.values():
            file.close()
        self._finish_rows()
        for number in range(self.shards):
            tell(number / self.shards)
            shard = _shard(self._names.taken(number), self._ids.taken(number))
            self.names += len(shard.names)
            _save(shard, self._folder / f"{number:03}")

    def _flush_rows(self) -> None:
        self._files["rows"].write(np.array(self._records, dtype=files.ROW).tobytes())
        self._files["texts"].write(self._texts)
        self._files["grades"].write(self._grades)
        self._cells.tofile(self._files["cells"])
        self._written += len(self._texts)
        self._records, self._cells = [], array("H")
        self._texts, self._grades = bytearray(), bytearray()

    def _finish_rows(self) -> None:
        for name, dtype in (("rows", files.ROW), ("grades", np.dtype("u1"))):
            _with_header(self._folder, name, dtype, self.rows)
        cells = self._folder / "cells.bin"
        first, rows = _by_cell(cells, self.rows)
        np.save(self._folder / "cell_first.npy", first)
        np.save(self._folder / "cell_rows.npy", rows)
        cells.unlink()


class _Spill:
    """Keys with numbers, a file of each a shard."""

    def __init__(self, folder: Path, name: str, shards: int) -> None:
        self._paths = [folder / f"{name}.{number}" for number in range(shards)]
        self._shards = shards
        self._keys: list[list[str]] = [[] for _ in range(shards)]
        self._values = [array("Q") for _ in range(shards)]
        self._held = 0

    def add(self, key: str, value: int) -> None:
        shard = shard_of(key, self._shards)
        self._keys[shard].append(key)
        self._values[shard].append(value)
        self._held += 1
        if self._held >= HELD:
            self._flush()

    def taken(self, shard: int) -> tuple[list[str], Any]:
        """Keys and values of a shard; they are forgotten here."""
        self._flush()
        keys, values = self._paths[shard].with_suffix(f".{shard}.keys"), self._paths[shard]
        if not keys.exists():
            return [], np.zeros(0, np.uint64)
        found = keys.read_text(encoding="utf-8").split("\n")[:-1]
        numbers = np.fromfile(values, np.uint64)
        keys.unlink()
        values.unlink()
        return found, numbers

    def _flush(self) -> None:
        for shard, keys in enumerate(self._keys):
            if keys:
                path = self._paths[shard]
                with path.with_suffix(f".{shard}.keys").open("ab") as file:
                    file.write(("\n".join(keys) + "\n").encode())
                with path.open("ab") as file:
                    self._values[shard].tofile(file)
                self._keys[shard], self._values[shard] = [], array("Q")
        self._held = 0


def _shard(names: tuple[list[str], Any], ids: tuple[list[str], Any]) -> Shard:
    trie, numbers = _numbered(names[0])
    id_trie, id_numbers = _numbered(ids[0])
    id_rows = np.zeros(len(id_trie), np.uint32)
    # The first place of an id keeps it.
    id_rows[id_numbers[::-1]] = ids[1][::-1]
    count = len(trie)
    postings, of_name = _postings(numbers, names[1])
    return Shard(
        names=trie,
        first=np.searchsorted(of_name, np.arange(count + 1)).astype(np.uint32),
        cases=_cases(postings, of_name, count),
        postings=postings,
        ids=id_trie,
        id_rows=id_rows,
    )


def _numbered(keys: list[str]) -> tuple[marisa_trie.Trie, Any]:
    """The trie of these keys, and the number of each of them in it."""
    trie = marisa_trie.Trie(keys)
    return trie, np.fromiter((trie[key] for key in keys), np.uint32, len(keys))


def _postings(numbers: Any, values: Any) -> tuple[files.Array, Any]:
    """Postings by name, best known first, and the name of each."""
    rows = (values & 0xFFFFFFFF).astype(np.uint32)
    quality = (values >> np.uint64(32) & np.uint64(0xFF)).astype(np.uint8)
    langs = (values >> np.uint64(40) & np.uint64(0xFFF)).astype(np.uint16)
    case = (values >> np.uint64(52) & np.uint64(3)).astype(np.uint8)
    score = (values >> np.uint64(54)).astype(np.float32) / _SCORE_STEPS
    order = np.lexsort((quality, rows, numbers))
    same = (np.diff(numbers[order]) == 0) & (np.diff(rows[order]) == 0)
    heads = np.flatnonzero(np.concatenate(([True], ~same))) if len(order) else order
    kept = order[heads]
    found = np.zeros(len(kept), files.POSTING)
    found["row"], found["quality"], found["case"] = rows[kept], quality[kept], case[kept]
    found["langs"] = _languages(langs[order], heads)
    best = np.lexsort((found["row"], quality[kept] / 10.0 - score[kept], numbers[kept]))
    return found[best], numbers[kept][best]


def _languages(langs: Any, heads: Any) -> Any:
    """Languages of each group of the same name and place; no language at all wins over any."""
    if not len(heads):
        return langs
    joined = np.bitwise_or.reduceat(langs, heads)
    return np.where(np.minimum.reduceat(langs, heads) == 0, 0, joined)


def _cases(postings: files.Array, of_name: Any, count: int) -> files.Array:
    """Whether a name is meant by itself, or with a word for its class, as bits."""
    quality = postings["quality"]
    free = np.bincount(of_name, quality <= Quality.LOOSE, count)
    sure = np.bincount(of_name, quality < Quality.LOOSE, count)
    classed = np.bincount(of_name, quality == Quality.CLASSED, count)
    in_text = (free > 0) & ((free <= MANY) | (sure > 0))
    return (in_text * IN_TEXT | (classed > 0) * CLASSED).astype(np.uint8)


def _save(shard: Shard, folder: Path) -> None:
    folder.mkdir()
    shard.names.save(str(folder / "names.marisa"))
    shard.ids.save(str(folder / "ids.marisa"))
    for name in SHARD_ARRAYS:
        np.save(folder / f"{name}.npy", getattr(shard, name), allow_pickle=False)


def _with_header(folder: Path, name: str, dtype: np.dtype[Any], count: int) -> None:
    """Make a file of records a ``.npy`` file, piece by piece."""
    raw = folder / f"{name}.bin"
    with raw.open("rb") as source, (folder / f"{name}.npy").open("wb") as out:
        shape = {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": False}
        np.lib.format.write_array_header_1_0(out, {**shape, "shape": (count,)})
        for piece in _pieces(source):
            out.write(piece)
    raw.unlink()


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(1 << 22):
        yield piece


def _by_cell(path: Path, count: int) -> tuple[files.Array, files.Array]:
    """Where the rows of each cell begin, and the rows cell by cell; sorted a chunk at a time."""
    cells = np.fromfile(path, np.uint16)
    counts = np.bincount(cells, minlength=ACROSS * DOWN)
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.uint32)
    rows, free = np.zeros(count, np.uint32), first[:-1].astype(np.int64)
    for begin in range(0, count, CHUNK):
        chunk = cells[begin : begin + CHUNK]
        order = np.argsort(chunk, kind="stable")
        ordered = chunk[order]
        starts = np.searchsorted(ordered, ordered)  # where each cell begins in the chunk
        rows[free[ordered] + np.arange(len(chunk)) - starts] = order + begin
        free += np.bincount(chunk, minlength=ACROSS * DOWN)
    return first, rows


__all__ = ["Case", "Writer", "packed"]
