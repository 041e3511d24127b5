"""A place of an event as one nested record: how it was chosen and what else it may have been."""

from __future__ import annotations

from typing import Any

from pipeline.model import Candidate, PlaceInEvent, Point


def place_record(item: PlaceInEvent) -> dict[str, Any]:
    """What the event's card tells of a place, for programs; None is what is not known.

    ``score`` is 0 to 1; ``parts`` are the parts of the score by their names, see ``resolve``.
    """
    place = item.place
    return {
        "role": item.role,
        "text": place.text,
        "name": place.name,
        **_position(place.point),
        "radius_km": place.radius_km,
        "precision": place.precision,
        "kind": place.kind,
        "country": place.country,
        "gazetteer_id": place.gazetteer_id,
        "reached": item.reached,
        "rule": place.rule,
        "score": place.score,
        "parts": dict(place.parts),
        "candidates": [candidate_record(one) for one in place.candidates],
    }


def candidate_record(candidate: Candidate) -> dict[str, Any]:
    """Another place that the name may have meant."""
    entry = candidate.entry
    return {
        "name": entry.name,
        **_position(entry.point),
        "radius_km": entry.radius_km,
        "kind": entry.kind,
        "country": entry.country,
        "gazetteer_id": entry.id,
        "score": candidate.score,
        "parts": dict(candidate.parts),
    }


def _position(point: Point | None) -> dict[str, float | None]:
    return {"lat": point.lat if point else None, "lon": point.lon if point else None}
