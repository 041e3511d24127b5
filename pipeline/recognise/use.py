"""Literal or associative: is the place meant, or those it stands for: people, a government?"""

from __future__ import annotations

from pipeline.model import Use
from pipeline.recognise.found import INSTALLATIONS, Found
from pipeline.recognise.guards import Known
from pipeline.recognise.words import PlaceWords

VERB_TOKENS = 3  # of "s'est réveillée"
ASIDE_TOKENS = 6  # of a remark between commas, with the second comma
STATE = "stands for its state"  # reason of a capital or country that acts
_TOWNS = frozenset({"capital", "city"})
_STATES = frozenset({"country", "capital"})
_WATERS = frozenset({"sea", "ocean", "gulf", "lake"})


def use_of(found: Found, known: Known) -> tuple[Use, str]:
    """How the name is used and the rule that says so."""
    words = known.words
    if found.people:
        return "associative", "adjective or people"
    if found.is_end:
        return "literal", "ends of a way"  # "Bursa-Yalova yolunda", "la ruta Madrid-Lima"
    if found.dateline:
        return "associative", "dateline"
    if found.part in ("based", "pair"):
        return "associative", "modifier with a hyphen"
    if _begins_organisation(found, words):
        return "associative", "part of an organisation's name"
    if found.before in words.of and found.head in words.of_heads and not _is_building(found, words):
        return "associative", "part of an organisation's name"
    if words.construct and found.before in words.name_heads:
        return "associative", "part of an organisation's name"
    if _is_state(found, words) or (found.part == "belonging" and found.behind in words.powers):
        return "associative", STATE
    if found.behind in words.speech and found.before not in words.at:
        return "associative", "speaks, so it stands for people"
    if found.behind in words.people and found.line.touches(found.last - 1):
        return "associative", "modifies people"
    if found.before in words.at and found.head in words.homes:
        return "associative", "home town"
    if _lies_on_shore(found, words):
        return "associative", "tells what lies at the water"
    return "literal", "place named"


def _lies_on_shore(found: Found, words: PlaceWords) -> bool:
    """ "The Red Sea port": somewhere at that sea, not in the middle of it."""
    water = found.entries[0].kind in _WATERS
    return water and found.behind in words.shores and found.line.touches(found.last - 1)


def _begins_organisation(found: Found, words: PlaceWords) -> bool:
    """ "Hamburg Airways"; a town's adjective before a part of it is where: "Hamburger Hafen"."""
    if not found.capital_behind or found.behind not in words.organisations:
        return False
    return not (found.nominative and found.behind in words.town_parts - words.of_heads)


def _is_state(found: Found, words: PlaceWords) -> bool:
    """Whether a country or capital acts: it opens a clause before a verb, or is a side."""
    if not (_names_state(found) or found.key in words.seats):
        return False
    if found.feature in INSTALLATIONS:
        return False  # "o aeroporto de Vilnius" is no side
    if found.before in words.at & words.articles and found.entries[0].kind in _TOWNS:
        return False  # Portuguese "a" before a town is "to": towns have no article
    if words.suffixes:
        return _is_bare(found, words)
    line, at = found.line, found.first - 1
    while line.lower(at) in words.articles:
        at -= 1
    before = line.lower(at)
    if _may_be_where(found, before, words):
        return False
    if before in words.sides or (line.lower(at - 1) in words.sides and before in words.at):
        return True
    if before in words.helpers or (words.construct and before in words.powers):
        return True
    listed = found.joined_before is not None or found.joined_behind is not None
    power = line.lower(at - 1) in words.powers
    if before in words.of and (found.joined_before is None or power):
        return power and not _is_in_front(found, at - 2, words)
    if before in words.whence and listed:
        return line.lower(at - 1) in words.powers and not _is_in_front(found, at - 2, words)
    if words.cases and before in words.powers:
        return True  # a genitive needs no preposition: "армия Судана"
    if found.joined_before is not None:
        return _is_state(found.joined_before, words)
    if found.nominative:
        return False  # who acts stands in the nominative
    opens = at < line.first_word or before in _CLAUSE_MARKS or _opens_late(found, at, words)
    if _suffers(found, words):
        return False
    return opens and _acts(found, words)


def _suffers(found: Found, words: PlaceWords) -> bool:
    """Whether something is done to it where it lies: "Moscow was hit by drones"."""
    behind = {found.line.lower(found.last + n) for n in (1, 2)}
    return found.behind in words.passive and bool(behind & words.goals)


def _opens_late(found: Found, at: int, words: PlaceWords) -> bool:
    """Whether only a day or the source in brackets stands before: "In May Beijing imposed …"."""
    source = found.line.lower(at) in "-–" and found.line.lower(at - 1) == ")"
    return source or (found.line.lower(at) in words.dates and bool(words.articles))


def _is_building(found: Found, words: PlaceWords) -> bool:
    """Whether an indefinite article stands before its head: "a school in Khan Younis"."""
    article = found.first - (4 if found.before.endswith("'") else 3)
    return found.line.lower(article) in words.indefinite


def _is_in_front(found: Found, at: int, words: PlaceWords) -> bool:
    """Whether somebody stands before the seat of a power: "outside the parliament of Georgia"."""
    return any(found.line.lower(n) in words.fronts for n in (at, at - 1))


def _is_bare(found: Found, words: PlaceWords) -> bool:
    """Whether no ending and no postposition says where: the subject, or who owns what follows."""
    if found.joined_behind is not None:
        return _is_state(found.joined_behind, words)
    placed = found.suffix or found.at or found.feature or found.behind in words.compass
    return not placed and found.behind.isalpha()


def _may_be_where(found: Found, before: str, words: PlaceWords) -> bool:
    """Whether a word for sides before a town also tells places: "von Tripolis", "por Madrid".

    Two capitals in a list are sides all the same: "tussen Washington en Moskou".
    """
    town = found.entries[0].kind not in ("country", "territory")
    told = before in words.sides and (before in words.at or before in words.of)
    return town and told and found.joined_behind is None


def _acts(found: Found, words: PlaceWords) -> bool:
    """Whether a verb may stand behind it, or behind the last of the states in its list."""
    last = found
    while last.joined_behind is not None and _names_state(last.joined_behind):
        last = last.joined_behind
    if (dated := _behind_date(last, words)) is not None:
        return dated
    behind = last.behind
    if behind == "," and _has_aside(last, words):
        return True
    verb = range(last.last, last.last + VERB_TOKENS)
    if any(last.line.lower(n) in words.undergoes for n in verb):
        return False
    named = not last.line.caseless and last.line.is_capital(last.last)
    if not behind.isalpha() or named:
        return False
    return not (behind in words.at or behind in words.of or behind in words.joiners)


def _behind_date(found: Found, words: PlaceWords) -> bool | None:
    """Whether a verb may follow a day behind the name: "Москва во вторник ввела"; None: no day."""
    at = next((n for n in (1, 2, 3) if found.line.lower(found.last + n) in words.dates), None)
    if at is None or found.behind not in words.at:
        return None
    verb = found.line.lower(found.last + at + 1)
    suffers = verb in words.passive | words.undergoes
    return verb.isalpha() and not (suffers or verb in words.at or verb in words.joiners)


def _has_aside(found: Found, words: PlaceWords) -> bool:
    """Whether a remark between commas parts it from its verb: "Paris, de son côté, a …"."""
    inside = [found.line.lower(n) for n in range(found.last + 1, found.last + 1 + ASIDE_TOKENS)]
    return "," in inside and " ".join(inside[: inside.index(",")]) in words.asides


def _names_state(found: Found) -> bool:
    """Whether the name is best known as a country or capital, or as a capital's region."""
    first, *others = found.entries[:2]
    return first.kind in _STATES or any(
        entry.kind == "capital" and entry.country == first.country for entry in others
    )


_CLAUSE_MARKS = frozenset(',;:"“”„«»–—')
