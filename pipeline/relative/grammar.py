"""The words for relative places of a language, from ``[relative]`` of its file.

``[relative.words]`` holds the classes (``unit`` by its name, ``direction`` by degrees from north),
``[relative.where]`` how an anchor may be written (``the coast of {place}``, ``the {adjective}
coast``), ``[relative.patterns]`` the phrases by operation. Beside the classes, ``{distance}`` is a
number with a unit, ``{place}`` a place of the text, ``{adjective}`` the adjective of a country,
``{pair}`` two of them in one word, ``{where}`` an anchor, ``{shore}`` one whose coast is named,
``{frontier}`` one that names both sides of a border, ``{edge}`` one that names one side,
``{other}`` a second one, ``{part}`` a word such as Noord-Syrië. See ``lexicon.patterns``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pipeline.errors import ConfigError
from pipeline.lexicon import Language
from pipeline.lexicon.patterns import MARKS, Node, Value, Vocabulary, expand, patterns

UNITS_KM = {"kilometre": 1.0, "mile": 1.609344, "nautical_mile": 1.852, "metre": 0.001}
# Patterns whose words often say something else, and the operation that they are when they do not:
# "before X", "12 miles of X" need a ship in the sentence, a bare "between X and Y" two places
# near each other.
LOOSE = {
    "offshore_at_sea": "offshore",
    "distance_at_sea": "distance",
    "between_bare": "between",
}
OPERATIONS = frozenset(
    {"bearing", "offshore", "inland", "distance", "near", "between", "border", "part", *LOOSE}
)
WHERES = frozenset({"place", "coast", "border", "edge"})
SPECIAL = frozenset(
    {"distance", "place", "place2", "adjective", "adjective2", "pair", "part"}
    | {"where", "shore", "frontier", "edge", "other"}
)
NUMERIC = frozenset({"direction", "compass", "side", "count"})  # classes whose keys are numbers


class Grammar:
    """One language's way to write relative places."""

    def __init__(self, language: Language) -> None:
        table = language.table("relative")
        self.numbers = language.numbers
        self.demonyms = language.phrases("demonyms")
        classes = {**MARKS, **table.get("words", {})} if table else {}
        self.vocabulary = Vocabulary(classes, _value, language.prefixes)
        self.not_after = language.words("relative.not_after")
        self.heights = language.words("relative.heights")
        self.generic = language.words("relative.generic")
        self.feature_before = language.words("relative.feature_before")
        self.generic_before = language.words("relative.generic_before") | self.feature_before
        self.ships = language.phrases("relative.ships")
        self.scene = language.phrases("relative.scene")
        self.lengths = language.words("relative.lengths")
        self.onward = language.words("relative.onward")
        self.relations = language.words("relative.relations")
        self.parts_of_towns_bear = bool(table.get("parts_of_towns_bear", False))
        self.homes = sorted(word.upper() for word in language.words("places.countries"))
        self.whole = language.words("relative.whole")
        self.combining = dict(_by_word(language.table("relative.combining")))
        self.wheres, self.phrases = Node(), Node()
        self.capitals = frozenset(_capitals(table))
        self._hints = frozenset(_hints(table))
        known = SPECIAL | self.vocabulary.classes
        for op, pattern in patterns(table, "where"):
            self.wheres.insert(pattern, op, known)
        for op, pattern in patterns(table, "patterns"):
            self.phrases.insert(pattern, op, known)
        self._cues = frozenset(
            _cue(elements, self.vocabulary.classes)
            for _, pattern in patterns(table, "patterns")
            for elements in expand(pattern)
        )
        self.distance = _distances(table.get("words", {}).get("unit", {}))
        self.unit_heads = frozenset(
            first
            for first, forms in self.vocabulary.several.items()
            if any(form.slot == "unit" for form in forms)
        )
        self.units = {form.lower(): unit for unit, form in _forms(table)}

    def names_edges(self, words: Iterable[str]) -> bool:
        """Whether a coast or a border is among the words: then an adjective may say whose."""
        return not self._hints.isdisjoint(words)

    def may_tell(self, words: Sequence[str], *, has_unit: bool) -> bool:
        """Whether the words hold what some phrase cannot do without; most sentences do not."""
        if (has_unit and "{distance}" in self._cues) or "" in self._cues:
            return True
        if "{edge}" in self._cues and self.names_edges(words):
            return True
        return any(map(self._is_cue, words, (*words[1:], "")))

    def _is_cue(self, word: str, behind: str) -> bool:
        if word in self._cues or "-" in word:
            return True
        known, forms = self.vocabulary.of(word), self.vocabulary.several.get(word, ())
        if not known and not forms:
            return False  # so it is with most
        slots = (*known, *(form.slot for form in forms if form.rest[0] == behind))
        return any(f"{{{slot}}}" in self._cues for slot in slots)

    def __bool__(self) -> bool:
        return bool(self.phrases.words or self.phrases.slots)


def _capitals(table: Mapping[str, Any]) -> Iterator[str]:
    """Directions that the file writes in capitals: SW is one, an s behind an apostrophe none."""
    for slot in ("direction", "compass"):
        for forms in table.get("words", {}).get(slot, {}).values():
            yield from (form.lower() for form in forms if form.isupper())


def _by_word(table: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for country, forms in table.items():
        yield from ((form.lower(), country) for form in forms)


def _hints(table: Mapping[str, Any]) -> Iterator[str]:
    """Words beside which the adjective of a country says where: coast, border."""
    words = table.get("words", {})
    yield from (form.lower() for form in words.get("coast", ()))
    yield from (form.lower() for forms in words.get("side", {}).values() for form in forms)
    for _, pattern in patterns(table, "where"):
        if "{adjective}" in pattern or "{pair}" in pattern:
            yield from (e for elements in expand(pattern) for e in elements if len(e) > _SHORT)


_SHORT = 3  # letters of articles and prepositions


def _cue(elements: Sequence[str], classes: frozenset[str]) -> str:
    """The element that is seldom met without the phrase; empty when there is none.

    A distance, a named coast or border, a word of a class, or the longest word.
    """
    if "{part}" in elements:
        return "-"
    if "{distance}" in elements:
        return "{distance}"
    if not {"{edge}", "{frontier}", "{shore}", "{pair}", "{adjective}"}.isdisjoint(elements):
        return "{edge}"
    own = [e for e in elements if e[1:-1] in classes and e not in ("{about}", "{of}")]
    return own[0] if own else max((e for e in elements if e[0] != "{"), key=len, default="")


def _value(slot: str, key: str) -> Value:
    return (float(key) if slot in NUMERIC else key, {})


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
