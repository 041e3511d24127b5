"""A segment read as a piece of a movement: who moved, from where to where, when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pipeline.flights.another import further_of
from pipeline.flights.guards import may_divert
from pipeline.flights.kinds import Kind, goes_on, is_drone_sighting, kind_of
from pipeline.flights.parties import Parties, parties_of
from pipeline.flights.ports import with_ports
from pipeline.flights.roles import RolePlace, roles_of
from pipeline.flights.segment import Segment
from pipeline.lexicon.carried import dated_at
from pipeline.model import Actor, Aircraft, Modality, Polarity, Span, When

_CIVIL = frozenset({"airliner", "light", "business"})
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
    elliptic: bool  # names nothing that moves: "another, from Oslo, turned back"
    civil: bool
    callsigns: tuple[str, ...]
    manoeuvre: str
    triggers: frozenset[str]  # modes whose words stand here
    around: frozenset[str]  # modes whose words stand in the same paragraph
    pronoun: bool  # taken up by a pronoun only
    silent: bool  # has no subject at all: the verb comes first
    moves: frozenset[str]  # labels of the movement words
    quiet: int = 0  # sentences right before it in its paragraph that name nothing else that flies

    @property
    def aircraft(self) -> tuple[Aircraft, ...]:
        """The aircraft that act."""
        return self.parties.own

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who moves them, and the other side."""
        return self.parties.actors

    @property
    def lands_elsewhere(self) -> bool:
        """ "The plane was diverted to X": so plain that the flight need not be named before."""
        return "diversion" in self.triggers and any(p.cue == "diverted" for p in self.places)

    @property
    def is_cancelled(self) -> bool:
        """Whether its sentence says that something is called off."""
        cues = (cue for clause in self.segment.clauses for cue in clause.cues)
        return any(cue.startswith("cancelled") for cue in cues)

    def of_role(self, role: str) -> tuple[RolePlace, ...]:
        """The places in a role."""
        return tuple(place for place in self.places if place.found.role == role)


def draft_of(segment: Segment, around: Callable[[], frozenset[str]]) -> Draft | None:
    """The movement that a segment tells; None when it tells none.

    ``around`` gives the modes whose words stand in its paragraph; most segments need none.
    """
    kind = kind_of(segment)
    if kind is None or segment.has("flights.veto"):
        return None
    further = further_of(segment) if kind == "air" else None
    places = roles_of(segment)
    places = with_ports(places, segment) if kind == "sea" else places
    parties = parties_of(segment, kind).without([p.found for p in places])
    modality, polarity = _truth(segment)
    silent = kind == "air" and not parties.own and goes_on(segment)
    return Draft(
        kind=kind,
        segment=segment,
        parties=parties,
        places=places,
        when=when_of(segment),
        modality=modality,
        polarity=polarity,
        anaphoric=silent or _is_anaphoric(segment, parties, kind),
        again=_taken_up(segment),
        fresh=kind in {"air", "land"} and (_is_another(segment) or further is not None),
        elliptic=further is not None,
        civil=_is_civil(segment, parties),
        callsigns=tuple(c.text for c in segment.callsigns if c.kind == "callsign"),
        manoeuvre=next((h.label for h in segment.hits("flights.manoeuvres")), ""),
        triggers=triggers_of(segment) | _by_places(places),
        moves=frozenset(h.label for h in segment.hits("flights.movement")),
        around=around(),
        pronoun=_is_pronoun(segment) or silent,
        silent=silent,
    )


def piece_of(
    first: Draft,
    segment: Segment,
    places: tuple[RolePlace, ...],
    *,
    parties: Parties | None = None,
    triggers: frozenset[str] = frozenset(),
) -> Draft:
    """What another sentence adds to a movement: places, sides and modes, no day of its own."""
    return replace(
        first,
        segment=segment,
        parties=parties or Parties(),
        places=places,
        when=None,
        callsigns=(),
        manoeuvre="",
        triggers=triggers,
        moves=frozenset(),
    )


def _by_places(places: Sequence[RolePlace]) -> frozenset[str]:
    """The modes that places tell without a word: a landing where the flight was not bound."""
    diverted = any(place.cue == "diverted" for place in places)
    return frozenset({"diversion"} if diverted else ())


def _is_pronoun(segment: Segment) -> bool:
    return segment.has("aircraft.pronouns") and not segment.has("aircraft.anaphora")


def _is_another(segment: Segment) -> bool:
    """Whether "another" or "a second" stands close before an aircraft or a flight."""
    things = [segment.token_at(a.span.start) for a in segment.aircraft]
    things += [hit.first for hit in segment.hits("triggers.flight")]
    return any(
        0 <= at - hit.last <= _BESIDE for hit in segment.hits("aircraft.another") for at in things
    )


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
    cues = [
        cue
        for clause in segment.clauses
        if clause.span.overlaps(segment.span) and not clause.is_of_earlier(segment.whens)
        for cue in clause.cues
    ]
    cancelled = any(cue.startswith("cancelled") for cue in cues)
    clause = next(
        (c for span in _movement_spans(segment) if (c := segment.clause_at(span.start))), None
    )
    modality: Modality = clause.modality if clause else "asserted"
    present = segment.hits("flights.present")
    if any(_is_told_as_done(hit.span, segment) for hit in segment.hits("triggers.diversion")):
        modality = "asserted"  # "the plane that was to land in Frankfurt was diverted"
    if (
        modality == "asserted"
        and any(clause is None or clause.span.contains(h.span) for h in present)
        and segment.has("triggers.exercise")
    ):
        modality = "future"  # "the exercise begins on Monday"
    if modality == "future" and not cancelled:
        cancelled = _is_called_off_behind(segment)
    sighting = is_drone_sighting(segment)  # flights were called off, not the drones
    if cancelled and not sighting:
        return ("future" if modality == "asserted" else modality), "negative"
    # "drones no identificados" were there, and who "never made it to Bristol" landed elsewhere
    told = sighting or segment.has("triggers.diversion")
    negated = _is_negated(segment) and not told
    return modality, "negative" if negated else "positive"


def _is_called_off_behind(segment: Segment) -> bool:
    """Whether the rest of its sentence calls off the plan: "… to Fairford; it was scrapped"."""
    if segment.span.start != segment.sentence.span.start:
        return False
    behind = [c for c in segment.clauses if c.span.start >= segment.span.end]
    return any(cue.startswith("cancelled") for clause in behind for cue in clause.cues)


def _is_told_as_done(span: Span, segment: Segment) -> bool:
    clause = segment.clause_at(span.end - 1)
    return clause is not None and clause.modality == "asserted"


def _is_negated(segment: Segment) -> bool:
    """Whether the first verb of movement is denied."""
    spans = _movement_spans(segment)
    return bool(spans) and is_negated_at(spans[0].start, segment)


def is_negated_at(offset: int, segment: Segment) -> bool:
    """Whether a "not" stands close by the word at this offset, no comma between them."""
    at = segment.token_at(offset)
    first = max(0, at - _NEGATION)
    for comma in range(at - 1, first - 1, -1):
        if segment.tokens[comma].lower == ",":
            first = comma + 1
            break
    cues = segment.language.phrases("clauses.cues")
    around = range(first, min(len(segment.tokens), at + 3))
    found = [hit for n in around for hit in cues.at(segment.tokens, n)]
    counted = {hit.first for hit in found if hit.label == "counted"}  # "не менее двух"
    return any(hit.label == "negated" and hit.first not in counted for hit in found)


def _movement_spans(segment: Segment) -> list[Span]:
    paths = ("flights.movement", "flights.naval", "flights.troops.moves", "triggers.exercise")
    return sorted(hit.span for path in paths for hit in segment.hits(path))


def when_of(segment: Segment) -> When | None:
    """The day of the movement; both days when it left on one and landed on another."""
    spans = _movement_spans(segment)
    whens = dated_at(spans[0].start if spans else segment.span.start, segment.whens)
    if len(whens) < 2:
        return next(iter(whens), None)
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


def triggers_of(segment: Segment) -> frozenset[str]:
    labels = (hit.label.partition(".") for hit in segment.hits("triggers"))
    modes = frozenset(mode for mode, _, name in labels if name == "words")
    return modes | {"diversion"} if may_divert(segment) else modes
