"""The parts of a candidate's score."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from pipeline.lexicon import Lexicon
from pipeline.model import Document, Entry, Names
from pipeline.resolve.groups import Group
from pipeline.resolve.prior import Home, Prior, names_in
from pipeline.resolve.votes import Votes, nearness, share, vote
from pipeline.resolve.weights import Weights

SURE = 0.5  # chance from which a name votes in the second round
_LEVELS = {
    "continent": 1.0, "ocean": 1.0, "country": 1.0, "sea": 0.9, "gulf": 0.9, "strait": 0.8,
    "territory": 0.8, "region": 0.7, "adm1": 0.7, "capital": 0.5, "airbase": 0.3,
    "navalbase": 0.3, "archipelago": 0.5, "island": 0.4, "adm2": 0.2, "city": 0.2,
}
_PEOPLE_DIGITS = 8.0  # powers of ten that make 1
_CLASSES: Mapping[str, frozenset[str]] = {
    "city": frozenset({"city", "capital"}),
    "adm1": frozenset({"adm1", "region"}),
    "adm2": frozenset({"adm2"}),
    "sea": frozenset({"sea", "ocean", "gulf", "strait", "bay", "channel", "sound"}),
    "airport": frozenset({"airport", "airfield", "airbase"}),
    "airbase": frozenset({"airbase", "airport", "airfield"}),
    "navalbase": frozenset({"navalbase"}),
    "island": frozenset({"island", "archipelago", "country", "territory"}),
    "river": frozenset({"river"}), "lake": frozenset({"lake"}),
    "mountain": frozenset({"mountain", "mountains"}),
    "country": frozenset({"country", "territory"}),
    "park": frozenset({"site", "region"}),
}


class Scorer:
    """Scores the candidates of a document's names."""

    def __init__(
        self, document: Document, names: Names, lexicon: Lexicon, prior: Prior, weights: Weights
    ) -> None:
        self._names = names
        self._weights = weights
        article = document.article
        self._publisher = article.publisher or article.url
        self._home = prior.home(article.publisher, article.url)
        self._shares = prior.shares(self._publisher)
        self._town = _town(self._home, names)
        lang = document.sentences[0].lang if document.sentences else ""
        self._speaks = lexicon.language(lang).words("places.countries")

    def score(self, groups: Sequence[Group]) -> None:
        """Fill in parts, chances and the likeliest candidate of each group."""
        at_home = names_in(self._publisher, {one.name for one in groups})
        for one in groups:
            one.at_home = one.name in at_home
            one.parts = [self._alone(one, at) for at in range(len(one.candidates))]
            self._contained(one)
            self._choose(one)
        for _ in range(2):
            self._together(groups)

    def _alone(self, one: Group, at: int) -> dict[str, float]:
        """Parts that need no other name."""
        entry, w, home = one.candidates[at], self._weights, self._home
        people = math.log10(entry.population + 1) / _PEOPLE_DIGITS
        parts = {
            "level": w.level * _LEVELS.get(entry.kind, 0.1),
            "people": w.people * people,
            "first": w.first / (1 + at),
        }
        if home.country and entry.country == home.country:
            parts["home_country"] = w.home_country
            if home.admin1 and entry.admin1 == home.admin1:
                parts["home_region"] = w.home_region
        if self._shares:
            parts["learnt"] = w.learnt_region * self._shares.get(entry.admin1, 0.0)
        if self._town is not None:
            parts["home_near"] = w.home_near * nearness(entry, [self._town])
        if entry.country.lower() in self._speaks:
            parts["language"] = w.language
        if one.feature in _CLASSES:
            fits = entry.kind in _CLASSES[one.feature]
            parts["feature"] = w.feature if fits else w.other_class
        return parts

    def _contained(self, one: Group) -> None:
        """Parts for lying in the place written behind the name."""
        if not one.container:
            return
        lang = one.mentions[0].lang
        above = [e for e in self._names.lookup(one.container, lang) if e.kind != "city"]
        inside = [any(_lies_in(entry, a) for a in above) for entry in one.candidates]
        if any(inside):
            for parts, yes in zip(one.parts, inside, strict=True):
                parts["inside"] = self._weights.inside if yes else self._weights.outside

    def _choose(self, one: Group) -> None:
        totals = [sum(parts.values()) for parts in one.parts]
        top = max(totals)
        powers = [math.exp(total - top) for total in totals]
        whole = sum(powers)
        one.scores = [power / whole for power in powers]
        one.best = one.scores.index(max(one.scores))

    def _together(self, groups: Sequence[Group]) -> None:
        """Parts that come from the other names, from the choices as they stand."""
        votes = vote(groups, sure=SURE)
        points = [
            (one.entry.point.lat, one.entry.point.lon, one.scores[one.best])
            for one in groups if one.is_local
        ]
        local = [one for one in groups if one.is_local]
        for one in groups:
            if len(one.candidates) == 1:
                continue
            others = [point for point, other in zip(points, local, strict=True) if other is not one]
            self._with_others(one, votes, others)
        for one in groups:
            self._choose(one)

    def _with_others(
        self, one: Group, votes: Votes, others: Sequence[tuple[float, float, float]]
    ) -> None:
        chance = one.scores[one.best]
        own = one.weight * chance if chance >= SURE else 0.0
        mine, w = one.entry, self._weights
        for entry, parts in zip(one.candidates, one.parts, strict=True):
            country = own if entry.country == mine.country else 0.0
            region = own if entry.admin1 == mine.admin1 else 0.0
            parts["country"] = w.country * share(votes.countries, entry.country, country)
            parts["region"] = w.region * share(votes.regions, entry.admin1, region)
            if entry.precision in ("city", "site", "adm2"):
                parts["near"] = w.near * nearness(entry, others)


def _town(home: Home, names: Names) -> tuple[float, float, float] | None:
    """Latitude, longitude and weight of the outlet's own town; None when it is not known."""
    if not home.city:
        return None
    for entry in names.lookup(home.city):
        if entry.country == home.country and home.admin1 in ("", entry.admin1):
            return entry.point.lat, entry.point.lon, 1.0
    return None


def _lies_in(entry: Entry, above: Entry) -> bool:
    if entry.id == above.id or entry.kind in ("country", "continent"):
        return False
    if above.kind in ("country", "territory"):
        return entry.country == above.country
    return bool(above.admin1) and entry.admin1 == above.admin1 and entry.kind != "adm1"
