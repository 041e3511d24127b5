"""Places that only tell whence something came, or to whom it belongs."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon import Language
from pipeline.lexicon.script import folded
from pipeline.model import Document, Place, Span, Token

ELSEWHERE_TOKENS = 6  # "parti dimanche matin de"
_OPENING, _CLOSING = frozenset('«“„"‘'), frozenset('»”“"’')
JOINERS = frozenset({",", "/", "&"})


def elsewhere(
    places: Sequence[Place], document: Document, tokens: Sequence[Token], language: Language
) -> set[Span]:
    """Those that tell whence something came, with those listed behind them: "of A and B"."""
    joiners = JOINERS | language.words("events.joiners")
    found: set[Span] = set()
    before: Place | None = None
    for place in sorted(places, key=lambda p: p.span):
        follows = before is not None and before.span in found
        listed = follows and before and is_listed(before, place, document, joiners)
        if listed or _is_elsewhere(place, tokens, language) or _is_quoted(place, document):
            found.add(place.span)
        before = place
    return found


def only_elsewhere(
    places: Sequence[Place], document: Document, tokens: Sequence[Token], language: Language
) -> bool:
    """Whether no place is told but whence somebody came: "took away nine, two from Gaza"."""
    return bool(places) and len(elsewhere(places, document, tokens, language)) == len(places)


def _is_elsewhere(place: Place, tokens: Sequence[Token], language: Language) -> bool:
    """Whether it tells whence something came or to whom it belongs: "a cargo ship from Dakar".

    Such a place is where it happened only when no other is named.
    """
    phrases = language.phrases("events.elsewhere")
    first = next((n for n, t in enumerate(tokens) if t.start >= place.span.start), len(tokens))
    if first and tokens[first - 1].lower in language.words("places.articles"):
        first -= 1  # "links with the Azores", though the phrase may hold the article
    near = range(max(0, first - ELSEWHERE_TOKENS), first)
    return any(0 <= hit.last - first <= 1 for at in near for hit in phrases.at(tokens, at))


def _is_quoted(place: Place, document: Document) -> bool:
    """Whether it stands in quotation marks, as a name of something else: the group «Ramstein»."""
    text, span = document.article.text, place.span
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return len(around) == 2 and around[0] in _OPENING and around[1] in _CLOSING


def is_listed(first: Place, second: Place, document: Document, joiners: frozenset[str]) -> bool:
    """Whether only joining words stand between two places of one kind."""
    if second.span.start <= first.span.end or first.precision != second.precision:
        return False
    gap = folded(document.article.text[first.span.end : second.span.start])
    between = gap.replace(",", " , ").split()
    return bool(between) and all(word.lower() in joiners for word in between)
