"""Whether the evidence bears out the kind of event, and what its clause says of its truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.extractors.llm.scope import Scope
from pipeline.lexicon import EventType, Lexicon
from pipeline.model import Clause, Facts, Sentence, Span

_MOVEMENT: Final = ("flights.movement", "flights.naval", "flights.troops")
_VERBS: Final = frozenset({"verbs", "present"})  # lists of words that tell, not only name
_NO_WORDS: Final = "unless"  # the list of a kind's words that speak against it


@dataclass(frozen=True, slots=True)
class Ground:
    """The clause of the evidence that a kind of event rests on."""

    clause: Clause
    by_words: bool  # a word of data/lang for this type stands in it
    by_verb: bool  # one that tells that it happened, and not only names it


def ground_of(kind: EventType, scope: Scope, facts: Facts, lexicon: Lexicon) -> Ground | None:
    """The first clause with a verb for the type, else with a word for it, else the first one."""
    clauses = [c for c in facts.clauses if c.sentence in scope.numbers]
    spoken = [found for s in scope.sentences for found in _words(kind, s, facts, lexicon)]
    verbs = [span for span, is_verb in spoken if is_verb]
    for spans in (verbs, [span for span, _ in spoken]):
        told = [c for c in clauses if any(c.span.overlaps(span) for span in spans)]
        plain = [c for c in told if not c.quoted]
        if told:
            return Ground((plain or told)[0], by_words=True, by_verb=spans is verbs)
    return Ground(clauses[0], by_words=False, by_verb=False) if clauses else None


def _words(
    kind: EventType, sentence: Sentence, facts: Facts, lexicon: Lexicon
) -> Iterator[tuple[Span, bool]]:
    """Words for this type of event and whether they tell it; for movements also what moves."""
    language = lexicon.language(sentence.lang)
    named = False
    for hit in language.phrases("triggers").find(sentence.tokens):
        mode, _, strength = hit.label.partition(".")
        other = lexicon.event_types.get(mode)
        if other is not None and other.type == kind.type and strength != _NO_WORDS:
            named = True
            yield hit.span, strength in _VERBS
    if "sides" in kind.settings:
        acts = kind.settings.get("acts", ()) if named else ()  # a thing and what it does
        for hit in language.phrases("acts").find(sentence.tokens) if acts else ():
            if hit.label in acts:
                yield hit.span, True
        return
    for path in _MOVEMENT:
        for hit in language.phrases(path).find(sentence.tokens):
            yield hit.span, True
    yield from ((one.span, False) for one in facts.aircraft if sentence.span.contains(one.span))
