"""A segment read as a piece of a movement: who moved, from where to where, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from pipeline.flights.parties import Parties, parties_of
from pipeline.flights.roles import RolePlace, roles_of
from pipeline.flights.segment import Segment
from pipeline.model import Actor, Aircraft, Modality, PlaceInEvent, Polarity, Span, When

Kind = Literal["air", "sea", "land", "drone"]
_CIVIL = frozenset({"airliner", "light", "business"})
_QUOTES = frozenset("\"“”„«»'’‘")
# A day before a week before a year: "on Wednesday, the first such transit this year".
_GRAIN = {"time": 0, "day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}
_BESIDE = 3  # tokens between "another" and the aircraft
_NEGATION = 4  # tokens between a verb and its "not"
_BETWEEN_ENDS = timedelta(days=2)  # a flight that lands later than this is two flights


@dataclass(frozen=True, slots=True)
class Draft:
    """What one segment tells of a movement."""

    kind: Kind
    segment: Segment
    parties: Parties
    places: tuple[RolePlace, ...]
    when: When | None  # None: not said here
    modality: Modality
    polarity: Polarity
    anaphoric: bool  # takes up what was named before: "the jets"
    again: frozenset[str]  # categories of what is taken up; ``aircraft`` fits all
    fresh: bool  # says that it is another: "a second aircraft"
    civil: bool
    callsigns: tuple[str, ...]
    manoeuvre: str
    triggers: frozenset[str]  # modes whose words stand here
    around: frozenset[str]  # modes whose words stand in the same paragraph
    pronoun: bool  # taken up by a pronoun only
    moves: frozenset[str]  # labels of the movement words

    @property
    def aircraft(self) -> tuple[Aircraft, ...]:
        """The aircraft that act."""
        return self.parties.own

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who moves them, and the other side."""
        return self.parties.actors

    def of_role(self, role: str) -> tuple[RolePlace, ...]:
        """The places in a role."""
        return tuple(place for place in self.places if place.found.role == role)


def drafts_of(segments: Sequence[Segment]) -> Iterator[Draft]:
    """The movements that the segments of a document tell, in text order."""
    paragraphs = _modes_of_paragraphs(segments)
    drones: Draft | None = None
    for number, segment in enumerate(segments):
        draft = (drones and _another_night(drones, segment)) or _draft(
            segment, paragraphs[segment.sentence.paragraph]
        )
        if draft is None:
            continue
        drones = draft if draft.kind == "drone" else None
        if draft.kind == "drone":
            yield from sightings(draft, segments[:number])
        else:
            yield draft


def _modes_of_paragraphs(segments: Sequence[Segment]) -> dict[int, frozenset[str]]:
    modes: dict[int, frozenset[str]] = {}
    for segment in segments:
        paragraph = segment.sentence.paragraph
        modes[paragraph] = modes.get(paragraph, frozenset()) | _triggers(segment)
    return modes


def _draft(segment: Segment, around: frozenset[str]) -> Draft | None:
    """The movement that a segment tells; None when it tells none."""
    kind = _kind(segment)
    if kind is None or segment.has("flights.veto"):
        return None
    parties = parties_of(segment, kind)
    modality, polarity = _truth(segment)
    return Draft(
        kind=kind,
        segment=segment,
        parties=parties,
        places=roles_of(segment),
        when=_when(segment),
        modality=modality,
        polarity=polarity,
        anaphoric=_is_anaphoric(segment, parties, kind),
        again=_taken_up(segment),
        fresh=kind in {"air", "land"} and _is_another(segment),
        civil=_is_civil(segment, parties),
        callsigns=tuple(c.text for c in segment.callsigns if c.kind == "callsign"),
        manoeuvre=next((h.label for h in segment.hits("flights.manoeuvres")), ""),
        triggers=_triggers(segment),
        moves=frozenset(h.label for h in segment.hits("flights.movement")),
        around=around,
        pronoun=_is_pronoun(segment),
    )


def _is_pronoun(segment: Segment) -> bool:
    return segment.has("aircraft.pronouns") and not segment.has("aircraft.anaphora")


def _is_another(segment: Segment) -> bool:
    """Whether "another" or "a second" stands close before an aircraft or a flight."""
    things = [segment.token_at(a.span.start) for a in segment.aircraft]
    things += [hit.first for hit in segment.hits("triggers.flight")]
    return any(
        0 <= at - hit.last <= _BESIDE for hit in segment.hits("aircraft.another") for at in things
    )


# --- what moves


def _kind(segment: Segment) -> Kind | None:
    """The kind of what is named first and moves."""
    if _is_drone_sighting(segment):
        return "drone"
    starts: dict[Kind, int | None] = {
        "sea": _first_ship(segment),
        "air": _first_aircraft(segment) if _moves_aircraft(segment) else None,
        "land": _first_troops(segment) if _moves_troops(segment) else None,
    }
    known = [(at, kind) for kind, at in starts.items() if at is not None]
    return min(known)[1] if known else None


def _first(segment: Segment, path: str) -> int | None:
    return min((hit.span.start for hit in segment.hits(path)), default=None)


def _first_ship(segment: Segment) -> int | None:
    """A ship that moves; a port call tells of one without naming it."""
    calls = _first(segment, "triggers.naval_deploy")
    moves = segment.has("flights.naval") or segment.has("triggers.exercise") or (
        segment.has("triggers.naval_shadow"))
    ships = _first(segment, "flights.ships") if moves else None
    again = _first(segment, "flights.ship_again") if moves else None
    return min((at for at in (calls, ships, again) if at is not None), default=None)


def _first_aircraft(segment: Segment) -> int | None:
    ships = [hit.span for hit in segment.hits("flights.ships")]
    starts = [aircraft.span.start for aircraft in segment.aircraft
              if not any(span.overlaps(aircraft.span) for span in ships)]
    for path in ("aircraft.anaphora", "aircraft.pronouns"):
        starts += [hit.span.start for hit in segment.hits(path)
                   if not any(span.overlaps(hit.span) for span in ships)]
    starts += [hit.span.start for hit in segment.hits("triggers.flight")]
    starts += [callsign.span.start for callsign in segment.callsigns]
    if segment.has("flights.evacuees"):
        starts += [hit.span.start for hit in segment.hits("triggers.evacuation")]
    if segment.has("triggers.aid_flight"):
        starts += [h.span.start for h in segment.hits("flights.movement") if h.label == "fly"]
    return min(starts, default=None)


def _has_a_name(segment: Segment) -> bool:
    """ "Exercise Strike Warrior", "Übung „Nordic Response“": a drill of armed forces."""
    capitals = segment.language.get("language.capitals_mark_names") is True
    behind = [segment.tokens[h.last] for h in segment.hits("triggers.exercise")
              if h.last < len(segment.tokens)]
    return any(t.text in _QUOTES or (capitals and t.is_capitalised) for t in behind)


def _first_troops(segment: Segment) -> int | None:
    troops = _first(segment, "flights.troops.units")
    return troops if troops is not None else _first(segment, "triggers.exercise")


def _moves_aircraft(segment: Segment) -> bool:
    """A movement, an exercise with aircraft, or the callsigns of what was told before."""
    drills = bool(segment.aircraft) and segment.has("triggers.exercise")
    return drills or bool(segment.callsigns) or any(
        segment.has(path)
        for path in ("flights.movement", "triggers.diversion", "triggers.airspace_violation",
                     "triggers.evacuation")
    )


def _moves_troops(segment: Segment) -> bool:
    drills = segment.has("triggers.exercise") and (
        any(actor.sector == "military" for actor in segment.actors) or _has_a_name(segment)
    )
    return drills or (
        segment.has("flights.troops.units") and segment.has("flights.troops.moves")
    )


def _is_drone_sighting(segment: Segment) -> bool:
    """Drones seen over a site: no military type, somebody sees them or traffic stops."""
    drones = [a for a in segment.aircraft if a.category == "drone"]
    if not drones or any(a.category != "drone" and a.icao for a in segment.aircraft):
        return False
    if any(a.operator for a in drones) or segment.has("triggers.airspace_violation"):
        return False
    named = segment.has("triggers.drone_incident")
    return (named or segment.has("flights.sight")) and (named or segment.has("flights.site"))


def _is_civil(segment: Segment, parties: Parties) -> bool:
    if any(aircraft.category in _CIVIL for aircraft in parties.own):
        return True
    if any(actor.sector == "company" for actor in parties.actors):
        return True
    if any(callsign.kind == "flight_number" for callsign in segment.callsigns):
        return True
    military = any(aircraft.category != "aircraft" for aircraft in parties.own)
    forces = any(actor.sector == "military" for actor in parties.actors)
    return not military and not forces and segment.has("flights.civil")


def _is_anaphoric(segment: Segment, parties: Parties, kind: Kind) -> bool:
    """Whether the movers are taken up by a word such as "the jets" or "they"."""
    if kind == "sea":
        return segment.has("flights.ship_again")
    named = [a for a in parties.own if a.icao or a.count_min is not None]
    again = segment.has("aircraft.anaphora") or segment.has("aircraft.pronouns")
    return not named and again


def _taken_up(segment: Segment) -> frozenset[str]:
    again = [hit.span for hit in segment.hits("aircraft.anaphora")]
    return frozenset(
        aircraft.category
        for aircraft in segment.aircraft
        if not aircraft.icao and any(span.overlaps(aircraft.span) for span in again)
    )


# --- whether and when


def _truth(segment: Segment) -> tuple[Modality, Polarity]:
    """Modality and polarity of the clause of the first movement, cancelling words anywhere."""
    cues = [cue for clause in segment.clauses if clause.span.overlaps(segment.span)
            for cue in clause.cues]
    cancelled = any(cue.startswith("cancelled") for cue in cues)
    clause = next((c for span in _movement_spans(segment)
                   if (c := segment.clause_at(span.start))), None)
    modality: Modality = clause.modality if clause else "asserted"
    if modality == "asserted" and segment.has("flights.present") and segment.has(
        "triggers.exercise"
    ):
        modality = "future"  # "the exercise begins on Monday"
    if cancelled:
        return ("future" if modality == "asserted" else modality), "negative"
    negated = _is_negated(segment) and not _is_drone_sighting(segment)  # "drones no identificados"
    return modality, "negative" if negated else "positive"


def _is_negated(segment: Segment) -> bool:
    """Whether a "not" stands close by the first verb of movement, no comma between them."""
    spans = _movement_spans(segment)
    if not spans:
        return False
    at = segment.token_at(spans[0].start)
    first = max(0, at - _NEGATION)
    for comma in range(at - 1, first - 1, -1):
        if segment.tokens[comma].text == ",":
            first = comma + 1
            break
    cues = segment.language.phrases("clauses.cues")
    around = range(first, min(len(segment.tokens), at + 3))
    return any(hit.label == "negated" for n in around for hit in cues.at(segment.tokens, n))


def _movement_spans(segment: Segment) -> list[Span]:
    paths = ("flights.movement", "flights.naval", "flights.troops.moves", "triggers.exercise")
    return sorted(hit.span for path in paths for hit in segment.hits(path))


def _when(segment: Segment) -> When | None:
    """The day of the movement; both days when it left on one and landed on another."""
    whens = segment.whens
    if not whens:
        return None
    if len(whens) == 1:
        return whens[0]
    labels = {hit.label for hit in segment.hits("flights.movement")}
    if {"takeoff", "arrive"} <= labels and _adjacent(whens):
        return _joined(whens)
    return min(whens, key=lambda w: (w.background, _GRAIN[w.precision], _distance(w, segment)))


def _adjacent(whens: Sequence[When]) -> bool:
    days = [when for when in whens if when.precision in {"day", "time"} and not when.background]
    if len(days) != len(whens):
        return False
    first, last = min(w.first for w in days), max(w.last for w in days)
    return timedelta(0) < last - first <= _BETWEEN_ENDS


def _joined(whens: Sequence[When]) -> When:
    first = min(whens, key=lambda when: when.first)
    last = max(whens, key=lambda when: when.last)
    return When(first.first, last.last, "day", first.basis, first.span, first.anchor)


def _distance(when: When, segment: Segment) -> int:
    """Code points from a date to the first movement word."""
    spans = _movement_spans(segment)
    if when.span is None or not spans:
        return 0
    return abs(spans[0].start - when.span.start)


def _triggers(segment: Segment) -> frozenset[str]:
    hits = segment.hits("triggers")
    return frozenset(mode for hit in hits
                     for mode, _, name in [hit.label.partition(".")] if name == "words")


# --- drones over a site


def sightings(draft: Draft, before: Sequence[Segment]) -> Iterator[Draft]:
    """One draft a day and place; what the sentence does not say stands in those before it."""
    pairs = _pairs(draft)
    if len(pairs) > 1:
        for when, place in pairs:
            yield replace(draft, when=when, places=(place,))
        return
    places = draft.places or _site_before((*before, draft.segment))
    yield replace(draft, when=draft.when or _day_before(draft, before), places=places)


def _pairs(draft: Draft) -> list[tuple[When, RolePlace]]:
    """ "on the 22nd in Copenhagen, three days later in Aalborg"."""
    points = [p for p in draft.places if p.place.precision in {"site", "city", "exact"}]
    days = [w for w in draft.segment.whens if w.span and w.precision in {"day", "time"}]
    pairs = []
    for place in points:
        earlier = [w for w in days if w.span and w.span.end <= place.place.span.start]
        if earlier:
            pairs.append((earlier[-1], place))
    return pairs if len({when.first for when, _ in pairs}) == len(pairs) else []


def _site_before(before: Sequence[Segment]) -> tuple[RolePlace, ...]:
    for segment in reversed(before):
        for place in reversed(segment.places):
            if place.use == "literal" and place.precision in {"site", "city", "exact"}:
                return (RolePlace(place, "location", PlaceInEvent("location", place)),)
    return ()


def _day_before(draft: Draft, before: Sequence[Segment]) -> When | None:
    last = before[-1] if before else None
    near = last is not None and last.sentence.paragraph == draft.segment.sentence.paragraph
    return last.whens[0] if last and near and last.whens else None


def _another_night(drones: Draft, segment: Segment) -> Draft | None:
    """Traffic that stopped on another day, told right behind drones over the same site."""
    same = drones.segment.sentence.paragraph == segment.sentence.paragraph
    if not (same and segment.has("flights.disrupted") and segment.whens):
        return None
    known = {when.first for when in drones.segment.whens}
    when = next((w for w in segment.whens if w.precision in {"day", "time"}), None)
    if when is None or when.first in known:
        return None
    return replace(drones, segment=segment, when=when, places=(), parties=Parties())
