"""The write-ahead log: it may grow while somebody reads for long, and is small again after."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pipeline.dedup import merge
from pipeline.store import driver
from pipeline.store.read import open_reader
from pipeline.store.write import Writer, open_writer
from tests.store.samples import outcome

PAGES = 1000  # in the log before SQLite folds it into the file by itself
ROUND = 60  # articles


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> int:
    """Bytes that the log keeps, few enough to be passed by a test."""
    if driver.journal_mode(driver.load_driver().sqlite_version_info) != "wal":
        pytest.skip("this SQLite gets no write-ahead log")
    monkeypatch.setattr(driver, "LOG_BYTES", 200_000)
    return 200_000


def write(writer: Writer, first: int) -> None:
    for number in range(first, first + ROUND):
        writer.put(outcome(f"n{number}", days=number), merge=merge)


def test_a_long_reader_lets_the_log_grow_until_it_ends(tmp_path: Path, limited: int) -> None:
    path, log = tmp_path / "store.db", tmp_path / "store.db-wal"
    with open_writer(path) as writer, open_reader(path) as reader:
        write(writer, 0)
        slow = reader.rows()
        next(slow)
        while log.stat().st_size < max(limited, PAGES * 4096) * 2:
            write(writer, reader.counts().articles)
        assert len(list(slow)) == ROUND - 1, "a reader sees what was there when it began"
        # The log is folded once nobody reads what is before it, and cut when it is begun anew.
        write(writer, reader.counts().articles)
        assert log.stat().st_size <= limited + PAGES * 4096
        assert reader.counts().articles == len(list(reader.rows()))


def test_reading_everything_holds_nobody_up(tmp_path: Path, limited: int) -> None:
    path, log = tmp_path / "store.db", tmp_path / "store.db-wal"
    with open_writer(path) as writer, open_reader(path) as reader:
        most = 0
        for turn in range(8):
            write(writer, turn * ROUND)
            assert len(reader.frame()) == len(reader.places()) == (turn + 1) * ROUND
            most = max(most, log.stat().st_size)
        assert most <= 2 * PAGES * 4096, "what the page reads ends with the reading"


def test_the_log_is_gone_when_the_writer_closes(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_writer(path) as writer:
        write(writer, 0)
    log = tmp_path / "store.db-wal"
    assert not log.exists() or log.stat().st_size == 0
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM article").fetchone() == (ROUND,)
    connection.close()
