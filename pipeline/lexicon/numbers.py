"""Numbers as the press writes them, in words and digits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.model import Token


class Number(NamedTuple):
    """A value and how many tokens it took."""

    value: float
    tokens: int


class Numbers:
    """Reads numbers of one language.

    ``units`` maps words to values (two, vingt, vijfentwintig, dozen); ``multipliers`` maps words
    to factors (thousand, million). ``decimal`` is the decimal mark of the language. ``articles``
    mean one where only a number can stand (a mile, vingt et UN). ``joiners`` bind parts (thirty
    AND five, treinta Y cinco); ``compound`` says that the language writes parts of a number as
    one word (zweihundertfünfzig), ``spaced`` that it may write them apart (twenty five), ``teens``
    that twelve is written so too (on iki). ``joined`` is a joiner written together with the part
    behind it (خمسة وعشرون, five AND-twenty).
    """

    def __init__(
        self,
        units: Mapping[str, float],
        multipliers: Mapping[str, float],
        decimal: str,
        *,
        articles: Collection[str] = (),
        joiners: Collection[str] = (),
        compound: bool = False,
        spaced: bool = False,
        teens: bool = False,
        joined: str = "",
    ) -> None:
        self._units = dict(units)
        self._multipliers = dict(multipliers)
        self._pairs = {word: value for word, value in units.items() if " " in word}
        self._pair_heads = frozenset(word.split()[0] for word in self._pairs)
        self.decimal = decimal
        self.articles = frozenset(articles)
        self._joiners = frozenset(joiners)
        self._compound = compound
        self._spaced = spaced
        self._teens = teens
        self._joined = joined

    def at(self, tokens: Sequence[Token], at: int) -> Number | None:
        """The number that begins at this token; None when none does."""
        found = self._group(tokens, at)
        last = found.value if found is not None else 0.0
        while found is not None and tokens[at].text[0].isalpha():
            more = self._rest(tokens, at + found.tokens, last)
            if more is None:
                break
            last = more.value
            found = Number(found.value + more.value, found.tokens + more.tokens)
        return found

    def is_word(self, word: str) -> bool:
        """Whether a small-letter word is a number by itself or begins one."""
        return self._word(word) is not None or word in self._pair_heads

    def _group(self, tokens: Sequence[Token], at: int) -> Number | None:
        """One factor with its multipliers: ``two hundred``, ``3.5 million``."""
        first = self._simple(tokens, at)
        if first is None:
            return None
        value, used = first
        while at + used < len(tokens):
            factor = self._multipliers.get(tokens[at + used].lower)
            if factor is None:
                break
            value, used = value * factor, used + 1
        return first if used == first.tokens else Number(value, used)

    def _rest(self, tokens: Sequence[Token], at: int, before: float) -> Number | None:
        """What is still to add: ``fifty`` after two hundred, ``and five`` after thirty."""
        if (glued := self._glued(tokens, at, before)) is not None:
            return glued
        joined = at < len(tokens) and tokens[at].lower in self._joiners
        start = at + joined
        if start >= len(tokens) or not tokens[start].text[0].isalpha():
            return None
        more = self._group(tokens, start)
        if more is None and joined and before < 100 and tokens[start].lower in self.articles:
            more = Number(1, 1)
        least = 10 if self._teens else 20
        room = _room(before, joined=joined or self._spaced, least=least)
        if more is None or not 1 <= more.value < room:
            return None
        return Number(more.value, more.tokens + joined)

    def _glued(self, tokens: Sequence[Token], at: int, before: float) -> Number | None:
        """A part written together with its joiner: "وعشرون"; units stand before tens there."""
        if not self._joined or at >= len(tokens):
            return None
        if before < 10 and self._units.get(tokens[at].lower) == 10:
            return Number(10, 1)  # "ثلاثة عشر", three ten
        if not tokens[at].lower.startswith(self._joined):
            return None
        word = tokens[at].lower[len(self._joined) :]
        value, used = self._word(word), 1
        if value is None:
            return None
        while at + used < len(tokens) and tokens[at + used].lower in self._multipliers:
            value, used = value * self._multipliers[tokens[at + used].lower], used + 1
        tens = before < 10 and 20 <= value < 100 and value % 10 == 0
        return Number(value, used) if tens or value < _room(before, joined=True, least=20) else None

    def _simple(self, tokens: Sequence[Token], at: int) -> Number | None:
        if at >= len(tokens):
            return None
        token = tokens[at]
        if token.text[0].isdigit():
            return self._digits(tokens, at)
        value = self._word(token.lower)
        if value is None and self._pairs and at + 1 < len(tokens):
            value = self._pairs.get(f"{token.lower} {tokens[at + 1].lower}")
            return None if value is None else Number(value, 2)  # "أحد عشر", one ten
        return None if value is None else Number(value, 1)

    def _word(self, word: str) -> float | None:
        if word in self._units:
            return self._units[word]
        if word in self._multipliers:
            return self._multipliers[word]
        if "-" in word:  # twenty-five, vingt-cinq
            parts = [self._units.get(part) for part in word.split("-")]
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                return sum(known)
        return self._one_word(word) if self._compound else None

    def _one_word(self, word: str) -> float | None:
        """A number written together: zwei-hundert-fünfzig, drie-duizend-en-een."""
        if word in self._units:
            return self._units[word]
        for name, power in self._powers:
            head, found, tail = word.partition(name)
            if found:
                tail = next((tail[len(j) :] for j in self._joiners if tail.startswith(j)), tail)
                before = self._one_word(head) if head else 1.0
                after = self._one_word(tail) if tail else 0.0
                return None if before is None or after is None else before * power + after
        return None

    @cached_property
    def _powers(self) -> tuple[tuple[str, float], ...]:
        """Multipliers that join into one word, largest first."""
        powers = [item for item in self._multipliers.items() if item[1] in (100, 1000)]
        return tuple(sorted(powers, key=lambda power: -power[1]))

    def _digits(self, tokens: Sequence[Token], at: int) -> Number | None:
        text, used = tokens[at].text, 1
        while _is_group(tokens, at + used) and len(tokens[at].text) <= 3:  # "1 000" with a space
            text, used = text + tokens[at + used].text, used + 1
        value = read_digits(text, self.decimal)
        return None if value is None else Number(value, used)


def _room(value: float, *, joined: bool, least: int) -> float:
    """What comes after must stay below this: 100 after 200, 10 after a joined 30.

    ``least`` is the smallest number that a unit may follow."""
    for power in (1e9, 1e6, 1e3, 1e2):
        if value >= power and value % power == 0:
            return power
    tens = least <= value < 100 and value % 10 == 0
    # soixante et onze: the eleven belongs to the sixty
    return (12.0 if value == 60 else 10.0) if tens and joined else 0.0


def _is_group(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or len(tokens[at].text) != 3 or not tokens[at].text.isdigit():
        return False
    return tokens[at].start - tokens[at - 1].end == 1


def read_digits(text: str, decimal: str) -> float | None:
    """``3.000`` and ``3,5`` by the language's mark; None for times, versions and other shapes."""
    text = text.replace("٫", decimal).replace("٬", "")
    if ":" in text or not text[-1].isdecimal():
        return None
    group = "." if decimal == "," else ","
    whole, mark, fraction = text.rpartition(decimal) if decimal in text else (text, "", "")
    groups = whole.split(group)
    grouped = len(groups) > 1 and all(len(part) == 3 for part in groups[1:])
    if not all(part.isdecimal() for part in groups) or (len(groups) > 1 and not grouped):
        return _other_mark(text, group)
    if mark and not fraction.isdecimal():
        return None
    if mark and len(fraction) == 3 and len(groups) == 1 and whole != "0":
        return float(whole + fraction)  # the other custom: 1,500 in a text with decimal commas
    return float("".join(groups) + (f".{fraction}" if mark else ""))


def _other_mark(text: str, mark: str) -> float | None:
    whole, found, fraction = text.partition(mark)
    if found and whole.isdecimal() and fraction.isdecimal():
        return float(f"{whole}.{fraction}")
    return None
