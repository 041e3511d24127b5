"""What aircraft do that other things would have to do with force: to be stopped, to leave."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lexicon import Hit, Language
from pipeline.model import Facts, Sentence


def is_met(
    hit: Hit, things: Sequence[Hit], sentence: Sentence, facts: Facts, language: Language
) -> bool:
    """Whether manned aircraft were intercepted: met and led away, not shot down like drones."""
    if hit.label != "shootdown.acts":
        return False
    spans = [thing.span for thing in things if thing.phrase == hit.phrase]
    manned = [craft.span for craft in facts.aircraft if craft.category != "drone"]
    if not any(span.overlaps(craft) for span in spans for craft in manned):
        return False
    moves = language.movement_words.find(sentence.tokens)
    return any(m.label.startswith("intercept") and m.span.overlaps(hit.span) for m in moves)


def is_departure(
    hit: Hit, things: Sequence[Hit], sentence: Sentence, facts: Facts, language: Language
) -> bool:
    """Whether aircraft, and no troops, leave a base: "the jets left Dyess" gives nothing up."""
    if not hit.label.startswith("withdrawal."):
        return False
    first, last = sentence.span.start, hit.span.start
    named = [place.span for place in facts.places]  # "Dyess Üssü" is a base, and no troops
    troops = (t for t in things if t.label.startswith("withdrawal") and t.span.start < last)
    if any(not any(span.overlaps(t.span) for span in named) for t in troops):
        return False
    again = language.phrases("aircraft.anaphora").find(sentence.tokens)
    spans = [*(craft.span for craft in facts.aircraft), *(h.span for h in again)]
    return any(first <= span.start < last for span in spans)
