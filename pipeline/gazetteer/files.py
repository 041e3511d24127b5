"""The built gazetteer on disk: a trie of names, a trie of ids, and arrays, all memory-mapped.

    gazetteer.json            which folder is in use: {"version": …, "format": …, "places": …}
    gazetteer-VERSION/
        names.marisa          folded name -> number of the name
        first.npy             name -> where its postings begin (one longer than the names)
        cases.npy             name -> bits of the ways its postings may be written (rows.Case)
        postings.npy          row, quality, languages, case; best known place first
        ids.marisa            id, ICAO and IATA code -> number
        id_rows.npy           number -> row
        rows.npy              one record a place
        texts.bin             names and ids of the places, UTF-8, end to end

A new version is written beside the old one and taken into use by replacing ``gazetteer.json``,
which is atomic: a reader sees the old or the new one, never half of one.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie
import numpy as np
import numpy.typing as npt

from pipeline.errors import ConfigError
from pipeline.gazetteer.kinds import KINDS

FORMAT = 2  # raised whenever the layout below changes
POINTER = "gazetteer.json"
MEND = "run: python -m pipeline gazetteer build"

KIND_NAMES: tuple[str, ...] = tuple(KINDS)
POSTING = np.dtype([("row", "<u4"), ("quality", "u1"), ("case", "u1"), ("langs", "<u2")])
ROW = np.dtype(
    [
        ("lat", "<f8"),
        ("lon", "<f8"),
        ("radius_km", "<f4"),
        ("score", "<f4"),
        ("population", "<u4"),
        ("text", "<u4"),
        ("kind", "u1"),
        ("rank", "u1"),
        ("country", "S3"),
        ("admin1", "S12"),
        ("icao", "S4"),
        ("id_bytes", "<u2"),
        ("name_bytes", "<u2"),
    ]
)
Array = npt.NDArray[Any]


class Record(NamedTuple):
    """An item of ``ROW``."""

    lat: float
    lon: float
    radius_km: float
    score: float
    population: int
    text: int  # where the bytes of id and name begin in texts.bin
    kind: int  # index into ``KIND_NAMES``
    rank: int
    country: bytes
    admin1: bytes
    icao: bytes
    id_bytes: int
    name_bytes: int


@dataclass(frozen=True, slots=True)
class Parts:
    """What a built gazetteer consists of."""

    names: marisa_trie.Trie
    first: Array
    cases: Array
    postings: Array
    ids: marisa_trie.Trie
    id_rows: Array
    rows: Array
    texts: Sequence[int] | mmap.mmap | bytes


_ARRAYS = ("first", "cases", "postings", "id_rows", "rows")


def write(parts: Parts, out: Path, *, version: str) -> None:
    """Write a version and take it into use; earlier ones are removed."""
    folder = out / f"gazetteer-{version}"
    fresh = out / f"gazetteer-{version}.{os.getpid()}.part"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    parts.names.save(str(fresh / "names.marisa"))
    parts.ids.save(str(fresh / "ids.marisa"))
    for name in _ARRAYS:
        np.save(fresh / f"{name}.npy", getattr(parts, name), allow_pickle=False)
    (fresh / "texts.bin").write_bytes(bytes(parts.texts))
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    _point_to(out, version, len(parts.rows))
    _sweep(out, keep=folder)


def _point_to(out: Path, version: str, places: int) -> None:
    pointer = out / f"{POINTER}.{os.getpid()}.part"
    pointer.write_text(json.dumps({"version": version, "format": FORMAT, "places": places}))
    pointer.replace(out / POINTER)


def _sweep(out: Path, *, keep: Path) -> None:
    """Remove other versions and what interrupted builds left; one in use elsewhere may stay."""
    for old in out.glob("gazetteer-*"):
        if old != keep and old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
    for part in out.glob(f"{POINTER}.*.part"):
        part.unlink(missing_ok=True)


def version_in_use(out: Path) -> str | None:
    """The version that ``gazetteer.json`` names, None when there is none of this format."""
    try:
        pointer = json.loads((out / POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(pointer, dict) or pointer.get("format") != FORMAT:
        return None
    version = pointer.get("version")
    present = isinstance(version, str) and (out / f"gazetteer-{version}").is_dir()
    return version if present else None


def read(out: Path) -> Parts:
    """Open the version in use. Raises ConfigError naming the command that builds it."""
    version = version_in_use(out)
    if version is None:
        raise ConfigError(f"the gazetteer has not been built in {out}; {MEND}")
    folder = out / f"gazetteer-{version}"
    try:
        arrays = {
            # As plain arrays: each slice of numpy's memmap runs Python code of its own.
            name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
            for name in _ARRAYS
        }
        parts = Parts(
            names=_trie(folder / "names.marisa"),
            ids=_trie(folder / "ids.marisa"),
            texts=_mapped(folder / "texts.bin"),
            **arrays,
        )
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        raise ConfigError(f"the gazetteer in {folder} is damaged ({error}); {MEND}") from error
    _check(parts, folder)
    return parts


def _trie(path: Path) -> marisa_trie.Trie:
    return marisa_trie.Trie().mmap(str(path))


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _check(parts: Parts, folder: Path) -> None:
    sound = (
        parts.rows.dtype == ROW
        and parts.postings.dtype == POSTING
        and len(parts.first) == len(parts.names) + 1
        and len(parts.cases) == len(parts.names)
        and len(parts.id_rows) == len(parts.ids)
        and int(parts.first[-1]) == len(parts.postings)
        and len(parts.rows) > 0
        and len(parts.texts) >= int(parts.rows[-1]["text"])
    )
    if not sound:
        raise ConfigError(f"the gazetteer in {folder} is damaged (its parts do not fit); {MEND}")
