"""What the sentences before tell of place and day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.events.triggers import Trigger
from pipeline.events.when import when_of
from pipeline.events.where import literal
from pipeline.lexicon import Language
from pipeline.model import Document, Facts, Place, Span, When

NEWS_DAYS = 60  # what is older is background, and was told of another place
_FINE = frozenset({"site", "city"})


@dataclass(frozen=True, slots=True)
class Context:
    """What a step along the text remembers: the last place and date told in this paragraph."""

    paragraph: int = -1
    places: tuple[Place, ...] = ()
    when: When | None = None
    lead_when: When | None = None  # the first date told of in the article
    lead: tuple[Place, ...] = ()  # the first place told of in the article
    last: tuple[Place, ...] = ()  # the place told of last, whatever the paragraph
    dateline: tuple[Place, ...] = ()  # where the report was filed
    item: tuple[Place, ...] = ()  # what opens this paragraph of a round-up


def overhear(
    context: Context, trigger: Trigger, document: Document, facts: Facts, language: Language
) -> Context:
    """The context with the one town and the day of earlier sentences of the same paragraph.

    For what these say without telling of an event: "On Saturday they still sat together."
    """
    first = next(s for s in document.sentences if s.paragraph == context.paragraph).span.start
    last = document.sentences[trigger.sentence].span.start
    if first == last:
        return context
    before = Span(first, last)
    past = [w for w in facts.whens if w.span and before.contains(w.span) and _is_past(w, document)]
    fresh = len({w.first for w in past}) == 1 and context.when in (None, context.lead_when)
    when = past[0] if fresh else context.when
    places = context.places or _one_town(before, trigger, document, facts, language)
    return replace(context, places=places, when=when)


def _one_town(
    before: Span, trigger: Trigger, document: Document, facts: Facts, language: Language
) -> tuple[Place, ...]:
    """The only town named before, for news that happened or was called off."""
    own = when_of(trigger, document, facts, language)
    news = own is None or (document.article.published - own.last).days <= NEWS_DAYS
    told = trigger.clause.modality == "asserted" or trigger.clause.polarity == "negative"
    towns = [p for p in literal(facts) if before.contains(p.span) and p.precision in _FINE]
    one = len({place.name for place in towns}) == 1
    return tuple(towns[:1]) if news and told and one else ()


def _is_past(when: When, document: Document) -> bool:
    return when.last <= document.article.published and not when.background
