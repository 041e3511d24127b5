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
    """The ends of the journey that a sentence tells.

    Ends that stand apart count where a third place is named, where it happened: "from Quito crashed
    in Ambato".
    """
    ordered, cues, pairs = _read(places, sentence, language)
    if len(pairs) == 2:
        first, last = sorted(pairs)
        return (_begin(ordered[first]), _goal(ordered[last]))
    begins = [p for p, cue in zip(ordered, cues, strict=True) if cue == "origin"]
    goals = [p for p, cue in zip(ordered, cues, strict=True) if cue in ("bound", "toward")]
    if pairs or len(begins) > 1 or len(goals) > 1 or len(begins) + len(goals) == len(ordered):
        return ()  # more pairs are two journeys
    return (*map(_begin, begins), *map(_goal, goals))


def _begin(place: Place) -> PlaceInEvent:
    return PlaceInEvent("origin", place, evidence=place.span)


def _goal(place: Place) -> PlaceInEvent:
    return PlaceInEvent("destination", place, reached=False, evidence=place.span)


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
    """The role that the nearest words before the name give; empty when none do.

    Of those that end alike the longest tell: "from" in "coming from", "bound for".
    """
    if place.relation is not None:
        return "location"  # "left the road near Bern": its own words say where
    first = _index(place.span.start, tokens)
    roles, found = language.phrases("flights.roles"), None
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        hits = [hit for hit in roles.at(tokens, at) if hit.last <= first]
        longest = max(hits, key=lambda hit: hit.last, default=None)
        if longest and (found is None or longest.last >= found.last):
            found = longest
        if not tokens[at].is_word:
            break
    return found.label if found else ""
