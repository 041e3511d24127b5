"""Facets: which rows have which values, what is counted, and what a click makes of the filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.store.read import open_reader
from tests.fixtures import synthetic
from views import choose, pairs, picking, words
from views.data import Snapshot, current
from views.picking import Value
from views.state import Filters

Row = dict[str, Any]


def items(*columns: str) -> Callable[[Row], set[str]]:
    return lambda row: {item for name in columns for item in row[name].split(";") if item}


def band(row: Row) -> set[str]:
    sure = row["conf_extraction"]
    return {"sure" if sure >= 0.85 else "likely" if sure >= 0.65 else "doubtful"}


# The plain way to the values of a row, against which the fast one is held.
PLAIN: dict[str, Callable[[Row], set[str]]] = {
    "type": items("event_type", "event_mode"),
    "aircraft": items("aircraft_name"),
    "actor": items("actors", "recipients"),
    "actor-country": items("actor_countries"),
    "country": lambda row: {place["country"] for place in row["places"] if place["country"]},
    "role": lambda row: {place["role"] for place in row["places"]},
    "precision": items("geo_precision"),
    "source": lambda row: {source["publisher"] for source in row["sources"]},
    "language": items("languages"),
    "sources": lambda row: {str(len({source["voice"] for source in row["sources"]}))},
    "status": items("claim_status"),
    "certainty": band,
}


@pytest.fixture(scope="module")
def rows(snapshot: Snapshot) -> list[Row]:
    parts = {"places": snapshot.places, "sources": snapshot.reader().sources()}
    found = snapshot.frame.to_dict("records")
    for name, table in parts.items():
        by_event = {key: own.to_dict("records") for key, own in table.groupby("event_id")}
        for row in found:
            row[name] = by_event.get(row["event_id"], [])
    return found


def passes(row: Row, filters: Filters) -> bool:
    wanted = all(PLAIN[key](row) & set(values) for key, values in filters.picked.items())
    return wanted and not any(
        PLAIN[key](row) & set(values) for key, values in filters.excluded.items()
    )


def plain_counts(rows: list[Row], filters: Filters, key: str) -> dict[str, int]:
    totals = {}
    for value in {value for row in rows for value in PLAIN[key](row)}:
        others = filters.pick(key, ())
        if value in filters.excluded.get(key, ()):
            others = others.exclude(key, ())
        totals[value] = sum(value in PLAIN[key](row) and passes(row, others) for row in rows)
    return totals


def some_values(draw: st.DrawFn, rows: list[Row]) -> dict[str, tuple[str, ...]]:
    keys = draw(st.lists(st.sampled_from(choose.KEYS), max_size=3, unique=True))
    found = {key: sorted({value for row in rows for value in PLAIN[key](row)}) for key in keys}
    chosen = {
        key: draw(st.lists(st.sampled_from([*values, "nobody"]), min_size=1, max_size=4))
        for key, values in found.items()
    }
    return {key: tuple(dict.fromkeys(values)) for key, values in chosen.items()}


def test_every_facet_has_its_plain_way() -> None:
    assert set(PLAIN) == set(choose.KEYS)
    assert {facet.group for facet in choose.FACETS} == set(choose.GROUPS)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_rows_and_counts_are_those_of_the_plain_way(
    snapshot: Snapshot, rows: list[Row], data: st.DataObject
) -> None:
    filters = Filters(picked=some_values(data.draw, rows), excluded=some_values(data.draw, rows))
    choice = choose.choose(snapshot, filters)
    assert choice.mask.tolist() == [passes(row, filters) for row in rows]
    for key in choose.KEYS:
        own = filters.excluded.get(key, ())
        assert choose.counts(snapshot, choice, key, own) == plain_counts(rows, filters, key)


WORDS = st.sampled_from(["", "a", "b", "Ünder;", "a;b", ";", "b;a;b", "c,d"])


@settings(deadline=None)  # the first example loads a library
@given(st.lists(st.tuples(WORDS, WORDS), max_size=12))
def test_joined_items_are_taken_apart(cells: list[tuple[str, str]]) -> None:
    frame = pd.DataFrame(cells, columns=["one", "two"], dtype="str")
    found = pairs.split("one", "two")(_snapshot_of(frame))
    got = {(row, found.names[code]) for row, code in zip(found.rows, found.codes, strict=True)}
    wanted = {
        (at, item) for at, row in enumerate(cells) for cell in row for item in words.items(cell)
    }
    assert got == wanted
    assert len(found.rows) == len(wanted)
    assert "" not in found.names


@pytest.mark.parametrize(
    ("number", "value"),
    [(0.0, "doubtful"), (0.64, "doubtful"), (0.65, "likely"), (0.84, "likely"), (0.85, "sure"),
     (1.0, "sure"), (np.nan, None)],
)  # fmt: skip
def test_bands_begin_at_their_least_number(number: float, value: str | None) -> None:
    found = pairs.banded("n", pairs.CERTAINTY)(_snapshot_of(pd.DataFrame({"n": [number]})))
    assert [found.names[code] for code in found.codes] == ([value] if value else [])


def test_reprints_are_one_source(tmp_path: Path, use_store: Callable[[Path], None]) -> None:
    plain = synthetic.outcome(0, synthetic.PLANS[5])
    (source,) = plain.events[0].sources
    told = [
        replace(
            source,
            article_id=source.article_id if at == 0 else f"a{at}",
            publisher=name,
            text_hash=text,
        )
        for at, (name, text) in enumerate(
            [("Post", "x"), ("Courier", "x"), ("Bugle", "y"), ("", "z")]
        )
    ]
    event = replace(plain.events[0], sources=tuple(told))
    path = synthetic.fill(tmp_path / "s.db", [replace(plain, events=(event,))])
    with open_reader(path) as reader:
        assert reader.sources()["voice"].tolist() == ["x", "x", "y", "z"]
    use_store(path)
    snapshot = current()
    everything = choose.choose(snapshot, Filters())
    assert choose.counts(snapshot, everything, "source") == {"Bugle": 1, "Courier": 1, "Post": 1}
    assert choose.counts(snapshot, everything, "sources")["3-5"] == 1


def test_modes_stand_under_their_type(snapshot: Snapshot) -> None:
    modes = choose.modes(snapshot)
    assert set(modes["MOBILIZE"]) == {"air_show_of_force", "air_patrol", "recon"}
    assert modes["AID"] == ("aid_flight",)


MODE = Value("type", "flood", parent="DISASTER")
TYPE = Value("type", "DISASTER", children=("earthquake", "flood"))


def test_a_mode_takes_the_tick_from_its_type_and_back() -> None:
    filters = picking.tick(Filters().pick("type", ["AID"]), TYPE, on=True)
    assert filters.picked == {"type": ("AID", "DISASTER")}
    filters = picking.tick(filters, MODE, on=True)
    assert filters.picked == {"type": ("AID", "flood")}
    filters = picking.tick(filters, TYPE, on=True)
    assert filters.picked == {"type": ("AID", "DISASTER")}
    assert picking.tick(filters, TYPE, on=False).picked == {"type": ("AID",)}


def test_only_leaves_one_value_and_other_facets() -> None:
    start = Filters(text="x").pick("type", ["AID"]).exclude("type", ["flood"]).pick("actor", ["A"])
    assert picking.only(start, MODE) == Filters(text="x").pick("actor", ["A"]).pick(
        "type", ["flood"]
    )


def test_exclude_goes_to_and_fro() -> None:
    start = Filters().pick("type", ["AID", "flood"])
    out = picking.exclude(start, MODE)
    assert (out.picked, out.excluded) == ({"type": ("AID",)}, {"type": ("flood",)})
    assert picking.exclude(out, MODE) == Filters().pick("type", ["AID"])
    whole = picking.exclude(out, TYPE)
    assert whole.excluded == {"type": ("DISASTER",)}
    assert picking.tick(whole, MODE, on=True) == Filters().pick("type", ["AID", "flood"])


def test_a_type_without_one_of_its_modes(snapshot: Snapshot) -> None:
    filters = Filters().pick("type", ["MOBILIZE"]).exclude("type", ["recon"])
    found = snapshot.frame[choose.choose(snapshot, filters).mask]
    assert set(found["event_mode"]) == {"air_show_of_force", "air_patrol"}


def names(values: Iterable[str], key: str) -> list[str]:
    return [choose.FACET[key].name(value) for value in values]


def test_values_are_named_for_people() -> None:
    assert names(["DISASTER", "flood"], "type") == ["Natural disaster", "Flood"]
    assert names(["city", "adm1", "unknown"], "precision") == [
        "City or town", "Region or state", "Place not known",
    ]  # fmt: skip
    assert names(["1", "2", "3-5", "6+"], "sources") == [
        "1 source", "2 sources", "3 to 5 sources", "6 sources or more",
    ]  # fmt: skip
    assert names(["via", "anything"], "role") == ["On the way", "Anything"]


def _snapshot_of(frame: pd.DataFrame) -> Snapshot:
    frame["event_id"] = [f"ev-{row}" for row in range(len(frame))]
    return Snapshot(
        token="t", frame=frame, columns=(), places=pd.DataFrame(), row_of={}, path=Path(),
        articles=0, issues=0, as_of=None, version=0,
    )  # fmt: skip
