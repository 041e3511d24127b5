"""The table of actors: ``data/actors.csv``, one row a state, force, group, company or person."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.lexicon import Language, Phrases
from pipeline.lexicon.tokens import small
from pipeline.recognise.parts import spaced

_FIXED = ("id", "name", "country", "sector", "kind")
_ANY = "any"  # column of names that are alike in all languages
BEGINNING = 4  # letters of a unit's word that a sentence is asked for
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = "#"  # stands in a name for any number: "# Stormo" is the 14° Stormo
_OF_AIRLINES = frozenset({"", "Air", "Air Lines", "Airlines", "Airways", "Aviation"})
_NO_SHORT = frozenset({
    "Air", "Asia", "Atlas", "Badr", "Bamboo", "Bangkok", "Boeing", "Breeze", "British", "Buta",
    "Cape", "Centrum", "Chair", "Cham", "China", "Clic", "Congo", "Cyprus", "Danish", "Eastern",
    "Electra", "Endeavor", "Envoy", "Fiji", "Flair", "German", "Gulf", "Iran", "Iraqi", "Japan",
    "Jazeera", "Jazz", "Jin", "Kam", "Korean", "Libyan", "Madagascar", "Nok", "Oman", "Peach",
    "Philippine", "Precision", "Red", "Republic", "Rex", "Riyadh", "Royal", "Serene", "Severstal",
    "Shenzhen", "Sichuan", "Singapore", "Sky", "Somon", "Spring", "Star", "Sudan", "Sun", "Syrian",
    "Tailwind", "Titan", "Uganda", "Ukraine", "Wings", "Xiamen", "Yamal",
})  # fmt: skip
_POLISH = ("a", "owi", "em", "u")  # endings of a name in its cases: "samolot Wizza"
_SHOUTED = 4  # letters from which a company's first word may be all in capitals at a beginning


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A row of the table without its names."""

    id: str
    name: str  # canonical, English where common
    country: str  # ISO 3166 alpha-3; empty when none
    sector: str
    kind: str  # ``state``, ``metonym``, ``leader``, or the generic word that it is its country's


def _telling(name: str) -> list[str]:
    """The longest word of a name, every one where it has choices."""
    words = _WORD.findall(name)
    return words if "(" in name else [max(words, key=len)]


class ActorTable:
    """Actors by name in each language, by country, and by country and kind."""

    def __init__(self, rows: Iterable[tuple[ActorRow, dict[str, list[str]]]]) -> None:
        self._rows: dict[str, ActorRow] = {}
        self._states: dict[str, ActorRow] = {}
        self._forces: dict[tuple[str, str], ActorRow] = {}
        names: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for row, spellings in rows:
            self._rows[row.id] = row
            if row.kind == "state":
                self._states[row.country] = row
            elif row.kind:
                self._forces.setdefault((row.country, row.kind), row)
            for lang, list_ in spellings.items():
                names[lang][row.id] = list_
        self._names = dict(names)
        self._phrases: dict[str, Phrases] = {}
        self._units: dict[str, Phrases] = {}
        self._unit_words: dict[str, frozenset[str]] = {}
        self._airlines: Phrases | None = None

    def row(self, id_: str) -> ActorRow:
        """The row with this id. Raises KeyError when there is none."""
        return self._rows[id_]

    def state(self, country: str) -> ActorRow | None:
        """The state with this ISO 3166 alpha-3 code."""
        return self._states.get(country)

    def force(self, country: str, kind: str) -> ActorRow | None:
        """A country's force of a kind ("Air Force") when it has a name of its own."""
        return self._forces.get((country, kind))

    def phrases(self, language: Language) -> Phrases:
        """Matcher of the names in a language; each hit is labelled with the row's id.

        A language with cases writes its names, with wildcards, in its own ``[actors.names]``.
        Raises ConfigError when that names an id without a row.
        """
        lang = language.code
        if lang not in self._phrases:
            lists = self._lists(language, units=False)
            self._phrases[lang] = Phrases(lists, language.prefixes, language.index)
        return self._phrases[lang]

    def units(self, language: Language) -> Phrases:
        """Matcher of the names with a number in them, which is written ``#``: "# Stormo"."""
        lang = language.code
        if lang not in self._units:
            lists = self._lists(language, units=True)
            self._units[lang] = Phrases({row: list_ for row, list_ in lists.items() if list_})
        return self._units[lang]

    def unit_words(self, language: Language) -> frozenset[str]:
        """How words begin of which a name with a number has one: a quick look before ``units``."""
        lang = language.code
        if lang not in self._unit_words:
            names = (name for list_ in self._lists(language, units=True).values() for name in list_)
            words = (word for name in names for word in _telling(name))
            self._unit_words[lang] = frozenset(small(word)[:BEGINNING] for word in words)
        return self._unit_words[lang]

    @property
    def airlines(self) -> Phrases:
        """Matcher of the first words of airlines' names, alike in all languages."""
        if self._airlines is None:
            rows = (row for row in self._rows.values() if row.sector == "company")
            short = {row.id: _short(row.name) for row in rows}
            self._airlines = Phrases({id_: names for id_, names in short.items() if names})
        return self._airlines

    def _lists(self, language: Language, *, units: bool) -> dict[str, list[str]]:
        """The names of each row in a language: those with a number, or all others."""
        own = {id_: language.list(f"actors.names.{id_}") for id_ in self._own(language)}
        sources = (self._names.get(_ANY, {}), self._names.get(language.code, {}), own)
        return {
            row: [n for names in sources for n in names.get(row, ()) if (_NUMBER in n) == units]
            for row in self._rows
        }

    def _own(self, language: Language) -> Iterable[str]:
        known = language.table("actors.names")
        for id_ in known:
            if id_ not in self._rows:
                raise ConfigError(
                    f"{language.source}: actors.names has {id_!r}, which is no id of actors.csv"
                )
        return known


def load_actors(data: Path) -> ActorTable:
    """Read ``actors.csv``. Raises ConfigError when it is missing or lacks a column."""
    path = data / "actors.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return ActorTable([_row(row) for row in csv.DictReader(file)])
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name} cannot be read: {error!r}; is data/ complete?") from error


def _row(row: dict[str, str]) -> tuple[ActorRow, dict[str, list[str]]]:
    fixed = ActorRow(*(row[column] for column in _FIXED))
    names = {lang: _spellings(cell) for lang, cell in row.items() if lang not in _FIXED and cell}
    if fixed.sector == "company":
        names = {lang: [*list_, *_shouted(list_)] for lang, list_ in names.items()}
    return fixed, names


def _short(name: str) -> list[str]:
    """The first word of an airline's name where the rest says only that it is one."""
    first, _, rest = name.partition(" ")
    if rest not in _OF_AIRLINES or first in _NO_SHORT:
        return []
    return [first, *(f"{first}{ending}" for ending in _POLISH)]


def _shouted(names: Iterable[str]) -> Iterable[str]:
    """The names as the first word of an article is often set: "UNITED Airlines"."""
    for name in names:
        first, space, rest = name.partition(" ")
        if len(first) >= _SHOUTED and not first.isupper():
            yield f"{first.upper()}{space}{rest}"


def _spellings(cell: str) -> list[str]:
    """The names of a cell, with hyphens as printed and cut, and as they begin a sentence.

    "disidencias de las FARC" has capitals and so is only found as written; a name in small letters
    is found in any case.
    """
    names = [name for name in cell.split("|") if name]
    names += [name[0].upper() + name[1:] for name in names if name[0].islower() and _mixed(name)]
    return list(dict.fromkeys([*names, *(spaced(name) for name in names)]))


def _mixed(name: str) -> bool:
    return name != name.lower()
