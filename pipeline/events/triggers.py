"""Words that tell that something happened, with the guards that refuse talk about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.lexicon import EventType, Hit, Language, Lexicon
from pipeline.model import Clause, Document, Facts, Sentence, Span, Token

Strength = Literal["verbs", "acts", "present", "nouns"]
_RANK = {"verbs": 0, "acts": 1, "present": 2, "nouns": 3}
PAIR_TOKENS = 14  # between a thing and what it does, in either order
TALK_TOKENS = 4  # how far before a trigger "condemned the … attack" may stand
NEGATION_TOKENS = 4  # how far from a verb its "not" may stand


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word in its clause."""

    kind: EventType
    strength: Strength
    span: Span
    sentence: int  # index in ``Document.sentences``
    clause: Clause


def find_triggers(document: Document, facts: Facts, lexicon: Lexicon) -> Iterator[Trigger]:
    """The triggers of a document, one a clause and type of event, in text order."""
    for number, sentence in enumerate(document.sentences):
        language = lexicon.language(sentence.lang)
        clauses = [clause for clause in facts.clauses if clause.sentence == number]
        found = language.happening_words.find(sentence.tokens)
        told = [hit for hit in found if _is_told_by_words(hit, lexicon)]
        things = [h for h in found if h.label.endswith(".things")]
        places = {place.span for place in facts.places}
        meant = [h for h in things if h.span not in places and not _is_topic(h, sentence, language)]
        hits = [*told, *_pairs(meant, sentence, clauses, language, lexicon)]
        kept = [
            trigger
            for hit in hits
            if (trigger := _trigger(hit, number, clauses, lexicon))
            and not _is_name(hit, facts)
            and not _is_talk(hit, sentence, language)
            and not _is_about_else(hit, sentence, language)
            and not _is_negated(hit, sentence, language)
        ]
        yield from _strongest(kept)


def _pairs(
    things: Sequence[Hit],
    sentence: Sentence,
    clauses: Sequence[Clause],
    language: Language,
    lexicon: Lexicon,
) -> Iterator[Hit]:
    """A thing and an act of its kind in one clause, in any order: "griff … mit Drohnen an"."""
    acts = language.phrases("acts").find(sentence.tokens) if things else []
    for thing in things:
        mode = thing.label.partition(".")[0]
        kind = lexicon.event_types.get(mode)
        groups = kind.settings.get("acts", ()) if kind else ()
        near = [a for a in acts if a.label in groups and _together(thing, a, clauses)]
        if near:
            act = min(near, key=lambda a: abs(a.first - thing.first))
            yield Hit(act.first, act.last, act.span, f"{mode}.acts", thing.phrase)


def _together(thing: Hit, act: Hit, clauses: Sequence[Clause]) -> bool:
    if abs(act.first - thing.first) > PAIR_TOKENS or act.span.overlaps(thing.span):
        return False
    return any(
        c.span.start <= thing.span.start < c.span.end
        and c.span.start <= act.span.start < c.span.end
        for c in clauses
    )


def _is_told_by_words(hit: Hit, lexicon: Lexicon) -> bool:
    """Kinds with ``sides`` are made here; the others are movements."""
    mode, _, strength = hit.label.partition(".")
    kind = lexicon.event_types.get(mode)
    return kind is not None and "sides" in kind.settings and strength in _RANK


def _trigger(hit: Hit, number: int, clauses: Sequence[Clause], lexicon: Lexicon) -> Trigger | None:
    mode, _, strength = hit.label.partition(".")
    clause = next((c for c in clauses if c.span.start <= hit.span.start < c.span.end), None)
    if clause is None:
        return None
    kind = lexicon.event_types[mode]
    return Trigger(kind, strength, hit.span, number, clause)  # type: ignore[arg-type]


def _is_name(hit: Hit, facts: Facts) -> bool:
    """Part of a date or of a place's name: the month March, the island La Réunion."""
    named = [p.span for p in facts.places] + [w.span for w in facts.whens if w.span]
    within = hit.last - hit.first == 1
    return within and any(hit.span.overlaps(span) for span in named)


def _is_talk(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """ "condemned the attack", "hurricane season": the thing is talked about, not told."""
    before = language.phrases("events.talk_before")
    first = max(0, hit.first - TALK_TOKENS)
    for at in range(first, hit.first):
        if any(talk.last <= hit.first for talk in before.at(sentence.tokens, at)):
            return True
    return _is_topic(hit, sentence, language)


def _is_topic(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """A word behind it says that it is only talked about: "landslide risk"."""
    after = language.phrases("events.talk_after")
    return hit.last < len(sentence.tokens) and bool(after.at(sentence.tokens, hit.last))


def _is_about_else(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """A word of the kind's ``unless`` in the sentence: shares that crash, forests that burn."""
    mode = hit.label.partition(".")[0]
    return bool(language.phrases(f"triggers.{mode}.unless").find(sentence.tokens))


def _is_negated(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """A "not" close by, in the same stretch between commas."""
    tokens = sentence.tokens
    first = max(0, hit.first - NEGATION_TOKENS)
    last = min(len(tokens), hit.last + 2)
    for at in _negations(tokens, first, last, language):
        if hit.first <= at < hit.last:
            continue  # "rejected the truce", "left homes without power": it is told so
        between = tokens[min(at, hit.first) : max(at, hit.first)]
        if not any(token.lower in ",;:" for token in between):
            return True
    return False


def _negations(tokens: Sequence[Token], first: int, last: int, language: Language) -> Iterator[int]:
    """Where a "not" stands that is no part of words for calling off: "gaat niet door"."""
    cues = language.phrases("clauses.cues")
    called_off: set[int] = set()
    for at in range(max(0, first - NEGATION_TOKENS), last):
        for cue in cues.at(tokens, at):
            if cue.label == "cancelled":
                called_off |= set(range(cue.first, cue.last))
    for at in range(first, last):
        if at not in called_off and any(c.label == "negated" for c in cues.at(tokens, at)):
            yield at


def _strongest(triggers: Sequence[Trigger]) -> list[Trigger]:
    """One a clause and type: the verb before the noun, the earlier before the later."""
    best: dict[tuple[int, str], Trigger] = {}
    for trigger in triggers:
        key = (trigger.clause.span.start, trigger.kind.type)
        known = best.get(key)
        if known is None or _order(trigger) < _order(known):
            best[key] = trigger
    return sorted(best.values(), key=lambda t: t.span)


def _order(trigger: Trigger) -> tuple[int, int, int]:
    return _RANK[trigger.strength], trigger.span.start, -trigger.span.end
