"""Batteries of sentences, one file a language: each relative place found, and nothing else.

A case of ``battery/CODE.toml`` has a ``text`` and, when it tells a relative place, its ``op`` (see
``model.Relation``), the ``anchor`` as written (two joined with a slash; the country's code when
only an adjective names it), ``km`` and ``bearing`` where told, ``sea`` (true: on the water, false:
inland; left out: the words do not say) and ``at`` (latitude, longitude, tolerance in km).
``plain`` names a place that must stay as it is ("over Caracas"). A case with neither is a trap.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline.model import Article, Place, Point
from pipeline.relative import place_offsets
from pipeline.relative.geodesy import distance_km
from pipeline.run import Kit, read_places

HERE = Path(__file__).parent
BATTERY = HERE / "battery"
FLOORS = json.loads((HERE.parent / "score" / "floors.json").read_text(encoding="utf-8"))
CODES = sorted(path.stem for path in BATTERY.glob("*.toml"))
KM_SHARE = 0.02  # by which a distance may differ: units are rounded


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with what it says about where."""

    text: str
    op: str = ""
    anchor: str = ""
    km: float | None = None
    bearing: float | None = None
    sea: bool | None = None
    at: tuple[float, float, float] | None = None
    plain: str = ""

    @property
    def is_trap(self) -> bool:
        """Whether nothing may be found."""
        return not (self.op or self.plain)


@cache
def cases_of(code: str) -> tuple[Case, ...]:
    """The cases of a language in the order of the file."""
    data = tomllib.loads((BATTERY / f"{code}.toml").read_text(encoding="utf-8"))
    known = Case.__slots__
    return tuple(Case(**{k: v for k, v in case.items() if k in known}) for case in data["case"])


def places_of(text: str, code: str, kit: Kit) -> tuple[Place, ...]:
    """What the pipeline makes of a sentence."""
    reading = read_places(Article("battery", text, date(2025, 10, 24), lang=code), kit)
    return place_offsets(reading.document, reading.places, kit.lexicon, kit.coast)


def fault(case: Case, places: tuple[Place, ...]) -> str:
    """What is wrong; empty when all is right."""
    relative = [place for place in places if place.relation is not None]
    if case.op:
        if len(relative) != 1:
            return f"{len(relative)} relative places"
        return _wrong(case, relative[0])
    if relative:
        return f"found {relative[0].text!r}"
    plain = [place for place in places if place.text == case.plain]
    return _off(case, plain[0]) if plain else "" if case.is_trap else "the place is gone"


def _wrong(case: Case, place: Place) -> str:
    relation = place.relation
    assert relation is not None
    start = place.span.start
    written = "/".join(place.text[a.start - start : a.end - start] for a in relation.anchors)
    named = place.country if case.anchor.isupper() else written
    found = (relation.op, named)
    if found != (case.op, case.anchor):
        return f"{found} in {place.text!r}"
    if not _same(relation.distance_km, case.km) or not _same(relation.bearing_deg, case.bearing):
        return f"{relation.distance_km} km, {relation.bearing_deg} degrees"
    if case.sea is not None and relation.offshore is not case.sea:
        return f"offshore is {relation.offshore}"
    return _off(case, place)


def _same(found: float | None, wanted: float | None) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return abs(found - wanted) <= KM_SHARE * abs(wanted)


def _off(case: Case, place: Place) -> str:
    if case.at is None:
        return ""
    if place.point is None:
        return "no position"
    away = distance_km(place.point, Point(case.at[0], case.at[1]))
    return "" if away <= case.at[2] else f"{away:.0f} km off, at {place.point}"


@pytest.mark.parametrize("code", CODES)
def test_battery_stays_above_its_floor(code: str, kit: Kit) -> None:
    cases = cases_of(code)
    faults = {case.text: fault(case, places_of(case.text, code, kit)) for case in cases}
    wrong = {text: what for text, what in faults.items() if what}
    assert 1 - len(wrong) / len(cases) >= FLOORS[f"relative.{code}"], wrong


@pytest.mark.parametrize("code", CODES)
def test_traps_give_no_relative_place(code: str, kit: Kit) -> None:
    traps = [case for case in cases_of(code) if case.is_trap]
    assert len(traps) >= 10
    assert {c.text: f for c in traps if (f := fault(c, places_of(c.text, code, kit)))} == {}
