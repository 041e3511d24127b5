"""Corrections of made-up events, for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pipeline.corrections import (
    Anchor,
    Change,
    Correction,
    PlaceChange,
    Spot,
    Undo,
    anchors,
    spot_at,
    spot_of,
)
from pipeline.model import Candidate, Entry, Event, Place, PlaceInEvent, Point, Span
from tests.store.samples import article, event

NOON = datetime(2025, 11, 28, 12, tzinfo=UTC)
HERE, THERE = Span(10, 18), Span(40, 45)


def entry(name: str, lat: float, lon: float, country: str) -> Entry:
    return Entry(f"gn:{name}", name, "city", Point(lat, lon), country, "", 1000, "city", 8.0)


BOLIVIA = entry("Trinidad, Bolivia", -14.83, -64.9, "BOL")
CUBA = entry("Trinidad, Cuba", 21.8, -79.98, "CUB")


def place(**more: Any) -> Place:
    given = {
        "span": HERE, "text": "Trinidad", "name": "Trinidad", "point": Point(10.4, -61.3),
        "country": "TTO", "precision": "adm2", "radius_km": 50.0, "kind": "island",
        "gazetteer_id": "own:trinidad", "use": "literal", "score": 0.6,
        "rule": "the best known of that name", "parts": {"people": 5.0},
        "candidates": (Candidate(BOLIVIA, 0.3, {"people": 4.0}), Candidate(CUBA, 0.1, {"near": 1})),
    }  # fmt: skip
    return Place(**{**given, **more})


def told(*places: Place, name: str = "a1") -> Event:
    """An event at these places, as one article tells it."""
    items = tuple(PlaceInEvent("location", one) for one in places or (place(),))
    return replace(event(article(name)), places=items, conf_geocode=0.6)


def about(*tellings: Event, siblings: Sequence[Event] = ()) -> tuple[Anchor, ...]:
    return anchors(tellings, lambda article_id: (*tellings, *siblings))


def wanted(
    change: Change, *, on: Event | None = None, hours: float = 0, author: str = "Ana",
    reason: str = "the report is from Beni", target: tuple[Anchor, ...] = (),
) -> Correction:  # fmt: skip
    """A correction of an event, made so many hours after noon."""
    target = target or about(on or told())
    return Correction(target, change, author, reason, NOON + timedelta(hours=hours))


def undoing(of: Correction, *, hours: float = 100) -> Correction:
    return replace(of, change=Undo("undo", of.id), at=NOON + timedelta(hours=hours))


def elsewhere(to: Spot | Entry | None, **more: Any) -> PlaceChange:
    """The place of ``told()`` is another one."""
    spot = spot_of(to, found_by="candidate") if isinstance(to, Entry) else to
    given = {"role": "location", "to": spot, "text": "Trinidad", "was": "Trinidad"}
    return PlaceChange("place", **{**given, **more})


def bridge(radius_km: float = 2.0) -> Spot:
    return spot_at(Point(-14.8, -64.8), name="the bridge", radius_km=radius_km, country="BOL")
