"""The section ``[places]`` of a language, as sets that are quick to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from pipeline.lexicon import Language, Lexicon, Phrases
from pipeline.lexicon.index import Index
from pipeline.lexicon.script import folded, with_prefixes


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words round about place names, all in small letters; see the field's line in data/lang.

    The field ``given`` holds the given names of every language, since the press of each writes
    about people of all; the others are of one language.
    """

    given: frozenset[str]  # given names that are no places to speak of
    given_or_place: frozenset[str]  # given names that are places too: paris, jordan
    particles: frozenset[str]  # inside names of people: van, de, bin
    titles: frozenset[str]  # before a person's name: mr, gov, general
    kin: frozenset[str]  # behind a person's name: jr, sr, iii
    speech: frozenset[str]  # verbs of speaking, as the press puts them beside a name
    organisations: frozenset[str]  # behind a place, and the place is still meant: police, council
    brands: frozenset[str]  # behind a place that is then only a name: times, rovers
    of_heads: frozenset[str]  # before "of" and a place that is then only a name: bank, duke
    name_heads: frozenset[str]  # before a place that is then only a name: fc, uss, lake
    streets: frozenset[str]  # behind or before the name of a street
    street_heads: frozenset[str]
    units: frozenset[str]  # of distance: km, miles
    ways: frozenset[str]  # behind two places in one word, the ends of a way: road, flight
    never: frozenset[str]  # words of the language that are never meant as a place by themselves
    ordinary: frozenset[str]  # words that may be, where nothing else explains the capital
    nouns_capitalised: bool  # German
    towns_with_article: bool  # some of its towns have one of their own: o Porto, o Funchal
    at: frozenset[str]  # prepositions of place
    at_opening: frozenset[str]  # the same only as a sentence's first word: "A Calais"
    endings: tuple[str, ...]  # of an adjective that begins a name: "Schwarzes", "Schwarzen Meer"
    contracted: Mapping[str, str]  # preposition that holds an article of the name: "au" Mans -> le
    shared: Mapping[str, str]  # noun behind several names -> behind one: "областями", "областью"
    caseless: bool  # the script has no capitals
    construct: bool  # a noun stands directly before the name it belongs to, without "of"
    peoples: frozenset[str]  # adjectives of countries, where no capital tells them from names
    cases: Mapping[str, Sequence[str]]  # ending of a name in a case -> endings of its nominative
    proclitics: Mapping[str, str]  # small word written together with a name -> at, of or and
    suffixes: Mapping[str, str]  # ending behind a name and an apostrophe -> at, of or other
    letters: Mapping[str, Sequence[str]]  # how English writes what this language spells: oe -> u
    of: frozenset[str]  # prepositions and articles of belonging
    articles: frozenset[str]
    indefinite: frozenset[str]  # a, an
    fronts: frozenset[str]  # before a building that is meant as such: outside, before
    goals: frozenset[str]  # verbs whose object is a place: left, reached, entered
    passive: frozenset[str]  # between a place and what is done to it: *was* hit
    compass: frozenset[str]  # before a place: northern, downtown, greater
    joined: frozenset[str]  # before a hyphen and a place: oost, zuid, nord
    fused: frozenset[str]  # written together with a country or region: nord, ost
    based: frozenset[str]  # behind a hyphen and a place: based, born, led
    people: frozenset[str]  # behind a place: residents, native, man
    homes: frozenset[str]  # before a preposition and a place: native, born, originally
    shores: frozenset[str]  # behind the name of a water: "the Red Sea port"
    asides: frozenset[str]  # between commas behind a state that acts: "de son côté", "invece"
    undergoes: frozenset[str]  # behind a capital to which something happened: "s'est réveillée"
    sides: frozenset[str]  # before a place that stands for a side in a matter: against, according
    powers: frozenset[str]  # before "of" and a place that stands for its state: government
    whence: frozenset[str]  # between such and a list of states: troops *from* A and B
    joiners: frozenset[str]  # and, or
    countries: frozenset[str]  # ISO 3166 alpha-3 of the states whose language it is
    town_endings: Mapping[str, tuple[str, ...]]  # of a town's adjective -> of its name
    town_parts: frozenset[str]  # nouns behind such an adjective that are a part of the town
    small_towns: bool  # whether such an adjective has no capital
    town_people: frozenset[str]  # nouns behind it for those who act there: police, students
    quarters: frozenset[str]  # before a town and, behind a hyphen, a quarter of it: "in Köln-Kalk"
    helpers: frozenset[str]  # verbs directly before a state that acts: "zou Moskou", "has Paris"
    seats: frozenset[str]  # towns that stand for a government although they are no capitals
    dates: frozenset[str]  # months and weekdays with their short forms
    lower_heads: frozenset[str]  # words in small letters that begin the name of a sea or region
    small_names: frozenset[str]  # words that begin a name without any capital: "obwód lwowski"
    called_begins: frozenset[str]  # first words of ``called``
    called: Phrases  # names of papers, clubs, buildings that hold a place's name; of every language
    after: Mapping[str, str]  # feature word behind a place -> class
    before: Mapping[str, str]  # feature word before a place -> class
    after_begins: frozenset[str]  # first words of ``after``
    before_ends: frozenset[str]  # last words of ``before``


_SETS = tuple(
    field.name
    for field in fields(PlaceWords)
    if field.name
    not in (
        "given",
        "nouns_capitalised",
        "towns_with_article",
        "called",
        "called_begins",
        "endings",
        "letters",
        "caseless",
        "construct",
        "peoples",
        "units",
        "cases",
        "small_towns",
        "town_endings",
        "proclitics",
        "suffixes",
        "contracted",
        "shared",
        "after",
        "before",
        "after_begins",
        "before_ends",
    )
)


@lru_cache(maxsize=64)
def place_words(lexicon: Lexicon, code: str) -> PlaceWords:
    """The words of this language; empty sets where its file holds none."""
    language = lexicon.language(code)
    sets = {name: language.words(f"places.{name}") for name in _SETS}
    sets["given_or_place"] = _in_all(lexicon, "given_or_place")
    letters = language.table("places.letters")
    after, before = _classes(language, "places.after"), _classes(language, "places.before")
    called = _called(lexicon, language.index)
    return PlaceWords(
        given=_in_all(lexicon, "given") - sets["given_or_place"],
        nouns_capitalised=bool(language.get("places.nouns_capitalised")),
        towns_with_article=bool(language.get("places.towns_with_article")),
        endings=tuple(sorted(language.list("places.endings"), key=len, reverse=True)),
        caseless=bool(language.get("language.caseless")),
        units=frozenset[str]().union(
            *(
                language.words(f"relative.words.unit.{unit}")
                for unit in language.table("relative.words.unit")
            )
        ),
        construct=bool(language.get("places.construct")),
        peoples=_peoples(language) if language.get("language.caseless") else frozenset(),
        cases={end: language.list(f"places.cases.{end}") for end in language.table("places.cases")},
        small_towns=bool(language.get("language.small_towns")),
        town_endings={
            end: language.list(f"places.town_endings.{end}")
            for end in language.table("places.town_endings")
        },
        proclitics={k: str(v) for k, v in language.table("places.proclitics").items()},
        suffixes={
            ending: sort
            for sort in language.table("places.suffixes")
            for ending in language.words(f"places.suffixes.{sort}")
        },
        letters={group: language.list(f"places.letters.{group}") for group in letters},
        contracted={
            word: str(language.get(f"places.contracted.{word}"))
            for word in language.table("places.contracted")
        },
        shared={
            word: str(language.get(f"places.shared.{word}"))
            for word in language.table("places.shared")
        },
        called_begins=called.beginnings,
        called=called,
        after=after,
        before=before,
        after_begins=frozenset(phrase.split()[0] for phrase in after),
        before_ends=frozenset(phrase.split()[-1] for phrase in before),
        **sets,
    )


def _peoples(language: Language) -> frozenset[str]:
    return frozenset[str]().union(
        *(language.words(f"demonyms.{code}") for code in language.table("demonyms"))
    )


def _in_all(lexicon: Lexicon, name: str) -> frozenset[str]:
    return frozenset[str]().union(
        *(lexicon.language(code).words(f"places.{name}") for code in lexicon.codes)
    )


def _called(lexicon: Lexicon, index: Index) -> Phrases:
    """The names of every language, labelled with what they are."""
    lists: dict[str, list[str]] = defaultdict(list)
    for code in lexicon.codes:
        language = lexicon.language(code)
        for label in language.table("places.called"):
            lists[label] += language.list(f"places.called.{label}")
    return Phrases(lists, index=index)


def _classes(language: Language, path: str) -> dict[str, str]:
    return {
        form: feature
        for feature in language.table(path)
        for word in language.list(f"{path}.{feature}")
        for form in with_prefixes(folded(word), language.prefixes)
    }
