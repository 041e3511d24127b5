"""Numbers as the press writes them, in words and digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Token


@dataclass(frozen=True, slots=True)
class Number:
    """A value and how many tokens it took."""

    value: float
    tokens: int


class Numbers:
    """Reads numbers of one language.

    ``units`` maps words to values (two, vingt, vijfentwintig, dozen); ``multipliers`` maps words
    to factors (thousand, million). ``decimal`` is the decimal mark of the language.
    """

    def __init__(
        self, units: Mapping[str, float], multipliers: Mapping[str, float], decimal: str
    ) -> None:
        self._units = dict(units)
        self._multipliers = dict(multipliers)
        self._decimal = decimal

    def at(self, tokens: Sequence[Token], at: int) -> Number | None:
        """The number that begins at this token; None when none does."""
        first = self._simple(tokens, at)
        if first is None:
            return None
        value, used = first.value, first.tokens
        while at + used < len(tokens):
            factor = self._multipliers.get(tokens[at + used].lower)
            if factor is None:
                break
            value, used = value * factor, used + 1
        return Number(value, used)

    def _simple(self, tokens: Sequence[Token], at: int) -> Number | None:
        if at >= len(tokens):
            return None
        token = tokens[at]
        if token.text[0].isdigit():
            return self._digits(tokens, at)
        if token.lower in self._units:
            return Number(self._units[token.lower], 1)
        if token.lower in self._multipliers:
            return Number(self._multipliers[token.lower], 1)
        parts = [self._units.get(part) for part in token.lower.split("-")]
        known = [part for part in parts if part is not None]
        if len(parts) > 1 and len(known) == len(parts):  # twenty-five, vingt-cinq
            return Number(sum(known), 1)
        return None

    def _digits(self, tokens: Sequence[Token], at: int) -> Number | None:
        text, used = tokens[at].text, 1
        while _is_group(tokens, at + used) and len(tokens[at].text) <= 3:  # "1 000" with a space
            text, used = text + tokens[at + used].text, used + 1
        value = read_digits(text, self._decimal)
        return None if value is None else Number(value, used)


def _is_group(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens) or len(tokens[at].text) != 3 or not tokens[at].text.isdigit():
        return False
    return tokens[at].start - tokens[at - 1].end == 1


def read_digits(text: str, decimal: str) -> float | None:
    """``3.000`` and ``3,5`` by the language's mark; None for times, versions and other shapes."""
    if ":" in text or not text[-1].isdigit():
        return None
    group = "." if decimal == "," else ","
    whole, mark, fraction = text.rpartition(decimal) if decimal in text else (text, "", "")
    groups = whole.split(group)
    grouped = len(groups) > 1 and all(len(part) == 3 for part in groups[1:])
    if not all(part.isdigit() for part in groups) or (len(groups) > 1 and not grouped):
        return _other_mark(text, group)
    if mark and not fraction.isdigit():
        return None
    if mark and len(fraction) == 3 and len(groups) == 1 and whole != "0":
        return float(whole + fraction)  # the other custom: 1,500 in a text with decimal commas
    return float("".join(groups) + (f".{fraction}" if mark else ""))


def _other_mark(text: str, mark: str) -> float | None:
    whole, found, fraction = text.partition(mark)
    if found and whole.isdigit() and fraction.isdigit():
        return float(f"{whole}.{fraction}")
    return None
