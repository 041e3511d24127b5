"""Whether words that name a state stand for somebody who acts, or only say where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.lexicon import Language
from pipeline.model import Actor, Place, Span, Token
from pipeline.recognise.actor_table import ActorTable

_APOSTROPHES = ("'", "’")  # "per l'Ucraina"


@dataclass(frozen=True, slots=True)
class Word:
    """A word for an actor at its tokens (half-open)."""

    first: int
    last: int
    kind: str  # row | country | adjective | a sector
    label: str  # row id, ISO 3166 alpha-3, or the canonical generic word


def acts(
    group: Sequence[Word],
    span: Span,
    tokens: Sequence[Token],
    places: Iterable[Place],
    language: Language,
) -> bool:
    """Whether the words stand for somebody: not "in Russia", not "the Venezuelan coast"."""
    word = group[0]
    if len(group) == 1 and word.kind == "local":
        return not _is_located(tokens, word.first, language)
    if word.kind == "row" and word.label.startswith("gov/"):
        return not any(p.use == "literal" and p.span == span for p in places)
    if len(group) > 1 or word.kind not in {"country", "adjective"}:
        return len(group) > 1 or not _is_bare(tokens, word, language)
    if _is_geographic(tokens, word.first, word.last, language):
        return False
    if word.kind == "adjective":
        return not _is_of_a_place(tokens, word, places)
    place = next((p for p in places if p.span.overlaps(span)), None)
    if place is not None and place.use == "associative":
        return True
    behind = language.phrases("actors.locative_after")
    if word.last < len(tokens) and behind.at(tokens, word.last):
        return False
    return not _is_located(tokens, word.first, language)


def _is_bare(tokens: Sequence[Token], word: Word, language: Language) -> bool:
    """Whether it is an adjective for want of an article: "military upgrades"."""
    if word.last - word.first > 1:
        return False
    if tokens[word.first].lower not in language.words("actors.needs_article"):
        return False
    before = tokens[word.first - 1].lower if word.first else ""
    return before not in language.words("actors.articles")


def _is_of_a_place(tokens: Sequence[Token], word: Word, places: Iterable[Place]) -> bool:
    """Whether a place of that country follows: "Sudanese El Fasher", "polnisches Malbork"."""
    if word.last >= len(tokens):
        return False
    start = tokens[word.last].start
    return any(
        place.span.start == start and place.use == "literal" and place.country == word.label
        for place in places
    )


def _is_geographic(tokens: Sequence[Token], first: int, last: int, language: Language) -> bool:
    """Whether a noun such as "coast" follows, at most one word away, or stands right before."""
    nouns = language.words("actors.places")
    around = (*tokens[last : last + 2], *tokens[max(0, first - 1) : first])
    return any(token.lower in nouns for token in around)


def _is_located(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether a preposition of place stands before, an article between them or not."""
    locative = language.words("actors.locative")
    before = [t for t in tokens[max(0, at - 4) : at] if t.text not in _APOSTROPHES][-2:]
    if before and before[-1].lower in locative:
        return True
    return len(before) == 2 and before[0].lower in locative and len(before[1].lower) <= 3


def acting_place(place: Place, table: ActorTable) -> Actor | None:
    """The state behind a capital or country that stands for its government.

    Brussels acts for the European Union far more often than for Belgium.
    """
    if place.use != "associative":
        return None
    if place.kind == "capital" and place.country == "BEL":
        union = table.row("org/EU")
        text, span = place.text, place.span
        return Actor(union.name, union.country, union.sector, span=span, text=text, id=union.id)
    return state_of(place, table)


def state_of(place: Place, table: ActorTable) -> Actor | None:
    """The state that a country or a capital is of."""
    if place.kind not in {"country", "capital"}:
        return None
    row = table.state(place.country)
    if row is None:
        return None
    return Actor(row.name, row.country, row.sector, span=place.span, text=place.text, id=row.id)
