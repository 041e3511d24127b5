"""Who "the union" or "the rebels" are: the only one of the sort that was named before.

The words for one union are ``one_union`` in ``[actors]`` of the language's file. What is taken up
must be clear: one union or one group in the text before, or one close before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.lexicon import Language
from pipeline.lexicon.script import folded
from pipeline.model import Actor, Span

_FIGHTERS = frozenset({"guerrillas", "insurgents", "militants", "rebels"})
_NEAR = 250  # characters: about two sentences


def taken_up(actors: Sequence[Actor], language: Language, text: str) -> list[Actor]:
    """The actors, with those named before for the nouns that take them up."""
    return list(_each(actors, language, text))


def _each(actors: Sequence[Actor], language: Language, text: str) -> Iterator[Actor]:
    for at, actor in enumerate(actors):
        kind = _kind_of(actor, language, text)
        known = _only([a for a in actors[:at] if kind and _is_of(a, kind)], actor)
        yield actor if known is None else replace(known, span=actor.span, text=actor.text)


def _kind_of(actor: Actor, language: Language, text: str) -> str:
    """``union/`` or ``group/`` for a noun that may take one up, else nothing."""
    if actor.id or actor.country or actor.span is None:
        return ""
    if actor.sector == "rebels" and actor.name in _FIGHTERS:
        return "group/"
    words = actor.span.of(text).split()
    one = bool(words) and folded(words[-1]) in language.words("actors.one_union")
    if actor.name != "trade unions" or not one:
        return ""
    before = text[max(0, actor.span.start - 20) : actor.span.start].split()
    some = bool(before) and folded(before[-1]) in language.words("places.indefinite")
    return "" if some else "union/"


def _is_of(actor: Actor, kind: str) -> bool:
    return actor.id.startswith(kind) and (kind == "union/" or actor.sector == "rebels")


def _only(named: Sequence[Actor], actor: Actor) -> Actor | None:
    """The one that is named, else the one that is named close before."""
    start = (actor.span or Span(0, 1)).start
    near = [a for a in named if a.span and start - a.span.end <= _NEAR]
    for known in (named, near):
        if len({a.id for a in known}) == 1:
            return known[-1]
    return None
