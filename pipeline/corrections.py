"""What persons correct: another place for a mention. Nothing is overwritten, all can be undone.

A correction names the mention by its article, its span and its words, so that it fits the same
event after another run. It is laid over the merged event that is read from the store.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from pipeline.errors import BadInput
from pipeline.model import (
    Candidate,
    Entry,
    Event,
    Place,
    PlaceCorrection,
    PlaceInEvent,
    Point,
    Precision,
    Span,
    Uncorrected,
)

BY_A_PERSON: Final = "chosen by a person"
_MADE_BY: Final = f"; place {BY_A_PERSON}"
_KEPT: Final = 5  # candidates beside the chosen one
# Up to which radius in km a point of one's own is so precise.
_PRECISIONS: Final[tuple[tuple[float, Precision], ...]] = (
    (1.0, "exact"), (5.0, "site"), (40.0, "city"), (100.0, "adm2"), (math.inf, "adm1"),
)  # fmt: skip
_TEXTS: Final = (
    "event_id",
    "article_id",
    "text",
    "author",
    "reason",
    "gazetteer_id",
    "name",
    "country",
)
_WANTED: Final = ("event_id", "article_id", "text", "author")
_OTHERS: Final = frozenset({"span", "at", "lat", "lon", "radius_km"})


def concerns(event: Event, correction: PlaceCorrection) -> bool:
    """Whether the event has the place that is corrected."""
    told = any(source.article_id == correction.article_id for source in event.sources)
    return told and any(_is_meant(item, correction) for item in _original(event).places)


def correct(event: Event, correction: PlaceCorrection) -> Event:
    """The event with the chosen place; the former choice stands first among its candidates.

    Unchanged when it does not concern the event or was made before. Of several for one mention
    the latest holds. The id of the event stays: it is the same happening elsewhere. A place
    relative to another one ("50 miles off X") becomes the chosen place itself.

    Raises BadInput when the choice is no candidate of the place.
    """
    applied = event.uncorrected.corrections if event.uncorrected else ()
    if correction in applied or not concerns(event, correction):
        return event
    ordered = sorted((*applied, correction), key=lambda one: one.at)
    return _with(event, ordered)


def undo(event: Event, correction: PlaceCorrection) -> Event:
    """The event as it would be had this correction not been made; unchanged when it was not."""
    if event.uncorrected is None or correction not in event.uncorrected.corrections:
        return event
    return _with(event, [one for one in event.uncorrected.corrections if one != correction])


def _original(event: Event) -> Uncorrected:
    """What the event says without any correction."""
    return event.uncorrected or Uncorrected(event.places, event.conf_geocode, event.made_by, ())


def _with(event: Event, corrections: Sequence[PlaceCorrection]) -> Event:
    """The event under these corrections, the oldest first, and no others."""
    before = replace(_original(event), corrections=tuple(corrections))
    plain = replace(
        event, places=before.places, conf_geocode=before.conf_geocode, made_by=before.made_by,
        uncorrected=None,
    )  # fmt: skip
    if not corrections:
        return plain
    places = tuple(_corrected(item, corrections) for item in before.places)
    scores = [item.place.score for item in places if item.place.point]
    return replace(
        plain,
        places=places,
        conf_geocode=min(scores, default=None),
        made_by=before.made_by + _MADE_BY,
        uncorrected=before,
    )


def _corrected(item: PlaceInEvent, corrections: Sequence[PlaceCorrection]) -> PlaceInEvent:
    mine = [one for one in corrections if _is_meant(item, one)]
    return replace(item, place=_chosen(item.place, mine[-1])) if mine else item


def _is_meant(item: PlaceInEvent, correction: PlaceCorrection) -> bool:
    return item.place.span == correction.span and item.place.text == correction.text


def _chosen(place: Place, correction: PlaceCorrection) -> Place:
    entry = _entry(place, correction)
    return replace(
        place.at(entry),
        score=1.0,
        rule=_rule(correction),
        candidates=_others(place, entry),
        relation=None,
        area="",
        parts={},
    )


def _entry(place: Place, correction: PlaceCorrection) -> Entry:
    if correction.point is not None and correction.radius_km is not None:
        return Entry(
            id="",
            name=correction.name or place.text,
            kind="site",
            point=correction.point,
            country=correction.country,
            admin1="",
            population=0,
            precision=next(p for km, p in _PRECISIONS if correction.radius_km <= km),
            radius_km=correction.radius_km,
        )
    offered = [one.entry for one in _offered(place)]
    for entry in offered:
        if entry.id == correction.gazetteer_id:
            return entry
    raise BadInput(
        f"{correction.gazetteer_id} is no candidate of “{place.text}”; choose one of "
        f"{', '.join(entry.id for entry in offered) or 'none'}, or give a point and a radius"
    )


def _others(place: Place, chosen: Entry) -> tuple[Candidate, ...]:
    return tuple(one for one in _offered(place) if one.entry != chosen)[:_KEPT]


def _offered(place: Place) -> tuple[Candidate, ...]:
    """The choice of the machine, if it made one, and its other candidates."""
    former = place.as_candidate()
    return (former, *place.candidates) if former else place.candidates


def _rule(correction: PlaceCorrection) -> str:
    who = f" ({correction.author})" if correction.author else ""
    day = f"{correction.at.day} {correction.at:%b %Y}"
    why = f": {correction.reason}" if correction.reason else ""
    return f"{BY_A_PERSON}{who} on {day}{why}"


def to_json(correction: PlaceCorrection) -> str:
    """One line of JSON; what is not said is left out."""
    point = correction.point
    said: dict[str, Any] = {name: getattr(correction, name) for name in _TEXTS}
    said |= {
        "span": [correction.span.start, correction.span.end],
        "at": correction.at.isoformat(),
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "radius_km": correction.radius_km,
    }
    kept = {name: value for name, value in said.items() if value != "" and value is not None}
    return json.dumps(dict.fromkeys(_WANTED, "") | kept, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> PlaceCorrection:
    """The correction again. Raises BadInput that says which field is wrong and what it wants."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"a correction is one object of JSON a line: {error}") from error
    if not isinstance(said, dict):
        raise BadInput(f"a correction is one object of JSON, not {text[:40]!r}")
    _require_names(said)
    try:
        return PlaceCorrection(
            **{name: _text(said, name) for name in _TEXTS},
            span=_span(said["span"]),
            at=_moment(said["at"]),
            point=_point(said),
            radius_km=_number(said, "radius_km"),
        )
    except ValueError as error:
        raise BadInput(f"a correction cannot be used: {error}") from error


def _require_names(said: Mapping[str, Any]) -> None:
    missing = [name for name in (*_WANTED, "span", "at") if name not in said]
    strange = sorted(set(said) - {*_TEXTS, *_OTHERS})
    if missing:
        raise BadInput(f"a correction lacks {', '.join(missing)}")
    if strange:
        known = ", ".join(sorted({*_TEXTS, *_OTHERS}))
        raise BadInput(f"a correction does not know {', '.join(strange)}; it has {known}")


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} must be text, not {value!r}")
    return value


def _span(value: Any) -> Span:
    whole = isinstance(value, list) and [type(end) for end in value] == [int, int]
    if not whole:
        raise ValueError(f"span must be two whole numbers, its start and its end, not {value!r}")
    return Span(*value)


def _moment(value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError(f"at must be a time such as 2025-10-24T12:00:00+00:00, not {value!r}")
    return datetime.fromisoformat(value)


def _point(said: Mapping[str, Any]) -> Point | None:
    lat, lon = _number(said, "lat"), _number(said, "lon")
    if (lat is None) != (lon is None):
        raise ValueError("lat and lon go together")
    return Point(lat, lon) if lat is not None and lon is not None else None


def _number(said: Mapping[str, Any], name: str) -> float | None:
    value = said.get(name)
    if value is not None and type(value) not in (int, float):
        raise ValueError(f"{name} must be a number, not {value!r}")
    return None if value is None else float(value)
