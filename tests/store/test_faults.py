"""Damaged files, a full disk, company, old libraries: a clear sentence and no loss."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

from pipeline.dedup import merge
from pipeline.errors import BadInput, StoreBusy, StoreError
from pipeline.store import driver, files, schema
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer
from tests.store.samples import outcome

resource = pytest.importorskip("resource", reason="limits of a process are POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    with open_writer(path) as writer:
        for number in range(20):
            writer.put(outcome(f"n{number}", days=number), merge=merge)
    return path


def number_of(path: Path, pragma: str, value: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA {pragma}={value}")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("just some words, " * 50)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def header_only(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:8000] = b"\x5a" * 7900
    path.write_bytes(bytes(content))


def foreign(path: Path) -> None:
    number_of(path, "application_id", 1)


def newer(path: Path) -> None:
    number_of(path, "user_version", schema.SCHEMA_VERSION + 1)


def older(path: Path) -> None:
    number_of(path, "user_version", 0)


@pytest.mark.parametrize("door", [open_writer, open_reader])
@pytest.mark.parametrize(
    "harm", [empty, text, truncated, header_only, scribbled, foreign, newer, older]
)
def test_what_is_no_sound_store_is_named_and_left_alone(
    path: Path, harm: Callable[[Path], None], door: Callable[[Path], object]
) -> None:
    harm(path)
    before = path.read_bytes()
    with pytest.raises(StoreError) as failure:
        door(path)
    assert str(path) in str(failure.value)
    assert "python -m pipeline" in str(failure.value) or "git pull" in str(failure.value)
    assert path.read_bytes() == before


def test_a_missing_store_is_made_by_a_writer_and_named_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="python -m pipeline run"):
        open_reader(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []
    open_writer(tmp_path / "deep" / "none.db").close()
    open_reader(tmp_path / "deep" / "none.db").close()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        open_writer(tmp_path / "file" / "store.db")


def test_restore_moves_the_damaged_file_aside(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    files.backup(path, copy)
    truncated(path)
    aside = files.restore(copy, path)
    assert aside is not None and aside.exists()
    with open_reader(path) as reader:
        assert reader.counts().articles == 20


def test_an_open_reader_follows_a_restored_file(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    files.backup(path, copy)
    with open_reader(path) as reader:
        with open_writer(path) as writer:
            writer.remove("n0", merge=merge)
        assert reader.counts().articles == 19
        files.restore(copy, path)
        assert reader.counts().articles == 20
        path.unlink()
        with pytest.raises(StoreError, match="no store"):
            reader.counts()


def test_a_damaged_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    files.backup(path, copy)
    truncated(copy)
    with pytest.raises(StoreError, match="damaged"):
        files.restore(copy, path)
    open_reader(path).close()


def test_a_backup_never_overwrites(path: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="exists"):
        files.backup(path, path)


def test_a_backup_while_writing_is_sound(path: Path, tmp_path: Path) -> None:
    def write() -> None:
        with open_writer(path) as writer:
            for number in range(60):
                writer.put(outcome(f"m{number}", days=number), merge=merge)

    thread = threading.Thread(target=write)
    thread.start()
    copies = [tmp_path / f"copy{number}.db" for number in range(4)]
    for copy in copies:
        files.backup(path, copy)
    thread.join()
    for copy in copies:
        assert files.problems(copy) == ()
        with open_reader(copy) as reader:
            counts = reader.counts()
            assert counts.articles == counts.tellings >= 20


def test_a_full_disk_is_a_sentence_and_loses_nothing(path: Path) -> None:
    room = path.stat().st_size + 60_000
    with get_context("fork").Pool(1) as pool:
        said, stored = pool.apply(fill, (path, room))
    assert "disk is full" in said or "disk I/O" in said
    with open_writer(path) as writer, open_reader(path) as reader:
        assert set(stored) <= set(reader.articles()["id"])
        assert files.problems(path) == ()
        writer.put(outcome("after"), merge=merge)
        assert reader.article("after") is not None


def fill(path: Path, room: int) -> tuple[str, list[str]]:
    """Write until a file may not grow any more; returns the message and what was stored."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    stored: list[str] = []
    writer = open_writer(path)
    try:
        for number in range(500):
            writer.put(outcome(f"big{number}", text="word " * 5000), merge=merge)
            stored.append(f"big{number}")
    except StoreError as error:
        return str(error), stored
    return "", stored


def write_some(arguments: tuple[Path, int]) -> int:
    path, first = arguments
    changed = 0
    with open_writer(path) as writer:
        for number in range(first, first + 30):
            changed += writer.put(outcome(f"w{number}", days=number // 3), merge=merge)
    return changed


def test_writers_side_by_side_store_everything_exactly_once(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with ProcessPoolExecutor(3, mp_context=get_context("fork")) as pool:
        changed = sum(pool.map(write_some, [(path, 0), (path, 15), (path, 30)]))
    with open_reader(path) as reader:
        counts = reader.counts()
        assert counts.articles == counts.tellings == changed == 60
        assert counts.events == 20


def test_a_reader_beside_a_writer_sees_whole_articles_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_writer(path).close()
    seen: list[tuple[int, int, int]] = []
    thread = threading.Thread(target=write_some, args=((path, 0),))
    with open_reader(path) as reader:
        thread.start()
        while thread.is_alive():
            counts = reader.counts()
            seen.append((reader.version(), counts.articles, len(reader.frame())))
        thread.join()
        assert reader.counts().articles == 30
    assert seen == sorted(seen), "nothing ever goes back"


def test_a_store_held_by_another_process_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
    with files.locked(path), pytest.raises(StoreBusy, match="another process"):
        open_writer(path)


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 53, 4), "wal"),
    ],
)
def test_a_version_with_the_reset_fault_gets_no_log(version: tuple[int, ...], mode: str) -> None:
    assert driver.journal_mode(version) == mode


def test_the_standard_library_does_with_a_rollback_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "load_driver", lambda: sqlite3)
    monkeypatch.setattr(files, "load_driver", lambda: sqlite3)
    wanted = driver.journal_mode(sqlite3.sqlite_version_info)
    with open_writer(path) as writer, open_reader(path) as reader:
        assert writer.put(outcome("old library"), merge=merge)
        assert reader.counts().articles == 21
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == (wanted,)
