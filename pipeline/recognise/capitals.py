"""A capital that says whose a force is: "l'aviazione di Delhi", "Moscow's forces"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.lexicon import Language
from pipeline.model import Place, Token
from pipeline.recognise.acting import Word

_APOSTROPHES = ("'", "’")
_FAR = 2  # tokens between a force and its capital: "of the"
_SEATS = frozenset({"Delhi", "Tel Aviv", "The Hague"})  # of a government, called like capitals


def capital_words(
    tokens: Sequence[Token], words: Sequence[Word], places: Iterable[Place], language: Language
) -> Iterator[Word]:
    """The capitals in the genitive beside a force or a government, as words for their countries."""
    owned = [w for w in words if w.kind == "military" or w.label == "Government"]
    for place in places if owned else ():
        if not (place.kind == "capital" or place.name in _SEATS) or not place.country:
            continue
        first = next((n for n, t in enumerate(tokens) if t.start >= place.span.start), len(tokens))
        last = next((n for n, t in enumerate(tokens) if t.end >= place.span.end), first) + 1
        if any(_is_of(word, first, last, tokens, language) for word in owned):
            yield Word(first, last, "country", place.country)


def _is_of(word: Word, first: int, last: int, tokens: Sequence[Token], language: Language) -> bool:
    if word.last <= first <= word.last + _FAR:
        between = " ".join(token.lower for token in tokens[word.last : first])
        return between in language.words("actors.genitive") - _PLACING
    ends = language.words("actors.possessive") or {"s"}
    between_them = [token.lower for token in tokens[last : word.first]]
    return len(between_them) == 2 and between_them[0] in _APOSTROPHES and between_them[1] in ends


# Of those words the ones that may as well say where: "troops from Kyiv" were sent from there.
_PLACING = frozenset({"from", "from the", "aus"})
