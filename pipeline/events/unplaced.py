"""Places that are named but that no gazetteer holds: they list and count, and are not drawn."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon import Language
from pipeline.model import Clause, Facts, Place, Sentence, Span, Token

NAME_TOKENS = 3  # "San Pedro Sula", "Stronie Śląskie"; longer runs are seldom names of places
LOWER_TOKENS = 4  # "in the village of", "dans le quartier de"


def unplaced(sentence: Sentence, clause: Clause, facts: Facts, language: Language) -> Place | None:
    """The capitalised name behind "in" or "near" in this clause that nothing else has claimed.

    The words are ``events.where``; a language that capitalises every noun, where a name cannot be
    told from a word, leaves the list empty.
    """
    taken = [*(p.span for p in facts.places), *(a.span for a in facts.aircraft)]
    taken += [a.span for a in facts.actors if a.span] + [w.span for w in facts.whens if w.span]
    tokens = [t for t in sentence.tokens if clause.span.start <= t.start < clause.span.end]
    for at, token in enumerate(tokens):
        if token.lower in language.words("events.where"):
            name = _name_behind(tokens, at + 1)
            if name and not any(name.overlaps(span) for span in taken):
                return _place(name, tokens, facts, sentence)
    return None


def unsettled(sentence: Sentence, clause: Clause, facts: Facts, language: Language) -> Place | None:
    """The town behind an "in" that several places of the gazetteer might be, none of them sure."""
    actors = [actor.span for actor in facts.actors if actor.span]
    prepositions = language.words("places.at")
    ends = {t.end + 1 for t in sentence.tokens if t.lower in prepositions}
    towns = [
        place
        for place in facts.places
        if (place.use, place.point) == ("literal", None)
        and place.candidates
        and clause.span.contains(place.span)
        and place.span.start in ends
        and not any(span.overlaps(place.span) for span in actors)
    ]
    return towns[0] if len(towns) == 1 else None


def _name_behind(tokens: Sequence[Token], at: int) -> Span | None:
    """The run of capitalised words behind at most a few small ones."""
    first = at
    while first < min(at + LOWER_TOKENS, len(tokens)) and not tokens[first].is_capitalised:
        if not tokens[first].is_word or tokens[first].text[0].isdecimal():
            return None  # "in 1988 hurricane Gilbert"
        first += 1
    last = first
    while last < min(first + NAME_TOKENS, len(tokens)) and tokens[last].is_capitalised:
        last += 1
    if last == first or len(tokens[first].text) < 3:
        return None
    if last == first + 1 and tokens[first].text.isupper():
        return None  # "on two substations of DTEK": a body's short name
    return Span(tokens[first].start, tokens[last - 1].end)


def _place(name: Span, tokens: Sequence[Token], facts: Facts, sentence: Sentence) -> Place:
    words = " ".join(t.text for t in tokens if name.start <= t.start < name.end)
    around = [p for p in facts.places if sentence.span.contains(p.span) and p.use == "literal"]
    country = next((p.country for p in around if p.country), "")
    return Place(
        span=name,
        text=words,
        name=words,
        point=None,
        country=country,
        precision="unknown",
        radius_km=None,
        kind="unknown",
        gazetteer_id="",
        use="literal",
        score=0.0,
        rule="no gazetteer in use holds this name",
    )
