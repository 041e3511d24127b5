"""Rows stay apart; only a page that GDELT coded twice is told once."""

from __future__ import annotations

from pathlib import Path

from pipeline.dedup import merge
from pipeline.import_ import APART
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer
from tests.import_.exports import UCDP_HEADER, gdelt_row, read, ucdp_row, written


def stored(store: Path, path: Path) -> tuple[int, int]:
    """Rows that changed, and events in the store after it."""
    landed, issues = read(path)
    with open_writer(store) as writer:
        changed = writer.put_all([*landed, *issues], merge=APART)
        return changed, writer.count_events()


def neighbours(path: Path) -> Path:
    """Two clashes of the same sides on one day, in villages 10 km apart."""
    rows = (ucdp_row(id="1"), ucdp_row(id="2", latitude="16.36", where_coordinates="Bagnadji"))
    return written(path / "x.csv", UCDP_HEADER, *rows)


def test_two_rows_are_two_events_which_merging_would_join(tmp_path: Path) -> None:
    landed, _ = read(neighbours(tmp_path))
    events = [one.events[0] for one in landed]
    assert len(APART(events)) == 2
    assert len(merge(events)) == 1


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    path, store = neighbours(tmp_path), tmp_path / "s.db"
    assert stored(store, path) == (2, 2)
    assert stored(store, path) == (0, 2)


def test_an_article_never_joins_a_row(tmp_path: Path) -> None:
    (one, _), _ = read(neighbours(tmp_path))
    event = one.events[0]
    assert merge.keys(event) and not set(merge.keys(event)) & set(APART.keys(event))


def test_gdelts_repetitions_are_one_event_and_one_voice(tmp_path: Path) -> None:
    exchanged = {
        "Actor1Name": "REBEL", "Actor1Code": "REB", "Actor1CountryCode": "", "Actor2Name": "FRANCE",
        "Actor2Code": "FRA", "Actor2Type1Code": "",
    }  # fmt: skip
    rows = (gdelt_row(), gdelt_row(GlobalEventID="1000", **exchanged))
    first, later = (written(tmp_path / f"{n}.csv", row) for n, row in enumerate(rows))
    store = tmp_path / "s.db"
    assert stored(store, later) == (1, 1)
    assert stored(store, first) == (1, 1)
    with open_reader(store) as reader:
        (event,) = reader.events()
    assert [source.article_id for source in event.sources] == ["gdelt:900", "gdelt:1000"]
    assert len({source.text_hash for source in event.sources}) == 1
    assert event.merged_why == ("the same page, kind, day, names and place",)


def test_another_page_kind_day_name_or_place_of_gdelt_is_another_event(tmp_path: Path) -> None:
    others: list[dict[str, str]] = [
        {"SOURCEURL": "https://example.org/b"},
        {"EventCode": "195"},
        {"SQLDATE": "20220303"},
        {"Actor1Name": "CHAD"},
        {"ActionGeo_FullName": "Kidal, Kidal, Mali"},
    ]
    rows = [gdelt_row(GlobalEventID=str(n), **one) for n, one in enumerate(others, start=901)]
    landed, _ = read(written(tmp_path / "x.csv", gdelt_row(), *rows))
    assert len(APART([one.events[0] for one in landed])) == 6
