"""Words that tell that something happened, with the guards that refuse talk about it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.events.carriers import is_carrier
from pipeline.events.causes import causes
from pipeline.events.negation import is_negated, is_rumour
from pipeline.events.of_aircraft import is_departure, is_met
from pipeline.events.pairing import pairs
from pipeline.events.stretches import stretches, within
from pipeline.lexicon import EventType, Hit, Language, Lexicon
from pipeline.model import Clause, Document, Facts, Sentence, Span

Strength = Literal["verbs", "acts", "present", "nouns"]
_RANK = {"verbs": 0, "acts": 1, "present": 2, "nouns": 3}
TALK_TOKENS = 4  # how far before a trigger "condemned the … attack" may stand
_APOSTROPHES = frozenset("'’")
HEADLINE_TOKENS = 5  # of a name before "to visit"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word in its clause."""

    kind: EventType
    strength: Strength
    span: Span
    sentence: int  # index in ``Document.sentences``
    clause: Clause
    announced: bool = False  # in the present tense, which announces: "arrives on Friday"


def find_triggers(document: Document, facts: Facts, lexicon: Lexicon) -> Iterator[Trigger]:
    """The triggers of a document, one a clause and type of event, in text order."""
    for number, sentence in enumerate(document.sentences):
        language = lexicon.language(sentence.lang)
        found = language.happening_words.find(sentence.tokens)
        persons = list(_persons(sentence, facts, lexicon))
        if not (found or persons):
            continue
        told = [hit for hit in found if _is_told_by_words(hit, lexicon)]
        clauses = _clauses(number, sentence, facts, told, language)
        found = list(within(found, clauses, sentence, facts, language))
        found = [hit for hit in found if not is_carrier(hit, sentence, language)]
        told = [hit for hit in found if _is_told_by_words(hit, lexicon)]
        things = [hit for hit in found if hit.label.endswith(".things")]
        meant = [
            h for h in things if not _in_name(h, facts) and not _is_topic(h, sentence, language)
        ]
        meant += persons
        caused = list(causes(told, sentence, language, lexicon))
        paired = pairs(meant, sentence, clauses, language, lexicon)
        paired = (hit for hit in paired if not is_met(hit, meant, sentence, facts, language))
        hits = [*told, *paired, *caused]
        kept = [
            trigger
            for hit in hits
            if (trigger := _trigger(hit, number, sentence, clauses, lexicon))
            and not _is_name(hit, facts)
            and (hit in caused or not _is_talk(hit, sentence, language))
            and not _is_about_else(hit, sentence, language)
            and not is_departure(hit, meant, sentence, facts, language)
            and not is_negated(hit, trigger.clause, sentence, language)
        ]
        yield from _strongest(kept, _announced(kept, sentence, language))


def _clauses(
    number: int, sentence: Sentence, facts: Facts, told: Sequence[Hit], language: Language
) -> list[Clause]:
    """The clauses of a sentence, parted where each town has a deed of its own."""
    deeds = [h.span for h in (*told, *language.phrases("acts").find(sentence.tokens))]
    towns = [place for place in facts.places if place.use == "literal"]
    return [
        part
        for clause in facts.clauses
        if clause.sentence == number
        for part in stretches(clause, sentence, towns, deeds, language)
    ]


def _in_name(hit: Hit, facts: Facts) -> bool:
    """Whether it is a place's name or a word of a town's: no bridge in Hebden Bridge."""
    for place in facts.places:
        start, end = place.span.start, place.span.end
        if start <= hit.start and hit.end <= end:
            of_town = place.kind == "city" and hit.phrase.strip("*") in place.name.lower()
            if of_town or (start, end) == (hit.start, hit.end):
                return True
    return False


def _persons(sentence: Sentence, facts: Facts, lexicon: Lexicon) -> Iterator[Hit]:
    """Persons of the actors' table, as things of the kinds that say ``persons = true``.

    A person does much that is no visit, so the sentence must name a place too.
    """
    if not any(p.use == "literal" and sentence.span.contains(p.span) for p in facts.places):
        return
    modes = [m for m, kind in lexicon.event_types.items() if kind.settings.get("persons") is True]
    for actor in facts.actors:
        span = actor.span
        if span is None or not actor.id.startswith("person/") or not sentence.span.contains(span):
            continue
        at = [n for n, t in enumerate(sentence.tokens) if span.start <= t.start < span.end]
        behind = sentence.tokens[at[-1] + 1 : at[-1] + 2] if at else ()
        owns = any(token.text in _APOSTROPHES for token in behind)  # "Merz's house"
        for mode in modes if at and not owns else ():
            yield Hit(at[0], at[-1] + 1, span.start, span.end, f"{mode}.things", actor.name)


def _is_told_by_words(hit: Hit, lexicon: Lexicon) -> bool:
    """Kinds with ``sides`` are made here; the others are movements."""
    mode, _, strength = hit.label.partition(".")
    kind = lexicon.event_types.get(mode)
    return kind is not None and "sides" in kind.settings and strength in _RANK


def _trigger(
    hit: Hit, number: int, sentence: Sentence, clauses: Sequence[Clause], lexicon: Lexicon
) -> Trigger | None:
    mode, _, strength = hit.label.partition(".")
    clause = next((c for c in clauses if c.span.start <= hit.span.start < c.span.end), None)
    if clause is None:
        return None
    kind = lexicon.event_types[mode]
    announced = _is_present(hit, sentence, lexicon.language(sentence.lang))
    return Trigger(kind, strength, hit.span, number, clause, announced)  # type: ignore[arg-type]


def _is_present(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """Whether a present tense stands in it, not a noun that looks like one: "une visite"."""
    present, marks = language.words("events.present"), language.words("events.infinitive")
    tokens = sentence.tokens
    return any(
        tokens[at].lower in present and not (at and tokens[at - 1].lower in marks)
        for at in range(hit.first, hit.last)
    )


def _is_name(hit: Hit, facts: Facts) -> bool:
    """Part of a date, a place's or a body's name: the month March, a Liberation Front."""
    own = hit.span
    bodies = [a.span for a in facts.actors if a.span and a.id and a.span.contains(own)]
    if any(span != own for span in bodies):
        return True
    named = [p.span for p in facts.places] + [w.span for w in facts.whens if w.span]
    return hit.last - hit.first == 1 and any(own.overlaps(span) for span in named)


def _is_talk(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """ "condemned the attack", "hurricane season": the thing is talked about, not told."""
    lists = ["talk_before", "talk_before_nouns"][: 1 + hit.label.endswith(".nouns")]
    first = max(0, hit.first - TALK_TOKENS)
    for before, at in itertools.product(lists, range(first, hit.first)):
        for talk in language.phrases(f"events.{before}").at(sentence.tokens, at):
            if is_rumour(sentence.tokens, at, language):
                continue
            between = sentence.tokens[talk.last : hit.first]
            if talk.last <= hit.first and not any(token.lower in ",;:" for token in between):
                return True
    return _is_topic(hit, sentence, language)


def _is_topic(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """A word behind it says that it is only talked about: "landslide risk"."""
    after = language.phrases("events.talk_after")
    return hit.last < len(sentence.tokens) and bool(after.at(sentence.tokens, hit.last))


def _is_about_else(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """A word of the kind's ``unless`` in the sentence: shares that crash, forests that burn."""
    refusal = f"{hit.label.partition('.')[0]}.unless"
    return any(found.label == refusal for found in language.refusing_words.each(sentence.tokens))


def _announced(
    triggers: Sequence[Trigger], sentence: Sentence, language: Language
) -> frozenset[tuple[int, str]]:
    """Clauses, by their beginning, and modes that are told in the present.

    An infinitive ("te protesteren") and a participle ("haben … demonstriert") may look the same.
    """
    auxiliaries = language.words("events.perfect")
    found: set[tuple[int, str]] = set()
    for trigger in triggers:
        if _is_headline(trigger, sentence, language):
            found.add((trigger.clause.span.start, trigger.kind.mode))
        if trigger.strength != "present" and not trigger.announced:
            continue
        at = next(n for n, t in enumerate(sentence.tokens) if t.start == trigger.span.start)
        marked = at and sentence.tokens[at - 1].lower in language.words("events.infinitive")
        clause = trigger.clause.span
        inside = (t.lower for t in sentence.tokens if clause.start <= t.start < clause.end)
        if not marked and not any(word in auxiliaries for word in inside):
            found.add((clause.start, trigger.kind.mode))
    return frozenset(found)


def _is_headline(trigger: Trigger, sentence: Sentence, language: Language) -> bool:
    """Whether it stands behind a name and a bare "to" only: "Macron to visit Cairo".

    Not "Hauliers brought Dublin to a standstill".
    """
    marks, articles = language.words("events.headline_to"), language.words("events.infinitive")
    upto = [t for t in sentence.tokens if t.start < trigger.span.end]
    at = next((n for n, token in enumerate(upto) if token.lower in marks), 0)
    goes_on = upto[at].end < upto[-1].end and upto[at + 1].lower not in articles
    return 0 < at <= HEADLINE_TOKENS and upto[at - 1].is_capitalised and goes_on


def _strongest(triggers: Sequence[Trigger], announced: frozenset[tuple[int, str]]) -> list[Trigger]:
    """One a clause and type: the verb before the noun, the earlier before the later.

    Kinds of one ``family`` count as one type: a fire is told once, as a wildfire or as another.
    """
    best: dict[tuple[int, str], Trigger] = {}
    for trigger in triggers:
        family = trigger.kind.settings.get("family", trigger.kind.type)
        key = (trigger.clause.span.start, family)
        known = best.get(key)
        if known is None or _order(trigger) < _order(known):
            best[key] = trigger
    told = [
        replace(t, announced=(t.clause.span.start, t.kind.mode) in announced) for t in best.values()
    ]
    return sorted(told, key=lambda t: t.span)


def _order(trigger: Trigger) -> tuple[int, int, int]:
    return _RANK[trigger.strength], trigger.span.start, -trigger.span.end
