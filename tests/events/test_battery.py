"""Batteries of sentences, one file a language: each event found where and when it is told, no more.

A case of ``battery/CODE.toml`` has a ``text``, published on ``PUBLISHED``, and what to ``expect``:
"mode@Place@YYYY-MM-DD" each. Any mode of the same type is right; the place is any of the event's
places by the gazetteer's name, not asked for when empty; the date is the first day. A case without
expected events is a trap.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract

HERE = Path(__file__).parent
BATTERY = HERE / "battery"
FLOORS = json.loads((HERE.parent / "score" / "floors.json").read_text(encoding="utf-8"))
PUBLISHED = date(2025, 10, 24)  # a Friday
TRAPS = 0.97  # share of the traps that give nothing, where the floors name no other
CODES = sorted(path.stem for path in BATTERY.glob("*.toml"))


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the events that it tells."""

    text: str
    expect: tuple[str, ...]


@cache
def cases_of(code: str) -> tuple[Case, ...]:
    """The cases of a language in the order of the file."""
    data = tomllib.loads((BATTERY / f"{code}.toml").read_text(encoding="utf-8"))
    return tuple(Case(case["text"], tuple(case["expect"])) for case in data["case"])


def events_of(case: Case, code: str, kit: Kit) -> tuple[Event, ...]:
    """What is found in a case."""
    return extract(Article("battery", case.text, PUBLISHED, lang=code), kit).events


def passes(case: Case, events: Sequence[Event], types: Mapping[str, str]) -> bool:
    """Whether each expected event is found by an event of its own; ``types`` by mode."""
    if len(events) != len(case.expect):
        return False
    left = list(events)
    for wanted in case.expect:
        found = next((event for event in left if _is(event, wanted, types)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _is(event: Event, wanted: str, types: Mapping[str, str]) -> bool:
    mode, place, day = wanted.split("@")
    names = {p.place.name for p in event.places}
    right_place = not place or place in names
    return event.type == types[mode] and right_place and event.when.first.isoformat() == day


@pytest.mark.parametrize("code", CODES)
def test_battery_stays_above_its_floor(code: str, kit: Kit) -> None:
    types = {mode: kind.type for mode, kind in kit.lexicon.event_types.items()}
    cases = cases_of(code)
    passed = [passes(case, events_of(case, code, kit), types) for case in cases]
    assert sum(passed) / len(cases) >= FLOORS[f"battery.{code}"]


@pytest.mark.parametrize("code", CODES)
def test_traps_give_nothing(code: str, kit: Kit) -> None:
    traps = [case for case in cases_of(code) if not case.expect]
    sprung = [case.text for case in traps if events_of(case, code, kit)]
    share = FLOORS.get(f"battery.{code}.traps", TRAPS)
    assert len(sprung) <= (1 - share) * len(traps), sprung
