"""How well relative places are understood, on reports of ships with their positions.

A CSV with ``location_description``, ``latitude``, ``longitude`` and ``nearest_country``. The last
column is not used: it was made from the position. The table shows the share answered, the
median and the 90th percentile of the error, and beside it the anchor alone, without its offset.
A place whose own radius is 150 km or more ("900 miles off Somalia") says where to look, not where
it was, and counts as not answered.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BadInput
from pipeline.lexicon import Lexicon
from pipeline.model import Names, Place, Point
from pipeline.relative import Coast, parse_relative
from pipeline.relative.geodesy import distance_km

VAGUE_KM = 150.0  # the radius that stands for "no distance is given"


@dataclass(frozen=True, slots=True)
class Report:
    """A described and a measured position."""

    text: str
    point: Point


@dataclass(frozen=True, slots=True)
class Answer:
    """A report with what was made of it."""

    report: Report
    place: Place | None
    error_km: float | None  # None when not answered
    anchor_error_km: float | None  # of the anchor alone


def reports(path: Path) -> Iterator[Report]:
    """Rows of a file. Raises BadInput naming the line that cannot be used."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                point = Point(float(row["latitude"]), float(row["longitude"]))
                yield Report(row["location_description"], point)
            except (KeyError, ValueError) as error:
                raise BadInput(f"{path.name} is no list of reports: {error}") from error


def answer(report: Report, lexicon: Lexicon, names: Names, coast: Coast) -> Answer:
    """One report located."""
    place = parse_relative(report.text, lexicon, names, coast, lang="en", at_sea=True)
    if place is None or place.point is None or (place.radius_km or 0.0) >= VAGUE_KM:
        return Answer(report, None, None, None)
    anchor = names.entry(place.gazetteer_id) if place.gazetteer_id else None
    alone = distance_km(anchor.point, report.point) if anchor is not None else None
    return Answer(report, place, distance_km(place.point, report.point), alone)


def score(path: Path, lexicon: Lexicon, names: Names, coast: Coast) -> tuple[Answer, ...]:
    """Every report of a file located."""
    return tuple(answer(report, lexicon, names, coast) for report in reports(path))


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies (nearest rank); NaN of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def table(
    path: Path, lexicon: Lexicon, names: Names, coast: Coast, *, errors: int = 0
) -> Iterator[str]:
    """Lines to print; with ``errors`` also so many of the largest errors."""
    answers = score(path, lexicon, names, coast)
    found = [a.error_km for a in answers if a.error_km is not None]
    alone = [a.anchor_error_km for a in answers if a.anchor_error_km is not None]
    yield f"reports {len(answers)}, answered {len(found)} ({len(found) / max(1, len(answers)):.1%})"
    yield f"{'':<14}{'median km':>10}{'90 % km':>10}{'within 161 km':>15}"
    for name, values in (("offset", found), ("anchor alone", alone)):
        near = sum(1 for value in values if value <= 161.0) / max(1, len(values))
        middle, most = percentile(values, 0.5), percentile(values, 0.9)
        yield f"{name:<14}{middle:>10.1f}{most:>10.1f}{near:>15.1%}"
    worst = sorted((a for a in answers if a.error_km is not None), key=lambda a: -(a.error_km or 0))
    for item in worst[:errors]:
        point = item.place.point if item.place else None
        yield f"  {item.error_km:8.0f} km  {item.report.text!r}: {item.report.point}, got {point}"
