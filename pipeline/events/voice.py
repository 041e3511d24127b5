"""Whether a trigger is told in the passive: then who stands before it suffers it.

The words are in ``[actors]`` of the language's file: ``passive`` stands close before the verb or,
where the verb ends the clause, anywhere in it (``passive_wide``), ``passive_forms`` are of the verb
itself, and ``objective`` numerals are in a case that makes what they count an object.
"""

from __future__ import annotations

from pipeline.events.triggers import Trigger
from pipeline.lexicon import Language
from pipeline.lexicon.script import folded
from pipeline.model import Actor, Sentence, Token

_REACH = 2  # tokens from "was" to its verb: "was reportedly attacked"
_SHORTEST = 5  # letters of a verb that tells its voice by its ending


def is_passive(trigger: Trigger, sentence: Sentence, language: Language) -> bool:
    """Whether "was" stands before the verb, or the verb itself is in the passive."""
    if trigger.strength == "nouns":
        return False
    tokens = sentence.tokens
    span = trigger.span
    inside = [n for n, token in enumerate(tokens) if token.start >= span.start]
    inside = [n for n in inside if tokens[n].end <= span.end]
    if not inside:
        return False
    if _has_form(tokens[inside[0]], language) or _has_form(tokens[inside[-1]], language):
        return True
    near = tokens[max(0, inside[0] - _REACH) : max(inside[-1], inside[0] + 1)]
    words = language.words("actors.passive")
    if any(token.lower in words for token in near):
        return True
    start = trigger.clause.span.start
    wide = language.phrases("actors.passive_wide").find(tokens)
    return any(hit.span.start >= start and hit.first <= inside[-1] + 1 for hit in wide)


def _has_form(token: Token, language: Language) -> bool:
    if len(token.text) < _SHORTEST:
        return False
    return bool(language.phrases("actors.passive_forms").at((token,), 0))


def is_counted_object(actor: Actor, language: Language, text: str) -> bool:
    """Whether a numeral in the accusative stands right before: "двух полицейских"."""
    if actor.span is None:
        return False
    before = text[max(0, actor.span.start - 20) : actor.span.start].split()
    return bool(before) and folded(before[-1]) in language.words("actors.objective")
