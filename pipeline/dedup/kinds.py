"""Kinds that one sentence tells of one deed: a riot and the shots that fall in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.dedup.profile import Profile
from pipeline.model import Event

# A kind, and those that tell the deed better where one sentence tells both, of one place and day.
_TOLD_BETTER: Final[Mapping[str, frozenset[str]]] = {
    "accusation": frozenset({"airspace_violation", "drone_incident", "naval_shadow", "shelling"}),
    "air_deploy": frozenset({"withdrawal"}),
    "meeting": frozenset({"exercise", "joint_exercise", "labour_strike"}),
    "naval_deploy": frozenset({"withdrawal"}),
    "shooting": frozenset({"armed_clash", "riot", "seizure"}),
}


def one_deed(one: Profile, other: Profile) -> bool:
    """Whether a sentence tells both, of one day, and one is but a side of the other."""
    if one.telling.when.first != other.telling.when.first:
        return False
    modes = one.telling.mode, other.telling.mode
    pair = modes[1] in _TOLD_BETTER.get(modes[0], ()) or modes[0] in _TOLD_BETTER.get(modes[1], ())
    return pair and _share_sentence(one.telling, other.telling) and _share_place(one, other)


def _share_sentence(one: Event, other: Event) -> bool:
    spans = {span for source in one.sources for span in source.evidence}
    return any(span in spans for source in other.sources for span in source.evidence)


def _share_place(one: Profile, other: Profile) -> bool:
    """The same point, or none of one of them."""
    here, there = ({place.point for place in side.locations} for side in (one, other))
    return not here or not there or bool(here & there)


def best_told(tellings: Iterable[Event]) -> tuple[Event, ...]:
    """Those whose kind no other of them tells better."""
    told = tuple(tellings)
    modes = {telling.mode for telling in told}
    return tuple(
        telling for telling in told if not modes & _TOLD_BETTER.get(telling.mode, frozenset())
    )
