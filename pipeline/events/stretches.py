"""Parts of a clause that each tell of a town of their own: "in Köln brannte es, in Kiel auch"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.events.asides import asides
from pipeline.lexicon import Hit, Language
from pipeline.model import Clause, Facts, Place, Sentence, Span

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
    if len(cuts) == 1:
        yield clause
        return
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
    if len(named) < 2:
        return
    first = min(named)
    for before, word, name in zip(
        sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False
    ):
        opens = before.lower in parting and word.lower in prepositions and name.start in named
        if opens and first < before.start and clause.span.start < word.start:
            yield word.start


def within(
    found: Sequence[Hit],
    clauses: Sequence[Clause],
    sentence: Sentence,
    facts: Facts,
    language: Language,
) -> Iterator[Hit]:
    """The hits, one that reaches over several deeds of its kind parted into these.

    "A house burned down, in Lund a depot caught fire" holds "house … caught fire", but two fires.
    No deed reaches over to another town, nor out of a remark: "rebels, armed with drones, overran".
    """
    whole = {clause.span.start for clause in facts.clauses}
    remarks = asides(sentence, language) if found else ()
    inner: list[Hit] | None = None
    for hit in found:
        if any(_leaves(hit.span, remark) for remark in remarks):
            continue
        over = [c for c in clauses if c.span.overlaps(hit.span)]
        if len(over) <= 1:
            yield hit
            continue
        if inner is None:
            inner = [h for c in clauses for h in _of_clause(c, sentence, language)]
        own = [h for h in inner if h.label == hit.label and hit.span.contains(h.span)]
        to_other_town = any(clause.span.start not in whole for clause in over[1:])
        yield from own if to_other_town or len(own) > 1 else [hit]


def _leaves(span: Span, remark: Span) -> bool:
    return remark.start <= span.start < remark.end < span.end


def _of_clause(clause: Clause, sentence: Sentence, language: Language) -> Iterator[Hit]:
    """The hits in the words of a clause alone, counted as tokens of the sentence."""
    tokens = sentence.tokens
    first = next((n for n, t in enumerate(tokens) if t.start >= clause.span.start), len(tokens))
    own = [t for t in tokens[first:] if t.start < clause.span.end]
    for hit in language.happening_words.find(own):
        yield hit._replace(first=hit.first + first, last=hit.last + first)
