"""Plans that a later sentence calls off: "His visit was put off", "It was cancelled on Tuesday"."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.events.telling import Telling
from pipeline.events.triggers import Trigger
from pipeline.events.when import when_of
from pipeline.events.where import places_of
from pipeline.lexicon import Language
from pipeline.model import Document, Facts, Sentence

CALLED_OFF_SENTENCES = 2  # from a plan to the words that call it off without naming it again
_OPEN = frozenset({"future", "hypothetical"})


def calls_off(
    trigger: Trigger, plan: Telling, document: Document, facts: Facts, language: Language
) -> bool:
    """Whether a sentence calls off what one just before planned: "His visit was put off"."""
    gap = trigger.sentence - plan.trigger.sentence
    planned = plan.modality in _OPEN and 0 < gap <= CALLED_OFF_SENTENCES
    if not planned or plan.trigger.kind.type != trigger.kind.type:
        return False
    if when_of(trigger, document, facts, language) or places_of(trigger, document, facts, language):
        return False
    clauses = [clause for clause in facts.clauses if clause.sentence == trigger.sentence]
    return any(cue.startswith("cancelled") for clause in clauses for cue in clause.cues)


def is_called_off_behind(
    plan: Telling, told: Collection[int], document: Document, facts: Facts, language: Language
) -> bool:
    """Whether the next sentence, which tells nothing else (``told``), calls off "it", "the plan".

    Only words that take up what was told before may open it: ``events.taken_up`` and its day.
    """
    number = plan.trigger.sentence + 1
    if plan.modality not in _OPEN or number in told or number >= len(document.sentences):
        return False
    here, behind = document.sentences[plan.trigger.sentence], document.sentences[number]
    if here.paragraph != behind.paragraph or behind.holding(facts.places):
        return False
    cues = language.phrases("clauses.cues").find(behind.tokens)
    firsts = [cue.first for cue in cues if cue.label == "cancelled"]
    return bool(firsts) and _takes_up(behind, min(firsts), facts, language)


def _takes_up(sentence: Sentence, first: int, facts: Facts, language: Language) -> bool:
    words = language.words("events.taken_up")
    days = [when.span for when in facts.whens if when.span]
    return all(
        token.lower in words or any(day.start <= token.start < day.end for day in days)
        for token in sentence.tokens[:first]
        if token.is_word
    )
