"""The parts of a candidate's score."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from pipeline.lexicon import Lexicon
from pipeline.model import Document, Entry, Names
from pipeline.resolve.classes import BASES, CLASSES, SITES, fits
from pipeline.resolve.groups import Group, plain
from pipeline.resolve.prior import Home, Prior, names_in
from pipeline.resolve.votes import Votes, nearness, share, vote
from pipeline.resolve.weights import Weights
from pipeline.resolve.widen import widen

FEW_COUNTRIES = 5  # that a language of its own has: their towns are meant before others
SURE = 0.5  # chance from which a name votes in the second round
_LEVELS: Mapping[str, str] = {  # kind -> field of the weights
    **dict.fromkeys(("continent", "ocean", "country"), "country"),
    **dict.fromkeys(("region", "adm1", "archipelago", "island", "peninsula"), "region"),
    **dict.fromkeys(
        ("sea", "gulf", "strait", "bay", "channel", "sound", "lake", "river", "canal"), "water"
    ),
    **dict.fromkeys(("airbase", "navalbase", "spaceport", "range"), "base"),
    **dict.fromkeys(("airport", "airfield"), "airfield"),
    "capital": "capital",
    "adm2": "county",
}
# Kinds whose short names often mean a town, a person or a word first: "Minot", "Lot", "Marais".
_OFTEN_LOOSE = BASES | {
    *("river", "lake", "canal", "region", "island", "archipelago", "peninsula", "desert"),
    *("mountains", "mountain", "valley", "site"),
}
_LOCAL = frozenset({"city", "site", "adm2"})  # precisions of places that others can be near to
_PEOPLE_DIGITS = 8.0  # powers of ten that make 1
_NOMINAL = {  # log10 of the people that places without inhabitants of their own are worth
    **dict.fromkeys(("continent", "ocean"), 9.0),
    "country": 7.0,
    "territory": 4.5,
    "sea": 7.0,
    "gulf": 7.0,
    "strait": 6.5,
    "region": 6.5,
    "archipelago": 5.5,
    "island": 5.5,
    "peninsula": 5.5,
    "channel": 6.0,
    "bay": 5.0,
    "sound": 5.0,
    "lake": 5.0,
    "river": 5.5,
    "canal": 5.5,
    "airbase": 4.5,
    "navalbase": 4.5,
    "spaceport": 4.5,
    "adm1": 5.0,
    "mountain": 4.5,
}
_GREAT_SHARE = 0.15  # of a region's people in the town that its name means first
_GREAT_TERRITORY = 50_000  # people; the names of smaller ones are known better as other places
_SMALL_TOWN = 50_000  # people; the press of other languages has no own names for smaller ones
_RANK = 0.5  # powers of ten of people that one step of press rank is worth


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
        self._lang = lang
        self._english = lang == "en"  # as the names of the gazetteer's rows
        self._speaks = frozenset(
            code.upper() for code in lexicon.language(lang).words("places.countries")
        )

    def score(self, groups: Sequence[Group]) -> None:
        """Fill in parts, chances and the likeliest candidate of each group."""
        at_home = names_in(self._publisher, {one.name for one in groups})
        for one in groups:
            widen(one, self._names)
            one.at_home = one.name in at_home
            others = self._borrowers(one)
            one.parts = [self._alone(one, at, others) for at in range(len(one.candidates))]
            self._twins(one)
            self._contained(one)
            self._choose(one)
        for _ in range(2):
            self._together(groups)

    def _borrowers(self, one: Group) -> frozenset[str]:
        """Candidates with the name as an alternate, where a larger town bears it itself.

        What a hamlet is called may be another language's name of a town: Dover is Douvres in
        French.
        """
        borrowers = self._names.borrowers(one.name, self._lang)
        bearers = (c for c in one.candidates if c.id not in borrowers)
        borne = any(c.kind not in ("adm1", "adm2") and not _is_small(c) for c in bearers)
        return borrowers if borne else frozenset()

    def _alone(self, one: Group, at: int, borrowers: frozenset[str]) -> dict[str, float]:
        """Parts that need no other name; ``borrowers`` have this one as an alternate."""
        entry, w = one.candidates[at], self._weights
        parts = {
            "people": w.people * _digits(entry) / _PEOPLE_DIGITS,
            "first": w.first / (1 + at),
        }
        if self._english and entry.name.casefold() == one.key:
            parts["own_name"] = w.own_name
        elif not self._english and entry.id in borrowers:
            parts["borrowed_name"] = w.borrowed_name
        elif not self._english and _is_small(entry) and plain(entry.name) != plain(one.name):
            parts["other_name"] = w.other_name
        if not one.name.isascii() and entry.name == one.name:
            parts["as_written"] = w.as_written
        if (level := _level(entry)) is not None:
            parts[level] = getattr(w, level)
        if one.feature in CLASSES:
            site = "fits_site" if one.feature in SITES else "fits"
            part = site if fits(entry, one.feature) else "other_class"
            parts[part] = getattr(w, part)
        if entry.kind in _OFTEN_LOOSE and self._is_loose(one, entry):
            parts["loose"] = w.loose
        if one.is_state and entry.kind in ("country", "capital"):
            parts["state"] = w.state
        if entry.country in self._speaks:
            few = len(self._speaks) <= FEW_COUNTRIES
            parts["language"] = w.own_language if few else w.language
            if one.at_home and entry.kind in ("city", "adm2"):
                parts["home_name"] = w.home_name
        self._at_home(entry, parts)
        return parts

    def _is_loose(self, one: Group, entry: Entry) -> bool:
        if one.feature in SITES or fits(entry, one.feature):
            return False
        return self._names.needs_context(one.name, entry)

    def _at_home(self, entry: Entry, parts: dict[str, float]) -> None:
        """Parts for lying where the outlet does."""
        w, home = self._weights, self._home
        if home.country and entry.country == home.country:
            parts["home_country"] = w.home_country
            if home.admin1 and entry.admin1 == home.admin1:
                parts["home_region"] = w.home_region
        if self._town is not None and entry.precision in _LOCAL:
            parts["home_near"] = w.home_near * nearness(entry, [self._town])
        if self._shares:
            where = entry.admin1 or entry.country
            parts["learnt"] = w.learnt * self._shares.get(where, 0.0)

    def _twins(self, one: Group) -> None:
        """A part for regions whose name means a town first: Buenos Aires, Groningen."""
        if one.feature in ("adm1", "adm2", "province"):
            return
        towns = [entry for entry in one.candidates if entry.kind in ("capital", "city")]
        for entry, parts in zip(one.candidates, one.parts, strict=True):
            seated = any(_is_seat(t, entry) or _lends_name(t, entry, one.name) for t in towns)
            if entry.kind in ("adm1", "adm2") and seated:
                parts["twin"] = self._weights.twin

    def _contained(self, one: Group) -> None:
        """Parts for lying in the place written behind the name."""
        if not one.container:
            return
        lang = one.mentions[0].lang
        above = [e for e in self._names.lookup(one.container, lang) if e.kind != "city"]
        inside = [any(_lies_in(entry, a) for a in above) for entry in one.candidates]
        if any(inside):
            for parts, yes in zip(one.parts, inside, strict=True):
                part = "inside" if yes else "outside"
                parts[part] = getattr(self._weights, part)

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
            for one in groups
            if one.is_local
        ]
        local = [one for one in groups if one.is_local]
        for one in groups:
            if len(one.candidates) == 1 and not one.feature:
                continue  # nothing to choose, and nobody asks whether it fits the text
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
            in_country = share(votes.countries, votes.country_total, entry.country, country)
            in_region = share(votes.regions, votes.region_total, entry.admin1, region)
            parts["about_country"] = w.about_country * in_country
            parts["about_region"] = w.about_region * in_region
            if entry.precision in _LOCAL:
                parts["near"] = w.near * nearness(entry, others)


def _is_small(entry: Entry) -> bool:
    return entry.kind in ("city", "adm2") and entry.population < _SMALL_TOWN


def _level(entry: Entry) -> str | None:
    """The field of the weights for what a place is; None for towns and small things."""
    if entry.kind == "territory":
        return "country" if entry.population >= _GREAT_TERRITORY else None
    return _LEVELS.get(entry.kind)


def _is_seat(town: Entry, region: Entry) -> bool:
    """Whether a town of the same name is what the name of the region means first."""
    if town.country != region.country:
        return False
    great = town.population >= _GREAT_SHARE * region.population > 0
    return town.kind == "capital" or (great and town.admin1 == region.admin1)


def _lends_name(town: Entry, district: Entry, name: str) -> bool:
    """Darmstadt is the town before it is Regierungsbezirk Darmstadt."""
    longer = district.kind == "adm2" and plain(district.name) != plain(name)
    return longer and town.admin1 == district.admin1 and town.name == name


def _digits(entry: Entry) -> float:
    """How well known a place is, in powers of ten of people."""
    people = math.log10(entry.population) if entry.population > 0 else 0.0
    return max(people, _NOMINAL.get(entry.kind, 0.0)) + _RANK * entry.rank


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
