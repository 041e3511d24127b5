"""The date words of a language, from ``[dates]`` of its file, compiled to a matcher.

``[dates.words]`` names classes of words. A list is a plain class (``last = ["last", "past"]``); a
table gives each form a value (``weekday.monday = ["Monday", "Mon"]``). A form may have several
words, and may begin or end with ``*``.

``[dates.patterns]`` and ``[dates.ranges]`` say what may be written, by operation:
``next_weekday = ["(on|by)? {next} {weekday}"]``. ``{class}`` stands for any form of the class;
``{n}`` for a number, ``{nth}`` for an ordinal, ``{d}`` for a day of the month, ``{year}`` for a
year, ``{numeric}`` for 23/10/2025 and its like, ``{date}`` for anything that another pattern
found. ``(a|b)``, ``word?`` and ``(a|b)?`` are choices and optional words.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.dates.arithmetic import MONTHS, WEEKDAYS
from pipeline.errors import ConfigError
from pipeline.lexicon import Language, Numbers, Phrases, tokenise

SPECIAL = frozenset({"n", "n_more", "unit_more", "nth", "d", "dd", "d2", "year", "year2", "year_s",
                     "bare_year", "numeric", "daymonth", "date"})
# A word of one of these classes makes it worth looking for a phrase around it.
CORE = frozenset({"weekday", "month", "unit", "week", "day", "season", "holiday", "weekend",
                  "night", "quarter", "near", "near_unit", "decade"})
_CALENDAR = {"weekday": WEEKDAYS, "month": MONTHS}
_MARKS = {"open": ["("], "close": [")"]}  # brackets mean a choice in a pattern
Value = tuple[Any, Mapping[str, Any]]  # of the class itself, and of other classes in the same word
_NONE: Mapping[str, Value] = {}


@dataclass(slots=True)
class Node:
    """A step of the trie of patterns."""

    words: dict[str, Node] = field(default_factory=dict)
    slots: dict[str, Node] = field(default_factory=dict)
    op: str = ""  # operation of the patterns that end here; the first in the file wins


@dataclass(frozen=True, slots=True)
class Form:
    """A form of several words, stored under its first."""

    rest: tuple[str, ...]
    slot: str
    value: Value


class Vocabulary:
    """Words to classes."""

    def __init__(self, classes: Mapping[str, Any]) -> None:
        self._single: dict[str, dict[str, Value]] = defaultdict(dict)
        self._heads: list[tuple[str, str, Value]] = []
        self._tails: list[tuple[str, str, Value]] = []
        self.several: dict[str, list[Form]] = defaultdict(list)
        self._known: dict[str, Mapping[str, Value]] = {}
        for slot, forms in classes.items():
            table = forms if isinstance(forms, Mapping) else {"": forms}
            for key, words in table.items():
                for word in words:
                    self.add(word.lower(), slot, _value(slot, key))

    def add(self, form: str, slot: str, value: Value) -> None:
        """Make ``form`` a member of the class; the first value given for a form stays."""
        words = [plain(token.text) for token in tokenise(form.strip("*"))]
        if len(words) > 1:
            self.several[words[0]].append(Form(tuple(words[1:]), slot, value))
        elif form.endswith("*"):
            self._heads.append((words[0], slot, value))
        elif form.startswith("*"):
            self._tails.append((words[0], slot, value))
        else:
            self._single[words[0]].setdefault(slot, value)

    def of(self, word: str) -> Mapping[str, Value]:
        """The classes of a word with its value in each."""
        if not (self._heads or self._tails):
            return self._single.get(word, _NONE)
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 100_000:  # bound the memory of a long run
                self._known.clear()
            known = self._known[word] = self._single.get(word) or self._by_wildcard(word)
        return known

    def _by_wildcard(self, word: str) -> Mapping[str, Value]:
        found = {slot: value for head, slot, value in self._heads if word.startswith(head)}
        found |= {slot: value for tail, slot, value in self._tails if word.endswith(tail)}
        return found or _NONE

    @property
    def classes(self) -> frozenset[str]:
        """Names of the classes that have a word."""
        single = {slot for classes in self._single.values() for slot in classes}
        several = {form.slot for forms in self.several.values() for form in forms}
        return frozenset(single | several | {slot for _, slot, _ in self._heads + self._tails})

    def forms(self, slot: str) -> Iterator[tuple[str, Value]]:
        """Single-word forms of a class."""
        for word, classes in list(self._single.items()):
            if slot in classes:
                yield word, classes[slot]


def _value(slot: str, key: str) -> Value:
    """``evening`` of ``part``; ``-1 evening`` of ``day`` gives the day and its part."""
    main, _, part = key.partition(" ")
    value: Any = main
    if slot == "near_unit":
        return ((int(main), part), {})
    if slot in ("day", "nth", "n", "decade", "century_number"):
        value = int(main)
    elif slot in _CALENDAR:
        value = _CALENDAR[slot].index(main) + (slot == "month")
    return (value, {"part": part} if part else {})


class Grammar:
    """One language's way to write dates."""

    def __init__(self, language: Language) -> None:
        self.code = language.code
        table = language.table("dates")
        self.vocabulary = Vocabulary({**_MARKS, **table.get("words", {})} if table else {})
        self.numbers: Numbers = language.numbers
        self.month_first = table.get("numeric") == "mdy"
        self.capitals = bool(table.get("capitals", False))
        self.ambiguous = language.words("dates.ambiguous")
        self.first_names = language.words("dates.first_names")
        self.abbreviations = language.words("language.abbreviations")
        self.cues = language.words("dates.cues")
        self.names: Phrases = language.phrases("dates.names")
        marks = "|".join(re.escape(mark) for mark in table.get("nth_marks", ()))
        self.nth = re.compile(rf"(\d{{1,2}})(?:{marks})" if marks else r"(?!)")
        self.nth_after = language.words("dates.nth_marks")
        decades = "|".join(re.escape(mark) for mark in table.get("decade_marks", ()))
        self.decade = re.compile(rf"(\d\d(?:\d0)?)(?:{decades})" if decades else r"(?!)")
        self.core = frozenset(table.get("core", ())) or CORE
        self.atoms, self.around, self.ranges = Node(), Node(), Node()
        self._add_compounds(table)
        self._slots = self.vocabulary.classes
        self._compile(table)

    def __bool__(self) -> bool:
        return bool(self.atoms.words or self.atoms.slots)

    def _add_compounds(self, table: Mapping[str, Any]) -> None:
        """Words such as donderdagavond: a day and its part written together."""
        if not table.get("compounds", False):
            return
        parts = list(self.vocabulary.forms("part"))
        for day, (value, extra) in list(self.vocabulary.forms("weekday")):
            for part, (name, _) in parts:
                if len(day) > 3 and len(part) > 3:
                    self.vocabulary.add(day + part, "weekday", (value, {**extra, "part": name}))

    def _compile(self, table: Mapping[str, Any]) -> None:
        for op, pattern in patterns(table, "patterns"):
            self._insert(self.around if "{date}" in pattern else self.atoms, pattern, op)
        for op, pattern in patterns(table, "ranges"):
            self._insert(self.ranges, pattern, op)

    def _insert(self, trie: Node, pattern: str, op: str) -> None:
        for elements in expand(pattern):
            if "," in (elements[0], elements[-1]):
                continue  # an optional part left its comma behind
            node = trie
            for element in elements:
                slot = element[1:-1] if element.startswith("{") else ""
                if slot and slot not in SPECIAL | self._slots:
                    break  # a class without words: the language lacks it
                branch, key = (node.slots, slot) if slot else (node.words, element)
                node = branch.setdefault(key, Node())
            else:
                node.op = node.op or op


def patterns(table: Mapping[str, Any], part: str) -> Iterator[tuple[str, str]]:
    """Every pattern of ``[dates.patterns]`` or ``[dates.ranges]`` with its operation."""
    for op, written in table.get(part, {}).items():
        for pattern in written:
            yield op, pattern


_PIECE = re.compile(r"\(([^()]*)\)(\?)?|(\S+)")


def expand(pattern: str) -> list[tuple[str, ...]]:
    """Every plain sequence that a pattern with choices and optional words stands for."""
    slots = []
    for found in _PIECE.finditer(pattern):
        inner, optional, word = found.groups()
        options = inner.split("|") if inner is not None else [word]
        if inner is None and len(word) > 1 and word.endswith("?"):
            options, optional = [word[:-1]], "?"
        slots.append([*options, ""] if optional else options)
    sequences = []
    for choice in itertools.product(*slots):
        sequences.append(tuple(part for words in choice for part in _split(words)))
    if not all(sequences):
        raise ConfigError(f"the date pattern {pattern!r} may be empty; make one word of it needed")
    return sequences


_SLOT = re.compile(r"\{\w+\}|[^{}\s]+")


def _split(words: str) -> Sequence[str]:
    parts: list[str] = []
    for word in _SLOT.findall(words):
        parts += [word] if word.startswith("{") else [plain(t.lower) for t in tokenise(word)]
    return parts


def plain(word: str) -> str:
    """The word with a straight apostrophe."""
    return "'" if word == "’" else word
