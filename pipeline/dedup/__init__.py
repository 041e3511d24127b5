"""The same happening told twice becomes one event with several sources.

First within an article (headline, lead and body tell one event), then across articles and
languages. Two tellings are joined when what they share outweighs what differs and nothing in them
contradicts; a group takes a telling in only when it contradicts none of its members, so a chain of
likenesses never ties two happenings together. The outcome depends on the tellings alone, not on
the order in which they came. Values that differ stay with their tellings; the merged event shows
the best supported one, and ``merged_why`` says for each join what spoke for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from pipeline.dedup.cluster import group
from pipeline.dedup.combine import across_articles, in_one_article
from pipeline.dedup.compare import ACROSS, WITHIN, Scale, judge
from pipeline.dedup.profile import Profile, keys, profile, window
from pipeline.model import Event, Links, event_id, telling_id

__all__ = ["Merger", "merge", "within_article"]

_NO_LINKS: Final = Links()


def within_article(told: Iterable[Event]) -> tuple[Event, ...]:
    """The events of one article, each told once; in the order of their first sentence.

    Expects events with one source each, all of the same article.
    """
    events = tuple(told)
    while True:
        groups = group([profile(item, slack=WITHIN.slack) for item in events], WITHIN)
        joined = tuple(in_one_article(members, why) for members, why in groups)
        if len(joined) == len(events):
            return tuple(sorted(joined, key=_position))
        events = joined


@dataclass(frozen=True, slots=True)
class Merger:
    """Merging across articles, with what a store needs to do it for new tellings only."""

    scale: Scale = ACROSS

    def __call__(self, tellings: Sequence[Event], links: Links = _NO_LINKS) -> tuple[Event, ...]:
        """The merged events, ordered by day and id; ``mention_ids`` names their tellings.

        ``links`` say which tellings persons put together or kept apart.
        """
        profiles = [self._profile(telling) for telling in tellings]
        groups = group(profiles, self.scale, links)
        merged = [across_articles(members, why) for members, why in groups]
        return tuple(sorted(_unique(merged), key=lambda event: (event.when.first, event.id)))

    def keys(self, telling: Event) -> tuple[str, ...]:
        """Shelves on which tellings of the same happening lie together."""
        return keys(telling)

    def window(self, telling: Event) -> tuple[date, date]:
        """First and last day on which the happening may lie."""
        return window(telling, slack=self.scale.slack)

    def related(self, telling: Event, others: Sequence[Event]) -> tuple[Event, ...]:
        """Those of the others that might be joined with it, or that bear the same id."""
        mine = self._profile(telling)
        return tuple(
            other
            for other in others
            if other.id == telling.id or judge(mine, self._profile(other), self.scale).joins
        )

    def _profile(self, telling: Event) -> Profile:
        return _profile_of(_Same(telling), self.scale.slack)


class _Same:
    """A telling as a key of a cache: by identity, for hashing its content takes too long."""

    def __init__(self, telling: Event) -> None:
        self.telling = telling  # held, so that no other object can take its identity

    def __hash__(self) -> int:
        return id(self.telling)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.telling is other.telling


@lru_cache(maxsize=4096)
def _profile_of(telling: _Same, slack: int) -> Profile:
    return profile(telling.telling, slack=slack)


merge: Final = Merger()


def _position(event: Event) -> tuple[int, str]:
    spans = event.sources[0].evidence
    return (min(span.start for span in spans) if spans else 0, telling_id(event))


def _unique(events: Sequence[Event]) -> list[Event]:
    """Two happenings may agree in all that an id is made of; the later one gets another id."""
    taken: set[str] = set()
    unique = []
    for event in sorted(events, key=_founding):
        if event.id in taken:
            event = replace(event, id=_other_id(event))
        taken.add(event.id)
        unique.append(event)
    return unique


def _founding(event: Event) -> tuple[date, str]:
    return min(source.published for source in event.sources), event.mention_ids[0]


def _other_id(event: Event) -> str:
    return event_id(event.type, event.when, event.id, None, event.mention_ids[0])
