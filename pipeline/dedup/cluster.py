"""Tellings into groups, in an order of their own, so that the order of arrival does not matter.

The telling that says most comes first; each further one joins the group with which it has most in
common, or begins one. It is compared with a few members that stand for the group, those that say
most, so that a happening told by a thousand papers takes no longer than it must.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.dedup.compare import Scale, Verdict, judge
from pipeline.dedup.profile import Profile, alike
from pipeline.model import Event

Group = tuple[tuple[Event, ...], tuple[str, ...]]  # members, and why each joined
_SPOKESMEN: Final = 8  # members that stand for a group; no two of them alike


def group(profiles: Sequence[Profile], scale: Scale) -> list[Group]:
    """Partition the tellings; the result is the same for every order of the input."""
    clusters: list[_Cluster] = []
    shelves: dict[str, dict[int, _Cluster]] = {}
    for item in sorted(profiles, key=lambda profile: profile.rank):
        near = clusters if scale.same_article else _on(shelves, item.keys)
        home = _best(item, near, scale)
        if home is None:
            home = _Cluster(len(clusters))
            clusters.append(home)
        home.take(item, scale)
        for key in item.keys:
            shelves.setdefault(key, {})[home.number] = home
    return [cluster.result() for cluster in clusters]


def _on(shelves: dict[str, dict[int, _Cluster]], keys: Iterable[str]) -> list[_Cluster]:
    """The groups that share a key, oldest first."""
    found = {number: cluster for key in keys for number, cluster in shelves.get(key, {}).items()}
    return [found[number] for number in sorted(found)]


def _best(item: Profile, near: Iterable[_Cluster], scale: Scale) -> _Cluster | None:
    """The group with which the telling has most in common; None when it fits none."""
    scored = [(cluster.liking(item, scale), -cluster.number, cluster) for cluster in near]
    fitting = [entry for entry in scored if entry[0] > 0]
    return max(fitting)[2] if fitting else None


class _Cluster:
    """Members that do not contradict each other."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._members: list[Profile] = []
        self._spokesmen: list[Profile] = []
        self._articles: set[str] = set()
        self._why: list[str] = []

    def liking(self, item: Profile, scale: Scale) -> float:
        """How much the telling has in common with the best of the group; 0: it does not fit."""
        if not scale.same_article and item.articles & self._articles:
            return 0.0
        verdicts = [judge(mine, item, scale) for mine in self._spokesmen]
        if any(verdict.contradicts for verdict in verdicts):
            return 0.0
        return max((verdict.score for verdict in verdicts if verdict.joins), default=0.0)

    def take(self, item: Profile, scale: Scale) -> None:
        """Let the telling join, and keep the reason."""
        if self._members:
            self._why.append(self._reason(item, scale))
        self._members.append(item)
        self._articles |= item.articles
        if len(self._spokesmen) < _SPOKESMEN and not any(
            alike(item, mine) for mine in self._spokesmen
        ):
            self._spokesmen.append(item)

    def _reason(self, item: Profile, scale: Scale) -> str:
        verdicts = [(judge(mine, item, scale), mine) for mine in self._spokesmen]
        best, mine = max(verdicts, key=lambda pair: _score(pair[0]))
        return f"{best.why} [{mine.key} {item.key}]"

    def result(self) -> Group:
        return tuple(item.telling for item in self._members), tuple(self._why)


def _score(verdict: Verdict) -> float:
    return verdict.score
