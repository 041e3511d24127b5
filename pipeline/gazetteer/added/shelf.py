"""The added files: which are in use, adding one and taking one out.

    added.json                {"format": …, "files": [one record a file]}
    added/NAME-DIGEST/        a volume, see volume.py

A volume is written beside the others and taken into use by replacing ``added.json``, which is
atomic: an interrupted addition leaves what was there before.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import BadInput, ConfigError
from pipeline.gazetteer import files, sources
from pipeline.gazetteer.added import features
from pipeline.gazetteer.added.formats import Format, Holds, recognise
from pipeline.gazetteer.added.geonames import Known
from pipeline.gazetteer.added.source import Source, digest
from pipeline.gazetteer.added.volume import FORMAT, Volume
from pipeline.gazetteer.added.writer import Writer
from pipeline.gazetteer.bases import KM_PER_DEGREE
from pipeline.gazetteer.lookup import Gazetteer
from pipeline.model import Point

POINTER = "added.json"
FOLDER = "added"
LOCK_SECONDS = 300.0  # how long to wait while another process adds
READ_SHARE = 0.8  # of the time of an addition that goes into reading
SAME_FIELD_KM = 20.0  # an airfield with the code of another one this near is that one
_CODE = ("features", "geonames", "ourairports", "volume", "writer")

Progress = Callable[[str, float], None]  # what is being done, and which share is done (0 to 1)


@dataclass(frozen=True, slots=True)
class Added:
    """A file that was added."""

    name: str  # allCountries, NL, alternateNamesV2, airports …
    file: str  # as it was called
    holds: Holds
    bytes: int  # of the file as it was given
    added: str  # day, ISO 8601
    digest: str  # of the file
    rules: str  # of the tables and the code that read it
    format: int
    shards: int
    places: int
    names: int
    lines: int
    bad: int  # lines that could not be used

    @property
    def folder(self) -> str:
        """Its folder below ``added``."""
        return f"{self.name}-{self.digest}-{self.rules}"

    @property
    def fits(self) -> bool:
        """Whether this version of the program can read it."""
        return self.format == FORMAT


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding a file did."""

    added: Added
    fresh: bool  # False: the same file was in use already and nothing was done
    replaced: bool  # an older one of the name was taken out
    first_bad: tuple[str, ...]  # lines that could not be used, with number and reason


def in_use(out: Path) -> tuple[Added, ...]:
    """The added files, in the order they were added; unreadable ones of other versions too.

    Raises ConfigError when ``added.json`` is damaged.
    """
    path = out / POINTER
    if not path.is_file():
        return ()
    wanted = {field.name for field in fields(Added)}
    try:
        records = json.loads(path.read_text(encoding="utf-8"))["files"]
        return tuple(Added(**{name: one[name] for name in wanted}) for one in records)
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"{path} is damaged ({error}); remove it and add the files again"
        ) from error


def stamp(out: Path) -> str:
    """Hash of what is added; empty when nothing is."""
    found = [one.folder for one in in_use(out) if one.fits]
    return hashlib.sha256(" ".join(found).encode()).hexdigest()[:8] if found else ""


def open_volumes(out: Path) -> list[tuple[Added, Volume]]:
    """The added files that can be read, the newest first."""
    found = []
    for one in reversed(in_use(out)):
        if one.fits:
            by_geonames = one.holds in ("names", "regions")
            folder = out / FOLDER / one.folder
            found.append((one, Volume(folder, shards=one.shards, by_geonames=by_geonames)))
    return found


def rules(data: Path) -> str:
    """Hash of what decides how a file is read: the tables of features and the code."""
    digest = hashlib.sha256(f"{FORMAT} {files.ROW} {files.KIND_NAMES}".encode())
    for name in (features.FEATURES, features.GENERICS):
        digest.update((data / "gazetteer" / name).read_bytes())
    for name in _CODE:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()[:8]


def add(
    path: Path, *, data: Path, out: Path, today: date, progress: Progress | None = None
) -> Addition:
    """Add a file, in place of an older one of its name; the same file twice changes nothing.

    The gazetteer must have been built. Raises BadInput when the file is not one that is known, is
    damaged, or is mostly wrong; ConfigError when another process keeps adding.
    """
    tell = progress or _silent
    form, source, name = recognise(path)
    mark, by = digest(path), rules(data)
    with _locked(out):
        before = in_use(out)
        older = next((one for one in before if one.name == name), None)
        if older and (older.digest, older.rules, older.fits) == (mark, by, True):
            return Addition(older, fresh=False, replaced=False, first_bad=())
        with _fresh_folder(out) as folder:
            writer = _written(form, source, folder, _known(data, out), tell)
            added = _record(name, form, source, writer, (mark, by, today))
            _keep(folder, out / FOLDER / added.folder)
        _point_to(out, [*(one for one in before if one.name != name), added])
        return Addition(added, True, older is not None, tuple(source.first_bad))


def remove(name: str, *, out: Path) -> Added:
    """Take an added file out. Raises BadInput when none of this name is in use."""
    with _locked(out):
        before = in_use(out)
        stem = Path(name).stem
        found = next((one for one in before if stem in (one.name, Path(one.file).stem)), None)
        if found is None:
            listed = ", ".join(one.name for one in before) or "none"
            raise BadInput(f"no added file is called {name!r}; in use: {listed}")
        _point_to(out, [one for one in before if one is not found])
        return found


def _written(form: Format, source: Source, folder: Path, known: Known, tell: Progress) -> Writer:
    what = source.path.name
    source.tell = lambda share: tell(f"{what}, {source.lines:,} lines", READ_SHARE * share)
    with Writer(folder, size=source.size) as writer:
        form.read(source, writer, known)
        writer.close(lambda share: tell(f"{what}, index", READ_SHARE + (1.0 - READ_SHARE) * share))
    return writer


def _record(
    name: str, form: Format, source: Source, writer: Writer, marks: tuple[str, str, date]
) -> Added:
    digest, by, today = marks
    return Added(
        name=name,
        file=source.path.name,
        holds=form.holds,
        bytes=source.path.stat().st_size,
        added=today.isoformat(),
        digest=digest,
        rules=by,
        format=FORMAT,
        shards=writer.shards,
        places=writer.rows if form.holds == "places" else 0,
        names=writer.names,
        lines=source.lines,
        bad=source.bad,
    )


def _known(data: Path, out: Path) -> Known:
    base = Gazetteer(files.read(out))

    def is_field(icao: str, lat: float, lon: float) -> bool:
        field = base.by_icao(icao)
        return field is not None and _near(field.point, lat, lon)

    return Known(
        features=features.load(data),
        iso3=sources.iso3_by_iso2(),
        countries=sources.country_ids(),
        is_field=is_field,
    )


def _near(point: Point, lat: float, lon: float) -> bool:
    degrees = SAME_FIELD_KM / KM_PER_DEGREE
    return abs(point.lat - lat) <= degrees and abs(point.lon - lon) <= 3 * degrees


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / "added.lock", timeout=LOCK_SECONDS):
            yield
    except Timeout as error:
        raise ConfigError(
            f"another process has been adding to the gazetteer in {out} for "
            f"{LOCK_SECONDS:.0f} s; wait for it or end it"
        ) from error


@contextmanager
def _fresh_folder(out: Path) -> Iterator[Path]:
    """A new folder; whatever is still in it at the end was not finished and goes."""
    folder = out / FOLDER / f"{os.getpid()}.part"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True)
        yield folder
    except OSError as error:
        raise ConfigError(
            f"nothing was added: {folder} cannot be written ({error}); it needs as much room as "
            "the unpacked file, twice while it is added"
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _keep(fresh: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def _point_to(out: Path, kept: list[Added]) -> None:
    """Take these files into use and remove what no longer is."""
    pointer = out / f"{POINTER}.{os.getpid()}.part"
    text = json.dumps({"format": FORMAT, "files": [asdict(one) for one in kept]}, indent=1)
    pointer.write_text(text, encoding="utf-8")
    pointer.replace(out / POINTER)
    names = {one.folder for one in kept}
    for old in (out / FOLDER).glob("*"):
        if old.name not in names:
            shutil.rmtree(old, ignore_errors=True)


def _silent(_what: str, _share: float) -> None:
    """No progress is shown."""
