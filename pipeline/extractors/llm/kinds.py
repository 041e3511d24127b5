"""Whether the evidence bears out the kind of event, and what its clause says of its truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.extractors.llm.scope import Scope
from pipeline.lexicon import EventType, Lexicon
from pipeline.model import Clause, Facts, Sentence, Span

_MOVEMENT: Final = ("flights.movement", "flights.naval", "flights.troops")
_NO_WORDS: Final = "unless"  # the list of a kind's words that speak against it


@dataclass(frozen=True, slots=True)
class Ground:
    """The clause of the evidence that a kind of event rests on."""

    clause: Clause
    by_words: bool  # a word of data/lang for this type stands in it


def ground_of(kind: EventType, scope: Scope, facts: Facts, lexicon: Lexicon) -> Ground | None:
    """The first clause with a word for the type, else the first clause; None without clauses."""
    clauses = [c for c in facts.clauses if c.sentence in scope.numbers]
    spoken = [span for s in scope.sentences for span in _words(kind, s, facts, lexicon)]
    told = [c for c in clauses if any(c.span.overlaps(span) for span in spoken)]
    plain = [c for c in told if not c.quoted]
    found = (plain or told or clauses)[:1]
    return Ground(found[0], by_words=bool(told)) if found else None


def _words(kind: EventType, sentence: Sentence, facts: Facts, lexicon: Lexicon) -> Iterator[Span]:
    """Words for this type of event, and for movements also what moves and that it does."""
    language = lexicon.language(sentence.lang)
    for hit in language.phrases("triggers").find(sentence.tokens):
        mode, _, strength = hit.label.partition(".")
        other = lexicon.event_types.get(mode)
        if other is not None and other.type == kind.type and strength != _NO_WORDS:
            yield hit.span
    if "sides" in kind.settings:
        return
    for path in _MOVEMENT:
        for hit in language.phrases(path).find(sentence.tokens):
            yield hit.span
    yield from (one.span for one in facts.aircraft if sentence.span.contains(one.span))
