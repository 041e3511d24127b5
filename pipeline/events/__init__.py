"""Facts to events: what is told by words of action, apart from movements.

A trigger word gives a telling; its clause, sentence and paragraph give the place, the date and the
actors; tellings of the same happening are joined. What cannot be placed is listed with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.called_off import calls_off, is_called_off_behind
from pipeline.events.context import Context, carried_into, overhear
from pipeline.events.dateline import dateline_at, dateline_of
from pipeline.events.genre import genre_of
from pipeline.events.joining import join, without_fires_of_attacks
from pipeline.events.pairs import stops_of
from pipeline.events.telling import Telling, make_event, tell
from pipeline.events.triggers import Trigger, find_triggers
from pipeline.events.when import Shift
from pipeline.lexicon import Lexicon
from pipeline.lexicon.carried import is_running
from pipeline.model import Document, Event, Facts, Issue, Place

__all__ = ["find_events"]


def find_events(
    document: Document, facts: Facts, lexicon: Lexicon, *, shift: Shift
) -> tuple[tuple[Event, ...], tuple[Issue, ...]]:
    """The events of a document and the issues about what was left out.

    ``shift`` moves a date that was read as past to the coming such day, for what is announced.
    """
    genre = genre_of(document, facts, lexicon)
    if genre:
        return (), (_genre_issue(document, genre),)
    tellings: list[Telling] = []
    issues: list[Issue] = []
    context = Context(dateline=dateline_of(document, facts))
    for trigger in find_triggers(document, facts, lexicon):
        context = _enter(context, trigger, document, facts)
        language = lexicon.language(document.sentences[trigger.sentence].lang)
        context = overhear(context, trigger, document, facts, language)
        if tellings and calls_off(trigger, tellings[-1], document, facts, language):
            tellings[-1] = _called_off(tellings[-1], trigger.sentence)
            continue
        for stop in stops_of(trigger, document, facts, language) or (None,):
            result = tell(
                trigger, document, facts, lexicon, context=context, shift=shift, stop=stop
            )
            if isinstance(result, Telling):
                tellings.append(result)
                context = _remember(context, result, document)
            elif result is not None:
                issues.append(result)
    tellings = _called_off_behind(tellings, document, facts, lexicon)
    groups = join(without_fires_of_attacks(tellings))
    events = tuple(make_event(group, document, facts, lexicon) for group in groups)
    return events, tuple(issues)


def _called_off(telling: Telling, sentence: int) -> Telling:
    """The plan with the sentence that calls it off, which the card shows too."""
    return replace(telling, polarity="negative", also=(*telling.also, sentence))


def _called_off_behind(
    tellings: Sequence[Telling], document: Document, facts: Facts, lexicon: Lexicon
) -> list[Telling]:
    told = {telling.trigger.sentence for telling in tellings}
    return [
        _called_off(telling, telling.trigger.sentence + 1)
        if is_called_off_behind(telling, told, document, facts, lexicon.language(lang))
        else telling
        for telling in tellings
        for lang in (document.sentences[telling.trigger.sentence].lang,)
    ]


def _enter(context: Context, trigger: Trigger, document: Document, facts: Facts) -> Context:
    """Forget place and date at the end of a paragraph; the lead stays.

    A paragraph further down that opens with a dateline of its own is an item of a round-up.
    """
    paragraph = document.sentences[trigger.sentence].paragraph
    if paragraph == context.paragraph:
        return context
    item = _item_of(paragraph, document, facts)
    when = carried_into(paragraph, context, document, facts)
    return replace(context, paragraph=paragraph, places=item, item=item, when=when)


def _item_of(paragraph: int, document: Document, facts: Facts) -> tuple[Place, ...]:
    """The town that heads a paragraph; that of the first counts where others are headed too."""
    heads: dict[int, tuple[Place, ...]] = {}
    for sentence in document.sentences:
        heads.setdefault(sentence.paragraph, dateline_at(sentence, facts))
    first = document.sentences[0].paragraph
    alone = paragraph == first and not any(heads[n] for n in heads if n != first)
    return () if alone else heads[paragraph]


def _remember(context: Context, telling: Telling, document: Document) -> Context:
    """Carry place and date on, unless the telling was background or only planned."""
    if telling.modality != "asserted":
        return context
    own = telling.own_when and not is_running(telling.when, document)
    return replace(
        context,
        places=telling.places or context.places,
        when=telling.when if own else context.when,
        lead=context.lead or telling.places,
        last=telling.places or context.last,
        lead_when=context.lead_when or (telling.when if own else None),
    )


def _genre_issue(document: Document, genre: str) -> Issue:
    article = document.article
    message = (
        f"{article.title or article.source or article.id}: read as {genre}, which holds no events; "
        "if it is news, give it another wording of its words in [genres] of data/lang"
    )
    return Issue("genre", message, article.source, article.id, "info")
