"""The report in words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.score.places.measure import Frequent, PlaceReport, Prf

_WORST = 5  # confusions that are always shown


def lines(report: PlaceReport, name: str, *, errors: bool = False) -> Iterator[str]:
    """The report, a line a measure, and the worst confusions; with ``errors`` all that is wrong."""
    figures, resolution = report.figures, report.figures.resolution
    yield f"{name}: {report.documents} documents, {report.toponyms} toponyms" + (
        f", {report.missing} documents without an answer" if report.missing else ""
    )
    yield _row("recognition, exact", figures.exact) + _interval(report, "exact_f1")
    yield _row("recognition, overlap", figures.overlap)
    yield (
        f"{'resolution of matched':24}n {resolution.toponyms}  within 161 km "
        f"{resolution.accuracy:.3f}{_interval(report, 'accuracy')}  mean "
        f"{resolution.mean_km:.0f} km  median {resolution.median_km:.1f} km  "
        f"AUC {resolution.auc:.3f}"
    )
    yield _row("end to end", figures.whole) + _interval(report, "whole_f1")
    if report.documents_per_s is not None:
        yield f"{'speed':24}{report.documents_per_s:.0f} documents a second of processor time"
    right, annotated = report.uses
    if annotated:
        yield f"{'literal or associative':24}{right / annotated:.3f} of {annotated}"
    shown = None if errors else _WORST
    yield from _listed("worst confusions", report.confusions[:shown])
    if errors:
        yield from _listed("not found", report.missed)
        yield from _listed("no such toponym", report.extra)


def _listed(title: str, what: Frequent) -> Iterator[str]:
    if what:
        yield f"{title}:"
        yield from (f"{count:5}  {name}" for name, count in what)


def _row(name: str, prf: Prf) -> str:
    return f"{name:24}P {prf.precision:.3f}  R {prf.recall:.3f}  F1 {prf.f1:.3f}"


def _interval(report: PlaceReport, name: str) -> str:
    if name not in report.intervals:
        return ""
    low, high = report.intervals[name]
    return f"  [{low:.3f}, {high:.3f}]"
