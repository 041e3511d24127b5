"""The SQLite that is used, how it is opened, and its failures in words.

pysqlite3 brings its own, current SQLite; the standard library has that of the system, which may
be old. Versions before 3.51.3 (but for 3.50.7 and 3.44.6) can damage a file in WAL mode when one
process writes while another checkpoints (sqlite.org/wal.html#walresetbug): with these a rollback
journal is used, which makes readers wait while an article is written, and nothing worse.
"""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from pipeline.errors import StoreBusy, StoreError

BUSY_MS: Final = 30_000  # how long a statement waits for another process
LOG_BYTES: Final = 32_000_000  # kept of the write-ahead log when a long reader made it grow
_FIXED: Final = (3, 51, 3)
_FIXED_BRANCHES: Final = {(3, 50): 7, (3, 44): 6}
_FULL_CODES: Final = ("database or disk is full", "disk i/o error")
_BUSY: Final = ("database is locked", "database table is locked", "database is busy")
_DAMAGED: Final = ("malformed", "not a database", "file is encrypted", "no such table")


def load_driver() -> Any:
    """The DB-API module: pysqlite3 where it is installed, else the standard library's."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def journal_mode(version: tuple[int, ...]) -> Literal["wal", "delete"]:
    """The journal that is safe with this version of SQLite."""
    patched = _FIXED_BRANCHES.get((version[0], version[1]))
    safe = version >= _FIXED or (patched is not None and version[2] >= patched)
    return "wal" if safe else "delete"


def make_engine(path: Path, *, writable: bool) -> Engine:
    """An engine on an existing file; each connection is configured as it is opened."""
    driver = load_driver()

    def connect() -> Any:
        return open_file(path, writable=writable, driver=driver)

    engine = create_engine(
        "sqlite://", module=driver, creator=connect, pool_size=4, poolclass=_pool()
    )
    if writable:
        event.listen(engine, "begin", _begin_immediate)
    return engine


def open_file(path: Path, *, writable: bool, driver: Any = None) -> Any:
    """A raw connection to an existing file, without implicit transactions."""
    driver = driver or load_driver()
    address = f"{path.absolute().as_uri()}?mode=rw"
    connection = driver.connect(
        address, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute("PRAGMA foreign_keys=ON")
    if writable:
        # In WAL mode NORMAL survives kill -9; a power cut may take back the last articles but
        # never damages the file, and the next run reads those articles again.
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA journal_size_limit={LOG_BYTES}")
    else:
        connection.execute("PRAGMA query_only=ON")
    return connection


def _pool() -> Any:
    return importlib.import_module("sqlalchemy.pool").QueuePool


def _begin_immediate(connection: Any) -> None:
    """Take the write lock at once: a lock taken late cannot be waited for, it fails."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def failures_in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into StoreError or StoreBusy that name the file."""
    driver = load_driver()
    try:
        yield
    except DBAPIError as error:
        raise _translated(path, error.orig or error) from error
    except (driver.Error, sqlite3.Error) as error:
        raise _translated(path, error) from error


def _translated(path: Path, error: BaseException) -> StoreError:
    said = str(error).lower()
    if any(words in said for words in _BUSY):
        return StoreBusy(f"{path} is in use by another process that writes; try again when it ends")
    if any(words in said for words in _FULL_CODES):
        return StoreError(
            f"{path} cannot be written: the disk is full or the file may not grow ({error}). "
            "What was stored before is whole; make room and run the same command again"
        )
    if any(words in said for words in _DAMAGED):
        return damaged(path, str(error))
    if "readonly" in said or "unable to open" in said:
        return StoreError(f"{path} cannot be opened: {error}; check that you may write there")
    return StoreError(f"{path}: {error}; run `python -m pipeline store status --store {path}`")


def damaged(path: Path, what: str) -> StoreError:
    """The error for a file that is there and is not a whole store."""
    return StoreError(
        f"{path} is damaged or is no store of Dateline ({what}). It was left as it is. Bring back "
        f"a copy with `python -m pipeline store restore BACKUP --store {path}`, or move the file "
        "away and run `python -m pipeline run` to read the articles again"
    )
