"""What the sentences before tell of place and day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.events.triggers import Trigger
from pipeline.events.when import when_of
from pipeline.events.where import literal
from pipeline.lexicon import Language
from pipeline.lexicon.carried import days_in, is_entry, lead_days, of_night
from pipeline.model import Document, Facts, Place, Span, When

NEWS_DAYS = 60  # what is older is background, and was told of another place
FRESH_DAYS = 14  # what is older is named to compare: "more than on 18 September"
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


def carried_into(paragraph: int, context: Context, document: Document, facts: Facts) -> When | None:
    """The day of the lead, which a new paragraph goes on with; none in the entry of a ticker."""
    if is_entry(paragraph, document):
        return None
    lead = () if context.lead_when else lead_days(facts.whens, document)
    beside = document.sentences[0].paragraph == paragraph
    return context.lead_when or (lead[0] if lead and not beside else None)


def overhear(
    context: Context, trigger: Trigger, document: Document, facts: Facts, language: Language
) -> Context:
    """The context with the one town and the last day of earlier sentences of the same paragraph.

    Also of those that tell of no event: "On Saturday they still sat together."
    """
    sentence = document.sentences[trigger.sentence]
    if night := of_night(sentence, facts.whens, document, language):
        context = replace(context, when=night)
    first = next(s for s in document.sentences if s.paragraph == context.paragraph).span.start
    if first == (last := sentence.span.start):
        return context
    before = Span(first, last)
    days = days_in([before], facts.whens, document)
    fresh = [d for d in days if (document.article.published - d.last).days < FRESH_DAYS]
    when = night or next(reversed(fresh or ([] if context.when else days)), context.when)
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
