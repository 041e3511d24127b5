"""The date words of a language, from ``[dates]`` of its file, compiled to a matcher.

``[dates.patterns]`` and ``[dates.ranges]`` say what may be written, by operation:
``next_weekday = ["(on|by)? {next} {weekday}"]``; see ``lexicon.patterns``. Beside the classes of
``[dates.words]``, ``{n}`` stands for a number, ``{digits}`` for one in digits, ``{nth}`` for
an ordinal, ``{nth_d}`` for one in digits, ``{d}`` for a day of the month, ``{dd}`` for one that is
no plain word, ``{year}`` for a year, ``{bare_year}`` for one that no word announces,
``{yy}`` for one of two digits, ``{numeric}`` for 23/10/2025 and its like, ``{daymonth}`` for
23/10, ``{dm}`` for one as the end of a range, ``{slashed}`` for one that no word announces,
``{date}`` for anything that another pattern found. ``{bare_nth_d}`` and ``{bare_unit}``, a form of
``one_unit``, ask for the end of the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from pipeline.dates.arithmetic import MONTHS, WEEKDAYS
from pipeline.lexicon import Language, Numbers, Phrases
from pipeline.lexicon.patterns import MARKS, Node, Value, Vocabulary, patterns, plain
from pipeline.model import Token

SPECIAL = frozenset(
    {
        "n",
        "n_more",
        "unit_more",
        "digits",
        "nth",
        "nth_d",
        "d",
        "dd",
        "d2",
        "year",
        "year2",
        "year_s",
        "bare_year",
        "bare_nth_d",
        "bare_d",
        "bare_unit",
        "yy",
        "numeric",
        "daymonth",
        "dm",
        "slashed",
        "date",
    }
)
# A word of one of these classes makes it worth looking for a phrase around it.
CORE = frozenset(
    {
        "weekday",
        "month",
        "unit",
        "week",
        "day",
        "season",
        "holiday",
        "weekend",
        "night",
        "part",
        "quarter",
        "near",
        "near_unit",
        "unit_before",
        "unit_pair",
        "decade",
        "begins_year",
        "edge_unit",
    }
)
_UNKNOWN = "?"  # stands for each of the words that no pattern knows
_FIGURE = re.compile(r"[\d-]")
_CALENDAR = {"weekday": WEEKDAYS, "month": MONTHS}


def _value(slot: str, key: str) -> Value:
    """``evening`` of ``part``; ``-1 evening`` of ``day`` gives the day and its part.

    A plural in ``units`` stands for a ``unit`` too, ``late year`` of ``edge_unit`` for both.
    """
    main, _, part = key.partition(" ")
    value: Any = main
    if slot in ("near_unit", "unit_before", "unit_pair"):
        return ((int(main), part), {})
    if slot == "units":
        return (main, {"unit": main})
    if slot == "edge_unit":
        return (key, {"edge": main, "one_unit": part})
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
        classes = {**MARKS, **table.get("words", {})} if table else {}
        self.vocabulary = Vocabulary(classes, _value, language.prefixes)
        self.numbers: Numbers = language.numbers
        self._numbers: dict[str, bool] = {}
        self._opened: dict[tuple[str, ...], frozenset[Node]] = {}
        self._known: dict[str, bool] = {}
        self.deed_endings = tuple(table.get("deed_endings", ()))
        self.month_first = table.get("numeric") == "mdy"
        self.capitals = bool(table.get("capitals", False))
        self.ambiguous = language.words("dates.ambiguous")
        self.plurals = tuple(language.list("dates.plurals"))  # endings of nouns that are counted
        self.continues = language.words("dates.continues")
        self.clause_end = language.words("dates.clause_end")
        self.future = language.phrases("dates.future_cues")
        self.short_forms = language.words("dates.short_forms")
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
        self._compile(table)
        self._core_words = self.vocabulary.of_classes(self.core)
        self._literals = frozenset(
            {
                *self.atoms.literals(),
                *self.around.literals(),
                *self.ranges.literals(),
                *self.vocabulary.parts(),
                "'",
                ",",
                ".",
                "-",
            }
        )

    def is_number(self, word: str) -> bool:
        """Whether a word is a number, an ordinal or an article that counts."""
        known = self._numbers.get(word)
        if known is None:
            if len(self._numbers) > 100_000:  # bound the memory of a long run
                self._numbers.clear()
            known = word in self.numbers.articles or "nth" in self.vocabulary.of(word)
            known = self._numbers[word] = known or self.numbers.is_word(word)
        return known

    def may_hold(self, tokens: Sequence[Token], text: str) -> bool:
        """Whether a sentence has anything to begin with: a day's word, a figure, a hyphen."""
        if self._core_words is None or _FIGURE.search(text):
            return True
        words = [plain(token.lower) for token in tokens]
        if not self._core_words.isdisjoint(words):
            return True
        several = self.vocabulary.several
        return any(a in several and self.opened((a, b)) for a, b in pairwise((*words, "")))

    def knows(self, word: str) -> bool:
        """Whether a word stands in any pattern, as itself, in a class or as a number."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 100_000:
                self._known.clear()
            known = word[0].isdigit() or word in self._literals or self.is_number(word)
            known = self._known[word] = known or bool(self.vocabulary.of(word))
        return known

    def opened(self, words: tuple[str, ...]) -> frozenset[Node]:
        """The tries with patterns that can begin with these words, "" behind the last of all.

        One word says little: "the" begins far too many. A trie that can begin only with a date
        in a slot is told where the date itself can begin.
        """
        if words[-1] and not self.knows(words[-1]):
            words = (*words[:-1], _UNKNOWN)
        known = self._opened.get(words)
        if known is None:
            if len(self._opened) > 100_000:
                self._opened.clear()
            tries = (self.atoms, self.around, self.ranges)
            known = frozenset(trie for trie in tries if self._may_read(trie, words))
            self._opened[words] = known
        return known

    def _may_go_on(self, node: Node, words: tuple[str, ...]) -> bool:
        if node.op or not words or words[0] == ".":  # the point of an abbreviation
            return True
        if not words[0]:
            return False
        if "unit_more" in node.slots or ("date" in node.slots and self.opened(words)):
            return True
        return self._may_read(node, words)

    def _may_read(self, node: Node, words: tuple[str, ...]) -> bool:
        """Whether the node can take the first word and those behind it can take the rest."""
        word, *rest = words
        forms = self.vocabulary.several.get(word, ())
        if any(not rest or form.rest[0] == rest[0] for form in forms):
            return True
        if self._counts(word):
            return bool(node.slots) or word in node.words
        nodes = (node.words.get(word), *map(node.slots.get, self.vocabulary.of(word)))
        return any(self._may_go_on(behind, tuple(rest)) for behind in nodes if behind)

    def _counts(self, word: str) -> bool:
        """Whether the word may begin a number, a year, a day in figures."""
        return word[0].isdigit() or word == "'" or self.is_number(word)

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
        known = SPECIAL | self.vocabulary.classes
        for op, pattern in patterns(table, "patterns"):
            trie = self.around if "{date}" in pattern else self.atoms
            trie.insert(pattern, op, known)
        for op, pattern in patterns(table, "ranges"):
            self.ranges.insert(pattern, op, known)
