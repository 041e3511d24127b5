"""Nouns that tell why people came to harm: "after the collision in Graz, eleven were hurt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon import Hit, Language, Lexicon
from pipeline.model import Sentence

CAUSE_TOKENS = 16  # between the noun and the harm that came of it
_CAUSES = frozenset({"ACCIDENT", "DISASTER"})
_HARM = "harm"  # the group of acts that tell of the dead and hurt


def causes(
    told: Sequence[Hit], sentence: Sentence, language: Language, lexicon: Lexicon
) -> Iterator[Hit]:
    """Nouns of accidents and disasters with the harm that they did, as told by an act.

    "After" before such a noun makes it a mere reason, save where what follows from it is harm.
    """
    nouns = [hit for hit in told if hit.label.endswith(".nouns")]
    harms = [a for a in language.phrases("acts").find(sentence.tokens) if a.label == _HARM]
    for noun in nouns if harms else ():
        mode = noun.label.partition(".")[0]
        caused = any(_follows(harm, noun, sentence, language) for harm in harms)
        if lexicon.event_types[mode].type in _CAUSES and caused:
            yield noun._replace(label=f"{mode}.acts")


def _follows(harm: Hit, noun: Hit, sentence: Sentence, language: Language) -> bool:
    """Harm told before its cause, or behind the comma that ends it: not "the crash that killed"."""
    if harm.last <= noun.first:
        return noun.first - harm.last <= CAUSE_TOKENS
    between = [token.lower for token in sentence.tokens[noun.last : harm.first]]
    relatives = language.words("clauses.relatives")
    parted = "," in between and not any(word in relatives for word in between)
    return parted and len(between) <= CAUSE_TOKENS
