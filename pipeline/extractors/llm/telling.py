"""An event of the reply to a row, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pipeline.events.numbers import toll_of
from pipeline.extractors.llm.fields import Fields
from pipeline.extractors.llm.kinds import Ground, ground_of
from pipeline.extractors.llm.schema import Told, read_event
from pipeline.extractors.llm.scope import Page, Scope, scope_of
from pipeline.lexicon import EventType
from pipeline.model import (
    Actor,
    Event,
    Flight,
    Modality,
    PlaceInEvent,
    Polarity,
    Source,
    When,
    event_id,
)

_HISTORY_DAYS: Final = 300  # told from further back than this, it is history and not the news
# What each thing found adds to the confidence that the text tells such an event. A model's word
# alone counts less than a verb of the rules; all together reach 0.85, theirs 0.9.
_BASE, _OF_WORDS, _OF_PLACE, _OF_DATE = 0.3, 0.25, 0.2, 0.1


@dataclass(frozen=True, slots=True)
class _Draft:
    """An event of the reply whose words were found."""

    told: Told
    kind: EventType
    scope: Scope
    ground: Ground
    places: tuple[PlaceInEvent, ...]
    found: When | None  # by words of the text
    flight: Flight | None

    @property
    def own_place(self) -> bool:
        return any(self.scope.holds(item.place.span) for item in self.places)

    @property
    def own_date(self) -> bool:
        span = self.found.span if self.found else None
        return span is not None and self.scope.holds(span)


def make_event(given: Any, page: Page, fields: Fields) -> Event | None:
    """The event, None when it is not kept; ``fields.notes`` then has the reason."""
    told = read_event(given)
    if isinstance(told, str):
        fields.notes.drop_event(_shown(given), f"it has not the form that was asked for: {told}")
        return None
    draft = _draft(told, page, fields)
    why = draft if isinstance(draft, str) else _fault(draft, fields.tools.settings.need_words)
    if isinstance(draft, str) or why:
        fields.notes.drop_event(told.evidence[0], why)
        return None
    return _event(draft, fields)


def _shown(given: Any) -> str:
    evidence = given.get("evidence") if isinstance(given, dict) else given
    return str(evidence)


def _draft(told: Told, page: Page, fields: Fields) -> _Draft | str:
    kind = fields.tools.lexicon.event_types.get(told.mode)
    if kind is None:
        return f"{told.mode[:40]!r} is no kind of event in data/event_types"
    numbers = list[int]()
    for quote in told.evidence:
        found = page.evidence(quote, fields.facts, fields.tools.lexicon)
        if isinstance(found, str):
            fields.notes.drop_field("evidence", quote, found)
        else:
            numbers += found
    if not numbers:
        return "none of its evidence counts"
    scope = scope_of(page, numbers)
    ground = ground_of(kind, scope, fields.facts, fields.tools.lexicon)
    if ground is None:
        return "its evidence holds no clause"
    places, when = fields.places(told, kind, scope), fields.when(told, scope)
    return _Draft(told, kind, scope, ground, places, when, _flight(told, kind, scope, fields))


def _flight(told: Told, kind: EventType, scope: Scope, fields: Fields) -> Flight | None:
    aircraft, callsigns = fields.aircraft(told, scope), fields.callsigns(told, scope)
    carries = "sides" not in kind.settings or kind.type in {"ACCIDENT", "AID", "RETREAT"}
    return Flight(aircraft, callsigns) if (aircraft or callsigns) and carries else None


def _fault(draft: _Draft, need_words: bool) -> str:
    """Why a draft is no row; empty when it is one."""
    told, clause, needs = draft.told, draft.ground.clause, draft.kind.needs
    if need_words and not draft.ground.by_words:
        return f"no word for {draft.kind.label.lower()} or its like stands in its evidence"
    own = draft.own_place and draft.own_date
    near = draft.places and draft.found and (draft.own_place or draft.own_date)
    if draft.ground.by_words and not draft.ground.by_verb and not near:
        return "it is only named, not told, and counts only with a place and a day, one beside it"
    if "place" in needs and not draft.places:
        return "none of its places counts"
    if "aircraft" in needs and draft.flight is None:
        return "none of its aircraft counts"
    if (clause.quoted or clause.modality == "hypothetical") and not own:
        return "a quotation or a mere possibility counts only with its own place and day"
    if told.polarity == "negative" and not _is_cancelled(draft):
        return "it is said not to have happened, which is a claim and no event"
    return ""


def _is_cancelled(draft: _Draft) -> bool:
    return any(cue.startswith("cancelled") for cue in draft.ground.clause.cues)


def _event(draft: _Draft, fields: Fields) -> Event | None:
    published = fields.reading.document.article.published
    when = _when(draft, fields, published)
    modality = _modality(draft, when, published)
    polarity: Polarity = "negative" if _is_cancelled(draft) else "positive"
    actors = _actors(draft, fields)
    if "actor" in draft.kind.needs and not actors:
        fields.notes.drop_event(draft.told.evidence[0], "none of its actors counts")
        return None
    sentence = draft.scope.sentences[0]
    toll = toll_of(sentence, fields.tools.lexicon.language(sentence.lang))
    scores = [item.place.score for item in draft.places if item.place.point]
    return Event(
        id=_id(draft, when, actors),
        type=draft.kind.type,
        mode=draft.kind.mode,
        title=_title(draft, modality, polarity),
        when=when,
        modality=modality,
        polarity=polarity,
        actors=actors,
        places=draft.places,
        flight=draft.flight,
        claims=fields.claims(draft.told, draft.scope),
        sources=(_source(draft.scope),),
        conf_extraction=_confidence(draft),
        conf_geocode=min(scores, default=None),
        conf_date=0.9 if draft.own_date else 0.4 if when.basis == "publication" else 0.6,
        made_by=fields.notes.made_by,
        fatalities_low=toll.low,
        fatalities_high=toll.high,
    )


def _when(draft: _Draft, fields: Fields, published: date) -> When:
    found = draft.found
    if found is None:
        return When(published, published, "day", "publication")
    announced = "future" in (draft.ground.clause.modality, draft.told.modality)
    return fields.tools.shift(found, published) if announced else found


def _modality(draft: _Draft, when: When, published: date) -> Modality:
    """By the dates, else the more careful of the clause and the model."""
    if when.first > published:
        return "future"
    if when.background or (published - when.last).days > _HISTORY_DAYS:
        return "historical"
    clause = draft.ground.clause.modality
    return clause if clause != "asserted" else draft.told.modality


def _actors(draft: _Draft, fields: Fields) -> tuple[Actor, ...]:
    """Those that were named; else the side that such a happening always has."""
    named = fields.actors(draft.told, draft.scope)
    always = str(draft.kind.settings.get("actor", ""))
    if not always or any(actor.role == "actor" for actor in named):
        return named
    country = next((item.place.country for item in draft.places), "")
    sector = "police" if always == "police" else "civilians"
    return (Actor(name=always, country=country, sector=sector), *named)


def _id(draft: _Draft, when: When, actors: Sequence[Actor]) -> str:
    by_role = {item.role: item.place.point for item in reversed(draft.places)}
    first = draft.places[0].place.point if draft.places else None
    aircraft = draft.flight.aircraft if draft.flight else ()
    extra = "" if "sides" in draft.kind.settings else ",".join(_types(aircraft))
    actor = actors[0].name if actors else ""
    return event_id(draft.kind.type, when, actor, by_role.get("location", first), extra)


def _types(aircraft: Sequence[Any]) -> list[str]:
    return sorted({one.icao or one.category for one in aircraft})


def _title(draft: _Draft, modality: Modality, polarity: Polarity) -> str:
    label, words = draft.kind.label, list[str]()
    for item in draft.places:
        before = {"location": "in", "origin": "from", "via": "over"}.get(item.role, "to")
        words.append(f"{before} {item.place.name}" if not item.place.relation else item.place.name)
    where = f" {', '.join(words[:3])}" if words else ""
    if polarity == "negative":
        return f"Cancelled: {label.lower()}{where}"
    return f"{'Planned: ' if modality == 'future' else ''}{label}{where}"


def _confidence(draft: _Draft) -> float:
    words = _OF_WORDS if draft.ground.by_words else 0.0
    place = _OF_PLACE if draft.own_place else 0.0
    return round(_BASE + words + place + (_OF_DATE if draft.own_date else 0.0), 2)


def _source(scope: Scope) -> Source:
    article = scope.page.document.article
    return Source(
        article_id=article.id,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        lang=scope.sentences[0].lang,
        text_hash=article.text_hash,
        evidence=scope.spans,
        quotes=tuple(span.of(article.text) for span in scope.spans),
    )
