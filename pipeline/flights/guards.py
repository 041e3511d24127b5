"""Places of a sentence that play no part in its movement, and what tells them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.flights.segment import Segment
from pipeline.model import Place, Span

POINTS = frozenset({"exact", "site", "city"})
_AREAS = frozenset({"country", "adm1", "adm2"})
_AIRSPACE = 4  # tokens between "airspace" and the name of its country
_HELD = 3  # tokens from a country in its locative to the base in it
_GOALS = frozenset({"bound", "destination", "toward"})
_CONTEXT = 8  # tokens from a place to the region or country that tells where it lies


def is_offset(place: Place) -> bool:
    """Off, near or between something: where it happened, whatever the preposition."""
    return place.relation is not None and place.relation.op != "part"


def is_of_airspace(place: Place, segment: Segment) -> bool:
    """The Estonia of "Estonian airspace", "espacio aéreo estonio" that is entered."""
    if not segment.has("triggers.airspace_violation"):
        return False
    first, at = segment.token_at(place.span.start), segment.token_at(place.span.end - 1) + 1
    words = segment.hits("flights.airspace")
    if segment.language.get("places.construct") is True:  # "أجواء إستونيا": always behind it
        return any(word.last == first for word in words)
    return any(
        word.first == at or word.last == first or word.span.overlaps(place.span) for word in words
    )


def is_of_speaker(place: Place, segment: Segment) -> bool:
    """The Moscow of "the ministry in Moscow said"."""
    first = segment.token_at(place.span.start)
    if any(hit.last == first for hit in segment.hits("events.said_in")):
        return True  # "told reporters in Moscow"
    speech = segment.language.words("flights.speech")
    said = segment.tokens[first - 2].lower in speech if first > 1 else False
    if said and segment.tokens[first - 1].lower in segment.language.words("places.at"):
        return True  # "the planes turned back, officials said in Oslo"
    at = segment.token_at(place.span.end - 1) + 1
    days = [*segment.whens, segment.said_on]
    day = next((w.span for w in days if w and w.span and _is_next(at, w.span, segment)), None)
    at = segment.token_at(day.end - 1) + 1 if day else at
    return at < len(segment.tokens) and segment.tokens[at].lower in speech


def _is_next(at: int, span: Span, segment: Segment) -> bool:
    """Whether a day stands here, at most one small word away: "in Moskau am Samstag mitteilte"."""
    return 0 <= segment.token_at(span.start) - at <= 1


def is_company(place: Place, segment: Segment) -> bool:
    """Iberia the airline, the Portuguesa of "Força Aérea Portuguesa"."""
    named = [(a, a.span) for a in segment.actors if a.span is not None]
    companies = [span for actor, span in named if actor.sector == "company"]
    forces = [
        span
        for actor, span in named
        if actor.sector in {"military", "police"} and actor.country not in {"", place.country}
    ]
    return any(span.overlaps(place.span) for span in companies) or any(
        span.contains(place.span) for span in forces
    )


def is_context(places: Sequence[Place], number: int, segment: Segment) -> bool:
    """ "Minot, in North Dakota", "Rota, Spain": the second only tells where the first lies."""
    if number + 1 < len(places) and _holds_next(places[number], places[number + 1], segment):
        return True
    if number == 0:
        return False
    place, before = places[number], places[number - 1]
    if place.precision not in _AREAS or before.precision not in (*POINTS, "adm2", "adm1"):
        return False
    if not place.country or place.country != before.country or is_offset(place):
        return False
    if before.precision == place.precision:
        return False
    between = segment.token_at(place.span.start) - segment.token_at(before.span.end)
    parting = (  # "from Porto was diverted to Porto Santo", "from Porto to Funchal"
        *segment.hits("flights.movement"),
        *(hit for hit in segment.hits("flights.roles") if hit.label in _GOALS),
    )
    moved = any(before.span.end <= hit.span.start < place.span.start for hit in parting)
    return between <= _CONTEXT and not moved


def _holds_next(place: Place, inner: Place, segment: Segment) -> bool:
    """ "Estonya'daki Amari", "na łotewskim poligonie Adaži": it says where the next one lies."""
    if place.precision not in _AREAS or inner.precision not in POINTS or is_offset(place):
        return False
    if not place.country or place.country != inner.country:
        return False
    last = segment.token_at(place.span.end - 1)
    between = segment.tokens[last + 1 : segment.token_at(inner.span.start)]
    cues = segment.language.phrases("flights.roles")
    apart = any(t.text == "," or cues.at(between, n) for n, t in enumerate(between))
    return len(between) <= _HELD and not apart


def may_divert(segment: Segment) -> bool:
    """Whether a flight lands where it was not bound: it says so, or it turned back for a reason."""
    if segment.has("triggers.diversion"):
        return True
    return segment.has("flights.returned") and segment.has("flights.civil_reason")


def is_behind_airspace(place: Place, segment: Segment) -> bool:
    """The Taiwan of "the air defence identification zone of Taiwan"."""
    first = segment.token_at(place.span.start)
    hits = segment.hits("flights.airspace")
    return any(0 <= first - hit.last <= _AIRSPACE for hit in hits)


def is_of_unit(place: Place) -> bool:
    """Whether a numbered unit stands for its home: "an A400M of Ala 31" is seldom there."""
    return place.kind == "airbase" and any(letter.isdigit() for letter in place.text)
