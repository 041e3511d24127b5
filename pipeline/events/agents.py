"""Who did it where neither order nor voice tells: whose weapon it was, who is blamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.events.triggers import Trigger
from pipeline.lexicon import Language
from pipeline.model import Actor, Document, Sentence, Span

# Who is exchanged, visited or spoken of, and takes no part.
_OBJECTS = frozenset({"civilians", "hostages", "migrants", "prisoners", "residents"})
_WORKS = frozenset({"civilians", "military", "police", "organisation"})
SAVED = frozenset({"residents", "civilians", "migrants", "fishermen", "protesters", "workers"})

# Who strikes a country from the air, and since when nobody else does: ISO 3166 alpha-3.
_WARS = {
    "UKR": ("RUS", "Russia", date(2022, 2, 24)),
    "RUS": ("UKR", "Ukraine", date(2022, 2, 24)),
    "PSE": ("ISR", "Israel", date(2023, 10, 7)),
}
_FROM_AFAR = frozenset({"airstrike", "drone_strike", "missile_strike", "shelling"})
_AIR_DEFENCE = "shootdown"
_ARTICLE = 5  # characters: a space, an article, a space
_LINK = 8  # characters between a mediator and the word for it: " of the "
_TEAMS = frozenset({
    "civil defence", "civil protection", "firefighters", "mountain rescuers", "rescuers",
})  # fmt: skip


def owners_of_attack(
    named: Sequence[Actor], trigger: Trigger, sentence: Sentence, language: Language
) -> list[Actor]:
    """Those right beside a weapon or an attack: "droni pachistani", "Israeli air strike".

    Or behind words of blame: "an attack attributed to JNIM". Weapons behind the verb are only
    taken for those of who acts where nobody stands before it.
    """
    blamed = [hit.span for hit in language.phrases("actors.blamed").find(sentence.tokens)]
    accused = [a for a in named if a.span and _follows(a.span, blamed)]
    attack = "attack" in trigger.kind.settings.get("acts", ())
    if accused or not attack or trigger.kind.mode == _AIR_DEFENCE:
        return accused
    weapons = list(_weapons(sentence, language))
    owners = [a for a in named if _touches(a, weapons)]
    before = [a for a in owners if a.span and a.span.start < trigger.span.end]
    free = any(a.span and a.span.start < trigger.span.start for a in named)
    return before[-1:] or ([] if free else owners[:1])


def _weapons(sentence: Sentence, language: Language) -> Iterator[Span]:
    """Weapons and attacks, not what holds them: "drone factory"."""
    tokens = sentence.tokens
    stores = language.words("actors.stores")
    for hit in language.phrases("actors.weapons").find(tokens):
        behind = tokens[hit.last].lower if hit.last < len(tokens) else ""
        if behind not in stores:
            yield hit.span


def _follows(span: Span, words: Sequence[Span]) -> bool:
    """With at most an article between them."""
    return any(0 <= span.start - word.end <= _ARTICLE for word in words)


def _touches(actor: Actor, weapons: Sequence[Span]) -> bool:
    """Whether a weapon begins where the actor ends or, for a state, the other way round."""
    span = actor.span
    if span is None or not actor.country or actor.id.startswith("person/"):
        return False
    before = any(w.contains(span) or 0 <= w.start - span.end <= 1 for w in weapons)
    behind = actor.id.startswith("state/") and any(0 <= span.start - w.end <= 1 for w in weapons)
    return before or behind


def foes_of(mode: str, country: str, document: Document) -> tuple[Actor, ...]:
    """The side that strikes this country in a war of two, and the one that defends its sky."""
    if country not in _WARS:
        return ()
    code, name, since = _WARS[country]
    if document.article.published < since:
        return ()
    if mode == _AIR_DEFENCE:
        code, name = (country, _WARS[code][1]) if code in _WARS else ("", "")
    elif mode not in _FROM_AFAR:
        return ()
    return (Actor(name=name, country=code, sector="government"),) if code else ()


def without_objects(actors: Sequence[Actor]) -> Sequence[Actor]:
    """Without those who are exchanged, where others are named."""
    return [a for a in actors if a.name not in _OBJECTS] or actors


def without_mediators(
    named: Sequence[Actor], sentence: Sentence, language: Language
) -> Sequence[Actor]:
    """Without those who brought two others together, where two are left: "brokered by Qatar"."""
    before = [hit.span for hit in language.phrases("actors.mediated").find(sentence.tokens)]
    after = [hit.span for hit in language.phrases("actors.mediated_after").find(sentence.tokens)]
    left = [
        a
        for a in named
        if a.span is None
        or not (
            any(0 <= a.span.start - word.end <= _LINK for word in before)
            or any(0 <= word.start - a.span.end <= _LINK for word in after)
        )
    ]
    return left if len({a.country or a.name for a in left}) > 1 else named


def rescuing(named: Sequence[Actor]) -> list[Actor]:
    """Who saves people is who has it for a trade, wherever he stands: "сняли сотрудники МЧС"."""
    teams = [a for a in named if a.sector in _WORKS and a.name not in SAVED]
    first = next((a for a in teams if a.name in _TEAMS or a.sector != "civilians"), None)
    return [_agency_of(first, named) or first] if first else []


def _agency_of(team: Actor, named: Sequence[Actor]) -> Actor | None:
    """The agency that a word for rescuers belongs to: "спасатели МЧС", "rescuers of the DSNS"."""
    end = team.span.end if team.span else 0
    near = (a for a in named if a.span and 0 < a.span.start - end <= len(" of the "))
    own = (a for a in near if a.id and a.sector != "company" and not a.id.startswith("person/"))
    return None if team.id else next((a for a in own if not a.id.startswith("state/")), None)
