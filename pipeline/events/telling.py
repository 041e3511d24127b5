"""A trigger with its place, date and actors: one telling of a happening."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.events.borrowed import TOLD, carried, home_of_actor, named_before
from pipeline.events.context import Context
from pipeline.events.elsewhere import only_elsewhere
from pipeline.events.negation import is_of_nobody
from pipeline.events.numbers import Toll, toll_of
from pipeline.events.pairs import Stop
from pipeline.events.triggers import Trigger
from pipeline.events.unplaced import unplaced, unsettled
from pipeline.events.villages import with_village
from pipeline.events.when import Shift, called_off_on, planned_after, told_as_over, when_of
from pipeline.events.where import in_event, journey_of, places_of
from pipeline.events.who import actors_of
from pipeline.lexicon import Language, Lexicon
from pipeline.model import (
    Actor,
    Clause,
    Document,
    Event,
    Facts,
    Issue,
    Modality,
    Place,
    PlaceInEvent,
    Polarity,
    Sentence,
    Source,
    When,
    event_id,
)

_SAID = frozenset({"REQUEST", "THREATEN"})  # what is asked or threatened is open, that it is, not
# What nobody announces: a headline tells it in the present, "Bus hits tree on Monday".
_NEVER_ANNOUNCED = frozenset({"ACCIDENT", "DISASTER", "ASSAULT", "FIGHT"})
# A quake wakes the residents of a town and those of a village march where they live.
_WHERE_PEOPLE_LIVE = frozenset({"DISASTER", "PROTEST"})
MADE_BY = "rules/1"
PLAN_TOKENS = 5  # from a noun to the first word of the clause that tells of its plan
SAYING_TOKENS = 2  # between a verb of saying and its day: "said on Monday"
BACKGROUND_DAYS = 300  # told from further back than this, it is history and not the news
# What each thing found adds to the confidence that a telling is a real event of this kind: set so
# that a verb with its own place and day reaches 0.9 and a noun with borrowed ones 0.4.
BASE, OF_VERB, OF_PLACE, OF_DATE = 0.35, 0.25, 0.2, 0.1


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence's version of a happening."""

    trigger: Trigger
    places: tuple[Place, ...]
    journey: tuple[PlaceInEvent, ...]  # where it began and was to end
    own_place: bool  # named in the sentence, not carried over
    when: When
    own_when: bool
    modality: Modality
    polarity: Polarity
    actors: tuple[Actor, ...]
    toll: Toll
    also: tuple[int, ...] = ()  # further sentences that speak of it: that call it off


def tell(
    trigger: Trigger,
    document: Document,
    facts: Facts,
    lexicon: Lexicon,
    *,
    context: Context,
    shift: Shift,
    stop: Stop | None = None,
) -> Telling | Issue | None:
    """The telling of a trigger; an Issue when a place is lacking; None for idle words.

    ``stop`` is the one meant of several places with a day each.
    """
    language = lexicon.language(document.sentences[trigger.sentence].lang)
    own_places = (stop.place,) if stop else places_of(trigger, document, facts, language)
    found = stop.when if stop else when_of(trigger, document, facts, language)
    plan = _plan_behind(trigger, document.sentences[trigger.sentence], facts, language)
    tally = bool(own_places) and _is_tally(trigger, document)
    if _is_idle(trigger, own_places, found, plan) and not tally:
        return None
    tokens = document.sentences[trigger.sentence].tokens
    homely = trigger.kind.type in _WHERE_PEOPLE_LIVE
    aside = not homely and only_elsewhere(own_places, document, tokens, language)
    if aside or all(place.precision == "country" for place in own_places):
        named = _unplaced(trigger, found, document, facts, language)
        own_places, aside = named or own_places, aside and not named
    own_places = with_village(own_places, document.sentences[trigger.sentence], facts, language)
    borrowed = carried(trigger, context, document, language)
    if borrowed and borrowed == context.lead and not context.places:
        borrowed = named_before(trigger, document, facts) or borrowed
    own_places = () if aside and borrowed else own_places
    places = own_places or borrowed
    places = places or home_of_actor(trigger, document, facts)
    actors = actors_of(trigger, document, facts, language, places[0].country if places else "")
    toll = toll_of(document.sentences[trigger.sentence], language)
    if not places and "place" in trigger.kind.needs:
        known = bool(actors) or toll.low is not None
        if not (known and _stands_alone(trigger, found)):
            return _no_place(trigger, document)
        places = named_before(trigger, document, facts)
    polarity = _polarity(trigger, document.sentences[trigger.sentence], facts, plan, language)
    ahead = _is_ahead(trigger, polarity, found, document, language) and not _is_of_speech(
        trigger, found, document, language
    )
    ban = called_off_on(trigger, document, facts, language) if polarity == "negative" else None
    when = _date(found, context, document, shift if ahead and ban is None else None)
    when = planned_after(when, ban) if ban and found and found is not ban else when
    if not ahead and polarity == "positive":
        when = told_as_over(when, trigger, document)
    plain = bool(own_places) and _stands_alone(trigger, found)
    if _lacks_actor(trigger, actors, plain=plain) or _is_wrong_kind(trigger, actors, facts):
        return None
    return Telling(
        trigger=trigger,
        places=places,
        journey=journey_of(trigger, document, facts, language),
        own_place=bool(own_places) or (bool(places) and places == context.item),
        when=when,
        own_when=found is not None,
        modality=_modality(trigger, when, document, own=found is not None),
        polarity=polarity,
        actors=actors,
        toll=toll,
    )


def _lacks_actor(trigger: Trigger, actors: Sequence[Actor], *, plain: bool) -> bool:
    needs = trigger.kind.needs
    return not actors and ("actor" in needs or ("actor_or_place" in needs and not plain))


def _plan_behind(
    trigger: Trigger, sentence: Sentence, facts: Facts, language: Language
) -> Clause | None:
    """The clause behind a noun's comma that tells of its plan: "the march, which is to …"."""
    word = next(t for t in reversed(sentence.tokens) if t.start < trigger.span.end)
    marked = language.get("language.capitals_mark_names") is False  # a capital marks any noun
    if trigger.strength != "nouns" and not (marked and word.is_capitalised):
        return None
    near = [t for t in sentence.tokens if t.start >= trigger.span.end][:PLAN_TOKENS]
    begins = {b.start for a, b in itertools.pairwise(near) if a.text == ","}
    return next(
        (c for c in facts.clauses if c.span.start in begins and c.modality == "future"), None
    )


def _is_idle(
    trigger: Trigger, places: Sequence[Place], when: When | None, plan: Clause | None
) -> bool:
    """A noun without place or date in its clause, or a possibility without both, tells nothing."""
    hypothetical = trigger.clause.modality == "hypothetical" and trigger.kind.type not in _SAID
    if hypothetical or trigger.clause.quoted:
        return not (places and when)
    spans = [p.span for p in places] + ([when.span] if when and when.span else [])
    clauses = [clause.span for clause in (trigger.clause, plan) if clause]
    beside = any(clause.contains(span) for clause in clauses for span in spans)
    return trigger.strength == "nouns" and not beside


def _is_tally(trigger: Trigger, document: Document) -> bool:
    """Whether a count behind a colon tells it: "Dawn raids in Van: 11 arrests"."""
    start, text = trigger.clause.span.start, document.article.text
    return text[:start].rstrip().endswith(":") and text[start].isdigit()


def _stands_alone(trigger: Trigger, when: When | None) -> bool:
    """Whether it is told so plainly that it may be kept without a place: a verb with a day."""
    plain = trigger.strength in TOLD and trigger.clause.modality != "hypothetical"
    return plain and when is not None and not when.background and not trigger.clause.quoted


def _unplaced(
    trigger: Trigger, when: When | None, document: Document, facts: Facts, language: Language
) -> tuple[Place, ...]:
    """A name that no gazetteer holds, for a dated verb: the row lists without a mark.

    That is better than the middle of the country that is named beside it.
    """
    if when is None or trigger.strength not in TOLD:
        return ()
    around = document.sentences[trigger.sentence], trigger.clause, facts, language
    found = unsettled(*around) or unplaced(*around)
    return (found,) if found else ()


def _is_wrong_kind(trigger: Trigger, actors: Sequence[Actor], facts: Facts) -> bool:
    """Whether all who take part are of a sector that this kind refuses, or only aircraft do."""
    refused = trigger.kind.settings.get("refuse_sectors", ())
    if not refused:
        return False
    craft = any(trigger.clause.span.overlaps(a.span) for a in facts.aircraft)
    return (bool(actors) or craft) and all(actor.sector in refused for actor in actors)


def _is_ahead(
    trigger: Trigger,
    polarity: Polarity,
    found: When | None,
    document: Document,
    language: Language,
) -> bool:
    """Whether it is still to come, as what is called off mostly was."""
    if trigger.kind.type in _SAID:
        return False
    sentence = document.sentences[trigger.sentence]
    if language.phrases("events.did_not").find(sentence.tokens):
        return False  # "should have been held on Sunday and did not go ahead"
    published = document.article.published
    today = found is not None and found.first <= published <= found.last
    if today and (polarity == "negative" or _is_this_very(found, sentence, language)):
        return False  # "this Monday", told on Monday; "was to meet on Monday", called off that day
    if trigger.clause.modality == "future":
        return True
    # "The bridge is shut on Wednesday", "the march of this Wednesday is off", told on Wednesday.
    announced = trigger.announced and trigger.kind.type not in _NEVER_ANNOUNCED
    return not today and (polarity == "negative" or announced)


def _is_this_very(found: When | None, sentence: Sentence, language: Language) -> bool:
    """Whether "this" stands before the date or opens it."""
    if found is None or found.span is None:
        return False
    upto = [token for token in sentence.tokens if token.start <= found.span.start]
    return any(token.lower in language.words("dates.words.this") for token in upto[-2:])


def _is_of_speech(
    trigger: Trigger, found: When | None, document: Document, language: Language
) -> bool:
    """Whether the date is of who announced it, and not of what is announced: "said on Monday"."""
    if found is None or found.span is None:
        return False
    tokens = document.sentences[trigger.sentence].tokens
    first = next((n for n, t in enumerate(tokens) if t.end > found.span.start), 0)
    cues, plans = language.phrases("claims.cues"), language.phrases("clauses.cues")
    near = range(max(0, first - SAYING_TOKENS), first)
    return any(
        hit.label == "said" and first - hit.last < SAYING_TOKENS and not plans.at(tokens, at)
        for at in near
        for hit in cues.at(tokens, at)
        if hit.last <= first
    )


def _date(found: When | None, context: Context, document: Document, shift: Shift | None) -> When:
    published = document.article.published
    when = found or context.when
    if when is None:
        return When(published, published, "day", "publication")
    # "All eyes are on Friday. They will meet in Varna.": a plan is on no day that is over.
    return shift(when, published) if shift and (found or when.last < published) else when


def _modality(trigger: Trigger, when: When, document: Document, *, own: bool) -> Modality:
    published = document.article.published
    if when.first > published:
        return "future"
    if when.background or (published - when.last).days > BACKGROUND_DAYS:
        return "historical"
    over = own and when.last < published and trigger.clause.modality == "future"
    if over or trigger.kind.type in _SAID:
        return "asserted"  # a plan has no day that is over
    return trigger.clause.modality


def _polarity(
    trigger: Trigger, sentence: Sentence, facts: Facts, plan: Clause | None, language: Language
) -> Polarity:
    """Negative when it is called off in its clause or, a plan, elsewhere in the sentence.

    A plan is not called off by what is told of an earlier one or of another of its kind.
    """
    if trigger.kind.mode == "closure":
        return "positive"  # an airport that suspends its traffic is closed
    ahead = trigger.strength != "nouns" and trigger.clause.modality == "future"
    if ahead and is_of_nobody(trigger.span, trigger.clause, sentence, language):
        return "negative"  # "nobody will march on Saturday": a plan that came to nothing
    planned = plan is not None or any(
        clause.modality in ("future", "hypothetical")
        for clause in (trigger.clause, *facts.clauses)
        if clause.span.overlaps(trigger.span)
    )
    whens = [when for when in facts.whens if when.span and sentence.span.contains(when.span)]
    clauses = [
        clause
        for clause in facts.clauses
        if clause.span.overlaps(trigger.span)
        or (planned and clause.sentence == trigger.sentence and not clause.is_of_earlier(whens))
    ]
    cancelled = [c for c in clauses if any(cue.startswith("cancelled") for cue in c.cues)]
    own = (c for c in cancelled if not _is_of_another(c, trigger, sentence, facts, language))
    return "negative" if any(own) else "positive"


def _is_of_another(
    clause: Clause, trigger: Trigger, sentence: Sentence, facts: Facts, language: Language
) -> bool:
    """Whether another clause calls off what it names with its own place or day.

    "They will meet in Varna, but the *meeting in Sofia* was cancelled."
    """
    days = [when.span for when in facts.whens if when.span and not when.until]
    spans = [p.span for p in facts.places if p.point] + days
    apart = any(clause.span.contains(span) for span in spans)
    if clause.span.overlaps(trigger.span) or not apart:
        return False
    tokens = [t for t in sentence.tokens if clause.span.start <= t.start < clause.span.end]
    nouns = f"{trigger.kind.mode}.nouns"
    return any(hit.label == nouns for hit in language.happening_words.find(tokens))


def _no_place(trigger: Trigger, document: Document) -> Issue:
    article = document.article
    sentence = document.sentences[trigger.sentence].span.of(article.text)
    message = (
        f"{trigger.kind.label}: no place was found for “{sentence[:120]}”; "
        "the event is not kept. A missing place can be added to data/gazetteer/local.csv"
    )
    return Issue("place_unknown", message, article.source, article.id, "info")


def make_event(
    group: Sequence[Telling], document: Document, facts: Facts, lexicon: Lexicon
) -> Event:
    """One event of all its tellings in this article; the best told gives each field."""
    best = max(group, key=_weight)
    placed = max(group, key=lambda t: (t.own_place, _weight(t)))
    dated = max(group, key=lambda t: (t.own_when, _weight(t)))
    actors = max((t.actors for t in (best, *group)), key=len)
    told = {number for t in group for number in (t.trigger.sentence, *t.also)}
    sentences = sorted(told, key=lambda n: (n != best.trigger.sentence, n))
    kind = best.trigger.kind
    point = placed.places[0].point if placed.places else None
    first_actor = actors[0].name if actors else ""
    return Event(
        id=event_id(kind.type, dated.when, first_actor, point),
        type=kind.type,
        mode=kind.mode,
        title=_title(kind.label, placed.places, best),
        when=dated.when,
        modality=best.modality,
        polarity=best.polarity,
        actors=actors,
        places=(*in_event(placed.places, kind), *best.journey),
        flight=None,
        claims=(),
        sources=(_source(document, sentences),),
        conf_extraction=_confidence(best),
        conf_geocode=placed.places[0].score if point else None,
        conf_date=_date_confidence(dated),
        made_by=MADE_BY,
        fatalities_low=next((t.toll.low for t in group if t.toll.low is not None), None),
        fatalities_high=next((t.toll.high for t in group if t.toll.high is not None), None),
    )


def _weight(telling: Telling) -> tuple[bool, bool, bool, int]:
    strong = telling.trigger.strength != "nouns"
    return telling.own_place, strong, telling.own_when, -telling.trigger.sentence


def _confidence(telling: Telling) -> float:
    verb = OF_VERB if telling.trigger.strength != "nouns" else 0.0
    place = OF_PLACE if telling.own_place else 0.0
    return round(BASE + verb + place + (OF_DATE if telling.own_when else 0.0), 2)


def _date_confidence(telling: Telling) -> float:
    """Stated or reckoned in the sentence 0.9, carried over 0.6, the day of publication 0.4."""
    if telling.own_when:
        return 0.9
    return 0.4 if telling.when.basis == "publication" else 0.6


def _title(label: str, places: Sequence[Place], telling: Telling) -> str:
    where = _where(places[0]) if places else ""
    if telling.polarity == "negative":
        return f"Cancelled: {label.lower()}{where}"
    return f"{'Planned: ' if telling.modality == 'future' else ''}{label}{where}"


def _where(place: Place) -> str:
    if place.relation is None:
        return f" in {place.name}"
    return f" near {place.name}" if place.relation.op == "near" else f", {place.name}"


def _source(document: Document, sentences: Sequence[int]) -> Source:
    article = document.article
    spans = tuple(document.sentences[number].span for number in sentences)
    return Source(
        article_id=article.id,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        lang=document.sentences[sentences[0]].lang,
        text_hash=article.text_hash,
        evidence=spans,
        quotes=tuple(span.of(article.text) for span in spans),
    )
