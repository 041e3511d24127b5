"""What stands in the slots of a date pattern: numbers, ordinals, days, years, 23/10/2025."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.dates.grammar import Grammar
from pipeline.dates.numeric import century, is_day, is_short_year, is_year, printed, slashed
from pipeline.lexicon.patterns import Pairs, Walker
from pipeline.model import Token

_DIGITS = (
    "date",
    "digits",
    "n",
    "n_more",
    "nth",
    "nth_d",
    "d",
    "dd",
    "d2",
    "year",
    "year2",
    "year_s",
    "bare_nth_d",
    "bare_d",
    "bare_year",
    "yy",
    "numeric",
    "daymonth",
    "dm",
    "slashed",
)
_NUMBER_WORDS = ("date", "n", "n_more", "nth", "d", "dd", "d2", "year", "year2")
_APOSTROPHE = ("date", "year", "year2")
_WORDS = ("date", "unit_more", "bare_unit")
_ONLY_DATE = ("date",)
_NO_YEAR_AFTER = frozenset("€$£#-–/.:")
_NOUN = 5  # letters of the shortest noun that a number is taken to count
_MEASURE = 3  # letters of a whole word of ``plurals``: kilo, ton
_STOPS = frozenset('.,;:!?)]–-—"”»')


class Slots(Walker):
    """Reads the slots that are no classes of words; each method is one slot of ``grammar``."""

    def __init__(self, tokens: Sequence[Token], text: str, grammar: Grammar) -> None:
        super().__init__(tokens, grammar.vocabulary, grammar.abbreviations)
        self._text = text
        self._grammar = grammar

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
            if is_day(token.text):
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
        elif is_day(token.text):
            used = self._marks_after(at + 1)
            if used:
                yield (("d", int(token.text)), ("d_at", at)), 1 + used
        nth = self._nth_word(at)
        if nth is not None:
            yield (("d", nth), ("d_at", at)), 1
        tens = self._grammar.numbers.at(self._tokens[at : at + 1], 0)
        unit = self._nth_word(at + 1)
        if tens is not None and tens.value in (20, 30) and unit is not None and unit < 10:
            yield (("d", int(tens.value) + unit), ("d_at", at)), 2  # thirty first
        if nth is not None and nth < 10 and unit in (10, 20, 30):
            yield (("d", unit + nth), ("d_at", at)), 2  # Arabic: the sixth and twentieth

    def _nth_word(self, at: int) -> int | None:
        classes = self._classes[at] if at < len(self._classes) else {}
        value = classes["nth"][0] if "nth" in classes else None
        return value if value is not None and 1 <= value <= 31 else None

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
        """A day of the month in digits or as an ordinal, not a number in words.

        Nor the thousands of a number that a space parts, "mardi 12 000 foyers", nor the number of
        a noun in the plural: "on Tuesday 14 drones".
        """
        if self._counts(at):
            return
        if self._tokens[at].text[0].isdigit():
            yield from self._read_d(at)
        else:  # "on Thursday, the first time in a generation" counts times
            yield from (o for o in self._read_ordinal(at) if self._stops(at + o[1]))

    def _counts(self, at: int) -> bool:
        """Whether bare figures are followed by their thousands or by what they count."""
        behind = self._tokens[at + 1].text if at + 1 < len(self._tokens) else ""
        if len(behind) == 3 and behind.isdecimal():
            return True
        plurals = self._grammar.plurals
        measure = len(behind) >= _MEASURE and behind in plurals
        counted = measure or (len(behind) >= _NOUN and behind.endswith(plurals))
        return (
            counted
            and behind.islower()
            and behind.isalpha()
            and self._tokens[at].text.isdecimal()
            and not self._classes[at + 1]
        )

    def _read_digits(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """A number of one or two digits: of a week."""
        text = self._tokens[at].text
        if text.isdecimal() and len(text) <= 2:
            yield (("digits", int(text)),), 1

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
        if not is_year(token.text, earliest=1500):
            return
        before = self._tokens[at - 1] if at else None
        if before is not None and (before.is_capitalised or before.text in _NO_YEAR_AFTER):
            return
        if before is not None and before.text[0].isdigit():
            return
        if self._stops(at + 1):
            yield (("year", int(token.text)),), 1

    def _stops(self, at: int) -> bool:
        """Whether the words end there, so that no thing follows that is counted or named."""
        return at >= len(self._tokens) or self._tokens[at].text in _STOPS

    def _read_yy(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """The year of "April of 87" and "Mai 68", not the dead of "in May 68 people died"."""
        if is_short_year(self._tokens[at].text) and self._stops(at + 1):
            yield (("year", century(int(self._tokens[at].text))),), 1

    def _read_bare_nth_d(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """``on 29th``, not "on 29th Street"."""
        for pairs, used in self._read_nth_d(at):
            if self._stops(at + used):
                yield pairs, used

    def _read_bare_d(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """``le 15 à Bruxelles``, ``el 15.``, not "le 20 heures" nor "le 2 à 0"."""
        if not is_day(self._tokens[at].text):
            return
        before = at + 2 < len(self._tokens) and "in_town" in self._classes[at + 1]
        if self._stops(at + 1) or (before and self._tokens[at + 2].is_capitalised):
            yield (("d", int(self._tokens[at].text)),), 1

    def _read_bare_unit(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """``for the week``, not "for the week before" or "of the year 2019"."""
        if "one_unit" in self._classes[at] and self._stops(at + 1):
            yield (("one_unit", self._classes[at]["one_unit"][0]),), 1

    def _read_year_s(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """1990s, 90er: a decade in digits."""
        found = self._grammar.decade.fullmatch(self._tokens[at].lower)
        if found:
            year = int(found.group(1))
            yield (("year", year if year > 99 else 1900 + year),), 1

    def _read_year2(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """The second of two years: ``2014-2018``."""
        for pairs, used in self._read_year(at):
            yield (("year2", pairs[0][1]), ("year2_at", at)), used

    def _read_year(self, at: int) -> Iterator[tuple[Pairs, int]]:
        token = self._tokens[at]
        if is_year(token.text, earliest=1000):
            yield (("year", int(token.text)), ("year_at", at)), 1
        elif token.text in ("'", "’", "‘") and self._is_two_digits(at + 1):
            yield (("year", century(int(self._tokens[at + 1].text))),), 2
        elif token.text[0].isalpha() and (number := self._grammar.numbers.at(self._tokens, at)):
            yield from self._year_in_words(at, number.value, number.tokens)

    def _year_in_words(self, at: int, value: float, used: int) -> Iterator[tuple[Pairs, int]]:
        if 1100 <= value <= 2199 and value % 1 == 0:
            counted = value % 100 == 0 and not self._stops(at + used)  # "in two thousand homes"
            if not counted or (at and "month" in self._classes[at - 1]):
                yield (("year", int(value)),), used
            return
        rest = self._grammar.numbers.at(self._tokens, at + used) if 11 <= value <= 20 else None
        if rest is not None and 10 <= rest.value <= 99 and self._words[at + used][0].isalpha():
            yield (("year", int(value * 100 + rest.value)),), used + rest.tokens

    def _is_two_digits(self, at: int) -> bool:
        if at >= len(self._tokens) or self._tokens[at].start != self._tokens[at - 1].end:
            return False
        return self._tokens[at].text.isdecimal() and len(self._tokens[at].text) == 2

    def _read_numeric(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """23/10/2025 and 2025-10-23."""
        yield from self._with_marks(at, with_year=True)

    def _read_daymonth(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """23/10; patterns must ask for a word before it, since 1/2 and 3-2 are no dates."""
        yield from self._with_marks(at, with_year=False)

    def _read_slashed(self, at: int) -> Iterator[tuple[Pairs, int]]:
        """22/04, which no word need announce."""
        if slashed(self._text, self._tokens[at].start):
            yield from self._with_marks(at, with_year=False)

    def _with_marks(self, at: int, *, with_year: bool) -> Iterator[tuple[Pairs, int]]:
        start = self._tokens[at].start
        found = printed(self._text, start, month_first=self._grammar.month_first)
        if found is None or ("year" in dict(found[0])) != with_year:
            return
        reach = range(at, min(at + 5, len(self._tokens)))
        last = next((i for i in reach if self._ends(i, found[1])), None)
        if last is not None:
            yield found[0], last + 1 - at

    def _ends(self, at: int, end: int) -> bool:
        """Whether the token ends there, or there has the T of an ISO time."""
        token = self._tokens[at]
        return token.end == end or (token.start < end < token.end and self._text[end] == "T")
