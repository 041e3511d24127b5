"""Tellings into groups, the surest pairs first, so that the order of arrival does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from pipeline.dedup.compare import Scale, contradiction, judge
from pipeline.dedup.profile import Profile
from pipeline.model import Event

Group = tuple[tuple[Event, ...], tuple[str, ...]]  # members, and why each join was made


def group(profiles: Sequence[Profile], scale: Scale) -> list[Group]:
    """Partition the tellings; the result is the same for every order of the input."""
    ordered = sorted(profiles, key=lambda item: item.key)
    clusters = [_Cluster(item) for item in ordered]
    for _, one, other, why in _joins(ordered, scale):
        left, right = clusters[one], clusters[other]
        if left is not right and left.accepts(right, scale):
            left.take(right, f"{why} [{ordered[one].key} {ordered[other].key}]")
            clusters = [left if cluster is right else cluster for cluster in clusters]
    return [cluster.result() for cluster in dict.fromkeys(clusters)]


def _joins(ordered: Sequence[Profile], scale: Scale) -> list[tuple[float, int, int, str]]:
    """The pairs that speak for one happening, surest first."""
    joins = []
    for one, other in combinations(range(len(ordered)), 2):
        verdict = judge(ordered[one], ordered[other], scale)
        if verdict.joins:
            joins.append((-verdict.score, one, other, verdict.why))
    return sorted(joins)


class _Cluster:
    """Members that do not contradict each other."""

    def __init__(self, first: Profile) -> None:
        self._members = [first]
        self._why: list[str] = []

    def accepts(self, other: _Cluster, scale: Scale) -> bool:
        """Whether no member of one contradicts a member of the other."""
        return not any(
            contradiction(mine, theirs, scale)
            for mine in self._members for theirs in other._members
        )

    def take(self, other: _Cluster, why: str) -> None:
        """Join the other's members, with the reason."""
        self._members += other._members
        self._why += [*other._why, why]

    def result(self) -> Group:
        return tuple(item.telling for item in self._members), tuple(sorted(self._why))
