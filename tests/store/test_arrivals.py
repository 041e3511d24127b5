"""When events came in: noted once, kept when an article is read anew."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.dedup import Merger
from pipeline.model import Outcome
from pipeline.store.driver import open_file
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer
from tests.fixtures import synthetic

START = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)


def put(path: Path, made: list[Outcome], at: datetime, *, recipe: str = "") -> None:
    with open_writer(path, clock=lambda: at) as writer:
        for item in made:
            writer.put(item, merge=Merger(), recipe=recipe)


def arrivals(path: Path) -> dict[str, tuple[int, str]]:
    with open_reader(path) as reader:
        table = reader.arrivals()
    rows = zip(table["event_id"], table["version"], table["at"], strict=True)
    return {event: (int(version), at) for event, version, at in rows}


def told_otherwise(item: Outcome) -> Outcome:
    return replace(item, events=tuple(replace(e, title=e.title + " again") for e in item.events))


def test_each_event_has_the_version_and_the_time_it_came_in(tmp_path: Path) -> None:
    path, made = tmp_path / "s.db", synthetic.outcomes(3)
    put(path, made[:2], START)
    put(path, made[2:], START + timedelta(days=1))
    found = arrivals(path)
    assert sorted(found.values()) == [
        (1, "2025-11-03T09:00:00+00:00"), (2, "2025-11-03T09:00:00+00:00"),
        (3, "2025-11-04T09:00:00+00:00"),
    ]  # fmt: skip


def test_an_article_that_is_read_anew_keeps_its_time(tmp_path: Path) -> None:
    path, made = tmp_path / "s.db", synthetic.outcomes(2)
    put(path, made, START)
    before = arrivals(path)
    put(path, [told_otherwise(item) for item in made], START + timedelta(days=9), recipe="2")
    assert arrivals(path) == before


def test_what_is_told_no_more_is_forgotten(tmp_path: Path) -> None:
    path, made = tmp_path / "s.db", synthetic.outcomes(1)
    put(path, made, START)
    put(path, [replace(made[0], events=())], START, recipe="2")
    assert arrivals(path) == {}
    put(path, made, START + timedelta(days=1), recipe="3")
    assert [at for _, at in arrivals(path).values()] == ["2025-11-04T09:00:00+00:00"]


def make_older(path: Path) -> None:
    """Turn it into a store of the second version, which noted no times."""
    with closing(open_file(path, writable=True)) as connection:
        connection.execute("DROP TABLE arrival")
        connection.execute("PRAGMA user_version=2")


def test_an_older_store_is_migrated_and_its_events_are_old(tmp_path: Path) -> None:
    path, made = tmp_path / "s.db", synthetic.outcomes(2)
    put(path, made[:1], START)
    make_older(path)
    put(path, made, START)
    assert sorted(arrivals(path).values()) == [(0, ""), (2, "2025-11-03T09:00:00+00:00")]
