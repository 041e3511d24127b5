"""Parts of a clause that each tell of their own town: "in Köln brannte es, in Kiel fielen Schüsse"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.lexicon import Language
from pipeline.model import Clause, Place, Sentence, Span

_FINE = frozenset({"site", "city", "adm2"})


def stretches(
    clause: Clause,
    sentence: Sentence,
    places: Sequence[Place],
    doings: Sequence[Span],
    language: Language,
) -> Iterator[Clause]:
    """The clause, parted where a comma or "and" and the name of a further town open a new deed.

    ``doings`` are the words that tell of something; each part must hold one, or it is a mere list.
    """
    cuts = [clause.span.start]
    for at in _openings(clause, sentence, places, language):
        before = any(cuts[-1] <= deed.start < at for deed in doings)
        behind = any(at <= deed.start < clause.span.end for deed in doings)
        if before and behind:
            cuts.append(at)
    for first, last in pairwise([*cuts, clause.span.end]):
        yield replace(clause, span=Span(first, last))


def _openings(
    clause: Clause, sentence: Sentence, places: Sequence[Place], language: Language
) -> Iterator[int]:
    """Where "in" and a town stand behind a comma or "and", another town named before."""
    parting = language.words("events.joiners") | {","}
    prepositions = language.words("places.at")
    towns = [p for p in places if p.precision in _FINE and clause.span.contains(p.span)]
    named = {place.span.start for place in towns}
    first = min(named, default=clause.span.end)
    for before, word, name in zip(
        sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False
    ):
        opens = before.lower in parting and word.lower in prepositions and name.start in named
        if opens and first < before.start and clause.span.start < word.start:
            yield word.start
