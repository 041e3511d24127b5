"""Aircraft and ships beside the name of a town that has a base: "F-16's uit Leeuwarden"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon import Language
from pipeline.recognise.found import Found, Line
from pipeline.recognise.parts import DESIGNATION

_BASES = frozenset({"airbase", "navalbase"})
_CRAFT = ("aircraft.classes", "flights.ships")  # lists of words of a language


def read_craft(line: Line, found: Sequence[Found], language: Language) -> None:
    """Mark the names that may mean the base of a town, where craft are told of in the line."""
    asked = [one for one in found if any(entry.kind in _BASES for entry in one.entries)]
    if asked and _tells_of_craft(line, language):
        for one in asked:
            one.beside_craft = True


def _tells_of_craft(line: Line, language: Language) -> bool:
    if any(DESIGNATION.fullmatch(token.text) for token in line.tokens):
        return True
    return any(language.phrases(path).find(line.tokens) for path in _CRAFT)
