"""A thing and an act of its kind that tell together what neither tells alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.events.asides import asides, same_side
from pipeline.lexicon import Hit, Language, Lexicon
from pipeline.model import Clause, Sentence

PAIR_TOKENS = 14  # between a thing and what it does, in either order
RELATIVE_TOKENS = 4  # between a thing and the comma of its relative clause


def pairs(
    things: Sequence[Hit],
    sentence: Sentence,
    clauses: Sequence[Clause],
    language: Language,
    lexicon: Lexicon,
) -> Iterator[Hit]:
    """A thing and an act of its kind in one clause, in any order: "griff … mit Drohnen an"."""
    acts = language.phrases("acts").find(sentence.tokens) if things else []
    spans = asides(sentence, language) if acts else ()
    for thing in things:
        mode = thing.label.partition(".")[0]
        kind = lexicon.event_types.get(mode)
        groups = kind.settings.get("acts", ()) if kind else ()
        own = [aside for aside in spans if aside.contains(thing.span)]
        near = [
            a
            for a in acts
            if a.label in groups
            and all(aside.contains(a.span) for aside in own)  # what an aside names does not act
            and (
                _together(thing, a, clauses)
                or _relates(thing, a, sentence, language)
                or _resumes(thing, a, sentence, language)
            )
        ]
        if near:
            act = min(
                near,
                key=lambda a: (
                    not same_side(spans, thing.span, a.span),
                    abs(a.first - thing.first),
                ),
            )
            yield act._replace(label=f"{mode}.acts", phrase=thing.phrase)


def _together(thing: Hit, act: Hit, clauses: Sequence[Clause]) -> bool:
    if abs(act.first - thing.first) > PAIR_TOKENS:
        return False
    between = act.first < thing.first and thing.last < act.last  # "schlugen Drohnen … ein"
    if act.span.overlaps(thing.span) and not between:
        return False
    return any(
        c.span.start <= thing.span.start < c.span.end
        and c.span.start <= act.span.start < c.span.end
        for c in clauses
    )


def _relates(thing: Hit, act: Hit, sentence: Sentence, language: Language) -> bool:
    """An act in the relative clause right behind its thing: "the minister, who on Monday met …".

    Or behind the comma that ends it, where the sentence goes on: "the ship, which had …, sank".
    """
    if not 0 <= act.first - thing.last <= PAIR_TOKENS:
        return False
    tokens, relatives = sentence.tokens, language.words("clauses.relatives")
    for at in range(thing.last, min(thing.last + RELATIVE_TOKENS, act.first)):
        if tokens[at].lower == ",":
            inside = [token.lower for token in tokens[at + 1 : act.first]]
            return bool(inside) and inside[0] in relatives and inside.count(",") <= 1
    return False


def _resumes(thing: Hit, act: Hit, sentence: Sentence, language: Language) -> bool:
    """An act behind the relative clause of its thing: "the ferry, which left Oslo, sank"."""
    tokens = sentence.tokens
    for aside in asides(sentence, language):
        before = [t for t in tokens if thing.span.end <= t.start < aside.start]
        behind = [t for t in tokens if aside.end <= t.start < act.span.start]
        follows = thing.span.end <= aside.start and aside.end <= act.span.start
        if follows and len(before) <= RELATIVE_TOKENS and len(behind) <= PAIR_TOKENS // 2:
            return True
    return False
