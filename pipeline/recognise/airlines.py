"""Airlines by the first word of their name: "un A320 de la compagnie Spirit", "a Wizz flight".

Such a word counts beside an aircraft, a flight or the word for an airline only, of which a
language has its list in ``[actors.airline]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicon import Language
from pipeline.model import Token
from pipeline.recognise.acting import Word
from pipeline.recognise.actor_table import ActorTable
from pipeline.recognise.parts import DESIGNATION, part_phrases

_BEFORE, _BEHIND = 4, 2  # tokens to the aircraft: "195-E2 da Azul", "Wizz Airbus"
_MAKERS = frozenset({"airbus", "atr", "boeing", "bombardier", "embraer"})
_NUMBER = re.compile(r"7[0-9]7|3[1-8]0|E?1[79][05](-E2)?")


def airline_words(tokens: Sequence[Token], language: Language, table: ActorTable) -> Iterator[Word]:
    """The airlines called by a short name, each labelled with its row."""
    first = table.airlines.beginnings
    starts = [at for at, token in enumerate(tokens) if token.lower in first]  # mostly none
    for hit in (table.airlines.longest(tokens, at) for at in starts):
        if hit is None:
            continue
        before = tokens[max(0, hit.first - _BEFORE) : hit.first]
        behind = tokens[hit.last : hit.last + _BEHIND]
        if not any(_is_flight(token, language) for token in (*before, *behind)):
            continue
        taken = table.phrases(language).at(tokens, hit.first)
        if not taken and not part_phrases(language, "demonyms").at(tokens, hit.first):
            yield Word(hit.first, hit.last, "row", hit.label)


def _is_flight(token: Token, language: Language) -> bool:
    """Whether it is an aircraft by number or maker, or a word for a flight or an airline."""
    return (
        token.lower in _MAKERS
        or token.lower in language.words("actors.airline")
        or DESIGNATION.fullmatch(token.text) is not None
        or _NUMBER.fullmatch(token.text) is not None
    )
