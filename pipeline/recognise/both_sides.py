""" "The two sides", "les deux parties": the two who stood against each other before in the text.

The words are ``[actors.both]`` of the language's file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.lexicon import Lexicon
from pipeline.model import Actor, Document, Sentence, Span

_SIDES = frozenset({"government", "military", "rebels"})


def both_sides(
    document: Document, actors: Sequence[Actor], states: Sequence[Actor], lexicon: Lexicon
) -> Iterator[Actor]:
    """Two actors for each mention of both sides, at its span; none where no two stand out.

    ``states`` are the countries named as places, which count where too few act: "a truce for
    Ukraine".
    """
    for sentence in document.sentences:
        for hit in lexicon.language(sentence.lang).phrases("actors.both").find(sentence.tokens):
            for side in () if _are_named(sentence, actors) else _two(hit.span, actors, states):
                text = hit.span.of(document.article.text)
                yield replace(side, span=hit.span, text=text, role="actor")


def _are_named(sentence: Sentence, actors: Sequence[Actor]) -> bool:
    inside = (a for a in actors if a.span and sentence.span.contains(a.span))
    return any(actor.sector in _SIDES for actor in inside)


def _two(span: Span, actors: Sequence[Actor], states: Sequence[Actor]) -> list[Actor]:
    return _before(span, actors) or _before(span, [*actors, *states])


def _before(span: Span, actors: Sequence[Actor]) -> list[Actor]:
    """The two sides named most often before this point, by country; empty when a third vies."""
    told = [a for a in actors if a.span and a.span.end <= span.start and a.sector in _SIDES]
    counted = Counter(_side(actor) for actor in told).most_common(3)
    if len(counted) < 2 or (len(counted) == 3 and counted[1][1] == counted[2][1]):
        return []
    return [_shortest(side, told) for side, _ in counted[:2]]


def _side(actor: Actor) -> str:
    """Its country, or the group itself: a group is not on the side of where it stands."""
    return actor.name if actor.sector == "rebels" else actor.country or actor.name


def _shortest(side: str, told: Sequence[Actor]) -> Actor:
    """The state where it is named itself, else the first of its forces or offices."""
    own = [actor for actor in told if _side(actor) == side]
    return next((a for a in own if a.id.startswith("state/")), own[0])
