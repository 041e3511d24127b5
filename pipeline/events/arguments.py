"""Where, when and who of a trigger: what stands in its clause, its sentence, its paragraph."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.events.asides import asides, same_side
from pipeline.events.route import ends_of, without_route
from pipeline.events.triggers import Trigger
from pipeline.lexicon import EventType, Language
from pipeline.lexicon.script import folded
from pipeline.model import (
    Actor,
    Document,
    Facts,
    Place,
    PlaceInEvent,
    PlaceRoleName,
    Sentence,
    Span,
    Token,
    When,
)

Shift = Callable[[When, date], When]
ACCORDING_TOKENS = 6  # "d'après le ministère libanais"
ELSEWHERE_TOKENS = 6  # "parti dimanche matin de"
OWNED_CHARS = 40  # from "Tuesday's" to the noun that it belongs to
BODY_TOKENS = 5  # from a country to the verb of its ministry, which speaks
NEWS_DAYS = 60  # what is older is background, and was told of another place
DATELINE_TOKENS = 14  # "KRAMATORSK, Ukraine (Meridian Wire) —" has ten
OFFICE_GAP = 2  # characters between an office and its holder: a comma and a space
_COARSE = frozenset({"country", "adm1", "water_body"})
_PLAN_AND_BAN = 2  # days that a ban tells of
_FINE = frozenset({"site", "city"})
_JOINERS = frozenset({",", "/", "&"})


@dataclass(frozen=True, slots=True)
class Context:
    """What a step along the text remembers: the last place and date told in this paragraph."""

    paragraph: int = -1
    places: tuple[Place, ...] = ()
    when: When | None = None
    lead_when: When | None = None  # the first date told of in the article
    lead: tuple[Place, ...] = ()  # the first place told of in the article
    dateline: tuple[Place, ...] = ()  # where the report was filed
    item: tuple[Place, ...] = ()  # what opens this paragraph of a round-up


def places_of(
    trigger: Trigger, document: Document, facts: Facts, language: Language
) -> tuple[Place, ...]:
    """The places where it happened, those in the trigger's clause first; empty when none."""
    sentence = document.sentences[trigger.sentence]
    inside = [p for p in _literal(facts) if sentence.span.contains(p.span)]
    inside += _aimed_at(trigger, sentence, facts, language)
    if trigger.kind.settings.get("on_the_way") is True:
        named = [p for p in facts.places if sentence.span.contains(p.span)]
        inside = [p for p in without_route(named, sentence, language) if p in inside]
    inside = [p for p in inside if _is_where(p, trigger, document, language)]
    inside = [p for p in inside if not _is_parted(trigger, p.span, document)]
    inside = _without_dateline(inside, document)
    inside = _without_attacker(inside, trigger, facts)
    inside = _without_containers(inside)
    if not inside:
        return ()
    elsewhere = _elsewhere(inside, document, sentence.tokens, language)
    spans = asides(sentence, language)
    nearest = min(inside, key=lambda p: (p.span in elsewhere, *_distance(p, trigger, spans)))
    return _joined(nearest, inside, document, language)


def _aimed_at(
    trigger: Trigger, sentence: Sentence, facts: Facts, language: Language
) -> list[Place]:
    """The country an attack is told to be against: it is a side, and where the blow fell."""
    if trigger.kind.type != "ASSAULT" or trigger.strength == "nouns":
        return []
    states = [p for p in facts.places if p.use == "associative" and p.precision == "country"]
    inside = [p for p in states if p.point is not None and trigger.clause.span.contains(p.span)]
    return [p for p in inside if _words_before(p, sentence) & language.words("events.aim")]


def _words_before(place: Place, sentence: Sentence) -> set[str]:
    """The two words before a name, an article among them or not."""
    before = [token.lower for token in sentence.tokens if token.end <= place.span.start]
    return set(before[-2:])


def _is_parted(trigger: Trigger, span: Span, document: Document) -> bool:
    """Whether it stands behind a semicolon: "the train derailed; the line to Fulda is shut"."""
    return ";" in document.article.text[trigger.span.end : span.start]


def _is_where(place: Place, trigger: Trigger, document: Document, language: Language) -> bool:
    """Not what it is about ("against X"), and not where a speaker sits ("officials in X said")."""
    tokens = document.sentences[trigger.sentence].tokens
    first = next((n for n, t in enumerate(tokens) if t.start >= place.span.start), len(tokens))
    behind = next((n for n, t in enumerate(tokens) if t.start >= place.span.end), len(tokens))
    before = {token.lower for token in tokens[max(0, first - 1) : first]}
    if before & language.words(f"events.where_of.{trigger.kind.mode}"):
        return not _speaks(tokens, behind, language)  # troops withdraw "from" where they were
    if _ends_in(f"events.where_of_after.{trigger.kind.mode}", tokens, behind, language):
        return not _speaks(tokens, behind, language)
    if before & language.words("events.away") or _is_said_there(tokens, first, language):
        return False
    aimed = trigger.kind.type == "ASSAULT"  # "missiles against Kyiv" fell on Kyiv
    if not aimed and before & language.words("events.about"):
        return False
    ends = "events.away_after" if aimed else "events.about_after"
    if _ends_in(ends, tokens, behind, language):
        return False
    return not _speaks(tokens, behind, language)


def _is_said_there(tokens: Sequence[Token], first: int, language: Language) -> bool:
    """Whether somebody only spoke there: "officials told reporters in Brussels"."""
    phrases = language.phrases("events.said_in")
    near = range(max(0, first - ELSEWHERE_TOKENS), first)
    return any(hit.last == first for at in near for hit in phrases.at(tokens, at))


def _elsewhere(
    places: Sequence[Place], document: Document, tokens: Sequence[Token], language: Language
) -> set[Span]:
    """Those that tell whence something came, with those listed behind them: "of A and B"."""
    joiners = _JOINERS | language.words("events.joiners")
    found: set[Span] = set()
    before: Place | None = None
    for place in sorted(places, key=lambda p: p.span):
        follows = before is not None and before.span in found
        listed = follows and before and _is_listed(before, place, document, joiners)
        if listed or _is_elsewhere(place, tokens, language):
            found.add(place.span)
        before = place
    return found


def _is_elsewhere(place: Place, tokens: Sequence[Token], language: Language) -> bool:
    """Whether it tells whence something came or to whom it belongs: "a cargo ship from Dakar".

    Such a place is where it happened only when no other is named.
    """
    phrases = language.phrases("events.elsewhere")
    first = next((n for n, t in enumerate(tokens) if t.start >= place.span.start), len(tokens))
    near = range(max(0, first - ELSEWHERE_TOKENS), first)
    return any(hit.last == first for at in near for hit in phrases.at(tokens, at))


def _ends_in(path: str, tokens: Sequence[Token], behind: int, language: Language) -> bool:
    """Whether an ending or a postposition of this list follows the name: "Nijer'den"."""
    return behind < len(tokens) and bool(language.phrases(path).at(tokens, behind))


def _speaks(tokens: Sequence[Token], behind: int, language: Language) -> bool:
    """Whether a verb of saying follows, at most one word away.

    Where a comma always parts the verb from what is told before it ("удар по Харькову, сообщил
    мэр"), nothing before the comma speaks: ``events.comma_before_said``.
    """
    parted = language.get("events.comma_before_said") is True
    if parted and behind < len(tokens) and tokens[behind].text == ",":
        return False
    if behind < len(tokens) and tokens[behind].lower in language.words("events.passive"):
        return False  # "the march that in Eindhoven was announced"
    cues = language.phrases("claims.cues")
    passive = language.words("events.passive")  # "villagers near Catania were told to leave"
    if behind < len(tokens) and tokens[behind].lower in passive:
        return False
    return any(cues.at(tokens, at) for at in range(behind, min(behind + 2, len(tokens))))


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
    towns = [p for p in _literal(facts) if before.contains(p.span) and p.precision in _FINE]
    one = len({place.name for place in towns}) == 1
    return tuple(towns[:1]) if news and told and one else ()


def _is_past(when: When, document: Document) -> bool:
    return when.last <= document.article.published and not when.background


def dateline_of(document: Document, facts: Facts) -> tuple[Place, ...]:
    """The place before the dash that opens a report: "TBILISI (AP) — …"; empty without one."""
    dash = dash_of(document)
    before = [p for p in facts.places if p.span.end <= dash and p.point is not None]
    alone = dateline_at(document.sentences[0], facts) if document.sentences else ()
    return tuple(before[:1]) or alone


def dash_of(document: Document) -> int:
    """Offset of the dash that ends a dateline, 0 when there is none."""
    return _dash(document.sentences[0]) if document.sentences else 0


def _dash(sentence: Sentence) -> int:
    opening = sentence.tokens[:DATELINE_TOKENS]
    return next((token.start for token in opening if token.text in "–—-"), 0)


def dateline_at(sentence: Sentence, facts: Facts) -> tuple[Place, ...]:
    """The place that opens an item of a round-up, before its dash or stop: "KAMPEN - …"."""
    first, stop, dash = sentence.span.start, sentence.span.end - 1, _dash(sentence)
    at_first = (p for p in facts.places if p.span.start == first)
    opens = (p for p in at_first if p.span.end <= dash or p.span.end == stop)
    return tuple(p for p in opens if p.point is not None and p.use == "associative")


def _literal(facts: Facts) -> list[Place]:
    """Places with a point that are no part of a person's name: the Khalil of Khalil al-Hayya."""
    persons = [a.span for a in facts.actors if a.span and a.id.startswith("person/")]
    return [
        p
        for p in facts.places
        if p.use == "literal"
        and p.point is not None
        and not any(span.contains(p.span) for span in persons)
    ]


def _without_dateline(places: list[Place], document: Document) -> list[Place]:
    """Leave out where the report was filed where the sentence names another place."""
    dash = dash_of(document)
    start = document.sentences[0].span.start if document.sentences else 0
    opens = any(p.span.start == start and p.span.end <= dash for p in places)
    return [p for p in places if p.span.end > dash] or places if opens else places


def _without_attacker(places: list[Place], trigger: Trigger, facts: Facts) -> list[Place]:
    """Leave out the country that attacks where the one attacked is named too.

    "Russland griff die Ukraine an": who is named first strikes, unless the verb is passive.
    """
    countries = sorted((p for p in places if p.precision == "country"), key=lambda p: p.span)
    acting = {actor.span for actor in facts.actors if actor.id.startswith("state/")}
    both = len(countries) > 1 and all(p.span in acting for p in countries[:2])
    if trigger.kind.type != "ASSAULT" or not both or trigger.strength == "nouns":
        return places
    return [place for place in places if place is not countries[0]]


def _without_containers(places: list[Place]) -> list[Place]:
    """Leave out countries and regions where something finer stands in the same sentence."""
    fine = [p for p in places if p.precision not in _COARSE]
    regions = [p for p in places if p.precision == "adm1"]
    kept = [
        p
        for p in places
        if p.precision == "water_body"
        or p in fine
        or not _contains_one(p, fine + regions if p.precision == "country" else fine)
    ]
    return kept or places


def _contains_one(coarse: Place, fine: Sequence[Place]) -> bool:
    return any(coarse.country == place.country for place in fine)


def _distance(
    place: Place, trigger: Trigger, spans: tuple[Span, ...]
) -> tuple[bool, bool, bool, int]:
    """Places of the same clause come first, then towns before countries, then the nearest."""
    aside = not same_side(spans, place.span, trigger.span)
    other_clause = not trigger.clause.span.contains(place.span)
    gap = max(place.span.start - trigger.span.end, trigger.span.start - place.span.end, 0)
    wide = place.precision in _COARSE or place.kind == "river"
    return aside, other_clause, wide, gap


def _joined(
    chosen: Place, places: Sequence[Place], document: Document, language: Language
) -> tuple[Place, ...]:
    """The chosen place with those joined to it by commas or one short word: "in A, B and C"."""
    ordered = sorted(places, key=lambda p: p.span)
    joiners = _JOINERS | language.words("events.joiners")
    linked = [
        _is_listed(first, second, document, joiners)
        for first, second in itertools.pairwise(ordered)
    ]
    first = last = ordered.index(chosen)
    while last < len(linked) and linked[last]:
        last += 1
    while first > 0 and linked[first - 1]:
        first -= 1
    return tuple(ordered[first : last + 1])


def _is_listed(first: Place, second: Place, document: Document, joiners: frozenset[str]) -> bool:
    """Whether only joining words stand between two places of one kind."""
    if second.span.start <= first.span.end or first.precision != second.precision:
        return False
    gap = folded(document.article.text[first.span.end : second.span.start])
    between = gap.replace(",", " , ").split()
    return bool(between) and all(word.lower() in joiners for word in between)


def when_of(trigger: Trigger, document: Document, facts: Facts, language: Language) -> When | None:
    """The date in the trigger's clause, else in its sentence; None when there is none."""
    sentence = document.sentences[trigger.sentence]
    inside = [w for w in facts.whens if w.span and sentence.span.contains(w.span)]
    inside = [
        when
        for when in inside
        if when.span
        and not _is_of_noun(when.span, trigger, document)
        and not _is_parted(trigger, when.span, document)
    ]
    inside = _without_calling_off(inside, trigger, document)
    if not inside:
        return None
    spans = asides(sentence, language)
    return min(inside, key=lambda w: _when_distance(w, trigger, spans))


def _is_of_noun(day: Span, trigger: Trigger, document: Document) -> bool:
    """Whether the day belongs to a noun that is not the trigger: held over "Tuesday's arson"."""
    behind = document.article.text[day.end : day.end + 2]
    owns = behind in ("'s", "’s") or document.article.text[: day.end].endswith(("'s", "’s"))
    return owns and not 0 <= trigger.span.start - day.end <= OWNED_CHARS


def _without_calling_off(whens: list[When], trigger: Trigger, document: Document) -> list[When]:
    """Leave out the day of the ban: "The march set for Saturday was banned on Tuesday"."""
    cues = [cue.partition(": ")[2] for cue in trigger.clause.cues if cue.startswith("cancelled")]
    at = document.article.text.find(cues[-1], trigger.clause.span.start) if cues else -1
    if at < 0 or len(whens) < _PLAN_AND_BAN:
        return whens
    ban = min(whens, key=lambda w: abs(w.span.start - at) if w.span else at)
    return [when for when in whens if when is not ban]


def _when_distance(
    when: When, trigger: Trigger, spans: tuple[Span, ...]
) -> tuple[bool, bool, int, timedelta]:
    """The nearest in the clause; the finer of two as near: "held since May, freed Monday"."""
    span, length = when.span, when.last - when.first
    if span is None:
        return True, True, 0, length
    gap = max(span.start - trigger.span.end, trigger.span.start - span.end, 0)
    aside = not same_side(spans, span, trigger.span)
    return aside, not trigger.clause.span.contains(span), gap, length


def actors_of(
    trigger: Trigger, document: Document, facts: Facts, language: Language, country: str
) -> tuple[Actor, ...]:
    """Who did it and to whom, by the kind's ``sides``; the kind's own actor when none is named."""
    sentence = document.sentences[trigger.sentence]
    inside = [a for a in facts.actors if a.span and sentence.span.contains(a.span)]
    named = [a for a in inside if _takes_part(a, trigger, document, language)]
    if not named and language.get("events.verb_first"):
        named = [a for a in inside if a.sector != "media"]  # "أعلن الجيش إسقاط مسيرة", it says so
    sides = trigger.kind.settings["sides"]
    if sides == "none":
        return ()
    if sides == "both":
        return _distinct([replace(a, role="actor") for a in _of_clause(named, trigger)])
    if sides == "fixed":
        return _fixed(trigger, named, country)
    return _distinct(_by_voice(trigger, named, document.article.text, language))


def _of_clause(actors: Sequence[Actor], trigger: Trigger) -> Sequence[Actor]:
    """Those in the trigger's clause, where two or more are named there; else all."""
    inside = [a for a in actors if a.span and trigger.clause.span.contains(a.span)]
    return inside if len({actor.country or actor.name for actor in inside}) > 1 else actors


def _takes_part(actor: Actor, trigger: Trigger, document: Document, language: Language) -> bool:
    """Speakers, media and the place of the dateline do not take part in what is told."""
    if actor.span is None or actor.sector == "media":
        return False
    tokens = document.sentences[trigger.sentence].tokens
    if trigger.sentence == 0 and actor.span.end <= dash_of(document):
        return False
    if language.get("events.verb_first"):
        return not _is_announced(tokens, actor.span, language)
    end = actor.span.end
    behind = next((n for n, token in enumerate(tokens) if token.start >= end), len(tokens))
    if _tells_of_itself(tokens, behind, trigger, language):
        return True
    if any(token.start == trigger.span.start for token in tokens[behind : behind + 2]):
        return True  # what it says is what it does: "Ukraine rejected the truce"
    if _is_quoted(tokens, actor.span, language):
        return False
    if _owns_deed(trigger, tokens, behind, language):
        return True
    if _says_of_itself(tokens[behind : behind + 4], language):
        return True  # "asegura haber derribado"
    return not (
        _speaks(tokens, behind, language) or _body_speaks(tokens, behind, trigger, language)
    )


def _tells_of_itself(
    tokens: Sequence[Token], behind: int, trigger: Trigger, language: Language
) -> bool:
    """Whether the speaker tells of its own act: "Pakistan said it shot down a drone"."""
    near = tokens[behind : behind + BODY_TOKENS]
    said = [token.lower for token in near if token.start < trigger.span.start]
    if "," in said or not _speaks(tokens, behind, language):
        return False
    return not language.words("events.itself").isdisjoint(said[1:])


def _body_speaks(
    tokens: Sequence[Token], behind: int, trigger: Trigger, language: Language
) -> bool:
    """Whether a body of the one named speaks: "the Ukrainian General Staff said"."""
    near = tokens[behind : behind + BODY_TOKENS]
    says = next((n for n in range(len(near)) if _speaks(near, n, language)), None)
    if says is None or near[0].text == ",":
        return False
    said = [token.text for token in near[: says + 1]]
    told = any(token.start == trigger.span.start for token in near)
    return "," not in said and not told and near[0].start > trigger.span.start


def _says_of_itself(behind: Sequence[Token], language: Language) -> bool:
    """Whether the verb of saying leads to what the speaker or his own did: "asegura haber"."""
    having = language.words("events.having")
    return any(token.lower in having for token in behind[1:])


def _is_quoted(tokens: Sequence[Token], span: Span, language: Language) -> bool:
    """Whether "according to" stands close before, no comma between."""
    first = next((n for n, token in enumerate(tokens) if token.end > span.start), 0)
    near = range(max(0, first - ACCORDING_TOKENS), first)
    phrases = language.phrases("claims.according")
    return any(
        hit.last <= first and not any(t.text in ",;:" for t in tokens[hit.last : first])
        for at in near
        for hit in phrases.at(tokens, at)
    )


def _owns_deed(trigger: Trigger, tokens: Sequence[Token], behind: int, language: Language) -> bool:
    """Whether the speaker tells of his own deed: "the ministry says to have shot down"."""
    at = next((n for n, t in enumerate(tokens) if t.start >= trigger.span.start), 0)
    before = {token.lower for token in tokens[max(behind, at - 1) : at]}
    return bool(before & language.words("events.own_deed"))


def _is_announced(tokens: Sequence[Token], span: Span, language: Language) -> bool:
    """Whether a verb of saying stands before the speaker: "أعلنت وزارة الدفاع"."""
    before = [n for n, token in enumerate(tokens) if token.end <= span.start][-2:]
    lists = [language.phrases(path) for path in ("claims.cues", "claims.according")]
    return any(phrases.at(tokens, at) for phrases in lists for at in before)


def _fixed(trigger: Trigger, named: Sequence[Actor], country: str) -> tuple[Actor, ...]:
    """ "protesters", "police": the side that such a happening always has.

    Who is named before the verb and is of the kind's ``sectors`` does it himself: the National
    Guard that arrests.
    """
    name = str(trigger.kind.settings.get("actor", ""))
    sectors = trigger.kind.settings.get("sectors", ())
    before = [a for a in named if a.span and a.span.start < trigger.span.end]
    own = [a for a in before if a.sector in sectors and a.country]
    own = own or [a for a in named if a.name.casefold() == name.casefold()]
    first = own[0] if own else Actor(name=name, country=country, sector=_sector(name))
    first = replace(first, role="actor", country=first.country or country)
    return (first,)


def _sector(name: str) -> str:
    return "police" if name == "police" else "civilians"


def _by_voice(
    trigger: Trigger, named: Sequence[Actor], text: str, language: Language
) -> list[Actor]:
    """Before the verb acts, behind it suffers; behind "by" it acts and the others suffer.

    Where the verb comes first, whoever is named first acts, unless a preposition or a word for
    the dead stands before.
    """
    agents = [
        a
        for a in named
        if _stands_behind(a, "events.agent", language, text) or _stands_before(a, language, text)
    ]
    agents = agents or _owners_of_weapons(trigger, named, language, text)
    if agents:
        return [replace(a, role="actor" if a in agents else "recipient") for a in named]
    first = bool(language.get("events.verb_first"))
    before = [a for a in named if a.span and (first or a.span.start < trigger.span.end)]
    free = [a for a in before if not _stands_behind(a, "events.attached", language, text)]
    acting = free[:1] or ([] if first else before[:1])
    acting += [a for a in named if _holds_office(a, acting)]
    return [replace(a, role="actor" if a in acting else "recipient") for a in named]


def _holds_office(actor: Actor, acting: Sequence[Actor]) -> bool:
    """Whether it is the person named right behind the office that acts: "president Noboa"."""
    if not actor.id.startswith("person/") or actor in acting:
        return False
    offices = [a.span for a in acting if a.sector == "government" and a.country == actor.country]
    start = actor.span.start if actor.span else -1
    return any(span and 0 <= start - span.end <= OFFICE_GAP for span in offices)


def _owners_of_weapons(
    trigger: Trigger, named: Sequence[Actor], language: Language, text: str
) -> list[Actor]:
    """Whose drones or missiles they are, where nobody is named before the attack."""
    if "attack" not in trigger.kind.settings.get("acts", ()):
        return []
    if any(a.span and a.span.end <= trigger.span.start for a in named):
        return []
    return [a for a in named if _stands_behind(a, "events.weapons", language, text)]


def _stands_behind(actor: Actor, path: str, language: Language, text: str) -> bool:
    """Whether a word of this list stands before the actor, with at most an article between."""
    if actor.span is None:
        return False
    words = language.words(path)
    before = text[max(0, actor.span.start - 40) : actor.span.start].replace("'", " ").split()
    return any(folded(word) in words for word in before[-2:])


def _stands_before(actor: Actor, language: Language, text: str) -> bool:
    """Whether a word for "by" follows the actor, as in "polis tarafından"."""
    if actor.span is None:
        return False
    after = text[actor.span.end : actor.span.end + 40].split()
    return bool(after) and after[0].lower() in language.words("events.agent_after")


def _distinct(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    seen: dict[str, Actor] = {}
    for actor in actors:
        seen.setdefault(actor.name, actor)
    return tuple(seen.values())


def in_event(places: Sequence[Place], kind: EventType) -> tuple[PlaceInEvent, ...]:
    """The places in the role that the kind gives them: where it happened, if it says nothing."""
    role: PlaceRoleName = kind.settings.get("role", "location")
    return tuple(PlaceInEvent(role, p, evidence=p.span) for p in places)


def journey_of(
    trigger: Trigger, document: Document, facts: Facts, language: Language
) -> tuple[PlaceInEvent, ...]:
    """Where the journey began and was to end, of the kinds that say ``with_ends``."""
    if trigger.kind.settings.get("with_ends") is not True:
        return ()
    sentence = document.sentences[trigger.sentence]
    named = [p for p in facts.places if sentence.span.contains(p.span)]
    return ends_of(named, sentence, language)
