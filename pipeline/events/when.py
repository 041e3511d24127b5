"""The date of a trigger: that of its clause, else of its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from pipeline.events.asides import asides, same_side
from pipeline.events.triggers import Trigger
from pipeline.lexicon import Language
from pipeline.model import Document, Facts, Span, When

Shift = Callable[[When, date], When]
OWNED_CHARS = 40  # from "Tuesday's" to the noun that it belongs to
PASSIVE_WORDS = 2  # from "was" to the day: "wurde am Montag verboten"
_WEEK = timedelta(days=7)
OPEN_DAYS = 14  # what is to last longer is told for what was done: "extended until 2027"


def is_parted(trigger: Trigger, span: Span, document: Document) -> bool:
    """Whether a semicolon parts the two: "the train derailed; the line to Fulda is shut"."""
    first, last = sorted((trigger.span, span))
    return ";" in document.article.text[first.end : last.start]


def when_of(trigger: Trigger, document: Document, facts: Facts, language: Language) -> When | None:
    """The date in the trigger's clause, else in its sentence; None when there is none."""
    inside = _told_of(trigger, document, facts)
    inside = [when for when in inside if when.only] or inside
    inside = [when for when in inside if when.anchor != "running"] or inside
    ban = _calling_off(inside, trigger, document, language)
    inside = _begun([w for w in inside if w is not ban or len(inside) == 1])
    if not inside:
        return None
    spans = asides(document.sentences[trigger.sentence], language)
    return min(inside, key=lambda w: _when_distance(w, trigger, spans, document))


def called_off_on(
    trigger: Trigger, document: Document, facts: Facts, language: Language
) -> When | None:
    """The day on which it was called off: "banned *on Tuesday*"; None when it is not told."""
    return _calling_off(_told_of(trigger, document, facts), trigger, document, language)


def planned_after(when: When, ban: When) -> When:
    """The weekday of a plan, counted from the day on which it was called off."""
    if when.recurs != "week":
        return when
    ahead = timedelta(days=(when.first - ban.first).days % 7)
    return replace(when, first=ban.first + ahead, last=ban.first + ahead + (when.last - when.first))


def _told_of(trigger: Trigger, document: Document, facts: Facts) -> list[When]:
    sentence = document.sentences[trigger.sentence]
    return [
        when
        for when in facts.whens
        if when.span
        and when.dates(trigger.span.start)
        and (not when.vague or _is_to_come(when, trigger, document))
        and sentence.span.contains(when.span)
        and not _is_of_noun(when.span, trigger, document)
        and not is_parted(trigger, when.span, document)
    ]


def _is_to_come(when: When, trigger: Trigger, document: Document) -> bool:
    """Whether "by the end of the year" tells of a plan; what happened has another date."""
    ahead = when.last > document.article.published
    return ahead and trigger.clause.modality == "future"


def told_as_over(when: When, trigger: Trigger, document: Document) -> When:
    """The past weekend of "exploded this weekend", the past Friday of "was shot this Friday"."""
    over = trigger.strength in ("verbs", "acts") and not trigger.announced
    coming = when.recurs == "week" and when.first > document.article.published
    if not (over and coming and trigger.clause.modality == "asserted"):
        return when
    return replace(when, first=when.first - _WEEK, last=when.last - _WEEK)


def _begun(whens: list[When]) -> list[When]:
    """Without the end of what is told: "extended on Monday until 2027"."""
    began = [when for when in whens if not when.until]
    short = [w for w in whens if (w.last - w.first).days <= OPEN_DAYS]
    return began or short


def _is_of_noun(day: Span, trigger: Trigger, document: Document) -> bool:
    """Whether the day belongs to a noun that is not the trigger: held over "Tuesday's arson"."""
    behind = document.article.text[day.end : day.end + 2]
    owns = behind in ("'s", "’s") or document.article.text[: day.end].endswith(("'s", "’s"))
    if trigger.span.contains(day):
        return False  # "banned Saturday's rally"
    return owns and not 0 <= trigger.span.start - day.end <= OWNED_CHARS


def _calling_off(
    whens: list[When], trigger: Trigger, document: Document, language: Language
) -> When | None:
    """The day of the ban: "The march set for Saturday was banned on Tuesday"."""
    cues = [cue.partition(": ")[2] for cue in trigger.clause.cues if cue.startswith("cancelled")]
    at = document.article.text.find(cues[-1], trigger.clause.span.start) if cues else -1
    if at < 0 or not whens:
        return None
    text, cue = document.article.text, Span(at, at + len(cues[-1]))
    noun, passive = _noun_of(trigger, cue, text), language.words("events.passive")
    if len(whens) == 1:
        return whens[0] if _is_of_ban(whens[0], cue, noun, trigger, text, passive) else None
    return min(whens, key=lambda w: _gap_to_ban(w, cue, noun, text, passive))


def _noun_of(trigger: Trigger, cue: Span, text: str) -> Span:
    """What is called off: the last word of the trigger, the first where that is the verb."""
    first, *rest = trigger.span.of(text).split(" ")
    last = rest[-1] if rest else first
    if cue.start < trigger.span.end <= cue.end or not rest:
        return Span(trigger.span.start, trigger.span.start + len(first))
    return Span(trigger.span.end - len(last), trigger.span.end)


def _gap_to_ban(
    when: When, cue: Span, noun: Span, text: str, passive: frozenset[str]
) -> tuple[bool, int]:
    """How far from the verb; a day beside what was called off is the plan's: "march of Friday"."""
    day = when.span or noun
    between = text[noun.end : day.start].lower().split()
    beside = noun.end < day.start and not noun.end <= cue.start < day.start
    beside = beside and len(between) <= 1 and passive.isdisjoint(between)
    return beside, abs(day.start - cue.start)


def _is_of_ban(
    when: When, cue: Span, noun: Span, trigger: Trigger, text: str, passive: frozenset[str]
) -> bool:
    """Whether the only date is of the ban: it and the plan stand on two sides of the verb.

    "Banned on Tuesday" behind the plan, "on Tuesday banned a march", "wurde am Dienstag verboten".
    """
    day = when.span
    if day is None or not trigger.clause.span.contains(day) or _is_planned_on(day, trigger, text):
        return False
    if noun.start <= cue.start:
        before = text[noun.end : day.start].lower().split()[-PASSIVE_WORDS:]
        inside = noun.end < day.start < cue.start and not passive.isdisjoint(before)
        return day.start >= cue.end or inside
    return day.end < cue.start or cue.end <= day.start < day.end + 1 < noun.start


def _is_planned_on(day: Span, trigger: Trigger, text: str) -> bool:
    """Whether a word for plans holds the day or stands right before it: "planned for Saturday"."""
    plans = [cue.partition(": ")[2] for cue in trigger.clause.cues if cue.startswith("future")]
    starts = [(text.find(plan, trigger.clause.span.start), len(plan)) for plan in plans if plan]
    return any(0 <= at < day.start <= at + length + 1 for at, length in starts)


def _when_distance(
    when: When, trigger: Trigger, spans: tuple[Span, ...], document: Document
) -> tuple[bool, bool, int, timedelta]:
    """The nearest in the clause; the finer of two as near: "held since May, freed Monday"."""
    span, length = when.span, when.last - when.first
    if span is None:
        return True, True, 0, length
    gap = max(span.start - trigger.span.end, trigger.span.start - span.end, 0)
    if "," in document.article.text[span.end : trigger.span.end]:
        gap = max(gap, trigger.span.end - span.end)  # "abducted in May, …, was freed on Monday"
    aside = not same_side(spans, span, trigger.span)
    return aside, not trigger.clause.span.contains(span), gap, length
