"""Aircraft and ships beside a name: "F-16's uit Leeuwarden" means the base, "du Boracay" a ship."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon import Language
from pipeline.recognise.found import Found, Line
from pipeline.recognise.parts import DESIGNATION
from pipeline.recognise.words import PlaceWords

_BASES = frozenset({"airbase", "navalbase"})
_TOWNS = frozenset({"city", "adm2", "airfield", "airport", "site"})  # islands may have an article
_FIELDS = frozenset({"airfield", "airport"})
_SHIPS = ("flights.ships", "relative.ships")
_CRAFT = ("aircraft.classes", "flights.ships")  # lists of words of a language


def read_craft(line: Line, found: Sequence[Found], language: Language) -> None:
    """Mark the names that may mean the base of a town, or a ship, where the line tells of craft."""
    asked = [one for one in found if any(entry.kind in _BASES for entry in one.entries)]
    ends = [one for one in found if one.entries[0].kind in _TOWNS and not one.people]
    craft = bool(asked or ends) and _tells_of_craft(line, language)
    for one in asked:
        one.beside_craft = craft
    if craft or (ends and language.phrases("triggers.flight").find(line.tokens)):
        _mark_ends(line, ends, language)


def _mark_ends(line: Line, found: Sequence[Found], language: Language) -> None:
    """Mark the towns behind "took off from" or "bound for", or before such an ending."""
    before = {hit.last for hit in language.phrases("flights.roles").find(line.tokens)}
    behind = {hit.first for hit in language.phrases("flights.roles_after").find(line.tokens)}
    for one in found:
        start = one.first - one.behind_people  # "from British Fairford"
        one.on_way = start in before or one.last in behind


def _tells_of_craft(line: Line, language: Language) -> bool:
    if any(DESIGNATION.fullmatch(token.text) for token in line.tokens):
        return True
    return any(language.phrases(path).find(line.tokens) for path in _CRAFT)


def read_ships(line: Line, found: Sequence[Found], words: PlaceWords, language: Language) -> None:
    """Mark the towns with an article before them, where the line tells of ships.

    Not in a language that gives some of its towns an article of their own ("o Porto").
    """
    if language.get("places.towns_with_article") is True:
        return
    asked = [one for one in found if _has_article(one, words)]
    if asked and any(language.phrases(path).find(line.tokens) for path in _SHIPS):
        for one in asked:
            one.is_ship = True


def _has_article(found: Found, words: PlaceWords) -> bool:
    if not found.entries or found.entries[0].kind not in _TOWNS or found.people or found.feature:
        return False
    if not found.single and found.entries[0].kind in _FIELDS:
        return False  # "der Flughafen Lüttich" holds its class
    article = words.contracted.get(found.before, "")
    if article:
        return not found.entries[0].name.casefold().startswith(f"{article} ")
    return found.before in words.articles
