"""Words that a model points at, given their meaning by our own tables and steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from pipeline.extractors.interface import Tools
from pipeline.extractors.llm.notes import Notes
from pipeline.extractors.llm.schema import Told, ToldActor, ToldClaim, ToldPlace
from pipeline.extractors.llm.scope import MIN_WORDS, Scope, count_words
from pipeline.lexicon import EventType
from pipeline.model import (
    Actor,
    Aircraft,
    Callsign,
    Claim,
    Facts,
    Place,
    PlaceInEvent,
    Reading,
    Span,
    When,
)

# Labels of [claims.cues] that bear out a claim which changes what is thought of an event.
_SAID_BY: Final[Mapping[str, frozenset[str]]] = {
    "denied": frozenset({"denied", "denied_that", "denied_whole"}),
    "confirmed": frozenset({"confirmed", "said"}),
}
_MOVING: Final = frozenset({"ACCIDENT", "AID", "RETREAT"})  # types that go from here to there
_SHARE: Final = 3  # a name must be at least one third of the words that point at it
Item = TypeVar("Item", Actor, Aircraft, Callsign, Place, When)


@dataclass(frozen=True, slots=True)
class Fields:
    """Gives the fields of the events of one article their meaning; notes what has none."""

    reading: Reading
    facts: Facts
    tools: Tools
    notes: Notes

    def places(self, told: Told, kind: EventType, scope: Scope) -> tuple[PlaceInEvent, ...]:
        """The places in their roles; other roles than location belong to movements."""
        kept: dict[tuple[str, Span], PlaceInEvent] = {}
        for one in told.places:
            moves = "sides" not in kind.settings or kind.type in _MOVING
            if one.role != "location" and not moves:
                self.notes.drop_field("place", one.name, f"only a movement has a role {one.role}")
                continue
            place = self._place(one, scope)
            if place is not None:
                reached = one.reached if one.role == "destination" else None
                item = PlaceInEvent(one.role, place, reached=reached, evidence=place.span)
                kept.setdefault((one.role, place.span), item)
        return tuple(kept.values())

    def _place(self, told: ToldPlace, scope: Scope) -> Place | None:
        span = self._located("place", told.name, scope)
        if span is None:
            return None
        known = _best(self.facts.places, span)
        place = known or self._passed_over(told, span)
        if place is not None and place.use != "literal":
            why = "it stands for people or a government here, not for where it happened"
            self.notes.drop_field("place", told.name, why)
            return None
        return place

    def _passed_over(self, told: ToldPlace, span: Span) -> Place | None:
        """A place where our recognition has none, unless it was refused there."""
        refused = [m for m in self.reading.mentions if m.refused and m.span.overlaps(span)]
        if refused:
            self.notes.drop_field("place", told.name, f"it is no place here: {refused[0].reason}")
            return None
        place = self.tools.place_at(self.reading, span)
        if place is None:
            why = "no gazetteer in use holds this name"
            self.notes.drop_field("place", told.name, why)
        return place

    def when(self, told: Told, scope: Scope) -> When | None:
        """The date of the words, by the step for dates."""
        if not told.date_words.strip():
            return None
        span = self._located("date", told.date_words, scope)
        if span is None:
            return None
        found = _best([when for when in self.facts.whens if when.span], span)
        if found is None:
            self.notes.drop_field("date", told.date_words, "no date is read in these words")
        return found

    def actors(self, told: Told, scope: Scope) -> tuple[Actor, ...]:
        """Who took part, by the table of actors."""
        kept: dict[str, Actor] = {}
        for one in told.actors:
            actor = self._actor(one, scope)
            if actor is not None:
                kept.setdefault(actor.name, actor)
        return tuple(kept.values())

    def _actor(self, told: ToldActor, scope: Scope) -> Actor | None:
        span = self._located("actor", told.name, scope)
        if span is None:
            return None
        found = _best(self.facts.actors, span)
        if found is None:
            self.notes.drop_field("actor", told.name, "data/actors.csv does not hold it")
            return None
        if found.sector == "media":
            self.notes.drop_field("actor", told.name, "media tell of it and take no part")
            return None
        return replace(found, role=told.role)

    def aircraft(self, told: Told, scope: Scope) -> tuple[Aircraft, ...]:
        """The aircraft, by the table of types and the words for classes."""
        found = self._known("aircraft", told.aircraft, self.facts.aircraft, scope)
        return tuple({one.icao or one.category: one for one in reversed(found)}.values())[::-1]

    def callsigns(self, told: Told, scope: Scope) -> tuple[str, ...]:
        """The callsigns, as our own step reads them."""
        found = self._known("callsign", told.callsigns, self.facts.callsigns, scope)
        return tuple(dict.fromkeys(one.text for one in found))

    def _known(
        self, kind: str, words: Iterable[str], items: Sequence[Item], scope: Scope
    ) -> list[Item]:
        found = []
        for one in words:
            span = self._located(kind, one, scope)
            item = _best(items, span) if span else None
            if item is not None:
                found.append(item)
            elif span is not None:
                self.notes.drop_field(kind, one, f"these words are no {kind} by our tables")
        return found

    def claims(self, told: Told, scope: Scope) -> tuple[Claim, ...]:
        """Who says what about its truth; nobody confirms or denies without being named."""
        made = (self._claim(one, scope) for one in told.claims)
        return tuple(claim for claim in made if claim is not None)

    def _claim(self, told: ToldClaim, scope: Scope) -> Claim | None:
        span = self._located("claim", told.quote, scope, anywhere=True)
        if span is None:
            return None
        name, country = self._speaker(told, scope)
        why = self._claim_fault(told, span, name)
        if why:
            self.notes.drop_field("claim", told.quote, why)
            return None
        return Claim(
            status=told.kind,
            speaker=name,
            speaker_country=country,
            addressee="",
            quote=span.of(self.reading.document.article.text),
            span=span,
        )

    def _claim_fault(self, told: ToldClaim, span: Span, speaker: str) -> str:
        """Why a claim does not count: its kind must be in the words of its sentence too."""
        if count_words(told.quote) < MIN_WORDS:
            return f"a quote of fewer than {MIN_WORDS} words proves nothing"
        if told.kind not in _SAID_BY:
            return ""
        if not speaker:
            return f"nobody is named by whom it is {told.kind}"
        sentence = self.reading.document.sentence_at(span.start)
        cues = sentence and self.tools.lexicon.language(sentence.lang).phrases("claims.cues")
        labels = {hit.label for hit in cues.find(sentence.tokens)} if cues and sentence else set()
        return "" if labels & _SAID_BY[told.kind] else f"its sentence has no word for {told.kind}"

    def _speaker(self, told: ToldClaim, scope: Scope) -> tuple[str, str]:
        """Name and country of the speaker; the words must stand in the scope too."""
        if not told.speaker.strip():
            return "", ""
        span = self._located("speaker", told.speaker, scope, anywhere=True)
        if span is None:
            return "", ""
        actor = _best(self.facts.actors, span)
        if actor is not None:
            return actor.name, actor.country
        sentence = self.reading.document.sentence_at(span.start)
        if sentence is not None:
            unnamed = self.tools.lexicon.language(sentence.lang).phrases("claims.speakers")
            for hit in unnamed.find(sentence.tokens):
                if hit.span.overlaps(span):
                    return hit.label, ""
        self.notes.drop_field("speaker", told.speaker, "data/actors.csv does not hold it")
        return "", ""

    def _located(
        self, kind: str, words: str, scope: Scope, *, anywhere: bool = False
    ) -> Span | None:
        found = scope.locate(words, anywhere=anywhere)
        if isinstance(found, Span):
            return found
        self.notes.drop_field(kind, words, found)
        return None


def _best(items: Iterable[Item], span: Span) -> Item | None:
    """What shares most of the stretch, if that is a fair part of it."""
    shared = [(_overlap(item.span, span), item) for item in items if item.span]
    most, found = max(shared, key=lambda pair: pair[0], default=(0, None))
    return found if most * _SHARE >= span.end - span.start else None


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
