"""Corrections as lines of JSON and as a file; what is wrong in them is named."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections import (
    Correction,
    DateChange,
    Join,
    KindChange,
    Note,
    Rejection,
    Split,
    from_line,
    patch,
    to_line,
    to_words,
)
from pipeline.errors import BadInput
from tests.corrections.corrected import (
    BOLIVIA,
    NOON,
    about,
    bridge,
    elsewhere,
    told,
    undoing,
    wanted,
)
from tests.corrections.test_laying import STEPS

OTHERS = about(told(name="a2"))
ALL = (
    *STEPS,
    wanted(elsewhere(bridge())),
    wanted(Split("split", OTHERS)),
    wanted(Join("join", OTHERS), reason="“same” \n day; с ним"),
    undoing(STEPS[0]),
)


@pytest.mark.parametrize("correction", ALL, ids=lambda one: to_words(one.change))
def test_a_line_and_back(correction: Correction) -> None:
    line = to_line(correction)
    again = from_line(line)
    assert "\n" not in line and again == correction and again.id == correction.id


def test_a_line_of_ones_own_needs_no_id() -> None:
    said = json.loads(to_line(ALL[0]))
    del said["id"]
    assert from_line(json.dumps(said)) == ALL[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"author": "  "}, "needs author"),
        ({"author": "a" * 101}, "needs author"),
        ({"reason": ""}, "needs reason"),
        ({"reason": "a\x00b"}, "control characters"),
        ({"reason": None}, "reason: Input should be a valid string"),
        ({"at": "yesterday"}, "at: Input should be a valid datetime"),
        ({"at": "2025-10-24T12:00:00"}, "time of a correction is UTC"),
        ({"at": "2025-10-24T12:00:00+02:00"}, "time of a correction is UTC"),
        ({"about": []}, "about 1 to 200 tellings"),
        ({"about": [{"article_id": "", "quotes": ["q"], "mode": "m"}]}, "article and a sentence"),
        ({"about": [{"article_id": "a", "quotes": [" "], "mode": "m"}]}, "article and a sentence"),
        ({"colour": "red"}, "colour: Unexpected keyword"),
        ({"change": {"kind": "colour"}}, "'colour' found using 'kind' does not match"),
        ({"change": {"kind": "note", "text": "x"}}, "change.note.text: Unexpected keyword"),
        ({"change": {"kind": "kind", "type": "x", "mode": "../a"}}, "no kind of event"),
        ({"change": {"kind": "split", "others": []}}, "name the other tellings"),
        ({"change": {"kind": "date", "first": "2025-01-02", "last": "2025-01-01",
                     "precision": "week"}}, "lies before the first"),
        ({"change": {"kind": "date", "first": "2025-01-01", "last": "2025-01-02",
                     "precision": "day"}}, "to the day has one day"),
        ({"change": {"kind": "actors", "op": "rename", "name": "x"}}, "gives the new name"),
        ({"change": {"kind": "actors", "op": "add", "name": "x", "country": "us"}},
         "three capital"),
        ({"id": "co-1"}, "not that of the content"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(change: dict[str, Any], words: str) -> None:
    said = json.loads(to_line(wanted(Note("note"))))
    with pytest.raises(BadInput, match=words):
        from_line(json.dumps({**said, **change}))


@pytest.mark.parametrize(
    ("spot", "words"),
    [
        ({"point": {"lat": 95, "lon": 2}}, "latitude 95.0 is outside"),
        ({"point": {"lat": "north", "lon": 2}}, "lat: Input should be a valid number"),
        ({"point": {"lat": float("nan"), "lon": 2}}, "must be finite"),
        ({"radius_km": 0}, "must be above 0 km"),
        ({"radius_km": float("inf")}, "must be above 0 km"),
        ({"name": ""}, "needs a name"),
        ({"precision": "fine"}, "precision: Input should be"),
    ],
)
def test_a_wrong_place_is_named(spot: dict[str, Any], words: str) -> None:
    said = json.loads(to_line(wanted(elsewhere(BOLIVIA))))
    del said["id"]
    said["change"]["to"] |= spot
    with pytest.raises(BadInput, match=words):
        from_line(json.dumps(said))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", "[" * 100_000])
def test_what_is_no_object_is_told(text: str) -> None:
    with pytest.raises(BadInput, match="a correction is one object of JSON"):
        from_line(text)


def test_half_a_surrogate_pair_is_refused() -> None:
    line = to_line(wanted(Note("note"), author="Ana")).replace("Ana", "\\ud800")
    with pytest.raises(BadInput):
        from_line(line)


def test_a_time_of_another_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="UTC"):
        Correction(
            about(told()), Note("note"), "Ana", "x", NOON.astimezone(timezone(timedelta(hours=2)))
        )
    with pytest.raises(ValueError, match="UTC"):
        Correction(about(told()), Note("note"), "Ana", "x", datetime(2025, 1, 1))  # noqa: DTZ001


@given(st.lists(st.sampled_from(ALL)))
def test_a_file_and_back_in_one_order(entries: list[Correction]) -> None:
    text = patch.write(entries)
    again = patch.read(text.encode())
    assert set(again) == set(entries)
    assert patch.write(reversed(again)) == text


HEAD = '{"format": "dateline-corrections", "version": 1}'
GOOD = to_line(ALL[0])


def test_a_file_of_other_systems_is_read() -> None:
    data = f"\ufeff{HEAD}\r\n\r\n{GOOD}\r\n".encode()
    assert patch.read(data) == (ALL[0],)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"a;b\n1;2", "no file of corrections: its first line"),
        (GOOD.encode(), "no file of corrections"),
        (HEAD.replace("1", "2").encode(), "has version 2, this program reads version 1"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (
            f"{HEAD}\n{GOOD}\nnonsense\n{{}}".encode(),
            "nothing was taken over; line 3: .*; line 4: ",
        ),
        ("\n".join([HEAD, *["x"] * 7]).encode(), "line 6: .*; and 2 more"),
        (
            f'{HEAD[:-1]}, "entries": 2}}\n{GOOD}'.encode(),
            "has 2 corrections and has 1: it was cut",
        ),
    ],
)
def test_a_bad_file_is_refused_whole(data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        patch.read(data)


def test_every_change_has_words() -> None:
    told_ = [to_words(one.change) for one in ALL]
    assert all(told_) and len(set(told_)) == len(ALL) - 1  # two steps reject nothing else alike
    assert to_words(Rejection("reject")) == "no event"
    assert to_words(KindChange("kind", "AID", "aid_flight")) == "AID aid_flight"
    week = DateChange("date", date(2025, 1, 1), date(2025, 1, 7), "week")
    assert to_words(week) == "2025-01-01 to 2025-01-07, to the week"
