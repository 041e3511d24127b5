"""The trade that "they" are who march or strike, where the sentence before names it.

The pronouns are ``they`` in ``[actors]`` of the language's file.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.events.triggers import Trigger
from pipeline.lexicon import Language
from pipeline.model import Actor, Document, Facts


def group_before(
    trigger: Trigger, document: Document, facts: Facts, language: Language, others: Collection[str]
) -> list[Actor]:
    """The only trade or union of the sentence before, in the same paragraph; else nothing."""
    sentence = document.sentences[trigger.sentence]
    said = {t.lower for t in sentence.tokens if t.start >= trigger.clause.span.start}
    if trigger.sentence == 0 or not said & language.words("actors.they"):
        return []
    before = document.sentences[trigger.sentence - 1]
    if before.paragraph != sentence.paragraph:
        return []
    named = [
        actor
        for actor in facts.actors
        if actor.span
        and before.span.contains(actor.span)
        and actor.sector == "civilians"
        and actor.name not in others
    ]
    return named[:1] if len({actor.name for actor in named}) == 1 else []
