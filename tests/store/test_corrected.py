"""Corrections in the store: laid over what is read, replayed, undone, exported and brought in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import review
from pipeline.corrections import (
    Change,
    Correction,
    DateChange,
    Join,
    KindChange,
    Note,
    PlaceChange,
    Rejection,
    Split,
    patch,
    spot_at,
)
from pipeline.dedup import merge
from pipeline.errors import BadInput
from pipeline.export import View, export
from pipeline.model import Event, Outcome, Point
from pipeline.store import migrate
from pipeline.store.driver import open_file
from pipeline.store.read import Reader, open_reader
from pipeline.store.write import Writer, open_writer
from tests.corrections.corrected import NOON, wanted
from tests.store.samples import article, event

LIMA = spot_at(Point(-12.05, -77.04), name="Lima", radius_km=15, country="PER")
TO_LIMA = PlaceChange("place", "location", LIMA, "Caracas", "Caracas")
REJECT, NOTE = Rejection("reject"), Note("note")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    with open_writer(path) as opened:
        yield opened


@pytest.fixture
def reader(writer: Writer) -> Iterator[Reader]:
    with open_reader(writer.path) as opened:
        yield opened


def telling(
    name: str, *, kind: tuple[str, str] = ("MOBILIZE", "air_show_of_force"), at: int = 0
) -> Event:
    return event(article(name), kind=kind, start=at)


def put(writer: Writer, *tellings: Event) -> None:
    by_article: dict[str, list[Event]] = {}
    for one in tellings:
        by_article.setdefault(one.sources[0].article_id, []).append(one)
    for name, told in by_article.items():
        writer.put(Outcome(article(name), tuple(told)), merge=merge)


def correct(
    path: Path, change: Change, *tellings: Event, hours: float = 0, reason: str = "I was there"
) -> Correction:
    """Correct the event of these tellings as the page does."""
    with open_reader(path) as reader:
        target = review.about(reader, tellings)
    made = wanted(change, target=target, hours=hours, reason=reason)
    review.keep(path, [made])
    return made


def others(path: Path, *tellings: Event) -> tuple[review.Anchor, ...]:
    with open_reader(path) as reader:
        return review.about(reader, tellings)


def groups(reader: Reader) -> list[list[str]]:
    """Article ids of each event."""
    return sorted(sorted({s.article_id for s in one.sources}) for one in reader.events())


def test_every_way_of_reading_gives_the_corrected_values(
    writer: Writer, reader: Reader, tmp_path: Path
) -> None:
    put(writer, telling("a"))
    version = reader.version()
    made = correct(writer.path, TO_LIMA, telling("a"))
    (row,) = reader.rows()
    assert (row["place_name"], row["place_country"], row["lat"]) == ("Lima", "PER", -12.05)
    assert reader.frame()["place_name"].tolist() == reader.places()["name"].tolist() == ["Lima"]
    assert reader.version() == version + 1
    seen = reader.event(row["event_id"])
    assert seen is not None and seen.uncorrected is not None
    assert seen.uncorrected.places[0].place.name == "Caracas"
    assert [one.id for one in seen.decisions] == [made.id]
    export(View(reader), file_format="geojson", out=tmp_path / "out.geojson")
    feature = json.loads((tmp_path / "out.geojson").read_text())["features"][0]
    assert feature["geometry"]["coordinates"] == [-77.04, -12.05]
    assert "place chosen by a person" in row["made_by"]


def test_reading_again_with_other_words_changes_nothing_of_it(
    writer: Writer, reader: Reader
) -> None:
    put(writer, telling("a"))
    correct(writer.path, TO_LIMA, telling("a"))
    once = list(reader.rows())
    put(writer, telling("a"))
    assert list(reader.rows()) == once
    later = replace(
        telling("a", kind=("COERCE", "intercept")), title="Other words", made_by="rules 2"
    )
    put(writer, later)
    (row,) = reader.rows()
    assert (row["event_mode"], row["title"], row["place_name"]) == (
        "intercept",
        "Other words",
        "Lima",
    )


def test_what_fits_nothing_any_more_is_listed_and_fits_again_when_it_can(
    writer: Writer, reader: Reader
) -> None:
    put(writer, telling("a"))
    correct(writer.path, TO_LIMA, telling("a"))
    text = "Quite another text. Bombers are here."
    writer.put(
        Outcome(article("a", text=text), (event(article("a", text=text), start=20),)), merge=merge
    )
    (kept,) = reader.corrections()
    assert kept.state == "fits nothing" and "a no longer tells this event" in kept.why
    assert reader.frame()["place_name"].tolist() == ["Caracas"]
    writer.remove("a", merge=merge)
    (kept,) = reader.corrections()
    assert kept.state == "fits nothing" and "a is not in the store" in kept.why
    put(writer, telling("a"))
    (kept,) = reader.corrections()
    assert kept.state == "holds" and kept.event_ids == (telling("a").id,)
    assert reader.frame()["place_name"].tolist() == ["Lima"]


def test_undoing_leaves_no_trace_but_in_the_trail(writer: Writer, reader: Reader) -> None:
    put(writer, telling("a"), telling("b"))
    before = (list(reader.rows()), list(reader.events()))
    made = [
        correct(writer.path, change, telling("a"), hours=hours)
        for hours, change in enumerate(
            (TO_LIMA, REJECT, NOTE, DateChange("date", date(2025, 1, 1), date(2025, 1, 1), "day"))
        )
    ]
    assert reader.counts().events == 0
    for one in made:
        review.undo(writer.path, one.id, author="Bo", reason="no", at=NOON)
    assert (list(reader.rows()), list(reader.events())) == before
    log = reader.corrections(telling("a").id)
    assert [one.state for one in log].count("undone") == 4 and len(log) == 8
    assert {one.undone_by.author for one in log if one.undone_by} == {"Bo"}


def test_a_rejected_event_is_in_no_view_and_its_card_stays(writer: Writer, reader: Reader) -> None:
    put(writer, telling("a"))
    made = correct(writer.path, REJECT, telling("a"))
    assert list(reader.rows()) == list(reader.events()) == []
    assert len(reader.frame()) == len(reader.places()) == len(reader.claims()) == 0
    assert reader.counts().events == writer.count_events() == reader.summary()["events"] == 0
    assert reader.summary()["events_by_type"] == {}
    seen = reader.event(telling("a").id)
    assert seen is not None and seen.rejected
    put(writer, telling("b"))  # tells the same: it is still no event
    assert reader.counts().events == 0
    review.undo(writer.path, made.id[:8], author="Bo", reason="it is one", at=NOON)
    assert reader.counts().events == 1


FAR = replace(event(article("c"), day=date(2025, 3, 1), kind=("PROTEST", "protest")), flight=None)
TELLINGS = (telling("a"), telling("b"), FAR, telling("d"))


def test_they_are_told_apart_by_the_machine(writer: Writer, reader: Reader) -> None:
    put(writer, *TELLINGS)
    assert groups(reader) == [["a", "b", "d"], ["c"]]


def constrained(path: Path) -> list[Correction]:
    """b leaves its event; c joins what a tells."""
    b, rest = TELLINGS[1], (TELLINGS[0], TELLINGS[3])
    return [
        correct(path, Split("split", others(path, *rest)), b),
        correct(path, Join("join", others(path, TELLINGS[2])), *rest, hours=1),
    ]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> list[Correction]:
    """The two corrections, made where all is stored."""
    path = tmp_path_factory.mktemp("made") / "store.db"
    with open_writer(path) as writer:
        put(writer, *TELLINGS)
    return constrained(path)


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_put_together_and_apart_hold_in_every_order_of_arrival(
    writer: Writer, reader: Reader, log: list[Correction], order: Sequence[int]
) -> None:
    """The corrections come first, between the articles or last."""
    for step, number in enumerate(order):
        if step == order[0]:
            writer.keep(log[:1], merge=merge)
        if step == order[1]:
            writer.keep(log[1:], merge=merge)
        put(writer, TELLINGS[number])
    assert groups(reader) == [["a", "c", "d"], ["b"]]
    assert {one.state for one in reader.corrections()} == {"holds"}


STEPS = st.lists(st.integers(0, 7), min_size=8, max_size=14)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_the_events_depend_on_what_is_stored_alone(
    tmp_path_factory: pytest.TempPathFactory, log: list[Correction], steps: list[int]
) -> None:
    """Articles come, go and come again between corrections; at last all of it is there."""
    here, fresh = (tmp_path_factory.mktemp("any") / name for name in ("one.db", "other.db"))
    with open_writer(here) as writer, open_writer(fresh) as other:
        for step in steps:
            if step < 4:
                put(writer, TELLINGS[step])
            elif step < 6:
                writer.keep([log[step - 4]], merge=merge)
            else:
                writer.remove("abcd"[step - 6], merge=merge)
        writer.keep(log, merge=merge)
        put(writer, *TELLINGS)
        put(other, *TELLINGS)
        other.keep(log, merge=merge)
    with open_reader(here) as one, open_reader(fresh) as two:
        assert list(one.rows()) == list(two.rows())
        assert [o.state for o in one.corrections()] == [o.state for o in two.corrections()]


def test_undoing_a_join_and_a_split_brings_the_machines_events_back(
    writer: Writer, reader: Reader
) -> None:
    put(writer, *TELLINGS)
    before = list(reader.rows())
    for one in constrained(writer.path):
        review.undo(writer.path, one.id, author="Bo", reason="no", at=NOON)
    assert list(reader.rows()) == before


def test_where_a_join_and_a_split_disagree_the_later_holds(writer: Writer, reader: Reader) -> None:
    a, b = TELLINGS[:2]
    put(writer, a, b)
    correct(writer.path, Split("split", others(writer.path, b)), a)
    assert groups(reader) == [["a"], ["b"]]
    correct(writer.path, Join("join", others(writer.path, b)), a, hours=1)
    assert groups(reader) == [["a", "b"]]
    correct(writer.path, Split("split", others(writer.path, b)), a, hours=2)
    assert groups(reader) == [["a"], ["b"]]


def test_the_two_sides_of_a_split_can_be_corrected_each(writer: Writer, reader: Reader) -> None:
    a, b = TELLINGS[:2]
    put(writer, a, b)
    correct(writer.path, Split("split", others(writer.path, a)), b)
    correct(writer.path, TO_LIMA, b, hours=1)
    names = {one.sources[0].article_id: one.places[0].place.name for one in reader.events()}
    assert names == {"a": "Caracas", "b": "Lima"}


def test_a_correction_stays_with_the_event_when_one_of_its_articles_goes(
    writer: Writer, reader: Reader
) -> None:
    put(writer, telling("a"), telling("b"))
    correct(writer.path, KindChange("kind", "AID", "aid_flight"), telling("a"), telling("b"))
    writer.remove("a", merge=merge)
    assert [row["event_mode"] for row in reader.rows()] == ["aid_flight"]


def test_a_third_telling_that_fits_one_side_of_a_join_comes_along(
    writer: Writer, reader: Reader
) -> None:
    put(writer, telling("a"), FAR)
    correct(writer.path, Join("join", others(writer.path, FAR)), telling("a"))
    put(writer, telling("b"))
    assert groups(reader) == [["a", "b", "c"]]
    (seen,) = reader.events()
    assert any("put together by a person" in why for why in seen.merged_why)


def test_a_patch_file_moves_all_of_it_to_another_store(
    writer: Writer, reader: Reader, tmp_path: Path
) -> None:
    put(writer, *TELLINGS)
    made = constrained(writer.path)
    correct(writer.path, TO_LIMA, TELLINGS[2], hours=2)
    review.undo(writer.path, made[0].id, author="Bo", reason="no", at=NOON)
    text = review.export_patch(reader)
    fresh = tmp_path / "fresh.db"
    first = review.import_patch(fresh, text.encode())  # before any article is there
    assert (first.new, first.known, len(first.unfit)) == (4, 0, 2)
    with open_writer(fresh) as other:
        put(other, *reversed(TELLINGS))
    again = review.import_patch(fresh, text.encode())
    assert (again.new, again.known, again.unfit) == (0, 4, ())
    with open_reader(fresh) as two:
        assert list(two.rows()) == list(reader.rows())
        assert review.export_patch(two) == text


def test_a_bad_file_leaves_the_store_as_it_was(writer: Writer, reader: Reader) -> None:
    put(writer, telling("a"))
    good = patch.write([wanted(TO_LIMA, target=others(writer.path, telling("a")))])
    with pytest.raises(BadInput, match="line 3"):
        review.import_patch(writer.path, f"{good}nonsense\n".encode())
    assert reader.corrections() == ()


def test_only_what_is_there_and_holds_can_be_undone(writer: Writer) -> None:
    put(writer, telling("a"))
    made = correct(writer.path, NOTE, telling("a"))
    by = {"author": "Bo", "reason": "no", "at": NOON}
    for name in ("", "co-zzz"):
        with pytest.raises(BadInput, match="there is no correction"):
            review.undo(writer.path, name, **by)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="needs author"):
        review.undo(writer.path, made.id, author=" ", reason="no", at=NOON)
    review.undo(writer.path, made.id, **by)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="undone already, by"):
        review.undo(writer.path, made.id, **by)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="2 corrections begin with"):
        review.undo(writer.path, "co-", **by)  # type: ignore[arg-type]


def test_the_same_correction_twice_is_one(writer: Writer, reader: Reader) -> None:
    put(writer, telling("a"))
    correct(writer.path, NOTE, telling("a"))
    version = reader.version()
    correct(writer.path, NOTE, telling("a"))
    assert reader.version() == version and len(reader.corrections()) == 1


def test_a_preview_writes_nothing(writer: Writer, reader: Reader) -> None:
    put(writer, telling("a"))
    correct(writer.path, KindChange("kind", "AID", "aid_flight"), telling("a"))
    seen = reader.event(telling("a").id)
    assert seen is not None
    plan = wanted(TO_LIMA, target=others(writer.path, telling("a")), hours=1)
    after = review.preview(reader, seen, [plan])
    assert (after.mode, after.places[0].place.name) == ("aid_flight", "Lima")
    assert reader.event(seen.id) == seen and len(reader.corrections()) == 1


def test_a_store_without_corrections_is_brought_up_to_date(path: Path) -> None:
    with open_writer(path) as writer:
        put(writer, telling("a"))
    with closing(open_file(path, writable=True)) as connection:
        for table in ("rejected", "correction_article", "correction"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version=2")
    migrate.migrate(path)
    correct(path, REJECT, telling("a"))
    with open_reader(path) as reader:
        assert [one.state for one in reader.corrections()] == ["holds"]
        assert reader.counts().events == 0
