"""Tellings into groups, in an order of their own, so that the order of arrival does not matter.

The telling that says most comes first; each further one joins the group with which it has most in
common, or begins one. It is compared with a few members that stand for the group, those that say
most, so that a happening told by a thousand papers takes no longer than it must.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from pipeline.dedup.compare import Scale, Verdict, judge
from pipeline.dedup.profile import Profile, alike
from pipeline.model import Event, Links

Group = tuple[tuple[Event, ...], tuple[str, ...]]  # members, and why each joined
_SPOKESMEN: Final = 8  # members that stand for a group; no two of them alike
_NO_LINKS: Final = Links()
BY_PERSON: Final = "put together by a person"


def group(profiles: Sequence[Profile], scale: Scale, links: Links = _NO_LINKS) -> list[Group]:
    """Partition the tellings; the result is the same for every order of the input.

    What ``links`` hold together or apart is so, whatever speaks against it.
    """
    clusters: list[_Cluster] = []
    shelves: dict[str, dict[int, _Cluster]] = {}
    apart = _apart(links)
    for bundle in _bundles(sorted(profiles, key=lambda profile: profile.rank), links):
        keys = {key for item in bundle for key in item.keys}
        near = clusters if scale.same_article else _on(shelves, keys)
        barred = {name for item in bundle for name in apart.get(item.key, ())}
        home = _best(bundle[0], [one for one in near if not one.holds(barred)], scale)
        if home is None:
            home = _Cluster(len(clusters))
            clusters.append(home)
        home.take_all(bundle, scale)
        for key in keys:
            shelves.setdefault(key, {})[home.number] = home
    return [cluster.result() for cluster in clusters]


def _apart(links: Links) -> dict[str, set[str]]:
    """For each telling those that it must not be with."""
    apart: dict[str, set[str]] = {}
    for one, other in links.apart:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    return apart


def _bundles(ordered: Sequence[Profile], links: Links) -> Iterator[list[Profile]]:
    """Tellings that persons put together, at the place of the one that says most; others alone."""
    bound = {name: number for number, names in enumerate(links.together) for name in names}
    waiting: dict[int, list[Profile]] = {}
    for item in ordered:
        if item.key in bound:
            waiting.setdefault(bound[item.key], []).append(item)
    for item in ordered:
        if item.key not in bound:
            yield [item]
        elif bundle := waiting.pop(bound[item.key], None):
            yield bundle


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
        self._bound: set[str] = set()  # members that a person put here: they may contradict others
        self._why: list[str] = []

    def holds(self, names: Collection[str]) -> bool:
        """Whether one of these tellings is a member."""
        return bool(names) and any(member.key in names for member in self._members)

    def liking(self, item: Profile, scale: Scale) -> float:
        """How much the telling has in common with the best of the group; 0: it does not fit."""
        if not scale.same_article and item.articles & self._articles:
            return 0.0
        verdicts = [judge(mine, item, scale) for mine in self._spokesmen]
        if self._is_contradicted(verdicts):
            return 0.0
        return max((verdict.score for verdict in verdicts if verdict.joins), default=0.0)

    def _is_contradicted(self, verdicts: Sequence[Verdict]) -> bool:
        """By any member but one that a person put beside others that fit."""
        against = (
            mine.key
            for mine, verdict in zip(self._spokesmen, verdicts, strict=True)
            if verdict.contradicts
        )
        return any(key not in self._bound for key in against)

    def take_all(self, bundle: Sequence[Profile], scale: Scale) -> None:
        """Let tellings join that a person put together, or a single one."""
        self.take(bundle[0], scale)
        if len(bundle) > 1:
            self._bound |= {item.key for item in bundle}
        for item in bundle[1:]:
            self.take(item, scale)

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
        if item.key in self._bound:
            mine = next((one for one in self._members if one.key in self._bound), self._members[0])
            return f"{BY_PERSON} [{mine.key} {item.key}]"
        verdicts = [(judge(mine, item, scale), mine) for mine in self._spokesmen]
        best, mine = max(verdicts, key=lambda pair: _score(pair[0]))
        return f"{best.why} [{mine.key} {item.key}]"

    def result(self) -> Group:
        return tuple(item.telling for item in self._members), tuple(self._why)


def _score(verdict: Verdict) -> float:
    return verdict.score
