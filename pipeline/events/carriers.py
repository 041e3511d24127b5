"""Ships and aircraft named after their missiles: a missile boat that hits a pier fires none."""

from __future__ import annotations

from pipeline.lexicon import Hit, Language
from pipeline.model import Sentence

_STRUCK = "missile_strike."  # labels of the words that tell of missiles


def is_carrier(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """Whether a word of missiles is but part of "missile cruiser", told of without a strike."""
    if not hit.label.startswith(_STRUCK):
        return False
    found = language.phrases("events.missile_carriers").find(sentence.tokens)
    ends = hit.first, hit.last - 1
    return any(carrier.first <= at < carrier.last for carrier in found for at in ends)
