"""The types of aircraft in ``data/aircraft.csv``, by designation, by name and by number."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.lexicon import Language, Phrases
from pipeline.recognise.letters import latin
from pipeline.recognise.parts import DESIGNATION, spaced

_NUMBERED = re.compile(r"Boeing 7[3-8]7")


@dataclass(frozen=True, slots=True)
class AircraftType:
    """A row of the table."""

    icao: str  # designator of ICAO Doc 8643
    name: str
    category: str
    operator: str  # ISO 3166 alpha-3 where one country alone flies it; else empty


class AircraftTable:
    """The types by designation (``B52``, ``TU95``) and by name."""

    def __init__(self, rows: Iterable[tuple[AircraftType, Sequence[str]]]) -> None:
        self._types: dict[str, AircraftType] = {}
        self._by_key: dict[str, AircraftType] = {}
        self._by_number: dict[str, AircraftType] = {}
        names: dict[str, list[str]] = {}
        for kind, spellings in rows:
            self._types[kind.icao] = kind
            for spelling in spellings:
                self._add(kind, spelling, names)
        self._names = names
        self._phrases: dict[str, Phrases] = {}

    def _add(self, kind: AircraftType, spelling: str, names: dict[str, list[str]]) -> None:
        name = spelling.removeprefix("~")
        if _NUMBERED.fullmatch(name):
            self._by_number[name[-3:]] = kind
        if DESIGNATION.fullmatch(name):
            self._by_key[_key(name)] = kind
            return
        label = f"{kind.icao}~" if spelling.startswith("~") else kind.icao
        plural = [] if name[-1] in "s0123456789" else [f"{name}s"]
        names.setdefault(label, []).extend({name, spaced(name), *plural})

    def phrases(self, language: Language) -> Phrases:
        """Matcher of the names, the same in each language; hits are labelled with designators."""
        if language.code not in self._phrases:
            self._phrases[language.code] = Phrases(self._names, index=language.index)
        return self._phrases[language.code]

    def type(self, icao: str) -> AircraftType | None:
        """The type with this designator."""
        return self._types.get(icao)

    def number(self, word: str) -> AircraftType | None:
        """The airliner that is called by its number alone: "a KLM 777"."""
        return self._by_number.get(word)

    def designation(self, word: str) -> AircraftType | None:
        """The type that this word names: the longest known head of ``Tu-95MS``."""
        if word.isalpha():
            return None  # all have figures
        return next(filter(None, map(self._designation, latin(word))), None)

    def _designation(self, word: str) -> AircraftType | None:
        found = DESIGNATION.fullmatch(word)
        if found is None:
            return None
        family = f"{found.group(1)}{found.group(3)}".upper()
        suffix = found.group(4).removesuffix("s").upper()
        for length in range(len(suffix), -1, -1):
            kind = self._by_key.get(family + suffix[:length])
            if kind:
                return kind
        return None


def load_aircraft(data: Path) -> AircraftTable:
    """Read ``aircraft.csv``. Raises ConfigError when it is missing or lacks a column."""
    path = data / "aircraft.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return AircraftTable([_row(row) for row in csv.DictReader(file)])
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name} cannot be read: {error!r}; is data/ complete?") from error


def _row(row: dict[str, str]) -> tuple[AircraftType, Sequence[str]]:
    kind = AircraftType(row["icao"], row["name"], row["category"], row["operator"])
    return kind, [name for name in row["names"].split("|") if name]


def _key(name: str) -> str:
    return name.replace("-", "").upper()
