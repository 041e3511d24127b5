"""Patterns of words and slots, as ``[dates]`` and ``[relative]`` of a language write them.

A list of words is a class: ``last = ["last", "past"]``; a table gives each form a value:
``weekday.monday = ["Monday", "Mon"]``. A form may have several words, and may begin or end with
``*``. A pattern names classes in braces: ``(on|by)? {next} {weekday}``. ``(a|b)``, ``word?`` and
``(a|b)?`` are choices and optional words. What else a slot may stand for says its reader.
"""

from __future__ import annotations

import itertools
import re
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import ConfigError
from pipeline.lexicon.script import with_prefixes
from pipeline.lexicon.tokens import tokenise
from pipeline.model import Token

MARKS = {"open": ["("], "close": [")"]}  # classes for brackets, which mean a choice in a pattern
Value = tuple[Any, Mapping[str, Any]]  # of the class itself, and of other classes in the same word
Pairs = tuple[tuple[str, Any], ...]
_NONE: Mapping[str, Value] = {}


@dataclass(slots=True, eq=False)
class Node:
    """A step of the trie of patterns."""

    words: dict[str, Node] = field(default_factory=dict)
    slots: dict[str, Node] = field(default_factory=dict)
    op: str = ""  # operation of the patterns that end here; the first in the file wins

    def insert(self, pattern: str, op: str, classes: frozenset[str]) -> None:
        """Add every form of a pattern; one with a class that has no words is left out."""
        for elements in expand(pattern):
            if "," not in (elements[0], elements[-1]):  # an optional part left its comma behind
                self._add(elements, op, classes)

    def literals(self) -> Iterator[str]:
        """Every word that a pattern below writes as itself."""
        for word, node in self.words.items():
            yield word
            yield from node.literals()
        for node in self.slots.values():
            yield from node.literals()

    def _add(self, elements: Sequence[str], op: str, classes: frozenset[str]) -> None:
        node = self
        for element in elements:
            slot = element[1:-1] if element.startswith("{") else ""
            if slot and slot not in classes:
                return
            branch, key = (node.slots, slot) if slot else (node.words, element)
            node = branch.setdefault(key, Node())
        node.op = node.op or op


@dataclass(frozen=True, slots=True)
class Form:
    """A form of several words, stored under its first."""

    rest: tuple[str, ...]
    slot: str
    value: Value


class Vocabulary:
    """Words to classes.

    ``value`` makes the value of a class from its name and the key of its table; ``prefixes`` are
    small words that the language writes together with the word behind them.
    """

    def __init__(
        self,
        classes: Mapping[str, Any],
        value: Callable[[str, str], Value],
        prefixes: Collection[str] = (),
    ) -> None:
        self._prefixes = tuple(prefixes)
        self._single: dict[str, dict[str, Value]] = defaultdict(dict)
        self._heads: list[tuple[str, str, Value]] = []
        self._tails: list[tuple[str, str, Value]] = []
        self.several: dict[str, list[Form]] = defaultdict(list)
        self._known: dict[str, Mapping[str, Value]] = {}
        for slot, forms in classes.items():
            table = forms if isinstance(forms, Mapping) else {"": forms}
            for key, words in table.items():
                for word in words:
                    self.add(word.lower(), slot, value(slot, key))

    def add(self, form: str, slot: str, value: Value) -> None:
        """Make ``form`` a member of the class; the first value given for a form stays."""
        words = [plain(token.lower) for token in tokenise(form.strip("*"))]
        if len(words) > 1:
            for first in with_prefixes(words[0], self._prefixes):
                self.several[first].append(Form(tuple(words[1:]), slot, value))
        elif form.endswith("*"):
            self._heads.append((words[0], slot, value))
        elif form.startswith("*"):
            self._tails.append((words[0], slot, value))
        else:
            for word in with_prefixes(words[0], self._prefixes):
                self._single[word].setdefault(slot, value)

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

    def of_classes(self, classes: frozenset[str]) -> frozenset[str] | None:
        """Words that are by themselves a form of one of the classes; None when wildcards leave
        that open."""
        if self._heads or self._tails:
            return None
        words = self._single.items()
        return frozenset(word for word, known in words if not classes.isdisjoint(known))

    def parts(self) -> Iterator[str]:
        """The words of forms of several words."""
        for first, forms in self.several.items():
            yield first
            for form in forms:
                yield from form.rest

    def forms(self, slot: str) -> Iterator[tuple[str, Value]]:
        """Single-word forms of a class."""
        for word, classes in list(self._single.items()):
            if slot in classes:
                yield word, classes[slot]


class Walker(ABC):
    """Reads the patterns of a trie in the tokens of a sentence.

    A subclass adds slots with methods ``_read_NAME(at)`` that yield what stands there and how
    many tokens it takes, and names in ``_specials`` those that can begin at a token.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        vocabulary: Vocabulary,
        abbreviations: frozenset[str] = frozenset(),
    ) -> None:
        self._tokens = tokens
        self._vocabulary = vocabulary
        self._abbreviations = abbreviations
        self._words = [plain(token.lower) for token in tokens]
        self._classes = [vocabulary.of(word) for word in self._words]
        self._memo: dict[tuple[str, int], list[tuple[Pairs, int]]] = {}

    @abstractmethod
    def _specials(self, at: int) -> Sequence[str]:
        """Slots beside the classes of words that may begin at this token."""

    def _walk(self, node: Node, at: int, pairs: Pairs) -> Iterator[tuple[str, int, Pairs]]:
        if node.op:
            yield node.op, at, pairs
        if at >= len(self._tokens):
            return
        child = node.words.get(self._words[at])
        if child is not None:
            yield from self._walk(child, at + 1, pairs)
        if node.slots:
            for slot, more, used in self._slots(node, at):
                yield from self._walk(node.slots[slot], at + used, pairs + more)

    def _slots(self, node: Node, at: int) -> Iterator[tuple[str, Pairs, int]]:
        """What fills a slot of the node at this token."""
        slots = node.slots
        for slot, (value, extra) in self._classes[at].items():
            if slot in slots:
                found: Pairs = ((slot, value), *extra.items())
                yield slot, found, 1
                if self._has_point(at):
                    yield slot, found, 2
        for form in self._vocabulary.several.get(self._words[at], ()):
            if form.slot in slots and self._follows(form.rest, at + 1):
                value, extra = form.value
                yield form.slot, ((form.slot, value), *extra.items()), 1 + len(form.rest)
        for slot in self._specials(at):
            if slot in slots:
                for more, used in self._special(slot, at):
                    yield slot, more, used

    def _special(self, slot: str, at: int) -> list[tuple[Pairs, int]]:
        key = (slot, at)
        if key not in self._memo:
            self._memo[key] = list(getattr(self, f"_read_{slot}")(at))
        return self._memo[key]

    def _has_point(self, at: int) -> bool:
        """Whether the point of an abbreviation follows: ``Dec. 31``."""
        if at + 1 >= len(self._tokens) or self._tokens[at + 1].text != ".":
            return False
        return self._tokens[at].lower in self._abbreviations

    def _follows(self, words: tuple[str, ...], at: int) -> bool:
        return tuple(self._words[at : at + len(words)]) == words


def patterns(table: Mapping[str, Any], part: str) -> Iterator[tuple[str, str]]:
    """Every pattern of a table of operations, with its operation."""
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
        raise ConfigError(f"the pattern {pattern!r} may be empty; make one word of it needed")
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
