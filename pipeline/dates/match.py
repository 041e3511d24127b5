"""Finding date phrases in the tokens of a sentence. What they mean is said elsewhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.dates.grammar import Grammar
from pipeline.lexicon.patterns import Node, Pairs, Walker
from pipeline.model import Token

_DIGITS = ("date", "n", "n_more", "nth", "nth_d", "d", "dd", "d2", "year", "year2", "year_s",
           "bare_year", "numeric", "daymonth")
_NUMBER_WORDS = ("date", "n", "n_more", "nth", "d", "dd", "d2", "year", "year2")
_APOSTROPHE = ("date", "year", "year2")
_WORDS = ("date", "unit_more")
_ONLY_DATE = ("date",)
REACH = 7  # tokens before a weekday, month, unit … where a phrase around it may begin


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase: its operation, its tokens (half-open) and what stands in its slots."""

    op: str
    first: int
    last: int
    slots: Mapping[str, Any]
    dates: tuple[Match, ...] = ()  # what stands in its {date} slots


def split_hyphens(tokens: Sequence[Token], grammar: Grammar) -> tuple[Token, ...]:
    """Tokens where a hyphened word that holds a date word is cut: mid-October, jan-feb."""
    if not any("-" in t.text or "–" in t.text for t in tokens):
        return tuple(tokens)
    cut: list[Token] = []
    for token in tokens:
        parts = token.text.split("-")
        whole = grammar.vocabulary.of(token.lower) or grammar.numbers.at((token,), 0)
        known = len(parts) > 1 and not whole and any(_is_date_part(part.lower(), grammar) for part in parts)
        cut += _cut(token, parts) if known else [token]
    return tuple(cut)


def _is_date_part(part: str, grammar: Grammar) -> bool:
    classes = grammar.vocabulary.of(part)
    return bool(classes) and not grammar.core.isdisjoint(classes) and len(part) > 1


def _cut(token: Token, parts: Sequence[str]) -> Iterator[Token]:
    at = token.start
    for index, part in enumerate(parts):
        if index:
            yield Token(at - 1, at, "-", "-")
        if part:
            yield Token(at, at + len(part), part, part.lower())
        at += len(part) + 1


class Matcher(Walker):
    """The phrases of one sentence."""

    def __init__(self, tokens: Sequence[Token], text: str, grammar: Grammar) -> None:
        super().__init__(tokens, grammar.vocabulary, grammar.abbreviations)
        self._text = text
        self._grammar = grammar
        self._atoms: dict[int, Match | None] = {}
        self._around: dict[int, Match | None] = {}

    def find(self) -> Iterator[Match]:
        """Phrases from the left, the longest at each place, without overlap."""
        end = 0
        for at in self._starts:
            if at < end or not self._grammar.may_begin(self._words[at]):
                continue
            match = self._best(at)
            if match is not None and at not in self._names:
                end = match.last
                yield match

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Token indexes where a phrase may begin."""
        core = self._grammar.core
        starts: set[int] = set()
        for at, token in enumerate(self._tokens):
            classes = self._classes[at]
            if (classes and not core.isdisjoint(classes)) or token.text[0].isdigit():
                starts.update(range(max(0, at - REACH), at + 1))
            elif self._words[at] in self._vocabulary.several:
                starts.add(at)
        return sorted(starts)

    def _best(self, at: int) -> Match | None:
        span, inner = self._in(self._grammar.ranges, at), self.around(at)
        return span if span and (inner is None or span.last > inner.last) else inner

    @cached_property
    def _names(self) -> frozenset[int]:
        """Tokens of newspapers, feasts of phrases, and attacks that are named by their date."""
        hits = self._grammar.names.find(self._tokens)
        return frozenset(at for hit in hits for at in range(hit.first, hit.last))

    def around(self, at: int) -> Match | None:
        """The longest phrase at this token that is no range."""
        if at not in self._around:
            self._around[at] = None  # a phrase cannot stand in its own slot
            outer, atom = self._in(self._grammar.around, at), self._atom(at)
            longer = outer and (atom is None or outer.last > atom.last)
            self._around[at] = outer if longer else atom
        return self._around[at]

    def _atom(self, at: int) -> Match | None:
        if at not in self._atoms:
            self._atoms[at] = self._in(self._grammar.atoms, at)
        return self._atoms[at]

    def _in(self, trie: Node, at: int) -> Match | None:
        best: Match | None = None
        for op, last, pairs in self._walk(trie, at, ()):
            if (best is None or last > best.last) and not self._doubtful(at, last):
                dates = tuple(value for name, value in pairs if name == "date")
                best = Match(op, at, last, _merged(pairs), dates)
        return best

    def _doubtful(self, first: int, last: int) -> bool:
        """Whether only a word such as ``may`` or ``sun`` makes this a date."""
        grammar, alone = self._grammar, last - first == 1
        numbered = any(token.text[0].isdigit() for token in self._tokens[first:last])
        for at in range(first, last):
            word = self._tokens[at]
            if word.lower in grammar.short_forms and not numbered:
                return True
            weak = word.lower in grammar.ambiguous
            if weak and grammar.capitals and not word.is_capitalised:
                return True
            if alone and (weak or word.lower in grammar.first_names):
                return at == 0 or self._tokens[at - 1].lower not in grammar.cues
        return False

    def _specials(self, at: int) -> Sequence[str]:
        text = self._tokens[at].text
        if text[0].isdigit():
            return _DIGITS
        word = self._words[at]
        if self._grammar.is_number(word):
            return _NUMBER_WORDS
        if word == "'":
            return _APOSTROPHE
        return _WORDS if "unit" in self._classes[at] else _ONLY_DATE

    def _read_date(self, at: int) -> Iterator[tuple[Pairs, int]]:
        longest, atom = self.around(at), self._atom(at)
        if longest is not None:
            yield (("date", longest),), longest.last - at
        if atom is not None and atom is not longest:
            yield (("date", atom),), atom.last - at
        if longest is None and self._tokens[at].text[0].isdigit():
            yield from self._bare_date(at)

    def _bare_date(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """2019 or 23/10, which are dates only because of the words around them."""
        for pairs, used in itertools.chain(self._read_year(at), self._read_daymonth(at)):
            marks = {self._tokens[i].text for i in range(at, at + used)}
            if used == 1 or "/" in marks:
                match = Match("date", at, at + used, _merged(pairs))
                yield (("date", match),), used

    def _read_n_more(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """The second count of ``two weeks and two days``."""
        for pairs, used in self._read_n(at):
            yield (("n_more", pairs[0][1]),), used

    def _read_unit_more(self, at: int) -> Iterator[tuple[Pairs, int]]:
        if "unit" in self._classes[at]:
            yield (("unit_more", self._classes[at]["unit"][0]),), 1

    def _read_n(self, at: int) -> Iterator[tuple[Pairs, int]]:
        number = self._grammar.numbers.at(self._tokens, at)
        if number is not None and 0 < number.value < 1000:
            yield (("n", number.value),), number.tokens
        elif self._tokens[at].lower in self._grammar.numbers.articles:
            yield (("n", 1),), 1

    def _read_d(self, at: int) -> Iterator[tuple[Pairs, int]]:
        token = self._tokens[at]
        if token.text[0].isdigit():
            if _is_day(token.text):
                yield (("d", int(token.text)), ("d_at", at)), 1
        else:
            number = self._grammar.numbers.at(self._tokens, at)
            if number is not None and 1 <= number.value <= 31 and number.value % 1 == 0:
                yield (("d", int(number.value)), ("d_at", at)), number.tokens
        yield from self._read_ordinal(at)

    def _read_d2(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """The second of two days: ``October 13-19``."""
        for pairs, used in self._read_d(at):
            yield (("d2", pairs[0][1]),), used

    def _read_ordinal(self, at: int) -> Iterator[tuple[Pairs, int]]:
        token = self._tokens[at]
        found = self._grammar.nth.fullmatch(token.lower)
        if found and 1 <= int(found.group(1)) <= 31:
            yield (("d", int(found.group(1))), ("d_at", at)), 1
        elif _is_day(token.text):
            used = self._marks_after(at + 1)
            if used:
                yield (("d", int(token.text)), ("d_at", at)), 1 + used
        classes = self._classes[at]
        if "nth" in classes and 1 <= classes["nth"][0] <= 31:
            yield (("d", classes["nth"][0]), ("d_at", at)), 1

    def _marks_after(self, at: int) -> int:
        """How many tokens an ordinal's mark takes: the point of ``14.``, the ``.º`` of Spanish."""
        end = at
        written = ""
        while end < len(self._tokens) and end < at + 2:
            written += self._tokens[end].lower
            end += 1
            if written in self._grammar.nth_after:
                return end - at
        return 0

    def _read_dd(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """A day of the month in digits or as an ordinal, not a number in words."""
        if self._tokens[at].text[0].isdigit() or "nth" in self._classes[at]:
            yield from self._read_d(at)

    def _read_nth_d(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """An ordinal in digits: ``on the 14th``; in words it counts times and things."""
        if self._tokens[at].text[0].isdigit():
            for pairs, used in self._read_ordinal(at):
                yield (("nth_d", pairs[0][1]),), used

    def _read_nth(self, at: int) -> Iterator[tuple[Pairs, int]]:
        for pairs, used in self._read_ordinal(at):
            yield (("nth", pairs[0][1]),), used

    def _read_bare_year(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """A year that no word announces: between marks, and not before a thing counted."""
        token = self._tokens[at]
        if not (token.text.isdecimal() and len(token.text) == 4 and 1500 <= int(token.text) <= 2199):
            return
        before = self._tokens[at - 1] if at else None
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if before is not None and (before.is_capitalised or before.text in _NO_YEAR_AFTER):
            return
        if before is not None and before.text[0].isdigit():
            return
        if after is None or after.text in _YEAR_BEFORE:
            yield (("year", int(token.text)),), 1

    def _read_year_s(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """1990s, 90er: a decade in digits."""
        found = self._grammar.decade.fullmatch(self._tokens[at].lower)
        if found:
            year = int(found.group(1))
            yield (("year", year if year > 99 else 1900 + year),), 1

    def _read_year2(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """The second of two years: ``2014-2018``."""
        for pairs, used in self._read_year(at):
            yield (("year2", pairs[0][1]),), used

    def _read_year(self, at: int) -> Iterator[tuple[Pairs, int]]:
        token = self._tokens[at]
        if token.text.isdecimal() and len(token.text) == 4 and 1000 <= int(token.text) <= 2199:
            yield (("year", int(token.text)), ("year_at", at)), 1
        elif token.text in ("'", "’", "‘") and self._is_two_digits(at + 1):
            yield (("year", _century(int(self._tokens[at + 1].text))),), 2
        elif token.text[0].isalpha() and (number := self._grammar.numbers.at(self._tokens, at)):
            yield from self._year_in_words(at, number.value, number.tokens)

    def _year_in_words(self, at: int, value: float, used: int) -> Iterator[tuple[Pairs, int]]:
        if 1100 <= value <= 2199 and value % 1 == 0:
            yield (("year", int(value)),), used
        elif 11 <= value <= 20 and (rest := self._grammar.numbers.at(self._tokens, at + used)):
            if 10 <= rest.value <= 99 and self._tokens[at + used].text[0].isalpha():
                yield (("year", int(value * 100 + rest.value)),), used + rest.tokens

    def _is_two_digits(self, at: int) -> bool:
        if at >= len(self._tokens) or self._tokens[at].start != self._tokens[at - 1].end:
            return False
        return self._tokens[at].text.isdecimal() and len(self._tokens[at].text) == 2

    def _read_numeric(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """23/10/2025 and 2025-10-23."""
        yield from self._numbers_with_marks(at, with_year=True)

    def _read_daymonth(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """23/10; patterns must ask for a word before it, since 1/2 and 3-2 are no dates."""
        yield from self._numbers_with_marks(at, with_year=False)

    def _numbers_with_marks(self, at: int, *, with_year: bool) -> Iterator[tuple[Pairs, int]]:
        token = self._tokens[at]
        if not token.text[0].isdigit():
            return
        found = _NUMERIC.match(self._text, token.start)
        year = found and (found["y"] or found["Y"] or found["N"] or found["z"])
        if found is None or bool(year) != with_year:
            return
        reach = range(at, min(at + 5, len(self._tokens)))
        last = next((i for i in reach if self._ends(i, found.end())), None)
        if last is not None:
            yield tuple(_numeric(found, month_first=self._grammar.month_first)), last + 1 - at

    def _ends(self, at: int, end: int) -> bool:
        """Whether the token ends there, or there has the T of an ISO time."""
        token = self._tokens[at]
        return token.end == end or (token.start < end < token.end and self._text[end] == "T")


_NUMERIC = re.compile(
    r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"
    r"|(?P<Y>(?:19|20)\d\d)(?P<M>[01]\d)(?P<D>[0-3]\d)(?!\d)"
    r"|(?P<n>0?[1-9]|1[0-2])[-/](?P<N>(?:19|20)\d\d)(?![-/\d])"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})"
    r"(?:(?P=t)(?P<z>\d{4}|\d{2})(?!\d)|(?!\d|(?P=t)\d|:\d|/))"
)
_NO_YEAR_AFTER = frozenset("€$£#-–/.:")
_YEAR_BEFORE = frozenset(".,;:!?)]–-")


def _numeric(found: re.Match[str], *, month_first: bool) -> Iterator[tuple[str, Any]]:
    """Year, month and day of 2025-10-23, 23/10/2025, 10/23/25. Day first except where said."""
    for year, month, day in (("y", "m", "d"), ("Y", "M", "D"), ("N", "n", "")):
        if found[year]:
            yield from (("year", int(found[year])), ("month", int(found[month])))
            if day:
                yield "d", int(found[day])
            return
    first, second = int(found["a"]), int(found["b"])
    swap = (month_first and first <= 12) or second > 12
    yield from (("month", first if swap else second), ("d", second if swap else first))
    if found["z"]:
        printed = int(found["z"])
        yield ("year", printed if printed > 99 else _century(printed))


def _is_day(text: str) -> bool:
    return text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31


def _century(year: int) -> int:
    """'87 is 1987 and '24 is 2024; newspapers write neither of the far future nor of 1940 so."""
    return 2000 + year if year < 50 else 1900 + year


def _merged(pairs: Pairs) -> dict[str, Any]:
    """Slots by name; of two values the later stays ("from Monday to Tuesday" as a night)."""
    return dict(pairs)


def matcher(tokens: Sequence[Token], text: str, grammar: Grammar) -> Matcher:
    """A matcher for a sentence; ``text`` is the whole article."""
    return Matcher(split_hyphens(tokens, grammar), text, grammar)
