"""Guards: each knows one way in which a name in the gazetteer is not a place in the text.

A guard takes the name and what is known of the document and gives its reason, or an empty string
when it has nothing to say. The first reason stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.recognise.found import Found
from pipeline.recognise.people import People
from pipeline.recognise.words import PlaceWords

_SMALL_KINDS = frozenset({"city", "adm2", "airfield", "airport", "site"})
_CODE_LETTERS = 3  # a word of so few capitals is more often a code than a place


@dataclass(frozen=True, slots=True)
class Known:
    """What a guard may ask about the document."""

    words: PlaceWords
    people: People
    small: frozenset[str]  # words that the document also writes small


Guard = Callable[[Found, Known], str]


def person(found: Found, known: Known) -> str:
    """It stands inside somebody's name."""
    if found.dateline or not known.people.holds(found.line.number, found.first, found.last):
        return ""
    number, sure = found.line.number, found.at or found.is_upper_level or _is_field(found)
    goes_on = known.people.holds(number, found.last, found.last + 1)
    if sure and not found.single and (known.words.nouns_capitalised or not goes_on):
        return ""  # "from Roosevelt Roads", "Abu Dhabi", "in Sierra Leone Kämpfe"
    wider = all((number, at) not in known.people.tokens for at in (found.first, found.last - 1))
    return "" if wider else "part of a person's name"


def _is_field(found: Found) -> bool:
    return found.entries[0].kind in ("airbase", "navalbase", "airport")


def family(found: Found, known: Known) -> str:
    """It is the family name of somebody named in the article, and nothing makes it a place."""
    if not found.single or found.people or found.part != "whole":
        return ""
    full = known.people.families.get(found.key)
    if full is None or found.contained or found.holds or found.at or found.feature:
        return ""
    kind = found.entries[0].kind if found.entries else ""
    if kind in ("country", "continent") or (
        kind == "capital" and found.behind not in known.words.speech
    ):
        return ""
    return f"family name of {full}"


def calendar(found: Found, known: Known) -> str:
    """It is a month or a weekday."""
    return "month or weekday" if found.single and found.key in known.words.dates else ""


def never_a_place(found: Found, known: Known) -> str:
    """It is a word of the language that is not used as a place by itself."""
    if found.people or found.key not in known.words.never or found.contained:
        return ""
    if found.line.caseless and found.feature:
        return ""  # "مدينة الأبيض" is El Obeid, "الأبيض" white
    return "" if _is_code(found) and found.is_upper_level else "ordinary word"


def called(found: Found, known: Known) -> str:
    """It is part of a longer name that stands for something else: "Quai d'Orsay"."""
    if not found.called or found.contained or found.people:
        return ""
    return f"part of the name of a {found.called}"


def ship(found: Found, known: Known) -> str:
    """It has an article that no town has, and ships are told of: "le Boracay"."""
    return "name of a ship" if found.is_ship and not found.contained else ""


def article(found: Found, known: Known) -> str:
    """It is an article at the beginning of a sentence and an ordinary word: "La Guardia"."""
    if not found.opens_sentence or found.last - found.first != 2 or found.contained:
        return ""
    first, word = found.line.lower(found.first), found.line.lower(found.first + 1)
    common = word in known.words.never or word in known.words.ordinary
    return "article and ordinary word" if first in known.words.articles and common else ""


def sentence_case(found: Found, known: Known) -> str:
    """It is several ordinary words at the beginning of a sentence: "A mi", "Dos hermanas"."""
    if found.single or not found.opens_sentence or found.is_upper_level or found.contained:
        return ""
    if found.entries[0].kind not in _SMALL_KINDS:
        return ""
    small = not any(found.line.is_capital(at) for at in range(found.first + 1, found.last))
    if small and _is_field_of_town(found, known):
        return ""
    return "ordinary words where a capital tells nothing" if small else ""


def _is_field_of_town(found: Found, known: Known) -> bool:
    """ "Denver airport was closed": no ordinary word begins it, and it ends in a word of a kind."""
    first, last = found.line.lower(found.first), found.line.lower(found.last - 1)
    ordinary = first in known.words.never or first in known.words.ordinary or first in known.small
    classed = last in known.words.before or last in known.words.after
    return bool(found.entries[0].icao) and classed and not ordinary


def ordinary(found: Found, known: Known) -> str:
    """It is an ordinary word where a capital tells nothing: first in a sentence, in a headline."""
    if not found.single or found.contained or found.dateline:
        return ""
    if _is_code(found) and found.entries[0].kind == "country":
        return ""  # "US troops", however often the text says "us"
    common = found.key in known.words.ordinary or found.key in known.small
    if found.is_upper_level and not _is_also_a_word(found, known):
        return ""
    silent = found.opens_sentence or found.line.is_headline or known.words.nouns_capitalised
    silent = silent or found.line.caseless
    if not (common and silent) or found.at or (found.line.caseless and found.feature):
        return ""
    return "ordinary word where a capital tells nothing"


def _is_also_a_word(found: Found, known: Known) -> bool:
    """Whether a country or region is meant less often by the word than the thing: "Zug"."""
    if known.words.nouns_capitalised:
        return found.entries[0].kind not in ("country", "continent")
    if found.line.caseless and found.key in known.words.ordinary:
        return True  # "سيول" is Seoul and floods
    return found.key in known.small


def code(found: Found, known: Known) -> str:
    """It is a short word in capitals that stands for something else."""
    if not _is_code(found) or found.holds or found.contained or found.dateline:
        return ""
    if found.is_upper_level and found.entries[0].kind not in ("adm1", "capital"):
        return ""
    return "abbreviation of something else"


def title(found: Found, known: Known) -> str:
    """It is a title or role: "Sen.", "Commissioner"."""
    if not found.single or found.key not in known.words.titles or found.at:
        return ""
    return "" if found.is_upper_level else "title or role"


def _is_code(found: Found) -> bool:
    return found.single and found.text.isupper() and len(found.text) <= _CODE_LETTERS


GUARDS: tuple[Guard, ...] = (
    calendar,
    person,
    family,
    title,
    called,
    ship,
    never_a_place,
    article,
    sentence_case,
    ordinary,
    code,
)


def refusal(found: Found, known: Known) -> str:
    """The reason of the first guard that refuses; empty when none does."""
    return next((reason for guard in GUARDS if (reason := guard(found, known))), "")
