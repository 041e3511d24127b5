"""The store as a file: made whole, recognised, copied, put back. Never silently made anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout
from sqlalchemy import create_engine, insert
from sqlalchemy.pool import NullPool

from pipeline.errors import BadInput, StoreBusy, StoreError
from pipeline.store import schema
from pipeline.store.driver import (
    damaged,
    failures_in_words,
    journal_mode,
    load_driver,
    open_file,
)

_MAGIC: Final = b"SQLite format 3\x00"
LOCK_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of a database say (sqlite.org/fileformat.html, section 1.3)."""

    schema_version: int
    application_id: int


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock that a process holds while it writes and checkpoints.

    Raises StoreBusy when another process does not give it up in time.
    """
    lock = FileLock(f"{path}.lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreBusy(
            f"{path} has been in use by another process for {LOCK_SECONDS:.0f} s; try again later"
        ) from error
    try:
        yield
    finally:
        lock.release()


def header(path: Path) -> Header:
    """Read the header. Raises StoreError when the file is missing, empty or another kind."""
    start = _first_bytes(path)
    if not start:
        raise damaged(path, "it is empty")
    if len(start) < 100 or not start.startswith(_MAGIC):
        raise damaged(path, "it is not an SQLite file")
    # The numbers may still stand in the write-ahead log only, so SQLite is asked for them.
    with failures_in_words(path), closing(open_file(path, writable=False)) as connection:
        return Header(
            schema_version=_pragma(connection, "user_version"),
            application_id=_pragma(connection, "application_id"),
        )


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(100)
    except FileNotFoundError as error:
        raise StoreError(
            f"there is no store at {path} yet; make it with `python -m pipeline run --store {path}`"
        ) from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error


def check_header(path: Path) -> Header:
    """The header of a store that this version can use or migrate.

    Raises StoreError for another program's database and for a store from the future.
    """
    found = header(path)
    if found.application_id != schema.APPLICATION_ID:
        raise damaged(path, "it is the database of another program")
    if found.schema_version > schema.SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by a newer version (schema {found.schema_version}, this one "
            f"knows {schema.SCHEMA_VERSION}); update with `git pull && make` or name another "
            "file with --store"
        )
    return found


def create(path: Path) -> None:
    """Make an empty store unless one is there. It appears whole or not at all.

    Raises StoreError when the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path):
            if not path.exists():
                _create(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be made: {error.strerror or error}") from error


def _create(path: Path) -> None:
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)  # left by a run that was killed here
    fresh.touch()
    with failures_in_words(path):
        _fill(fresh)
    with fresh.open("rb+") as stream:
        os.fsync(stream.fileno())
    fresh.rename(path)


def _fill(fresh: Path) -> None:
    driver = load_driver()
    engine = create_engine(
        "sqlite://",
        module=driver,
        poolclass=NullPool,
        creator=lambda: open_file(fresh, writable=True, driver=driver),
    )
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.counter).values(name="version", value=0))
        connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={schema.SCHEMA_VERSION}")
    engine.dispose()


def set_journal(path: Path) -> None:
    """Put the file into the journal mode that is safe with this SQLite.

    A file system that cannot share memory (a network drive) keeps the rollback journal.
    """
    wanted = journal_mode(load_driver().sqlite_version_info)
    with (
        locked(path),
        failures_in_words(path),
        closing(open_file(path, writable=True)) as connection,
    ):
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
            connection.execute(f"PRAGMA journal_mode={wanted}")


def backup(path: Path, target: Path) -> None:
    """Copy a store while it may be written to; the copy appears whole or not at all.

    Raises BadInput when the target exists and StoreError when the copy is not sound.
    """
    check_header(path)
    if target.exists():
        raise BadInput(f"{target} exists already; name another file for the backup")
    part = target.with_name(f"{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with failures_in_words(path):
            _copy_pages(path, part)
        _require_sound(part)
        part.rename(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def _copy_pages(path: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    part.touch()
    source, copy = open_file(path, writable=False), open_file(part, writable=True)
    with closing(source), closing(copy):
        source.backup(copy)
        # A copy is one file: nothing may remain in a log beside it.
        copy.execute("PRAGMA journal_mode=delete")


def restore(copy: Path, path: Path) -> Path | None:
    """Put a backup in the place of a store. The former file is moved aside, never deleted.

    Returns where the former file went, None when there was none.
    """
    check_header(copy)
    _require_sound(copy)
    aside = _free_name(path) if path.exists() else None
    try:
        with locked(path):
            if aside:
                _move_aside(path, aside)
            part = path.with_name(f"{path.name}.part")
            shutil.copyfile(copy, part)
            part.rename(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from error
    return aside


def _move_aside(path: Path, aside: Path) -> None:
    """The log belongs to the file: left behind, it would be taken for the new one's."""
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").rename(f"{aside}{ending}")
    path.rename(aside)


def _free_name(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return path.with_name(f"{path.name}.damaged-{stamp}")


def problems(path: Path) -> tuple[str, ...]:
    """What SQLite's own check of the whole file finds; empty when it is sound."""
    with failures_in_words(path), closing(open_file(path, writable=False)) as connection:
        rows = connection.execute("PRAGMA integrity_check(10)").fetchall()
    return tuple(row[0] for row in rows if row[0] != "ok")


def _require_sound(path: Path) -> None:
    if found := problems(path):
        raise damaged(path, found[0])


def _pragma(connection: Any, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
