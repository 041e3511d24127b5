"""Ends of a journey: the bus from Quito to the coast met its accident at neither."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon import Language
from pipeline.model import Place, PlaceInEvent, Sentence, Token

_BEGINS = frozenset({"origin", "weak"})  # "weak" are the words for "of", which say less
_AIMS = frozenset({"bound", "toward", "destination"})
_DASHES = frozenset("–—-")
_REACH = 3  # tokens between a word of origin and the name: "from the airport of"
_BETWEEN = 3  # tokens between both ends: "Quito towards the"
_BESIDE = (
    2  # with one word between, the second is an end whatever that word else says: "Lyon à Turin"
)


def without_route(places: list[Place], sentence: Sentence, language: Language) -> list[Place]:
    """Leave out where the journey began and was to end.

    A lone end stays where nothing else is named; of a journey with both ends none stays.
    """
    ordered, cues, pairs = _read(places, sentence, language)
    ends = pairs | {n for n, cue in enumerate(cues) if cue in ("origin", "bound", "toward")}
    if "location" in cues:
        ends |= {n for n, cue in enumerate(cues) if cue == "weak"}
    return [p for n, p in enumerate(ordered) if n not in ends] or ([] if pairs else places)


def ends_of(
    places: Sequence[Place], sentence: Sentence, language: Language
) -> tuple[PlaceInEvent, ...]:
    """Both ends of the journey that a sentence tells; none where it tells one end or none."""
    ordered, _, pairs = _read(places, sentence, language)
    if len(pairs) != 2:  # more are two journeys
        return ()
    first, last = (ordered[n] for n in sorted(pairs))
    return (
        PlaceInEvent("origin", first, evidence=first.span),
        PlaceInEvent("destination", last, reached=False, evidence=last.span),
    )


def _read(
    places: Sequence[Place], sentence: Sentence, language: Language
) -> tuple[list[Place], list[str], set[int]]:
    """The places in text order, the role word of each, and which of them are pairs of ends."""
    ordered = sorted(places, key=lambda p: p.span)
    cues = [_cue(p, sentence.tokens, language) for p in ordered]
    pairs = {
        at
        for n in range(len(ordered) - 1)
        if _is_pair(cues[n : n + 2], _gap(ordered[n], ordered[n + 1], sentence.tokens))
        or _is_dashed(ordered[n], ordered[n + 1], sentence)
        if ordered[n + 1].relation is None  # "a plane from Tripoli crashed near Misrata"
        for at in (n, n + 1)
    }
    return ordered, cues, pairs


def _is_pair(cues: Sequence[str], gap: int) -> bool:
    begins, aims = cues
    if begins not in _BEGINS or gap > _BETWEEN:
        return False
    return aims in _AIMS or not aims or (begins == "origin" and gap <= _BESIDE)


def _is_dashed(one: Place, other: Place, sentence: Sentence) -> bool:
    """Whether only a dash parts them and neither opens the sentence: the bus "Lviv — Uzhhorod"."""
    between = [t.text for t in sentence.tokens if one.span.end <= t.start < other.span.start]
    return len(between) == 1 and between[0] in _DASHES and one.span.start > sentence.span.start


def _gap(one: Place, other: Place, tokens: Sequence[Token]) -> int:
    return _index(other.span.start, tokens) - _index(one.span.end, tokens) + 1


def _index(offset: int, tokens: Sequence[Token]) -> int:
    return next((n for n, token in enumerate(tokens) if token.start >= offset), len(tokens))


def _cue(place: Place, tokens: Sequence[Token], language: Language) -> str:
    """The role that the nearest word before the name gives; empty when none does."""
    if place.relation is not None:
        return "location"  # "left the road near Bern": its own words say where
    first = _index(place.span.start, tokens)
    roles = language.phrases("flights.roles")
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        hits = [hit for hit in roles.at(tokens, at) if hit.last <= first]
        if hits:
            return max(hits, key=lambda hit: hit.last).label
        if not tokens[at].is_word:
            return ""
    return ""
