"""Mentions of one name, which mean one place: one sense per discourse."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pipeline.model import Entry, Mention

_HIGH = frozenset({"country", "territory", "continent", "ocean"})
_REGIONS = frozenset({"adm1", "region"})
LOCAL_KM = 60.0  # half the extent of an island or territory that is as good as a town
_LOCAL = frozenset({"city", "site", "adm2"})  # precisions of places small enough to be near


@dataclass
class Group:
    """Every mention of one name with one container, and what is known of it."""

    name: str
    mentions: list[Mention]
    candidates: Sequence[Entry]
    feature: str = ""
    container: str = ""
    is_state: bool = False  # the words make it a government: "Washington said"
    at_home: bool = False  # the name stands in the publisher's name
    parts: list[dict[str, float]] = field(default_factory=list)  # beside the candidates
    scores: list[float] = field(default_factory=list)  # probabilities, summing to 1
    best: int = 0  # index of the likeliest candidate

    @cached_property
    def key(self) -> str:
        """The name without regard to capitals."""
        return self.name.casefold()

    @property
    def weight(self) -> float:
        """How loud its vote is: repeating a name says less and less."""
        return math.sqrt(len(self.mentions))

    @property
    def entry(self) -> Entry:
        """The likeliest candidate."""
        return self.candidates[self.best]

    @property
    def is_local(self) -> bool:
        """Whether the likeliest candidate is small enough to be near another."""
        return self.entry.precision in _LOCAL or self.entry.radius_km <= LOCAL_KM


def group(mentions: Sequence[Mention]) -> list[Group]:
    """Mentions by name; a container or feature named once holds for all of the same name."""
    groups: dict[str, Group] = {}
    for mention in mentions:
        if not mention.candidates:
            continue
        key = mention.candidates[0].id if mention.reason == PEOPLE else _key(mention)
        if key not in groups:
            groups[key] = Group(mention.text, [], mention.candidates)
        one = groups[key]
        one.mentions.append(mention)
        one.feature = one.feature or mention.feature
        one.container = one.container or mention.container
        one.is_state = one.is_state or mention.reason == STATE
        if len(mention.candidates) > len(one.candidates):
            one.candidates = mention.candidates
    return list(groups.values())


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name without regard to capitals and accents."""
    if name.isascii():
        return name.lower()
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


# Reasons that recognition gives a mention.
PEOPLE = "adjective or people"
STATE = "stands for its state"


def _key(mention: Mention) -> str:
    return mention.text.casefold().rstrip(".")
