"""The week, month or year that runs at publication, and its parts: by the end of the year.

Such words tell how long or by when: where they reach beyond publication their readings are vague.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates import arithmetic as days
from pipeline.dates.joined import part_of
from pipeline.dates.match import Match
from pipeline.dates.meaning import Frame, Reading, operation, precision_over, whole


def _running(match: Match, frame: Frame) -> Reading:
    return replace(whole(match.slots["one_unit"], frame.published), vague=True)


@operation("running_unit", needs="one_unit|bare_unit")
def read_running(match: Match, frame: Frame) -> Reading | None:
    """``for the week``, ``of the year``."""
    return _running(match, frame)


@operation("edge_of_running", needs="edge|edge_unit one_unit|bare_unit|edge_unit")
def read_edge_of_running(match: Match, frame: Frame) -> Reading | None:
    """``by the end of the year``, ``mid-week``, German ``Jahresende``."""
    unit = _running(match, frame)
    if unit.first == unit.last:
        return unit
    cut = days.edge_of(match.slots["edge"], unit.days)
    return _told(replace(unit, first=cut[0], last=cut[1], precision=precision_over(cut)), frame)


@operation("nth_of_running", "last_of_running", needs="unit one_unit|bare_unit")
def read_nth_of_running(match: Match, frame: Frame) -> Reading | None:
    """``the first quarter of the year``, ``the last week of the month``."""
    nth = match.slots["nth"] if match.op == "nth_of_running" else -1
    part = part_of(_running(match, frame), nth, 1, match.slots["unit"])
    return part and _told(part, frame)


@operation("first_of_running", needs="n unit one_unit|bare_unit")
def read_first_of_running(match: Match, frame: Frame) -> Reading | None:
    """``the first two months of the year``."""
    part = part_of(_running(match, frame), 1, round(match.slots["n"]), match.slots["unit"])
    return part and _told(part, frame)


def _told(part: Reading, frame: Frame) -> Reading:
    return replace(part, vague=part.last > frame.published)
