"""kill -9 at any moment: what was stored is whole, nothing is half, a second run completes."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from pipeline.dedup import merge
from pipeline.errors import StoreError
from pipeline.store import files, migrate, schema
from pipeline.store.driver import open_file
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer
from tests.store.samples import outcome

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 needs POSIX processes")

OUTCOMES = [outcome(f"n{number:02}", days=number // 3) for number in range(12)]


def in_child(work: Callable[[], None]) -> int:
    """Run in a forked process; returns its id."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def ingest(path: Path, acked: Path) -> None:
    """Store all articles; a name is written to ``acked`` once the store has said yes."""
    with open_writer(path) as writer, acked.open("a") as log:
        for given in OUTCOMES:
            writer.put(given, merge=merge)
            log.write(f"{given.article.id}\n")
            log.flush()


def require_whole(path: Path, acked: Path) -> None:
    """Every acknowledged article is there with its text and events; the file is sound."""
    names = set(acked.read_text().split()) if acked.exists() else set()
    if not path.exists():
        assert not names
        return
    assert files.problems(path) == ()
    with open_reader(path) as reader:
        stored = set(reader.articles()["id"])
        assert names <= stored
        told = [item for event_ in reader.events() for item in reader.tellings(event_.id)]
        assert {item.sources[0].article_id for item in told} == stored, "no half article"
        named = [name for event_ in reader.events() for name in event_.mention_ids]
        assert len(named) == len(stored)


def finished(path: Path) -> tuple[Any, ...]:
    with open_reader(path) as reader:
        return tuple(reader.events())


def test_killed_at_any_moment(tmp_path: Path) -> None:
    clean = tmp_path / "clean.db"
    ingest(clean, tmp_path / "clean.log")
    chosen = random.Random(1)
    for number in range(50):
        path, acked = tmp_path / f"{number}.db", tmp_path / f"{number}.log"
        child = in_child(lambda path=path, acked=acked: ingest(path, acked))  # type: ignore[misc]
        time.sleep(chosen.uniform(0.0, 0.09))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        require_whole(path, acked)
        ingest(path, acked)
        assert finished(path) == finished(clean)


@pytest.mark.parametrize("nth", [*range(1, 20), 30, 45, 60, 75, 90])
def test_killed_at_the_nth_statement(tmp_path: Path, nth: int) -> None:
    path, acked = tmp_path / "store.db", tmp_path / "acked"

    def work() -> None:
        left = [nth]

        def count(*_: Any) -> None:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", count)
        event.listen(Engine, "commit", count)
        ingest(path, acked)

    os.waitpid(in_child(work), 0)
    require_whole(path, acked)
    ingest(path, acked)
    assert len(finished(path)) == 4


STEPS = {
    schema.SCHEMA_VERSION: [
        "ALTER TABLE article ADD COLUMN colour TEXT NOT NULL DEFAULT ''",
        "UPDATE article SET colour = 'blue'",
        "CREATE INDEX article_colour ON article (colour)",
    ]
}
NEXT = schema.SCHEMA_VERSION + 1


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    ingest(path, tmp_path / "acked")
    before = finished(path)
    with closing(open_file(path, writable=True)) as connection:
        connection.execute("DROP INDEX ix_telling_component")
        connection.execute("ALTER TABLE telling DROP COLUMN component")
        connection.execute("PRAGMA user_version=1")
    with pytest.raises(StoreError, match="store migrate"):
        open_reader(path)
    with open_writer(path) as writer:
        writer.put(outcome("n99", days=0), merge=merge)
    assert version_of(tmp_path / "store.db.v1.bak") == 1
    after = finished(path)
    assert after[1:] == before[1:]
    assert len(after[0].sources) == len(before[0].sources) + 1


def version_of(path: Path) -> int:
    return files.header(path).schema_version


def test_a_migration_keeps_a_backup_and_changes_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    ingest(path, tmp_path / "acked")
    broken = {schema.SCHEMA_VERSION: [*STEPS[schema.SCHEMA_VERSION], "SELECT nonsense"]}
    with pytest.raises(Exception, match="nonsense"):
        migrate.migrate(path, steps=broken, target=NEXT)
    assert version_of(path) == schema.SCHEMA_VERSION
    kept = migrate.migrate(path, steps=STEPS, target=NEXT)
    assert kept is not None and version_of(kept) == schema.SCHEMA_VERSION
    assert version_of(path) == NEXT
    assert migrate.migrate(kept, steps={}, target=schema.SCHEMA_VERSION) is None


def test_a_migration_killed_midway_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    ingest(path, tmp_path / "acked")
    genuine = migrate.open_file

    class Dying:
        """A connection that dies at its n-th statement."""

        def __init__(self, connection: Any, nth: int) -> None:
            self.connection, self.left = connection, nth

        def execute(self, statement: str) -> Any:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return self.connection.execute(statement)

        def close(self) -> None:
            self.connection.close()

    for nth in range(1, 7):

        def dying(*places: Any, nth: int = nth, **options: Any) -> Any:
            return Dying(genuine(*places, **options), nth)

        def work(dying: Any = dying) -> None:
            monkeypatch.setattr(migrate, "open_file", dying)
            migrate.migrate(path, steps=STEPS, target=NEXT)

        os.waitpid(in_child(work), 0)
        assert version_of(path) == schema.SCHEMA_VERSION
        assert files.problems(path) == ()
    migrate.migrate(path, steps=STEPS, target=NEXT)
    assert version_of(path) == NEXT
