"""Any text a person types gives the rows that plain Python gives, and never an error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.dedup import merge
from pipeline.model import Actor, Event, Outcome
from pipeline.store.filters import Filter
from pipeline.store.read import Reader, open_reader
from pipeline.store.words import fold, name_words, search_words
from pipeline.store.write import open_writer
from tests.store.samples import DAY, USA, article, at, event, place

NAMES = (
    "O'Neill; DROP TABLE event",
    "100% sure_thing",
    "Straße",
    "Кремль",
    "البحرية",
    "東京",
    "a|b",
)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, list[Event]]]:
    path = tmp_path_factory.mktemp("filters") / "store.db"
    with open_writer(path) as writer:
        for number, name in enumerate(NAMES):
            told = article(f"a{number}", text=f"“{name}” was said at length, people told us.")
            made = event(
                told,
                day=DAY + timedelta(days=9 * number),
                actors=(USA, Actor(name, "NLD" if number % 2 else "", "person")),
                places=(at("location", place(name, 1.0, 2.0)),),
            )
            writer.put(Outcome(told, (made,)), merge=merge)
    with open_reader(path) as reader:
        yield reader, list(reader.events())


def found(reader: Reader, chosen: Filter) -> list[str]:
    return [row["event_id"] for row in reader.rows(chosen)]


TYPED = st.one_of(
    st.text(),
    st.sampled_from(
        [
            "'",
            '"',
            "%",
            "_",
            ";--",
            "' OR 1=1 --",
            "*",
            "NEAR(a b)",
            "\0",
            "\ud800",
            "united states",
            "nld",
            "STRASSE",
            "кремль",
            "\\",
        ]
    ),
    st.sampled_from(NAMES).flatmap(lambda name: st.integers(0, len(name)).map(lambda n: name[:n])),
)


@settings(max_examples=150, deadline=None)
@given(TYPED)
@example("x" * 10_000)
def test_text_and_actor_give_what_python_gives(
    stored: tuple[Reader, list[Event]], typed: str
) -> None:
    reader, events = stored
    wanted = [item.id for item in events if not typed or fold(typed) in search_words(item)]
    assert found(reader, Filter(text=typed)) == wanted
    wanted = [item.id for item in events if not typed or f" {fold(typed)} " in name_words(item)]
    assert found(reader, Filter(actor=typed)) == wanted
    assert found(reader, Filter(type=typed)) == [item.id for item in events if not typed]


@settings(max_examples=60, deadline=None)
@given(st.none() | st.dates(), st.none() | st.dates())
@example(date(2025, 10, 23), date(2025, 10, 23))
def test_days_give_what_overlaps(
    stored: tuple[Reader, list[Event]], first: date | None, last: date | None
) -> None:
    reader, events = stored
    wanted = [
        item.id
        for item in events
        if (first is None or item.when.last >= first) and (last is None or item.when.first <= last)
    ]
    assert found(reader, Filter(first=first, last=last)) == wanted


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (Filter(actor="United States"), 7),
        (Filter(actor="united"), 7),
        (Filter(actor="usa"), 7),
        (Filter(actor="us"), 0),
        (Filter(actor="NLD"), 3),
        (Filter(text="strasse"), 1),
        (Filter(text="КРЕМЛЬ"), 1),
        (Filter(type="mobilize"), 7),
        (Filter(type="AIR_SHOW_OF_FORCE"), 7),
        (Filter(type="PROTEST"), 0),
        (Filter(actor="usa", text="東京"), 1),
    ],
)
def test_what_a_person_would_type(
    stored: tuple[Reader, list[Event]], chosen: Filter, count: int
) -> None:
    assert len(found(stored[0], chosen)) == count
