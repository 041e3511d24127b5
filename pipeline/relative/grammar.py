"""The words for relative places of a language, from ``[relative]`` of its file.

``[relative.words]`` holds the classes (``unit`` by its name, ``direction`` by degrees from north),
``[relative.where]`` how an anchor may be written (``the coast of {place}``, ``the {adjective}
coast``), ``[relative.patterns]`` the phrases by operation. Beside the classes, ``{distance}`` is a
number with a unit, ``{place}`` a place of the text, ``{adjective}`` the adjective of a country,
``{where}`` an anchor, ``{other}`` a second one. See ``lexicon.patterns``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pipeline.errors import ConfigError
from pipeline.lexicon import Language
from pipeline.lexicon.patterns import MARKS, Node, Value, Vocabulary, expand, patterns

UNITS_KM = {"kilometre": 1.0, "mile": 1.609344, "nautical_mile": 1.852, "metre": 0.001}
OPERATIONS = frozenset(
    {"bearing", "offshore", "inland", "distance", "near", "between", "border", "part"}
)
WHERES = frozenset({"place", "coast", "border"})
SPECIAL = frozenset(
    {"distance", "place", "place2", "adjective", "adjective2", "where", "other", "n"}
)


class Grammar:
    """One language's way to write relative places."""

    def __init__(self, language: Language) -> None:
        table = language.table("relative")
        self.numbers = language.numbers
        self.demonyms = language.phrases("demonyms")
        self.vocabulary = Vocabulary({**MARKS, **table.get("words", {})} if table else {}, _value)
        self.not_after = language.words("relative.not_after")
        self.generic = language.words("relative.generic")
        self.feature_before = language.words("relative.feature_before")
        self.generic_before = language.words("relative.generic_before") | self.feature_before
        self.ships = language.phrases("relative.ships")
        self.wheres, self.phrases = Node(), Node()
        self.capitals = frozenset(_capitals(table))
        self.hints = frozenset(_hints(table))
        known = SPECIAL | self.vocabulary.classes
        for op, pattern in patterns(table, "where"):
            self.wheres.insert(pattern, op, known)
        for op, pattern in patterns(table, "patterns"):
            self.phrases.insert(pattern, op, known)
        self.distance = _distances(table.get("words", {}).get("unit", {}))
        self.units = {form.lower(): unit for unit, form in _forms(table)}

    def __bool__(self) -> bool:
        return bool(self.phrases.words or self.phrases.slots)


def _capitals(table: Mapping[str, Any]) -> Iterator[str]:
    """Directions that the file writes in capitals: SW is one, an s behind an apostrophe none."""
    for forms in table.get("words", {}).get("direction", {}).values():
        yield from (form.lower() for form in forms if form.isupper())


def _hints(table: Mapping[str, Any]) -> Iterator[str]:
    """Words beside which the adjective of a country says where: coast, border."""
    yield from (form.lower() for form in table.get("words", {}).get("coast", ()))
    for _, pattern in patterns(table, "where"):
        if "{adjective}" in pattern:
            yield from (e for elements in expand(pattern) for e in elements if len(e) > _SHORT)


_SHORT = 3  # letters of articles and prepositions


def _value(slot: str, key: str) -> Value:
    return (float(key) if slot == "direction" else key, {})


def _forms(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for unit, forms in table.get("words", {}).get("unit", {}).items():
        for form in forms:
            yield unit, form


def _distances(units: Mapping[str, list[str]]) -> re.Pattern[str]:
    """A number in digits and its unit, with or without a space: ``12NM``, ``1.5 miles``."""
    forms = sorted({form for words in units.values() for form in words}, key=len, reverse=True)
    written = "|".join(re.escape(form) for form in forms) or "(?!)"
    return re.compile(rf"(\d+(?:[.,]\d+)*)[\s-]*({written})(?![^\W_])", re.IGNORECASE)


@lru_cache(maxsize=64)
def grammar_of(language: Language) -> Grammar:
    """The compiled words of a language. Raises ConfigError for an operation that is unknown."""
    table = language.table("relative")
    for part, known in (("patterns", OPERATIONS), ("where", WHERES)):
        for op in table.get(part, {}):
            if op not in known:
                raise ConfigError(
                    f"{language.source}: relative.{part} has no operation {op!r}; "
                    f"known: {', '.join(sorted(known))}"
                )
    return Grammar(language)
