"""Who acts and who is acted upon: what stands in a trigger's clause, its voice, its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.agents import (
    SAVED,
    foes_of,
    owners_of_attack,
    rescuing,
    without_mediators,
    without_objects,
)
from pipeline.events.dateline import dash_of
from pipeline.events.saying import (
    body_speaks,
    is_announced,
    is_quoted,
    owns_deed,
    speaks,
)
from pipeline.events.they import group_before
from pipeline.events.triggers import Trigger
from pipeline.events.voice import is_counted_object, is_passive
from pipeline.lexicon import Language
from pipeline.lexicon.script import folded
from pipeline.model import Actor, Document, Facts

# Named beside those who strike: whom it concerns, who helps.
OTHERS = frozenset({"residents", "civilians", "rescuers", "migrants", "protesters", "prisoners"})
_AT_FIRES = frozenset({"firefighters", "mountain rescuers", "rescuers"})
_AT_PROTESTS = _AT_FIRES | {"security guards", "shopkeepers"}
_TOUCHED = frozenset({"football fans", "pensioners", "students"})  # by a strike of others
OFFICE_GAP = 2  # characters between an office and its holder: a comma and a space


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
        both = without_mediators(_of_clause(named, trigger), sentence, language)
        both = _once_each(without_objects(both), trigger)
        return _distinct([replace(a, role="actor") for a in both])
    if sides == "fixed":
        agents = _agents(trigger, named, document.article.text, language)
        before = group_before(trigger, document, facts, language, _others_of(trigger))
        return _fixed(trigger, named, agents, country, before)
    owners = owners_of_attack(named, trigger, sentence, language)
    if owners:
        return _distinct([_in_role(a, owners) for a in named if a.sector != "local"])
    if "attack" in trigger.kind.settings.get("acts", ()):
        # Not who put it out, or said it was none.
        named = [a for a in named if a.name not in _AT_FIRES and a.sector != "local"]
    saving = rescuing(named) if trigger.kind.mode == "rescue" else []
    if saving:
        return _distinct([_in_role(a, saving) for a in named])
    saved = trigger.kind.mode == "rescue" and all(a.name in SAVED for a in named)
    suffering = saved or is_passive(trigger, sentence, language)
    found = _distinct(
        _by_voice(trigger, named, document.article.text, language, suffering=suffering)
    )
    if any(actor.role == "actor" for actor in found):
        return found
    foes = foes_of(trigger.kind.mode, country, document)
    hit = {actor.country for actor in found if actor.country}
    return (*(foe for foe in foes if foe.country not in hit), *found)


def _once_each(actors: Sequence[Actor], trigger: Trigger) -> list[Actor]:
    """Of those who meet, a person or the state he stands for: "his Belgian colleague De Wever".

    The state rather than the person, and the person rather than a building: "the plan of the White
    House".
    """
    if trigger.kind.mode != "meeting":
        return list(actors)
    persons = {a.country for a in actors if a.id.startswith("person/")} - {""}
    left = [a for a in actors if not (a.id.startswith("gov/") and a.country in persons)]
    states = {a.country for a in left if a.sector == "government" and _is_state(a)}
    return [a for a in left if not a.id.startswith("person/") or a.country not in states]


def _is_state(actor: Actor) -> bool:
    """A state or an office of one, which bears its name: "Presidency of Kazakhstan"."""
    return bool(actor.country) and (not actor.id or actor.id.startswith("state/"))


def _in_role(actor: Actor, acting: Sequence[Actor]) -> Actor:
    return replace(actor, role="actor" if actor in acting else "recipient")


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
        return not is_announced(tokens, actor.span, language)
    end = actor.span.end
    behind = next((n for n, token in enumerate(tokens) if token.start >= end), len(tokens))
    if any(token.start == trigger.span.start for token in tokens[behind : behind + 2]):
        return True  # what it says is what it does: "Ukraine rejected the truce"
    if is_quoted(tokens, actor.span, language):
        return False
    if owns_deed(tokens, behind, trigger, language):
        return True
    return not (speaks(tokens, behind, language) or body_speaks(tokens, behind, trigger, language))


def _agents(trigger: Trigger, named: Sequence[Actor], text: str, language: Language) -> list[Actor]:
    """Those behind "by", and in a language without such a word right behind the verb."""
    close = not (language.words("events.agent") or language.words("events.agent_after"))
    return [
        actor
        for actor in named
        if _stands_behind(actor, "events.agent", language, text)
        or _stands_before(actor, language, text)
        or (close and _is_proper(actor) and actor.span and actor.span.start - trigger.span.end == 1)
    ]


def _is_proper(actor: Actor) -> bool:
    """Whether it is named, or a service of the state: "أوقف الدرك"."""
    return bool(actor.id) or actor.sector == "police"


def _fixed(
    trigger: Trigger,
    named: Sequence[Actor],
    agents: Sequence[Actor],
    country: str,
    told_before: Sequence[Actor],
) -> tuple[Actor, ...]:
    """ "protesters", "police": the side that such a happening always has.

    Who is named before the verb or behind "by" and is of the kind's ``sectors`` does it himself:
    the National Guard that arrests, the nurses who strike.
    """
    name = str(trigger.kind.settings.get("actor", ""))
    sectors = trigger.kind.settings.get("sectors", ())
    before = [a for a in named if a.span and a.span.start < trigger.span.end]
    own = [a for a in (*agents, *before) if a.sector in sectors and _is_told(a, name)]
    own = own or _group(trigger, named, name)
    if "civilians" in trigger.kind.settings.get("groups", ()):
        own = own or list(told_before)
    own = own or [a for a in named if a.name.casefold() == name.casefold()]
    first = own[0] if own else Actor(name=name, country=country, sector=_sector(name))
    first = replace(first, role="actor", country=first.country or country)
    return (first, *_opposed(trigger, named, first))


def _is_told(actor: Actor, name: str) -> bool:
    """Whether it says more than the side that such a happening always has: "gendarmes"."""
    return bool(actor.country) or (actor.sector == "police" and actor.name != name)


def _opposed(trigger: Trigger, named: Sequence[Actor], first: Actor) -> list[Actor]:
    """The police in the clause of a riot, who are its other side."""
    if trigger.kind.mode != "riot":
        return []
    clause = trigger.clause.span
    police = [a for a in named if a.sector == "police" and a.span and clause.contains(a.span)]
    return [replace(a, role="actor") for a in police[:1] if a.name != first.name]


def _group(trigger: Trigger, named: Sequence[Actor], name: str) -> list[Actor]:
    """The trade in the clause that is nearest to the verb, else a union."""
    if "civilians" not in trigger.kind.settings.get("groups", ()):
        return []
    clause, at = trigger.clause.span, trigger.span.start
    others = _others_of(trigger)
    civil = [a for a in named if a.span and a.sector == "civilians" and a.name not in others]
    groups = [a for a in civil if a.span and clause.contains(a.span)]
    if not groups and name == "workers" and len({a.name for a in civil}) == 1:
        groups = [a for a in civil if a.name not in _TOUCHED]  # "nurses, who were to strike today"
    return sorted(groups, key=lambda a: (_rank(a, name), abs(a.span.start - at if a.span else 0)))[
        :1
    ]


def _others_of(trigger: Trigger) -> frozenset[str]:
    """Who is beside those that act: firemen may strike, but at a protest they put out fires."""
    return OTHERS if trigger.kind.mode == "labour_strike" else OTHERS | _AT_PROTESTS


def _rank(actor: Actor, name: str) -> int:
    """A trade before "workers", and both before a union, which calls others to strike."""
    if actor.id or actor.name == "trade unions":
        return 2
    return int(actor.name == name)


def _sector(name: str) -> str:
    return "police" if name == "police" else "civilians"


def _by_voice(
    trigger: Trigger, named: Sequence[Actor], text: str, language: Language, *, suffering: bool
) -> list[Actor]:
    """Before the verb acts, behind it suffers; behind "by" it acts and the others suffer.

    In the passive without a "by" all suffer, and so do those who are rescued, alone in a sentence.

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
        return [_in_role(a, agents) for a in named]
    if suffering:
        return [replace(a, role="recipient") for a in named]
    first = bool(language.get("events.verb_first"))
    before = [a for a in named if a.span and (first or a.span.start < trigger.span.end)]
    before = [a for a in before if not is_counted_object(a, language, text)]
    before = [a for a in before if not _stands_behind(a, "actors.against", language, text)]
    free = [a for a in before if not _stands_behind(a, "events.attached", language, text)]
    own = [a for a in free if a.span and trigger.clause.span.contains(a.span)]
    free = own or free
    acting = free[:1] or ([] if first else before[:1])
    acting += [a for a in named if _holds_office(a, acting)]
    return [_in_role(a, acting) for a in named]


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
