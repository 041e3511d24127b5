"""Evidence for and against a name being a place, where no guard is sure.

Each piece has a name and a weight; their sum is the logarithm of the odds. The weights were fixed
by logistic regression on what the guards leave of LGL, TR-News and the texts of
tests/golden/places, ten-fold over documents, and rounded. They know nothing of any word: words come
from data/lang, so that they hold for every language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Entry
from pipeline.recognise.found import APOSTROPHES, Found
from pipeline.recognise.guards import Known
from pipeline.recognise.words import PlaceWords

_ABBREVIATION = 5  # letters
_PARTS = 2  # hyphens from which one word is as many: "Saint-Romain-en-Gal"
_LOOKED_AT = 5  # candidates whose own names are compared with the written one
_DISTANCE = 5  # tokens from "kilometres" to the name: "off the coast of"
_SAID = 3  # pieces of evidence that a reason names
ENOUGH_WITHOUT_WORDS = -0.8  # the same in a language whose words are not known
ENOUGH = 0.2  # log odds from which a name is taken for a place
WEIGHTS: Mapping[str, float] = {
    "any": 0.7,
    # what the gazetteer has under the name
    "a region": -0.2,
    "a site": -0.1,
    "a land or river": -0.1,
    "middling": -0.1,
    "a country": 1.8,
    "a capital": 0.6,
    "a county": -0.1,
    "a town": -0.9,
    "a sea": 0.0,
    "a base": 0.6,
    "an airfield": 0.0,
    "millions": 0.8,
    "big": 0.7,
    "small": -0.6,
    "tiny": -1.1,
    "another name": -1.4,
    "another name, abroad": 0.1,
    # how it is written
    "given name or place": -0.2,
    "part belonging": -0.2,
    "in another language than English": 0.3,
    "several words": 0.7,
    "in capitals": 0.0,
    "opens the sentence": 0.4,
    "in a headline": -0.2,
    "ordinary word": -1.8,
    "ordinary word behind a preposition": -1.4,
    "also written small": -1.1,
    "given name": -1.9,
    "given name behind a preposition": -1.2,
    "family name": -1.6,
    "family name behind a preposition": -1.6,
    "town behind an article": -1.4,
    # Not fitted: no corpus of such a script was at hand.
    "without capitals": -0.8,
    "without capitals, in a country not named": -1.5,
    "noun like any other": -0.5,
    "part based": 0.6,
    "part pair": -0.7,
    "part extended": 0.3,
    # what stands before
    "behind a number": 0.1,
    "behind a preposition of place": 1.0,
    "behind of": 1.1,
    "behind an article": 0.7,
    "behind the people of its country": 1.6,
    "behind a verb of going": 0.9,
    "behind people": 0.1,
    "in a list": 0.4,
    "behind a point of the compass": 0.8,
    "behind a capital": -1.1,
    "behind a noun": -0.4,
    "behind a capital that tells nothing": -0.6,
    "behind a word for its class": -1.1,
    "behind the head of a name": -1.2,
    "behind the head of a name and of": -0.4,
    # what stands behind
    "before a date": -0.1,
    "before people": 0.8,
    "before an organisation": -0.4,
    "before a comma": 0.2,
    "before an apostrophe": -0.6,
    "before a title": -0.4,
    "before a capital": -1.5,
    "before the tail of a name": -1.4,
    "before a word for streets": -3.2,
    "speaks": -1.4,
    "before and-sign": -1.6,
    "beside a word for its class": 1.3,
    "lies in what follows": 0.5,
    "holds what stands before": 1.1,
    "dateline": 1.4,
    # Not fitted: the corpora have few sentences about aircraft and distances.
    "on the way of a craft": 1.2,
    "behind a distance": 1.5,
    # what the document says
    "in a named country": 0.1,
    "in a named region": 1.1,
    "placed elsewhere": 0.9,
    # adjectives and peoples
    "people": 0.5,
    "people, then a name": -0.7,
    "people, then a mark": -0.6,
    "people, then a title": 0.2,
    "people behind a name": -0.2,
    "people behind a preposition": 0.2,
}

_TOWNS = frozenset({"city", "adm2", "site", "airfield", "airport"})
_GREAT = 300_000  # people of a town that the press of other countries names by itself
_LARGE = 50_000  # the same behind a preposition of place
_NAMED_LEVELS = frozenset({"adm1", "country", "territory"})
_SORTS = {
    **dict.fromkeys(("country", "territory", "continent"), "a country"),
    **dict.fromkeys(("adm1", "region"), "a region"),
    **dict.fromkeys(
        ("ocean", "sea", "gulf", "bay", "strait", "channel", "sound", "canal"), "a sea"
    ),
    **dict.fromkeys(("airbase", "navalbase", "spaceport", "range"), "a base"),
    **dict.fromkeys(("airport", "airfield"), "an airfield"),
    **dict.fromkeys(("island", "archipelago", "peninsula", "lake", "river"), "a land or river"),
    "city": "a town",
    "capital": "a capital",
    "adm2": "a county",
}
_PEOPLE_STEPS = ((1_000_000, "millions"), (100_000, "big"), (10_000, "middling"), (1_000, "small"))


@dataclass(frozen=True, slots=True)
class Around:
    """What the other names of the document say."""

    regions: frozenset[str]  # codes of first-level regions that are named
    countries: frozenset[str]
    placed: frozenset[str]  # names that elsewhere stand behind a preposition of place


def around(found: Iterable[Found]) -> Around:
    """Read the names of the whole document that no guard refused."""
    regions, countries, placed = set(), set(), set()
    for one in found:
        if one.at or one.contained or one.dateline:
            placed.add(one.key)
        for entry in one.entries[:1]:
            if entry.kind in _NAMED_LEVELS:
                regions.add(entry.admin1)
                countries.add(entry.country)
    return Around(frozenset(regions - {""}), frozenset(countries - {""}), frozenset(placed))


def doubt(found: Found, known: Known, others: Around) -> str:
    """Why too little speaks for a place; empty when enough does."""
    if found.is_end:
        return ""  # the flight beside it says that it is one
    weighed = [(WEIGHTS.get(name, 0.0), name) for name in evidence(found, known, others)]
    silent = known.words.at or found.opens_sentence
    enough = ENOUGH if silent else ENOUGH_WITHOUT_WORDS
    if sum(weight for weight, _ in weighed) >= enough:
        return ""
    against = [name for weight, name in sorted(weighed) if weight < 0][:_SAID]
    return f"too little speaks for a place: {', '.join(against)}"


def evidence(found: Found, known: Known, others: Around) -> Iterator[str]:
    """Names of the pieces of evidence that hold."""
    yield "any"
    if found.people:
        yield from _of_people(found, known)
        return
    if found.line.sentence.lang != "en":
        yield "in another language than English"  # where fewer family names are towns of ours
    yield from _of_the_place(found.entries, found)
    yield from _of_the_form(found, known)
    yield from _of_the_words_beside(found, known)
    yield from _of_the_document(found, known, others)


def _of_people(found: Found, known: Known) -> Iterator[str]:
    yield "people"
    if found.capital_behind:
        person = known.people.holds(found.line.number, found.last, found.last + 1)
        title = found.behind in known.words.titles or found.behind in known.words.organisations
        yield "people, then a name" if not (person or title) else "people, then a title"
    elif not found.behind.isalpha():
        yield "people, then a mark"
    if found.capital_before:
        yield "people behind a name"
    if found.before in known.words.at:
        yield "people behind a preposition"


def _of_the_place(entries: Sequence[Entry], found: Found) -> Iterator[str]:
    best = entries[0]
    yield _SORTS.get(best.kind, "a site")
    if best.kind in ("city", "capital", "adm2"):
        people = max(entry.population for entry in entries)
        yield next((name for least, name in _PEOPLE_STEPS if people >= least), "tiny")
        written = found.nominative or found.text
        if not any(_same_name(entry.name, written) for entry in entries[:_LOOKED_AT]):
            english = found.line.sentence.lang == "en"  # as the names of the gazetteer's rows
            yield "another name" if english else "another name, abroad"


def _same_name(name: str, written: str) -> bool:
    """Whether it is the name or its beginning, accents and capitals aside."""
    plain, asked = _plain(name), _plain(written)
    return plain == asked or plain.startswith(f"{asked} ")


@lru_cache(maxsize=65536)
def _plain(name: str) -> str:
    if name.isascii():
        return name.lower()
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(letter)
    )


def _of_the_form(found: Found, known: Known) -> Iterator[str]:
    words = known.words
    if not found.single or found.text.count("-") >= _PARTS:
        yield "several words"
    elif (
        words.nouns_capitalised
        and found.entries[0].kind in ("city", "adm2")
        and not (found.at or found.feature)
    ):
        yield "noun like any other"
    if found.text.isupper() and len(found.text) > 1 and not found.line.is_headline:
        yield "in capitals"
    if found.opens_sentence:
        yield "opens the sentence"
    if found.line.is_headline:
        yield "in a headline"
    if found.line.caseless:
        yield "without capitals"
    if found.part != "whole":
        yield f"part {found.part}"
    behind = " behind a preposition" if found.at or found.contained else ""
    silent = found.opens_sentence or found.line.is_headline or words.nouns_capitalised
    english = found.line.sentence.lang == "en"  # where brands and offices have capitals too
    if found.single and found.key in words.ordinary and (silent or english):
        yield "ordinary word" + behind
    if found.single and found.key in known.small:
        yield "also written small"
    if found.single and (found.key in words.given or found.key in known.people.given):
        yield "given name" + behind
    if found.single and found.key in words.given_or_place:
        yield "given name or place"
    if found.key in known.people.families and not found.is_upper_level:
        yield "family name" + behind


def _of_the_words_beside(found: Found, known: Known) -> Iterator[str]:
    words, before, behind = known.words, found.before, found.behind
    if found.at:
        yield "behind a preposition of place"
    elif found.of:
        yield "behind of"
    elif before in words.articles:
        english = found.line.sentence.lang == "en"  # where "the Paris mayor" is said
        town = found.entries[0].kind == "city" and not found.feature
        if not (town and words.towns_with_article):
            yield "town behind an article" if town and not english else "behind an article"
    elif before in words.joiners or before == ",":
        yield "in a list"
    elif before in words.compass:
        yield "behind a point of the compass"
    elif before.isdigit():
        yield "behind a number"
    elif found.of_people:
        yield "behind the people of its country"
    elif found.behind_people:
        yield "behind people"
    elif _is_goal(found, words):
        yield "behind a verb of going"
    elif found.capital_before and before in words.before and not words.nouns_capitalised:
        yield "behind a word for its class"
    elif found.capital_before and _tells_nothing(found):
        if before not in words.never:  # "Auch Charkiw", "Ook Odessa"
            yield "behind a capital that tells nothing"
    elif found.capital_before and words.nouns_capitalised and before not in words.given:
        yield "behind a noun"
    elif found.capital_before and before not in words.before:
        yield "behind a capital"
    if before in words.name_heads or before in words.street_heads:
        yield "behind the head of a name"
    if before in words.of and found.head in words.of_heads:
        yield "behind the head of a name and of"
    if found.contained:
        yield "lies in what follows"
    if found.holds:
        yield "holds what stands before"
    if found.dateline:
        yield "dateline"
    if found.on_way:
        yield "on the way of a craft"
    if _is_measured_from(found, words):
        yield "behind a distance"
    if found.feature:
        yield "beside a word for its class"
    yield from _behind(found, behind, known)


def _is_measured_from(found: Found, words: PlaceWords) -> bool:
    """Whether it ends a distance: "70 kilometres south of X", nothing with a capital between."""
    line = found.line
    for at in range(found.first - 1, max(0, found.first - 1 - _DISTANCE), -1):
        if line.lower(at) in words.units:
            return line.tokens[at - 1].text[0].isdecimal()
        named = line.is_capital(at) and not line.caseless
        if named or not line.tokens[at].text[0].isalpha():
            return False
    return False


def _is_goal(found: Found, words: PlaceWords) -> bool:
    """Whether it is the object of a verb of going, a day between them or not: "hit on Monday X"."""
    line, at = found.line, found.first - 1
    if line.lower(at) in words.dates:
        at -= 1
        while line.lower(at) in words.articles or line.lower(at) in words.at:
            at -= 1
    return line.lower(at) in words.goals


def _tells_nothing(found: Found) -> bool:
    """Whether the capital before is that of the sentence or of a broadcaster ("CTV Winnipeg"),
    or every word has one."""
    if found.first - 1 <= found.line.first_word or found.line.is_headline:
        return True
    before = found.line.tokens[found.first - 1].text
    return before.isupper() and 1 < len(before) <= _ABBREVIATION and not found.text.isupper()


def _behind(found: Found, behind: str, known: Known) -> Iterator[str]:
    words = known.words
    if found.suffix:
        return  # the apostrophe marks a name like any other
    if behind in APOSTROPHES:
        yield "before an apostrophe"
    elif behind in words.speech and not found.at:
        yield "speaks"
    elif behind in words.people:
        yield "before people"
    elif found.capital_behind and behind in words.organisations:
        yield "before an organisation"
    elif found.capital_behind and behind in words.streets:
        yield "before a word for streets"
    elif found.capital_behind and behind in words.brands:
        yield "before the tail of a name"
    elif found.capital_behind and behind in words.dates:
        yield "before a date"
    elif found.capital_behind and behind in words.titles:
        yield "before a title"
    elif found.capital_behind and not words.nouns_capitalised:
        yield "before a capital"
    elif behind == "." and found.line.touches(found.last):
        yield "before a stop inside the sentence"
    elif behind == ",":
        yield "before a comma"
    elif behind == "&":
        yield "before and-sign"
    elif behind.isalpha():
        yield "before a word"


def _of_the_document(found: Found, known: Known, others: Around) -> Iterator[str]:
    if found.key in others.placed:
        yield "placed elsewhere"
    if found.line.caseless and _is_far(found, known, others):
        yield "without capitals, in a country not named"
    if any(entry.admin1 in others.regions for entry in found.entries):
        yield "in a named region"
    elif any(entry.country in others.countries for entry in found.entries):
        yield "in a named country"


def _is_far(found: Found, known: Known, others: Around) -> bool:
    """Whether it is a town of no great size in a country that the text does not speak of, so that
    the word is more likely an ordinary one or somebody's name."""
    best = found.entries[0]
    if _is_measured_from(found, known.words):
        return False
    great = _LARGE if found.at else _GREAT
    if best.kind not in _TOWNS or best.population >= great or found.feature or found.contained:
        return False
    home = known.words.countries | {code.lower() for code in others.countries}
    return not any(entry.country.lower() in home for entry in found.entries[:_LOOKED_AT])
