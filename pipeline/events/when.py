"""The date of a trigger: that of its clause, else of its sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pipeline.events.asides import asides, same_side
from pipeline.events.triggers import Trigger
from pipeline.lexicon import Language
from pipeline.model import Document, Facts, Span, When

Shift = Callable[[When, date], When]
OWNED_CHARS = 40  # from "Tuesday's" to the noun that it belongs to
_PLAN_AND_BAN = 2  # days that a ban tells of


def is_parted(trigger: Trigger, span: Span, document: Document) -> bool:
    """Whether a semicolon parts the two: "the train derailed; the line to Fulda is shut"."""
    first, last = sorted((trigger.span, span))
    return ";" in document.article.text[first.end : last.start]


def when_of(trigger: Trigger, document: Document, facts: Facts, language: Language) -> When | None:
    """The date in the trigger's clause, else in its sentence; None when there is none."""
    sentence = document.sentences[trigger.sentence]
    inside = [w for w in facts.whens if w.span and sentence.span.contains(w.span)]
    inside = [
        when
        for when in inside
        if when.span
        and not _is_of_noun(when.span, trigger, document)
        and not is_parted(trigger, when.span, document)
    ]
    inside = _without_calling_off(inside, trigger, document)
    if not inside:
        return None
    spans = asides(sentence, language)
    return min(inside, key=lambda w: _when_distance(w, trigger, spans))


def _is_of_noun(day: Span, trigger: Trigger, document: Document) -> bool:
    """Whether the day belongs to a noun that is not the trigger: held over "Tuesday's arson"."""
    behind = document.article.text[day.end : day.end + 2]
    owns = behind in ("'s", "’s") or document.article.text[: day.end].endswith(("'s", "’s"))
    return owns and not 0 <= trigger.span.start - day.end <= OWNED_CHARS


def _without_calling_off(whens: list[When], trigger: Trigger, document: Document) -> list[When]:
    """Leave out the day of the ban: "The march set for Saturday was banned on Tuesday"."""
    cues = [cue.partition(": ")[2] for cue in trigger.clause.cues if cue.startswith("cancelled")]
    at = document.article.text.find(cues[-1], trigger.clause.span.start) if cues else -1
    if at < 0 or len(whens) < _PLAN_AND_BAN:
        return whens
    ban = min(whens, key=lambda w: abs(w.span.start - at) if w.span else at)
    return [when for when in whens if when is not ban]


def _when_distance(
    when: When, trigger: Trigger, spans: tuple[Span, ...]
) -> tuple[bool, bool, int, timedelta]:
    """The nearest in the clause; the finer of two as near: "held since May, freed Monday"."""
    span, length = when.span, when.last - when.first
    if span is None:
        return True, True, 0, length
    gap = max(span.start - trigger.span.end, trigger.span.start - span.end, 0)
    aside = not same_side(spans, span, trigger.span)
    return aside, not trigger.clause.span.contains(span), gap, length
