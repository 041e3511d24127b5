"""Two happenings in one sentence, so many days apart: "two days after envoys met in Doha"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.dates.arithmetic import DAYS_IN, Days, shift
from pipeline.dates.match import Match
from pipeline.dates.meaning import Frame, Reading, operation
from pipeline.model import Sentence, Span, When

_STOPS = ",;:–—("
_SMALL = 3  # letters of a word before a phrase that still opens its sentence: "À la veille de"


@operation("after_deed", "before_deed", needs="unit|unit_pair")
def read_deed(match: Match, frame: Frame) -> Reading | None:
    """``two days after the ministers met``: how far apart; whose day is known the rest tells."""
    slots = match.slots
    count, unit = slots.get("unit_pair") or (slots.get("n", 1), slots["unit"])
    if unit not in DAYS_IN and unit != "hour":
        return None  # "a few minutes after nine" is a time of the day
    apart = (shift(frame.published, count, unit) - frame.published).days
    return _apart(apart if match.op == "after_deed" else -apart, frame)


_DAYS = {"day_after_deed": 1, "day_before_deed": -1, "same_day_deed": 0, "second_day_after_deed": 2}


@operation(*_DAYS)
def read_day_beside_deed(match: Match, frame: Frame) -> Reading | None:
    """``the day after``, ``la veille de``, ``hours before`` and what happened then."""
    return _apart(_DAYS[match.op], frame)


def _apart(days: int, frame: Frame) -> Reading:
    return Reading(frame.published, frame.published, "day", anchor="previous", apart=days)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with such a phrase, and what was told before it."""

    sentence: Sentence
    text: str
    told: Days | None
    published: date
    postposed: bool  # the words stand behind what they count from, as in Turkish

    def deed(self, phrase: Span, others: Sequence[When]) -> Span | None:
        """The stretch that tells of what is counted from, up to the next comma.

        Behind the rest of the sentence it goes on over commas, "envoys of Russia, Ukraine and
        Turkey met", where no other day is told behind them.
        """
        whole = self.sentence.span
        if self.postposed:
            piece = self.text[whole.start : phrase.start]
            start = whole.start + 1 + max(piece.rfind(stop) for stop in _STOPS)
            return Span(start, phrase.start) if start < phrase.start else None
        piece = self.text[phrase.end : whole.end]
        stops = _STOPS if self.is_opened(phrase) else _STOPS[1:]
        ends = [at for at in map(piece.find, stops) if at >= 0]
        end = phrase.end + min(ends, default=len(piece))
        comma = self.text.find(",", phrase.end, end)
        if comma >= 0 and any(w.span and comma < w.span.start < end for w in others):
            end = comma
        return Span(phrase.end, end) if phrase.end < end else None

    def is_opened(self, phrase: Span) -> bool:
        """Whether the sentence begins with the phrase and what it counts from."""
        start = self.sentence.span.start
        return self.postposed or len(self.text[start : phrase.start].strip()) <= _SMALL

    def is_beside(self, when: When, phrase: When) -> bool:
        """Whether a day is told in the same half of the sentence as the phrase."""
        if not (when.span and phrase.span) or when.precision not in ("day", "time"):
            return False
        first, last = sorted((when.span, phrase.span))
        return ";" not in self.text[first.end : last.start]

    def is_open(self, deed: Span) -> bool:
        """Whether nothing parts the stretch from the rest of the sentence."""
        return deed.end >= self.sentence.span.end - 1


def settle(whens: Sequence[When], at: int, apart: int, scene: Scene) -> list[When]:
    """The dates of a sentence whose ``at``-th one is such a phrase; that one may be left out.

    A date in the stretch behind the phrase is of what is counted from, and the rest is counted from
    it; a date elsewhere is of the rest. Without any the rest of a sentence that the phrase opens is
    counted from what was told before; otherwise the rest was told before.
    """
    phrase, others = whens[at], [*whens[:at], *whens[at + 1 :]]
    deed = scene.deed(phrase.span, others) if phrase.span else None
    if deed is None:
        return others
    inside = [w for w in others if w.span and deed.contains(w.span)]
    outside = [w for w in others if w not in inside and scene.is_beside(w, phrase)]
    own = [replace(w, only=deed) if w in inside else w for w in others]
    step = timedelta(days=apart)
    if outside and inside:
        return own
    opens = phrase.span is not None and scene.is_opened(phrase.span)
    if inside and opens and scene.is_open(deed):
        return others  # "Zwei Tage nach dem Treffen in Wien schlugen am Montag …": of the rest
    if outside:
        return [*own, _on(phrase, outside[0].first - step, only=deed)]
    if inside:
        return [*own, _on(phrase, inside[0].first + step, but=deed)]
    told = scene.told[0] if scene.told else None
    if told is None and not apart:
        return own  # "an hour before turning back" names no day
    if not opens:
        return [*own, _on(phrase, (told or scene.published) - step, only=deed)]
    if told is None or told + step > scene.published:
        return own
    return [*own, _on(phrase, told + step, but=None if scene.is_open(deed) else deed)]


def _on(phrase: When, day: date, *, only: Span | None = None, but: Span | None = None) -> When:
    return replace(phrase, first=day, last=day, only=only, but=but)
