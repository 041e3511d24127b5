"""The choice: score every candidate, twice, and keep why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.lexicon import Lexicon
from pipeline.model import Candidate, Document, Mention, Names, Place
from pipeline.resolve.classes import fits
from pipeline.resolve.groups import PEOPLE, Group, group
from pipeline.resolve.prior import Prior
from pipeline.resolve.scoring import Scorer
from pipeline.resolve.weights import WEIGHTS, Weights

LEAST_CHANCE = 0.12  # a likeliest candidate below this is no answer
# Of the choices with a chance below this, fewer than one in three was right on seven corpora; of
# those above, more than a half was.
LEAST_FOR_A_MARK = 0.4
_NATURAL = frozenset({"river", "lake", "mountain", "sea"})  # a town of the name is not meant
_KEPT = 5  # candidates kept beside the chosen one


def resolve(
    document: Document,
    mentions: Sequence[Mention],
    names: Names,
    lexicon: Lexicon,
    prior: Prior,
    *,
    weights: Weights = WEIGHTS,
) -> tuple[Place, ...]:
    """A place for every mention that was not refused, in text order.

    A place without a point says in ``rule`` why: no such name, or too many like each other.
    """
    kept = [mention for mention in mentions if not mention.refused]
    groups = group(kept)
    scorer = Scorer(document, names, lexicon, prior, weights)
    scorer.score(groups)
    chosen = {id(mention): one for one in groups for mention in one.mentions}
    return tuple(_place(mention, chosen.get(id(mention))) for mention in kept)


def settle(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places as a map may show them: one that is rather wrong than right loses its point.

    Its candidates stay, the likeliest first, for a person to choose from.
    """
    return tuple(_unsettled(one) if _is_doubtful(one) else one for one in places)


def _is_doubtful(place: Place) -> bool:
    return place.point is not None and place.score < LEAST_FOR_A_MARK


def _unsettled(place: Place) -> Place:
    where = ", ".join(filter(None, (place.name, place.country)))
    return replace(
        place,
        candidates=tuple(filter(None, (place.as_candidate(), *place.candidates))),
        parts={},
        point=None,
        radius_km=None,
        precision="unknown",
        gazetteer_id="",
        name=place.text,
        country="",
        admin1="",
        icao="",
        score=0.0,
        rule=f"too many places of this name; the likeliest, {where}, has {place.score:.0%}",
    )


def _place(mention: Mention, one: Group | None) -> Place:
    if one is None:
        return _nowhere(mention, "not in the gazetteer", ())
    chance = one.scores[one.best]
    ranked = _ranked(one)
    if chance < LEAST_CHANCE:
        why = f"{len(one.candidates)} places of this name, none likelier"
        return _nowhere(mention, why, ranked)
    entry = one.entry
    if one.feature in _NATURAL and not fits(entry, one.feature) and not _is_about(one):
        return _nowhere(mention, f"no {one.feature} of this name is known", ranked)
    return Place(
        span=mention.span,
        text=mention.text,
        name=entry.name,
        point=entry.point,
        country=entry.country,
        precision=entry.precision,
        radius_km=entry.radius_km,
        kind=entry.kind,
        gazetteer_id=entry.id,
        use=mention.use,
        score=round(chance, 3),
        rule=_rule(one, mention),
        candidates=ranked[1:],
        parts=one.parts[one.best],
        icao=entry.icao,
        admin1=entry.admin1,
    )


def _is_about(one: Group) -> bool:
    """Whether the text tells of the country of the likeliest candidate."""
    return one.parts[one.best].get("about_country", 0.0) > 0.0


def _nowhere(mention: Mention, rule: str, candidates: tuple[Candidate, ...]) -> Place:
    return Place(
        span=mention.span,
        text=mention.text,
        name=mention.text,
        point=None,
        country="",
        precision="unknown",
        radius_km=None,
        kind=mention.feature,
        gazetteer_id="",
        use=mention.use,
        score=0.0,
        rule=rule,
        candidates=candidates,
    )


def _ranked(one: Group) -> tuple[Candidate, ...]:
    """The candidates, likeliest first, one more than is kept beside a choice."""
    order = sorted(range(len(one.candidates)), key=lambda at: -one.scores[at])
    return tuple(
        Candidate(one.candidates[at], round(one.scores[at], 3), one.parts[at])
        for at in order[: _KEPT + 1]
    )


_WORDS = {
    "inside": "lies in {container}",
    "outside": "lies in {container}",
    "fits": "is {feature}, as the text says",
    "fits_site": "is {feature}, as the text says",
    "other_class": "is {feature}, as the text says",
    "state": "the capital or country, for it acts",
    "home_region": "in the outlet's own region",
    "home_country": "in the outlet's own country",
    "home_near": "near the outlet's own town",
    "home_name": "in the outlet's own name",
    "learnt": "in a region that the outlet writes about",
    "about_country": "in the country the text is about",
    "about_region": "in the region the text is about",
    "near": "near the other places of the text",
    "language": "in a country of the text's language",
}


_CLASS_WORDS = {
    "adm1": "a first-level region",
    "adm2": "a district",
    "airbase": "an air base",
    "airport": "an airport",
    "island": "an island",
    "navalbase": "a naval base",
    "province": "a province",
    "sea": "a sea, gulf or strait",
    "station": "a base of aircraft or ships",
}


def _rule(one: Group, mention: Mention) -> str:
    """The part that sets the chosen candidate apart from the next."""
    if mention.reason == PEOPLE:
        return f"{PEOPLE} of {one.entry.name}"
    if len(one.candidates) == 1:
        return "the only place of this name"
    rest = [at for at in range(len(one.candidates)) if at != one.best]
    second = max(rest, key=lambda at: one.scores[at])
    best, next_best = one.parts[one.best], one.parts[second]
    part = max(best, key=lambda name: best[name] - next_best.get(name, 0.0))
    words = _WORDS.get(part, "the best known of that name")
    feature = _CLASS_WORDS.get(one.feature, f"a {one.feature}")
    return words.format(container=one.container, feature=feature)
