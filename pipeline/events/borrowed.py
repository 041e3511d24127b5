"""The place of a happening whose sentence names none: that of the text before, of who acts."""

from __future__ import annotations

from pipeline.events.context import Context
from pipeline.events.triggers import Trigger
from pipeline.lexicon import Language
from pipeline.model import Document, Facts, Place, Span

_SEEN_BY_REPORTERS = frozenset({"AID", "PROTEST", "COERCE", "CONSULT", "ACCIDENT", "DISASTER"})
# Sectors of those who act where they are at home, by mode or type of event.
_AT_HOME = {
    "PROTEST": frozenset({"civilians"}),
    "COERCE": frozenset({"police"}),
    "ACCIDENT": frozenset({"civilians"}),
    "DISASTER": frozenset({"civilians"}),
    "rescue": frozenset({"civilians"}),
}
TOLD = frozenset({"verbs", "acts"})


def carried(
    trigger: Trigger, context: Context, document: Document, language: Language
) -> tuple[Place, ...]:
    """The place of the sentence before in the paragraph.

    In the first two paragraphs the place of the lead or the dateline serves, for what reporters go
    to see; a report on an attack may be filed from far away. A word that points there ("there",
    "the city") takes up the place told last, wherever that was.
    """
    pointed = _pointed_at(trigger, context, document, language)
    if pointed or "place" not in trigger.kind.needs:
        return pointed  # a truce is not made where the sentence before it was fought
    if context.places:
        return context.places
    seen = trigger.kind.type in _SEEN_BY_REPORTERS and trigger.strength in TOLD
    return (context.lead or context.dateline) if seen and context.paragraph <= 1 else ()


def _pointed_at(
    trigger: Trigger, context: Context, document: Document, language: Language
) -> tuple[Place, ...]:
    """What "there" and "here" mean in the trigger's sentence."""
    sentence = document.sentences[trigger.sentence]
    for hit in language.phrases("events.pointing").find(sentence.tokens):
        meant = context.dateline if hit.label == "here" else context.places or context.last
        if meant:
            return meant
    return ()


def named_before(trigger: Trigger, document: Document, facts: Facts) -> tuple[Place, ...]:
    """The town that the sentence before in the paragraph names, where nothing was told of it."""
    if not trigger.sentence:
        return ()
    before, here = document.sentences[trigger.sentence - 1 : trigger.sentence + 1]
    if before.paragraph != here.paragraph:
        return ()
    named = [p for p in facts.places if p.point and p.use == "literal" and p.precision == "city"]
    return tuple(p for p in named if before.span.contains(p.span))[:1]


def home_of_actor(trigger: Trigger, document: Document, facts: Facts) -> tuple[Place, ...]:
    """The town whose people act, mostly at home: "Lisbon students marched", "Leeds police held"."""
    sectors = _AT_HOME.get(trigger.kind.mode, _AT_HOME.get(trigger.kind.type, frozenset()))
    if trigger.strength not in TOLD:
        return ()
    actors = [a.span for a in facts.actors if a.span and a.sector in sectors]
    near = [span for span in actors if trigger.clause.span.contains(span)]
    towns = (p for p in facts.places if p.precision == "city" and p.use == "associative")
    text = document.article.text
    return tuple(p for p in towns if p.point and any(_beside(p.span, c, text) for c in near))[:1]


def _beside(town: Span, crowd: Span, text: str) -> bool:
    """Whether at most one small word parts them: "students of Belgrade"."""
    if town.overlaps(crowd):
        return False
    first, last = sorted((town, crowd))
    between = text[first.end : last.start].split()
    return len(between) <= 1 and all(word.islower() and word.isalpha() for word in between)
