"""Why an event was missed or a row is false, as classes that can be counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.score.events.gold import GoldArticle, GoldEvent
from pipeline.score.events.matching import Matching, Pair
from pipeline.score.events.report import ErrorClass
from pipeline.score.events.rows import Row, Spot
from pipeline.score.events.similarity import (
    date_likeness,
    evidence_likeness,
    place_likeness,
    type_likeness,
)

_SAME_SENTENCE = 0.25  # share of a quote from which two tell of the same words


def cause_of_miss(event: GoldEvent, matching: Matching) -> str:
    """What kept a required event from being found."""
    body = matching.article.body
    near = [row for row in matching.rows if evidence_likeness(row, event, body) >= _SAME_SENTENCE]
    if not near:
        return "missed: no row from its sentences"
    taken = {pair.row.number for pair in matching.pairs}
    free = [row for row in near if row.number not in taken]
    return f"missed: {_flaw(free, event)}" if free else "missed: its row tells another event"


def _flaw(rows: Iterable[Row], event: GoldEvent) -> str:
    if not any(type_likeness(row, event) for row in rows):
        return "type wrong"
    if not any(date_likeness(row, event) >= 0.8 for row in rows):
        return "date wrong"
    return "place wrong"


def cause_of_false_row(row: Row, matching: Matching) -> str:
    """What makes a row one too many."""
    if not matching.article.events:
        return "false: article without events"
    if row in matching.duplicates:
        return "false: second row of an event"
    body = matching.article.body
    near = [e for e in matching.article.events if evidence_likeness(row, e, body) >= _SAME_SENTENCE]
    if not near:
        return "false: sentence tells no event"
    if not any(type_likeness(row, event) for event in near):
        return "false: type wrong"
    free = [event for event in near if event in matching.missed]
    return f"false: {_flaw_of(row, free)}" if free else "false: event is told by another row"


def _flaw_of(row: Row, events: Sequence[GoldEvent]) -> str:
    if not any(date_likeness(row, event) >= 0.8 for event in events):
        return "date wrong"
    near = any(place_likeness(row, event) >= 0.4 for event in events)
    return "weak match" if near else "place wrong"


def causes_in_fields(pair: Pair, scores: dict[str, float]) -> list[tuple[str, str]]:
    """Classes of the fields of a found event that are wrong, each with an example."""
    wrong = [name for name, score in scores.items() if score < 1.0]
    return [(f"field: {name}", _values(pair, name)) for name in wrong]


def _values(pair: Pair, name: str) -> str:
    row, event = pair.row, pair.event
    given, wanted = {
        "type": (row.type, event.types[0]),
        "date_exact": (_interval(row.interval), _interval(event.intervals[0])),
        "date_overlap": (_interval(row.interval), _interval(event.intervals[0])),
        "location": (_spot(row.location), _places(event, "location")),
        "origin": (_spot(row.origin), _places(event, "origin")),
        "destination": (_spot(row.destination), _places(event, "destination")),
        "via": (";".join(row.via), _places(event, "via")),
        "actors": (";".join(row.actors), ";".join(actor.names[0] for actor in event.actors)),
        "claim_status": (row.claim_status, event.claim_statuses[0]),
        "modality_polarity": (
            f"{row.modality} {row.polarity}",
            f"{event.modalities[0]} {event.polarities[0]}",
        ),
    }.get(name, _craft_values(pair, name))
    return f"{event.key}: {given or 'nothing'} for {wanted}"


def _craft_values(pair: Pair, name: str) -> tuple[str, str]:
    row, craft = pair.row, pair.event.aircraft
    if craft is None:
        return str(row.reached), "the other"
    return {
        "aircraft_type": (";".join(row.aircraft), craft.types[0]),
        "aircraft_count": (str(row.count), str(craft.counts[0])),
        "callsigns": (";".join(row.callsigns), ";".join(craft.callsigns)),
    }.get(name, (str(row.reached), "the other"))


def _interval(interval: tuple[object, object] | None) -> str:
    return "/".join(map(str, interval)) if interval else ""


def _spot(spot: Spot) -> str:
    where = "" if spot.point is None else f" ({spot.point.lat:.1f}, {spot.point.lon:.1f})"
    return f"{spot.name}{where}"


def _places(event: GoldEvent, role: str) -> str:
    places = event.in_role(role)
    return ";".join(f"{p.names[0]} ({p.point.lat:.1f}, {p.point.lon:.1f})" for p in places)


def count_classes(errors: Iterable[tuple[str, str]]) -> tuple[ErrorClass, ...]:
    """Errors (class, example) counted by class, the most frequent first."""
    examples: defaultdict[str, list[str]] = defaultdict(list)
    for name, example in errors:
        examples[name].append(example)
    kinds = (ErrorClass(name, len(found), found[0]) for name, found in examples.items())
    return tuple(sorted(kinds, key=lambda kind: (-kind.count, kind.name)))


def where(article: GoldArticle, text: str) -> str:
    """An example with the article that it is from."""
    return f"{article.slug}: {text}"
