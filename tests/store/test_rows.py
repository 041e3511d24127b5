"""The store: rows in and out, runs repeated, articles edited, merging as articles arrive."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from pipeline.dedup import merge
from pipeline.errors import ItemFailed
from pipeline.model import Claim, Issue, Outcome, Span
from pipeline.store.flat import COLUMNS
from pipeline.store.read import Reader, open_reader
from pipeline.store.write import Writer, open_writer
from tests.store.samples import (
    DAY,
    article,
    at,
    bombers,
    chosen_of_two,
    event,
    off_the_coast,
    outcome,
    place,
)

NO_EVENT = Issue("no_event", "nothing happened", "a1.md", "a1", "info")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with open_writer(tmp_path / "store.db") as opened:
        yield opened


@pytest.fixture
def reader(writer: Writer) -> Iterator[Reader]:
    with open_reader(writer.path) as opened:
        yield opened


def dump(reader: Reader) -> tuple[object, ...]:
    frames = (reader.frame(), reader.places(), reader.claims(), reader.articles())
    return (reader.version(), reader.issues(), *(frame.to_csv() for frame in frames))


def test_an_article_comes_back_whole(writer: Writer, reader: Reader) -> None:
    given = replace(outcome(), issues=(NO_EVENT,), places=(place("Caracas", 10.5, -66.9),))
    writer.put(given, merge=merge)
    assert writer.has(given.article)
    assert reader.article("a1") == given.article
    assert reader.article_places("a1") == given.places
    assert reader.issues() == given.issues
    (row,) = reader.rows()
    assert tuple(row) == COLUMNS
    assert reader.tellings(row["event_id"]) == given.events
    stored = reader.event(row["event_id"])
    assert stored is not None and replace(stored, mention_ids=()) == given.events[0]


def test_every_place_keeps_why_it_was_chosen(writer: Writer, reader: Reader) -> None:
    """In the telling, in the merged event of two articles, and among the article's places."""
    given = (
        at("origin", chosen_of_two(place("Caracas", 10.5, -66.9))),
        at("location", chosen_of_two(off_the_coast(place("La Orchila", 11.8, -66.2)))),
        at("destination", chosen_of_two(place("Maiquetía", 10.6, -67.0)), reached=False),
    )
    for name in ("a1", "a2"):
        told = event(article(name), places=given, callsigns=("BART21",))
        everywhere = tuple(item.place for item in given)
        writer.put(Outcome(article(name), (told,), places=everywhere), merge=merge)
    (row,) = reader.rows()
    merged = reader.event(row["event_id"])
    assert merged is not None and len(merged.sources) == 2
    for told in (merged, *reader.tellings(row["event_id"])):
        assert told.places == given
    assert reader.article_places("a2") == tuple(item.place for item in given)


def test_what_is_not_there_is_none(writer: Writer, reader: Reader) -> None:
    assert reader.event("ev-0") is None
    assert reader.article("nothing") is None
    assert reader.tellings("ev-0") == ()
    assert reader.frame().empty and tuple(reader.frame().columns) == COLUMNS


def test_the_frame_has_the_types_it_promises(writer: Writer, reader: Reader) -> None:
    writer.put(outcome(), merge=merge)
    frame = reader.frame()
    assert frame["date_start"].iloc[0] == pd.Timestamp(DAY)
    assert frame["aircraft_count_min"].iloc[0] == 2
    assert pd.isna(frame["destination_reached"].iloc[0])
    assert frame["origin_name"].iloc[0] == ""
    assert frame["n_articles"].dtype == "Int64"


def test_a_second_run_changes_nothing(writer: Writer, reader: Reader) -> None:
    for name in ("a", "b", "c"):
        writer.put(outcome(name), merge=merge)
    before = dump(reader)
    assert not any(writer.put(outcome(name), merge=merge) for name in ("c", "a", "b"))
    assert dump(reader) == before


def test_an_edited_article_supersedes_what_it_told(writer: Writer, reader: Reader) -> None:
    writer.put(outcome("a"), merge=merge)
    writer.put(outcome("b"), merge=merge)
    edited = outcome("b", text="Two bombers flew past a week later.", days=7)
    assert not writer.has(edited.article)
    writer.put(edited, merge=merge)
    assert [row["article_ids"] for row in reader.rows()] == ["a", "b"]
    writer.put(outcome("b"), merge=merge)
    assert [row["article_ids"] for row in reader.rows()] == ["a;b"]


def test_another_recipe_means_reading_again(writer: Writer) -> None:
    given = outcome()
    writer.put(given, merge=merge, recipe="rules 1")
    assert writer.has(given.article, recipe="rules 1")
    assert not writer.has(given.article, recipe="rules 2")


def test_a_removed_article_leaves_the_others(writer: Writer, reader: Reader) -> None:
    for name in ("a", "b", "c"):
        writer.put(outcome(name), merge=merge)
    assert writer.remove("a", merge=merge)
    assert not writer.remove("a", merge=merge)
    assert [row["article_ids"] for row in reader.rows()] == ["b;c"]


def test_the_link_of_a_chain_falls_apart_when_it_goes(writer: Writer, reader: Reader) -> None:
    dates = {"a": 0, "b": 0, "c": 0}
    told = [outcome(name, days=days) for name, days in dates.items()]
    for given in told:
        writer.put(given, merge=merge)
    assert len(list(reader.rows())) == 1
    writer.put(Outcome(told[1].article, (), (NO_EVENT,)), merge=merge)
    (row,) = reader.rows()
    assert row["article_ids"] == "a;c"


def many() -> list[Outcome]:
    """Tellings of nine flights, some by several articles, some alike but for one trait."""
    chosen = random.Random(5)
    outcomes = []
    for number in range(40):
        told = article(f"n{number:02}", day=DAY + timedelta(days=number % 3))
        where = place("X", 10.0 + chosen.choice([0.0, 0.1, 4.0]), -66.0)
        made = event(
            told,
            day=DAY + timedelta(days=number % 3),
            places=(at("location", where),),
            aircraft=chosen.choice([(bombers(),), (bombers(3),), (bombers(icao="B52"),)]),
            callsigns=chosen.choice([(), ("BART21",), ("BART22",), ("TOXIN11",)]),
        )
        outcomes.append(Outcome(told, (made,)))
    return outcomes


def test_articles_one_by_one_in_any_order_give_what_all_at_once_give(tmp_path: Path) -> None:
    outcomes = many()
    at_once = merge([told for given in outcomes for told in given.events])
    for seed in (1, 2):
        random.Random(seed).shuffle(outcomes)
        path = tmp_path / f"{seed}.db"
        with open_writer(path) as writer, open_reader(path) as reader:
            for given in outcomes:
                writer.put(given, merge=merge)
            assert tuple(reader.events()) == at_once


def test_claims_stand_with_the_article_that_tells_them(writer: Writer, reader: Reader) -> None:
    told = article("a")
    denial = Claim("denied", "Donald Trump", "USA", "", "It is false.", Span(2, 9))
    writer.put(Outcome(told, (event(told, claims=(denial,)),)), merge=merge)
    writer.put(outcome("b"), merge=merge)
    claims = reader.claims()
    assert list(claims["article_id"]) == ["a"]
    assert next(reader.rows())["claim_status"] == "disputed"


def test_issues_without_an_article_are_kept_once(writer: Writer, reader: Reader) -> None:
    empty = Issue("empty", "x.txt holds no text", "x.txt")
    writer.put_issue(empty)
    version = reader.version()
    writer.put_issue(empty)
    assert reader.issues() == (empty,)
    assert reader.version() == version


def test_an_issue_is_settled_when_its_file_gives_an_article(writer: Writer, reader: Reader) -> None:
    writer.put_issue(Issue("empty", "a1.md holds no text", "a1.md"))
    writer.put_issue(Issue("empty", "b.md holds no text", "b.md"))
    writer.put(outcome("a1"), merge=merge)
    assert [issue.source for issue in reader.issues()] == ["b.md"]


def test_half_a_surrogate_pair_is_refused_in_words(writer: Writer) -> None:
    with pytest.raises(ItemFailed, match="surrogate"):
        writer.put(Outcome(article(text="bad \ud800 text")), merge=merge)


def test_only_web_addresses_become_links(writer: Writer, reader: Reader) -> None:
    told = replace(article(), url="javascript:alert(1)")
    writer.put(Outcome(told, (event(told),)), merge=merge)
    assert next(reader.rows())["urls"] == ""


def test_a_flight_with_only_its_ends_has_no_location(writer: Writer, reader: Reader) -> None:
    told = article()
    ends = (
        at("origin", place("Dyess AFB", 32.4, -99.9)),
        at("destination", place("Caracas", 10.5, -66.9), reached=False),
    )
    writer.put(Outcome(told, (event(told, places=ends),)), merge=merge)
    row = next(reader.rows())
    assert (row["place_name"], row["lat"], row["geo_precision"]) == ("", None, "unknown")
    assert (row["origin_name"], row["destination_name"]) == ("Dyess AFB", "Caracas")
    assert row["destination_reached"] is False


def test_counts_and_summary(writer: Writer, reader: Reader) -> None:
    for name in ("a", "b"):
        writer.put(outcome(name), merge=merge)
    counts = reader.counts()
    assert (counts.articles, counts.tellings, counts.events) == (2, 2, 1)
    assert reader.summary()["events_by_type"] == {"MOBILIZE": 1}
