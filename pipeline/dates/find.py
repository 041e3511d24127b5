"""Dates of a document, in text order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from pipeline.dates import (  # noqa: F401  they register the operations
    counted,
    current,
    deeds,
    joined,
    ranges,
    stated,
)
from pipeline.dates.arithmetic import Days, shift
from pipeline.dates.clock import clock_times
from pipeline.dates.cut import cut_tokens
from pipeline.dates.grammar import Grammar
from pipeline.dates.match import Match, Matcher
from pipeline.dates.meaning import Frame, Reading, faults, read
from pipeline.errors import ConfigError
from pipeline.lexicon import Language, Lexicon
from pipeline.lexicon.patterns import expand, patterns
from pipeline.model import Document, Sentence, Span, Token, When

BACKGROUND_DAYS = 92  # a season: what ended earlier is no part of the news
# "The first in six years", "rebuilt within a week": without a word of the future how long it was.
_HOW_LONG = ("in_future", "within_future")
JUST_OVER = 60  # "22 September" told in October is no day of the next year
TOLD_DAYS = 4  # "three days earlier" counts from a day that was told, not from a month


def find_dates(document: Document, lexicon: Lexicon) -> tuple[When, ...]:
    """Every date phrase of the text as an interval of days.

    "Three days earlier" counts from the date told before it; all else from publication, and in an
    embedded post from the date printed in that post. Phrases without such a day (30 February)
    are left out. Whether a bare weekday is meant as a coming one only the verb tells: see
    ``shift_to_future``.
    """
    finder = _Finder(document, lexicon)
    return tuple(finder.whens())


def shift_to_future(when: When, published: date) -> When:
    """The first day after ``published`` that the same words can mean.

    For "Friday", "the 14th", "6 May" in a clause that tells of the future. A date that does not
    recur (with its year, "last Friday", "yesterday") or that is coming already stays as it is; so
    does a day of a month a few weeks back: "who on 22 September called a strike, want …".
    """
    running = when.precision == "month" and when.last >= published  # "in March", told in March
    just_over = when.recurs == "year" and (published - when.last).days < JUST_OVER
    if not when.recurs or when.first > published or running or just_over:
        return when
    for step in range(1, 3):
        try:
            first = _moved(when.first, step, when.recurs)
            last = _moved(when.last, step, when.recurs)
        except (OverflowError, ValueError):  # past the year 9999
            return when
        if first > published:
            return replace(when, first=first, last=last, background=False)
    return when


def _moved(day: date, step: int, unit: str) -> date:
    return shift(day, step, unit)


@lru_cache(maxsize=64)
def grammar_of(language: Language) -> Grammar:
    """The compiled date words of a language.

    Raises ConfigError naming the file and the pattern when a pattern cannot be read.
    """
    for fault in pattern_faults(language):
        raise ConfigError(f"{language.source}: {fault}")
    return Grammar(language)


def pattern_faults(language: Language) -> Iterator[str]:
    """What is wrong with the date patterns of a language, a sentence each."""
    table = language.table("dates")
    for part in ("patterns", "ranges"):
        for op, pattern in patterns(table, part):
            for elements in expand(pattern):
                for fault in faults(op, elements):
                    yield f"the date pattern {pattern!r}: {fault}"


@dataclass(slots=True)
class _Finder:
    document: Document
    lexicon: Lexicon
    told: Days | None = None
    posts: dict[tuple[int, str | None], date] = field(default_factory=dict)

    def whens(self) -> Iterator[When]:
        for sentence in self.document.sentences:
            yield from self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> Iterator[When]:
        language = self.lexicon.language(sentence.lang)
        grammar = grammar_of(language)
        text = self.document.article.text
        if not grammar or not grammar.may_hold(sentence.tokens, sentence.span.of(text)):
            return
        tokens = cut_tokens(sentence.tokens, grammar)
        whens: list[When] = []
        told, apart = self.told, {}
        matcher = Matcher(tokens, text, grammar)
        for match in matcher.find():
            if match.op in _HOW_LONG and not matcher.is_future:
                continue
            frame = Frame(self._reference(sentence), self.told)
            for part, reading in _readings(match, frame):
                if reading.apart is None:
                    self._remember(reading)
                else:
                    apart[len(whens)] = reading.apart
                whens.append(self._when(reading, part, tokens))
        if apart:
            postposed = bool(grammar.deed_endings)
            published = self._reference(sentence)
            scene = deeds.Scene(sentence, text, told, published, postposed)
            whens = self._settled(whens, apart, scene)
        yield from _with_clocks(whens, tokens, language)

    def _settled(self, whens: list[When], apart: dict[int, int], scene: deeds.Scene) -> list[When]:
        """The dates with the first "two days after" read by the others; further ones left out."""
        first = min(apart)
        kept = [when for at, when in enumerate(whens) if at == first or at not in apart]
        settled = deeds.settle(kept, first, apart[first], scene)
        rest = [when for when in settled if when.only is None and when.span == whens[first].span]
        if rest:
            self.told = rest[0].first, rest[0].last
        return sorted(settled, key=_start)

    def _remember(self, reading: Reading) -> None:
        if (reading.last - reading.first).days < TOLD_DAYS and not reading.vague:
            self.told = reading.days

    def _when(self, reading: Reading, match: Match, tokens: Sequence[Token]) -> When:
        span = Span(tokens[match.first].start, tokens[match.last - 1].end)
        published = self.document.article.published
        old = (published - reading.last).days > BACKGROUND_DAYS
        old = old or (reading.precision == "year" and reading.last.year < published.year)
        precision = "time" if reading.part and reading.precision == "day" else reading.precision
        return When(
            reading.first,
            reading.last,
            precision,
            reading.basis,
            span,
            reading.anchor,
            background=old,
            clock=reading.part,
            recurs=reading.recurs,
            until=reading.until,
            vague=reading.vague,
        )

    def _reference(self, sentence: Sentence) -> date:
        if sentence.kind != "post":
            return self.document.article.published
        key = (sentence.paragraph, sentence.author)
        if key not in self.posts:
            self.posts[key] = self._printed(key) or self.document.article.published
        return self.posts[key]

    def _printed(self, key: tuple[int, str | None]) -> date | None:
        """The last full date printed in an embedded post: the day it was posted."""
        found = None
        for sentence in self.document.sentences:
            if sentence.kind == "post" and (sentence.paragraph, sentence.author) == key:
                found = self._full_date(sentence) or found
        return found

    def _full_date(self, sentence: Sentence) -> date | None:
        grammar = grammar_of(self.lexicon.language(sentence.lang))
        matches = Matcher(sentence.tokens, self.document.article.text, grammar).find()
        days = [match for match in matches if {"d", "month", "year"} <= set(match.slots)]
        frame = Frame(self.document.article.published)
        readings = [reading for match in days if (reading := read(match, frame))]
        return readings[-1].first if readings else None


def _readings(match: Match, frame: Frame) -> Iterator[tuple[Match, Reading]]:
    """What a phrase means; where it has no meaning, what its parts mean."""
    reading = read(match, frame)
    if reading is not None:
        yield match, reading
        return
    for part in ranges.parts(match):
        inner = read(part, frame)
        if inner is not None:
            yield part, inner


def _with_clocks(
    whens: Sequence[When], tokens: Sequence[Token], language: Language
) -> Sequence[When]:
    """The dates of a sentence, each day with the time printed nearest to it."""
    if not whens:
        return whens
    times = list(clock_times(tokens, language))
    timed = list(whens)
    for time in times:
        days = [
            i
            for i, w in enumerate(whens)
            if w.precision in ("day", "time")
            and w.span
            and not w.span.overlaps(time.span)
            and w.first == w.last
        ]
        if days:
            nearest = min(days, key=lambda i: abs(_start(whens[i]) - time.span.start))
            timed[nearest] = replace(whens[nearest], precision="time", clock=time.text)
    return timed


def _start(when: When) -> int:
    return when.span.start if when.span else 0
