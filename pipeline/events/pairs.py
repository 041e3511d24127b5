"""Stops told in one breath: "visits Ankara on Thursday and Beirut on Friday" is two happenings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.events.elsewhere import JOINERS
from pipeline.events.triggers import Trigger
from pipeline.events.where import literal
from pipeline.lexicon import Language
from pipeline.model import Document, Facts, Place, Sentence, Span, When

INSIDE_TOKENS = 3  # between a place and its day: "in Ankara, on"
BETWEEN_TOKENS = 4  # from one pair to the next: "and from there to"
SMALL = 3  # letters of words that are no verbs


@dataclass(frozen=True, slots=True)
class Stop:
    """A place with its own day."""

    place: Place
    when: When
    span: Span


def stops_of(
    trigger: Trigger, document: Document, facts: Facts, language: Language
) -> tuple[Stop, ...]:
    """The stops of the sentence where each has a day of its own and nothing else parts them."""
    sentence = document.sentences[trigger.sentence]
    stops = tuple(_stops(sentence, facts))
    joiners = JOINERS | language.words("events.joiners")
    small = joiners.union(*(language.words(f"places.{name}") for name in ("at", "of", "articles")))
    if len(stops) < 2 or len({stop.place.name for stop in stops}) < len(stops):
        return ()
    if len({stop.when.first for stop in stops}) < len(stops):
        return ()
    told = all(_go_on(one, other, sentence, joiners, small) for one, other in pairwise(stops))
    parted = _between(trigger.span, stops)
    return stops if told and not parted else ()


def _stops(sentence: Sentence, facts: Facts) -> Iterator[Stop]:
    """Places and days in pairs, all in the order of the first pair; nothing where one is alone."""
    places = {p.span: p for p in literal(facts) if sentence.span.contains(p.span)}
    days = {w.span: w for w in facts.whens if w.span and sentence.span.contains(w.span)}
    if any(when.only for when in days.values()):
        return  # "in Omsk on Monday, two days after a blast in Kazan" tells of two happenings
    spans = sorted((*places, *days))
    pairs = list(zip(spans[::2], spans[1::2], strict=False))
    first = spans[0] in places if spans else False
    alternate = all((one in places) is first and (other in days) is first for one, other in pairs)
    if len(spans) % 2 or not alternate:
        return
    for one, other in pairs:
        if len(_words(sentence, one.end, other.start)) > INSIDE_TOKENS:
            return
        place, day = (one, other) if first else (other, one)
        yield Stop(places[place], days[day], Span(one.start, other.end))


def _go_on(
    one: Stop, other: Stop, sentence: Sentence, joiners: frozenset[str], small: frozenset[str]
) -> bool:
    """Whether the next stop follows behind "and" or a comma and a few small words."""
    words = _words(sentence, one.span.end, other.span.start)
    known = all(word in small or len(word) <= SMALL for word in words)
    return len(words) <= BETWEEN_TOKENS and known and any(word in joiners for word in words)


def _between(trigger: Span, stops: Sequence[Stop]) -> bool:
    """Whether the trigger stands between two stops: then each may have a verb of its own."""
    return stops[0].span.end <= trigger.start < stops[-1].span.start


def _words(sentence: Sentence, first: int, last: int) -> list[str]:
    return [token.lower for token in sentence.tokens if first <= token.start < last]
