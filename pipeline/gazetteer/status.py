"""What the gazetteer consists of: packages, tables, added files, counts and disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path

from pipeline.gazetteer import files, tables
from pipeline.gazetteer.added.shelf import FOLDER, Added, in_use, rules
from pipeline.gazetteer.build import PACKAGES, TABLES, is_current

AGAIN = "add {file} again, or: python -m pipeline gazetteer remove {name}"


@dataclass(frozen=True, slots=True)
class Status:
    """What is in use."""

    current: bool  # built, and of the present tables and packages
    folder: Path
    version: str  # empty when nothing is built
    packages: Mapping[str, str]  # name -> version
    tables: Mapping[str, int]  # name -> rows
    added: tuple[Added, ...]
    problems: tuple[str, ...]  # added files that want something done, with what to do
    places: int  # built-in and added together
    names: int  # distinct folded names of each file, summed
    bytes: int  # on disk


def status(data: Path, out: Path) -> Status:
    """Look at the tables in ``data`` and what is built in ``out``.

    Raises ConfigError when a table or what was built cannot be read.
    """
    version = files.version_in_use(out)
    parts = files.read(out) if version else None
    added = in_use(out)
    fitting = [one for one in added if one.fits]
    return Status(
        current=is_current(data, out),
        folder=out,
        version=version or "",
        packages={name: installed(name) for name in PACKAGES},
        tables={name: _rows(data / "gazetteer" / name) for name in TABLES},
        added=added,
        problems=tuple(_problems(added, rules(data))),
        places=(len(parts.rows) if parts else 0) + sum(one.places for one in fitting),
        names=(len(parts.names) if parts else 0) + sum(one.names for one in fitting),
        bytes=_bytes(out),
    )


def _rows(path: Path) -> int:
    return sum(1 for _ in tables.read(path)) if path.is_file() else 0


def _problems(added: tuple[Added, ...], present: str) -> list[str]:
    found = []
    for one in added:
        mend = AGAIN.format(file=one.file, name=one.name)
        if not one.fits:
            found.append(f"{one.name} was added by another version and is not used; {mend}")
        elif one.rules != present:
            found.append(f"{one.name} was read by older rules and is used as it is; {mend}")
    return found


def _bytes(out: Path) -> int:
    built = [*out.glob("gazetteer-*"), out / FOLDER]
    return sum(file.stat().st_size for one in built for file in one.rglob("*") if file.is_file())
