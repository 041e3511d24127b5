"""Triggers that a "not" or a "nobody" takes back: "no talks were held", "nobody marched"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon import Hit, Language
from pipeline.model import Clause, Sentence, Span, Token

NEGATION_TOKENS = 4  # how far from a verb its "not" may stand
NOBODY_TOKENS = 10  # how far its "nobody": "am Samstag demonstrierte in der Altstadt niemand"
_NOT_DENYING = frozenset({"cancelled", "counted"})  # clause cues whose "not" denies nothing
_VERBS = ("verbs", "acts", "present")
_PAUSES = frozenset(",;:،؛–—")


def is_negated(hit: Hit, clause: Clause, sentence: Sentence, language: Language) -> bool:
    """A "not" close by in the same stretch between commas, or a "nobody" that does it."""
    verb = hit.label.rpartition(".")[2] in _VERBS
    nobody = verb and is_of_nobody(hit.span, clause, sentence, language)
    if nobody and clause.modality == "future":
        return False  # a plan that came to nothing, which is news
    return nobody or _is_denied(hit, sentence, language)


def is_rumour(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether words that make a claim on what is told behind them begin here: "denied that"."""
    return any(
        claim.label == "denied_that" for claim in language.phrases("claims.cues").at(tokens, at)
    )


def _is_denied(hit: Hit, sentence: Sentence, language: Language) -> bool:
    tokens = sentence.tokens
    first = max(0, hit.first - NEGATION_TOKENS)
    last = min(len(tokens), hit.last + 2)
    for at in _negations(tokens, first, last, language):
        if hit.first <= at < hit.last:
            own = tokens[at].lower in hit.phrase.lower()  # "left homes without power"
            if not own and at >= hit.last - min(2, hit.last - hit.first - 1):
                return True  # "haben sich … nicht geeinigt", "gözaltına alınmadı"
            continue
        between = tokens[min(at, hit.first) : max(at, hit.first)]
        if not any(token.lower in ",;:" for token in between):
            return True
    return False


def is_of_nobody(span: Span, clause: Clause, sentence: Sentence, language: Language) -> bool:
    """Whether "nobody" stands in the stretch of a verb; what is a noun may still have happened.

    "Am Samstag demonstrierte in Erfurt niemand", not "bei dem Brand wurde niemand verletzt", nor
    "the bomb exploded and hurt nobody".
    """
    joiners = language.words("events.joiners") - language.words("places.at")
    parting = _PAUSES | joiners | language.words("clauses.relatives")  # "nobody knows who shot"
    for who in language.phrases("clauses.nobody").find(sentence.tokens):
        first, last = sorted((span, who.span))
        between = [t.lower for t in sentence.tokens if first.end <= t.start < last.start]
        near = len(between) <= NOBODY_TOKENS and clause.span.contains(who.span)
        if near and parting.isdisjoint(between):
            return True
    return False


def _negations(tokens: Sequence[Token], first: int, last: int, language: Language) -> Iterator[int]:
    """Where a "not" stands that is no part of words for calling off, "gaat niet door".

    Nor of words that count, "не менее десяти", not fewer than ten, nor of "denied that", which
    makes a claim on what is told behind it.
    """
    cues, claims = language.phrases("clauses.cues"), language.phrases("claims.cues")
    called_off: set[int] = set()
    for at in range(max(0, first - NEGATION_TOKENS), last):
        for cue in cues.at(tokens, at):
            if cue.label in _NOT_DENYING:
                called_off |= set(range(cue.first, cue.last))
        for claim in claims.at(tokens, at):
            if claim.label == "denied_that":
                called_off |= set(range(claim.first, claim.last))
    for at in range(first, last):
        if at not in called_off:
            ends = [c.last for c in cues.at(tokens, at) if c.label == "negated"]
            yield from (max(ends) - 1,) if ends else ()  # "keine einzige Festnahme"
