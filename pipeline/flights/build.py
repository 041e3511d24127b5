"""A track to an event row, with title, evidence and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline import __version__
from pipeline.flights.airlines import airline_of
from pipeline.flights.countries import country_name
from pipeline.flights.dating import date_of
from pipeline.flights.draft import Draft
from pipeline.flights.modes import mode_of
from pipeline.flights.placing import places_of
from pipeline.flights.titles import merged, title_of
from pipeline.flights.track import Track
from pipeline.flights.unnamed import camp_of, who_flies
from pipeline.lexicon import EventType, Lexicon
from pipeline.model import (
    Actor,
    Aircraft,
    Document,
    Event,
    Facts,
    Flight,
    Modality,
    PlaceInEvent,
    Source,
    When,
    event_id,
)

MADE_BY = f"rules/{__version__}"
_BACKGROUND_DAYS = 300  # told from further back than this, it is history and not the news
# What each thing found adds to the confidence that a track is a real movement: set so that a type
# with its number, day and both ends reaches 0.95 and a bare class with one place 0.5.
_BASE, _TYPED, _COUNTED, _DATED, _ENDED, _PLAIN, _MOST = 0.4, 0.15, 0.1, 0.1, 0.05, 0.1, 0.95
_GENERIC = ("Armed Forces", "Liberation Army")


def event_of(track: Track, document: Document, facts: Facts, lexicon: Lexicon) -> Event | None:
    """The event of a track; None for a movement that is no news or has no place."""
    whens = facts.whens
    mode = None if _is_idle(track, document, whens) else mode_of(track)
    kind = lexicon.event_types.get(mode or "")
    if kind is None:
        return None
    places = places_of(track, kind.mode)
    if not places:
        return None
    when, own = date_of(track, document, whens)
    actors = _actors(track) or airline_of(track, document, facts.actors)
    return Event(
        id=_id(kind, when, actors, places, track),
        type=kind.type,
        mode=kind.mode,
        title=title_of(kind, track, places),
        when=when,
        modality=_modality(track, when, document),
        polarity=track.first.polarity,
        actors=actors,
        places=places,
        flight=_flight(track),
        claims=(),
        sources=(_source(track, document),),
        conf_extraction=_confidence(track, places, own=own),
        conf_geocode=min(place.place.score for place in places),
        conf_date=0.9 if own else 0.4 if when.basis == "publication" else 0.6,
        made_by=MADE_BY,
    )


def _is_idle(track: Track, document: Document, whens: Sequence[When]) -> bool:
    """Old news of "bombers" without type or number tells of a policy, not of a flight."""
    when, _ = date_of(track, document, whens)
    told = any(a.icao or a.count_min for a in track.aircraft) or track.first.kind != "air"
    return not told and _modality(track, when, document) == "historical"


def _id(
    kind: EventType,
    when: When,
    actors: Sequence[Actor],
    places: Sequence[PlaceInEvent],
    track: Track,
) -> str:
    anchor = next((p.place.point for p in places if p.role == "location"), places[0].place.point)
    types = ",".join(sorted({a.icao or a.category for a in track.aircraft}))
    return event_id(kind.type, when, actors[0].name if actors else "", anchor, types)


# --- fields


def _modality(track: Track, when: When, document: Document) -> Modality:
    published = document.article.published
    if when.first > published:
        return "future"
    if when.background or (published - when.last).days > _BACKGROUND_DAYS:
        return "historical"
    modality = track.first.modality
    said_to_be_past = when.last <= published and when.basis != "publication"
    return "asserted" if modality == "hypothetical" and said_to_be_past else modality


def _actors(track: Track) -> tuple[Actor, ...]:
    """Who moves, best told first; the country of the aircraft where nobody is named."""
    named = [_state_of(actor) for draft in track.drafts for actor in draft.actors]
    kept: dict[str, Actor] = {}
    for actor in sorted(named, key=lambda a: (a.role != "actor", a.sector == "government")):
        if not any(_covers(known, actor) for known in kept.values()):
            kept.setdefault(actor.name, actor)
    for actor in _actors(track.met) if track.met else ():
        kept.setdefault(actor.name, replace(actor, role="escorted", span=None))
    if rising := camp_of(track, tuple(kept.values())):
        return (rising, *(replace(actor, role="escorted") for actor in kept.values()))
    if any(actor.role == "actor" for actor in kept.values()):
        return tuple(kept.values())
    lender = track.inherited
    lent = _actors(lender) if lender is not None else ()
    met = frozenset(actor.country for actor in kept.values())
    flying = [_state_of(actor) for actor in who_flies(track, lent, met)]
    own = {actor.country for actor in flying if actor.country}
    others = (a for a in kept.values() if a.role != "recipient" or a.country not in own)
    return (*flying, *others)  # a force that fuels its own has no other side


def _state_of(actor: Actor) -> Actor:
    """ "The American military" that flies bombers is no service of its own but the country."""
    if not actor.country or not actor.name.endswith(_GENERIC):
        return actor
    return replace(actor, name=country_name(actor.country), sector="government", id="")


def _covers(known: Actor, actor: Actor) -> bool:
    """A force stands for its country: the state need not be named beside it."""
    return bool(actor.country) and known.country == actor.country and known.role == actor.role


def _flight(track: Track) -> Flight | None:
    if track.first.kind in {"sea", "land", "drone"}:
        return None
    own, other = _parties(track)
    types = {a.icao for a in own}
    callsigns = dict.fromkeys(text for draft in track.drafts for text in draft.callsigns)
    manoeuvre = next((d.manoeuvre for d in track.drafts if d.manoeuvre), "")
    if not own and not callsigns:
        return None
    escorted = tuple(a for a in other if a.icao not in types)
    return Flight(own, tuple(callsigns), manoeuvre, escorted)


def _parties(track: Track) -> tuple[tuple[Aircraft, ...], tuple[Aircraft, ...]]:
    """The side named first and, where two sides met, the other one."""
    own = merged([a for draft in track.drafts for a in draft.parties.own])
    other = merged([a for draft in track.drafts for a in draft.parties.other])
    if track.met:
        other = (*other, *_parties(track.met)[0])
    met = any("intercept" in draft.triggers for draft in track.drafts)
    if met and len({a.category for a in own}) > 1:
        first = own[0].category
        return (
            tuple(a for a in own if a.category == first),
            (*(a for a in own if a.category != first), *other),
        )
    return own, other


# --- evidence, confidence


def _source(track: Track, document: Document) -> Source:
    article = document.article
    spans = list(
        dict.fromkeys(
            draft.segment.sentence.span for draft in sorted(track.drafts, key=_weight, reverse=True)
        )
    )
    return Source(
        article_id=article.id,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        lang=track.first.segment.sentence.lang,
        text_hash=article.text_hash,
        evidence=tuple(spans),
        quotes=tuple(span.of(article.text) for span in spans),
    )


def _weight(draft: Draft) -> tuple[int, int]:
    """Best told first: places and a date, then a type; earlier before later among equals."""
    told = (draft.when, draft.callsigns, "intercept" in draft.triggers)
    typed = any(aircraft.icao for aircraft in draft.parties.own)
    return len(draft.places) + sum(map(bool, told)) + typed, -draft.segment.number


def _confidence(track: Track, places: Sequence[PlaceInEvent], *, own: bool) -> float:
    typed = any(a.icao for a in track.aircraft)
    counted = any(a.count_min for a in track.aircraft)
    ends = len({p.role for p in places} & {"origin", "destination"})
    score = _BASE + _TYPED * typed + _COUNTED * counted + _DATED * own + _ENDED * ends
    return min(_MOST, round(score + _PLAIN * (track.first.modality == "asserted"), 2))
