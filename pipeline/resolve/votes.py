"""What the names of a text say together: votes for countries and regions, and nearness."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import Entry
from pipeline.resolve.groups import Group

NEAR_KM = 100.0  # at this distance the nearness of two towns has fallen to a half
_KM_PER_DEGREE = 111.2  # of latitude, mean
_NEAR_PER_DEGREE_2 = (_KM_PER_DEGREE / NEAR_KM) ** 2


@dataclass
class Votes:
    """Votes by country and by first-level region, with their voters."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    regions: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    country_total: float = 0.0
    region_total: float = 0.0

    def cast(self, entry: Entry, weight: float) -> None:
        """A vote for the country and the region of this place."""
        if entry.country:
            self.countries[entry.country] += weight
            self.country_total += weight
        if entry.admin1:
            self.regions[entry.admin1] += weight
            self.region_total += weight


def vote(groups: Sequence[Group], *, sure: float) -> Votes:
    """Votes of the likeliest candidates; a group must be as likely as ``sure`` to vote."""
    votes = Votes()
    for one in groups:
        chance = one.scores[one.best]
        if chance >= sure:
            votes.cast(one.entry, one.weight * chance)
    return votes


def share(votes: Mapping[str, float], total: float, key: str, own: float) -> float:
    """The share of a country or region in the votes of the others, 0 to 1."""
    if key not in votes:
        return 0.0
    return max(0.0, votes[key] - own) / (total - own + 1.0)


def nearness(entry: Entry, others: Sequence[tuple[float, float, float]]) -> float:
    """How near a place is to the other towns, 0 to 1.

    ``others`` are latitude, longitude and weight. Flat geometry is enough to tell near from far.
    """
    if not others:
        return 0.0
    lat, lon = entry.point.lat, entry.point.lon
    wide = math.cos(math.radians(lat))
    total = best = 0.0
    whole = 1.0
    for other_lat, other_lon, weight in others:
        east = abs(lon - other_lon)
        if east > 180.0:
            east = 360.0 - east
        east *= wide
        north = lat - other_lat
        near = weight / (1.0 + _NEAR_PER_DEGREE_2 * (north * north + east * east))
        total += near
        whole += weight
        if near > best:
            best = near
    return 0.5 * (best + total / whole)
