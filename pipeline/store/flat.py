"""An event as one flat row: the columns people export, in their order, and how they are filled.

Lists are joined by ``;`` (a semicolon inside an item becomes a comma). Empty text and None both
mean "not said". ``evidence_start`` and ``evidence_end`` count code points in the text of the first
article of ``article_ids``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal

from pipeline.model import Actor, Aircraft, Event, Flight, Place, PlaceInEvent, Relation

ColumnType = Literal["text", "date", "integer", "real", "boolean"]

COLUMN_TYPES: Final[Mapping[str, ColumnType]] = {
    "event_id": "text",
    "event_type": "text",
    "event_mode": "text",
    "title": "text",
    "date_start": "date",
    "date_end": "date",
    "time_precision": "text",
    "date_basis": "text",
    "modality": "text",
    "polarity": "text",
    "actors": "text",
    "recipients": "text",
    "actor_countries": "text",
    "place_name": "text",
    "place_country": "text",
    "lat": "real",
    "lon": "real",
    "geo_precision": "text",
    "radius_km": "real",
    "place_relation": "text",
    "origin_name": "text",
    "origin_icao": "text",
    "origin_lat": "real",
    "origin_lon": "real",
    "via": "text",
    "destination_name": "text",
    "destination_icao": "text",
    "destination_lat": "real",
    "destination_lon": "real",
    "destination_reached": "boolean",
    "aircraft_type": "text",
    "aircraft_name": "text",
    "aircraft_count_min": "integer",
    "aircraft_count_max": "integer",
    "callsigns": "text",
    "manoeuvre": "text",
    "claim_status": "text",
    "claimants": "text",
    "fatalities_low": "integer",
    "fatalities_high": "integer",
    "n_articles": "integer",
    "n_publishers": "integer",
    "languages": "text",
    "evidence": "text",
    "evidence_start": "integer",
    "evidence_end": "integer",
    "article_ids": "text",
    "urls": "text",
    "published_first": "date",
    "published_last": "date",
    "conf_extraction": "real",
    "conf_geocode": "real",
    "conf_date": "real",
    "made_by": "text",
}

COLUMNS: Final[tuple[str, ...]] = tuple(COLUMN_TYPES)
LIST_COLUMNS: Final[frozenset[str]] = frozenset(
    {
        "actors",
        "recipients",
        "actor_countries",
        "via",
        "aircraft_type",
        "aircraft_name",
        "callsigns",
        "claimants",
        "languages",
        "article_ids",
        "urls",
    }
)

# Those who take part; the side that something is done to has its own column.
_TAKING_PART: Final = ("actor", "host", "escorted")


def to_row(event: Event) -> dict[str, Any]:
    """The flat row of an event, with exactly the keys of COLUMNS; dates are ISO texts."""
    row: dict[str, Any] = {}
    for part in _PARTS:
        row.update(part(event))
    return {column: row[column] for column in COLUMNS}


def join(items: Iterable[str]) -> str:
    """Distinct items in their order, joined by ``;``."""
    return ";".join(dict.fromkeys(item.replace(";", ",") for item in items if item))


def _what(event: Event) -> dict[str, Any]:
    return {
        "event_id": event.id,
        "event_type": event.type,
        "event_mode": event.mode,
        "title": event.title,
        "modality": event.modality,
        "polarity": event.polarity,
        "fatalities_low": event.fatalities_low,
        "fatalities_high": event.fatalities_high,
        "conf_extraction": event.conf_extraction,
        "conf_geocode": event.conf_geocode,
        "conf_date": event.conf_date,
        "made_by": event.made_by,
    }


def _when(event: Event) -> dict[str, Any]:
    return {
        "date_start": event.when.first.isoformat(),
        "date_end": event.when.last.isoformat(),
        "time_precision": event.when.precision,
        "date_basis": event.when.basis,
    }


def _who(event: Event) -> dict[str, Any]:
    taking_part = [actor for actor in event.actors if actor.role in _TAKING_PART]
    return {
        "actors": join(actor.name for actor in taking_part),
        "recipients": join(actor.name for actor in event.actors if actor.role == "recipient"),
        "actor_countries": join(_countries(taking_part)),
    }


def _countries(actors: Iterable[Actor]) -> Iterable[str]:
    return (actor.country for actor in actors)


def _where(event: Event) -> dict[str, Any]:
    place = _best_location(event)
    return {
        "place_name": place.name if place else "",
        "place_country": place.country if place else "",
        **_position("", place),
        "geo_precision": place.precision if place else "unknown",
        "radius_km": place.radius_km if place else None,
        "place_relation": _relation(place.relation) if place and place.relation else "",
    }


def _best_location(event: Event) -> Place | None:
    """Where it happened: the first location with a position, else the first without."""
    places = [item.place for item in event.places if item.role == "location"]
    return next((place for place in places if place.point), places[0] if places else None)


def _position(prefix: str, place: Place | None) -> dict[str, float | None]:
    point = place.point if place else None
    return {
        f"{prefix}lat": point.lat if point else None,
        f"{prefix}lon": point.lon if point else None,
    }


def _relation(relation: Relation) -> str:
    """In words and figures: ``bearing 110 km 0°``, ``offshore 80 km``, ``near``."""
    words: list[str] = [relation.op]
    if relation.distance_km is not None:
        words.append(f"{relation.distance_km:.0f} km")
    if relation.bearing_deg is not None:
        words.append(f"{relation.bearing_deg:.0f}°")
    return " ".join(words)


def _legs(event: Event) -> dict[str, Any]:
    destination = event.place("destination")
    via = [item.place.name for item in event.places if item.role == "via"]
    return {
        **_end("origin_", event.place("origin")),
        "via": join(via),
        **_end("destination_", destination),
        "destination_reached": destination.reached if destination else None,
    }


def _end(prefix: str, end: PlaceInEvent | None) -> dict[str, Any]:
    place = end.place if end else None
    return {
        f"{prefix}name": place.name if place else "",
        f"{prefix}icao": place.icao if place else "",
        **_position(prefix, place),
    }


def _flight(event: Event) -> dict[str, Any]:
    flight = event.flight or Flight(aircraft=())
    counted = _first_counted(flight.aircraft)
    return {
        "aircraft_type": join(aircraft.icao for aircraft in flight.aircraft),
        "aircraft_name": join(aircraft.name for aircraft in flight.aircraft),
        "aircraft_count_min": counted.count_min if counted else None,
        "aircraft_count_max": counted.count_max if counted else None,
        "callsigns": join(flight.callsigns),
        "manoeuvre": flight.manoeuvre,
    }


def _first_counted(aircraft: Iterable[Aircraft]) -> Aircraft | None:
    """The count of a mixed formation is that of the side named first."""
    return next((item for item in aircraft if item.count_min or item.count_max), None)


def _claims(event: Event) -> dict[str, Any]:
    speakers = (claim.speaker for claim in event.claims if not claim.detail)
    return {"claim_status": event.claim_status, "claimants": join(speakers)}


def _sources(event: Event) -> dict[str, Any]:
    sources = event.sources
    published = sorted(source.published for source in sources)
    return {
        "n_articles": len({source.article_id for source in sources}),
        "n_publishers": len({source.publisher for source in sources if source.publisher}),
        "languages": join(source.lang for source in sources),
        "article_ids": join(source.article_id for source in sources),
        "urls": join(source.url for source in sources if is_web_address(source.url)),
        "published_first": published[0].isoformat() if published else None,
        "published_last": published[-1].isoformat() if published else None,
        **_evidence(event),
    }


def _evidence(event: Event) -> dict[str, Any]:
    best = event.sources[0] if event.sources else None
    span = best.evidence[0] if best and best.evidence else None
    return {
        "evidence": best.quotes[0] if best and best.quotes else "",
        "evidence_start": span.start if span else None,
        "evidence_end": span.end if span else None,
    }


def is_web_address(url: str) -> bool:
    """Whether a link may be offered: http and https only, never a script or a local file."""
    return url.lower().startswith(("http://", "https://"))


_PARTS: Final[tuple[Callable[[Event], dict[str, Any]], ...]] = (
    _what,
    _when,
    _who,
    _where,
    _legs,
    _flight,
    _claims,
    _sources,
)
