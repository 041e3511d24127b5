"""Where a trigger's happening was: what stands in its clause, its sentence."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.events.asides import asides, same_side
from pipeline.events.dateline import without_dateline
from pipeline.events.elsewhere import ELSEWHERE_TOKENS, JOINERS, elsewhere, is_listed
from pipeline.events.route import ends_of, without_route
from pipeline.events.saying import speaks
from pipeline.events.triggers import Trigger
from pipeline.events.when import is_parted
from pipeline.lexicon import EventType, Language
from pipeline.model import (
    SEAT,
    Document,
    Facts,
    Place,
    PlaceInEvent,
    PlaceRoleName,
    Sentence,
    Span,
    Token,
)

_COARSE = frozenset({"country", "adm1", "water_body"})
_PARTS = frozenset({"part", "border"})  # relations that tell a stretch of land
# What happens where somebody is received; in the Kremlin one also speaks of battles elsewhere.
_AT_SEATS = frozenset({"CONSULT", "AGREE", "SUPPORT", "PROTEST"})


def places_of(
    trigger: Trigger, document: Document, facts: Facts, language: Language
) -> tuple[Place, ...]:
    """The places where it happened, those in the trigger's clause first; empty when none."""
    sentence = document.sentences[trigger.sentence]
    inside = [p for p in literal(facts) if sentence.span.contains(p.span)]
    inside = [p for p in inside if p.kind != SEAT or trigger.kind.type in _AT_SEATS]
    inside += _aimed_at(trigger, sentence, facts, language)
    if trigger.kind.settings.get("on_the_way") is True:
        named = [p for p in facts.places if sentence.span.contains(p.span)]
        inside = [p for p in without_route(named, sentence, language) if p in inside]
    inside = [p for p in inside if _is_where(p, trigger, document, language)]
    inside = [p for p in inside if not is_parted(trigger, p.span, document)]
    at = trigger.span.start
    inside = [p for p in inside if not any(w.parts(p.span.start, at) for w in facts.whens)]
    inside = without_dateline(inside, document)
    inside = _without_attacker(inside, trigger, facts)
    inside = _without_containers(inside)
    if not inside:
        return ()
    aside = elsewhere(inside, document, sentence.tokens, language)
    spans = asides(sentence, language)
    nearest = min(inside, key=lambda p: (p.span in aside, *_distance(p, trigger, spans)))
    return _joined(nearest, inside, document, language)


def _aimed_at(
    trigger: Trigger, sentence: Sentence, facts: Facts, language: Language
) -> list[Place]:
    """The country an attack is told to be against: it is a side, and where the blow fell."""
    if trigger.kind.type != "ASSAULT" or trigger.strength == "nouns":
        return []
    states = [p for p in facts.places if p.use == "associative" and p.precision == "country"]
    inside = [p for p in states if p.point is not None and trigger.clause.span.contains(p.span)]
    return [p for p in inside if _words_before(p, sentence) & language.words("events.aim")]


def _words_before(place: Place, sentence: Sentence) -> set[str]:
    """The two words before a name, an article among them or not."""
    before = [token.lower for token in sentence.tokens if token.end <= place.span.start]
    return set(before[-2:])


def _is_where(place: Place, trigger: Trigger, document: Document, language: Language) -> bool:
    """Not what it is about ("against X"), and not where a speaker sits ("officials in X said")."""
    tokens = document.sentences[trigger.sentence].tokens
    first = next((n for n, t in enumerate(tokens) if t.start >= place.span.start), len(tokens))
    behind = next((n for n, t in enumerate(tokens) if t.start >= place.span.end), len(tokens))
    before = {token.lower for token in tokens[max(0, first - 1) : first]}
    if before & language.words("places.articles"):
        before |= {token.lower for token in tokens[max(0, first - 2) : first]}
    announces = behind < len(tokens) and tokens[behind].start == trigger.span.start
    deed = first > 1 and tokens[first - 2].end == trigger.span.end  # "floods in X claimed three"
    silent = announces or deed or not speaks(tokens, behind, language)  # "in X announced a strike"
    if before & language.words(f"events.where_of.{trigger.kind.mode}"):
        return silent  # troops withdraw "from" where they were
    if _ends_in(f"events.where_of_after.{trigger.kind.mode}", tokens, behind, language):
        return silent
    if before & language.words("events.away") or _is_said_there(tokens, first, language):
        return False
    aimed = trigger.kind.type == "ASSAULT"  # "missiles against Kyiv" fell on Kyiv
    if not aimed and before & language.words("events.about"):
        return False
    ends = "events.away_after" if aimed else "events.about_after"
    if _ends_in(ends, tokens, behind, language):
        return False
    return silent


def _is_said_there(tokens: Sequence[Token], first: int, language: Language) -> bool:
    """Whether somebody only spoke there: "officials told reporters in Brussels"."""
    phrases = language.phrases("events.said_in")
    near = range(max(0, first - ELSEWHERE_TOKENS), first)
    return any(hit.last == first for at in near for hit in phrases.at(tokens, at))


def _ends_in(path: str, tokens: Sequence[Token], behind: int, language: Language) -> bool:
    """Whether an ending or a postposition of this list follows the name: "Nijer'den"."""
    return behind < len(tokens) and bool(language.phrases(path).at(tokens, behind))


def literal(facts: Facts) -> list[Place]:
    """Places with a point that are no part of a person's name: the Khalil of Khalil al-Hayya."""
    persons = [a.span for a in facts.actors if a.span and a.id.startswith("person/")]
    return [
        p
        for p in facts.places
        if p.use == "literal"
        and p.point is not None
        and not any(span.contains(p.span) for span in persons)
    ]


def _without_attacker(places: list[Place], trigger: Trigger, facts: Facts) -> list[Place]:
    """Leave out the country that attacks where the one attacked is named too.

    "Russland griff die Ukraine an": who is named first strikes, unless the verb is passive.
    """
    countries = sorted((p for p in places if p.precision == "country"), key=lambda p: p.span)
    acting = {actor.span for actor in facts.actors if actor.id.startswith("state/")}
    both = len(countries) > 1 and all(p.span in acting for p in countries[:2])
    if trigger.kind.type != "ASSAULT" or not both or trigger.strength == "nouns":
        return places
    return [place for place in places if place is not countries[0]]


def _without_containers(places: list[Place]) -> list[Place]:
    """Leave out countries and regions where something finer stands in the same sentence."""
    fine = [p for p in places if not _is_wide(p)]
    regions = [p for p in places if p.precision == "adm1"]
    kept = [
        p
        for p in places
        if p.precision == "water_body"
        or p in fine
        or not _contains_one(p, fine + regions if p.precision == "country" else fine)
    ]
    return kept or places


def _contains_one(coarse: Place, fine: Sequence[Place]) -> bool:
    return any(coarse.country == place.country for place in fine)


def _distance(
    place: Place, trigger: Trigger, spans: tuple[Span, ...]
) -> tuple[bool, bool, bool, int]:
    """Places of the same clause come first, then towns before countries, then the nearest."""
    aside = not same_side(spans, place.span, trigger.span)
    other_clause = not trigger.clause.span.contains(place.span)
    gap = max(place.span.start - trigger.span.end, trigger.span.start - place.span.end, 0)
    wide = _is_wide(place) or place.kind == "river"
    return aside, other_clause, wide, gap


def _is_wide(place: Place) -> bool:
    """A country, a region, a part of one ("the south of Cauca"), a border told beside a town."""
    part = place.relation is not None and place.relation.op in _PARTS
    return part or place.precision in _COARSE


def _joined(
    chosen: Place, places: Sequence[Place], document: Document, language: Language
) -> tuple[Place, ...]:
    """The chosen place with those joined to it by commas or one short word: "in A, B and C"."""
    ordered = sorted(places, key=lambda p: p.span)
    joiners = JOINERS | language.words("events.joiners")
    linked = [
        is_listed(first, second, document, joiners) for first, second in itertools.pairwise(ordered)
    ]
    first = last = ordered.index(chosen)
    while last < len(linked) and linked[last]:
        last += 1
    while first > 0 and linked[first - 1]:
        first -= 1
    return tuple(ordered[first : last + 1])


def in_event(places: Sequence[Place], kind: EventType) -> tuple[PlaceInEvent, ...]:
    """The places in the role that the kind gives them: where it happened, if it says nothing."""
    role: PlaceRoleName = kind.settings.get("role", "location")
    return tuple(PlaceInEvent(role, p, evidence=p.span) for p in places)


def journey_of(
    trigger: Trigger, document: Document, facts: Facts, language: Language
) -> tuple[PlaceInEvent, ...]:
    """Where the journey began and was to end, of the kinds that say ``with_ends``."""
    if trigger.kind.settings.get("with_ends") is not True:
        return ()
    sentence = document.sentences[trigger.sentence]
    named = [p for p in facts.places if sentence.span.contains(p.span)]
    return ends_of(named, sentence, language)
