"""From counts to figures."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.score.places.gold import GoldDocument, Predicted
from pipeline.score.places.matching import FARTHEST_KM, Tally, tally

NEAR_KM = 161.0  # 100 miles: the custom of the field
_CONFUSIONS = 20


@dataclass(frozen=True, slots=True)
class Prf:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """Errors of matched toponyms with a known position; one not placed is wrong by half the
    equator."""

    toponyms: int
    accuracy: float  # share within the tolerance
    mean_km: float
    median_km: float
    auc: float  # of the logarithms of the errors: 0 best, 1 worst


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of a set of documents."""

    exact: Prf
    overlap: Prf
    resolution: Resolution
    whole: Prf  # found and placed within the tolerance


@dataclass(frozen=True, slots=True)
class PlaceReport:
    """What ``score_places`` tells."""

    documents: int
    missing: int  # documents without any prediction
    toponyms: int
    figures: Figures
    intervals: Mapping[str, tuple[float, float]]  # 95 % by resampling documents; may be empty
    documents_per_s: float | None  # None when no time was taken
    confusions: tuple[tuple[str, int], ...]  # what was taken for what, most frequent first


def score_places(
    gold: Sequence[GoldDocument],
    found: Mapping[str, Sequence[Predicted]],
    *,
    near_km: float = NEAR_KM,
    resamplings: int = 0,
    seed: int = 1,
    seconds: float | None = None,
) -> PlaceReport:
    """Compare found toponyms, by document id, with the annotated ones.

    ``resamplings`` draws of the documents give the intervals; ``seconds`` is how long finding
    took.
    """
    tallies = [tally(one, found.get(one.article.id, ())) for one in gold]
    return PlaceReport(
        documents=len(gold),
        missing=sum(one.article.id not in found for one in gold),
        toponyms=sum(len(one.toponyms) for one in gold),
        figures=_figures(tallies, near_km),
        intervals=_intervals(tallies, near_km, resamplings, random.Random(seed)),
        documents_per_s=len(gold) / seconds if seconds else None,
        confusions=_confusions(gold, found, tallies, near_km),
    )


def _figures(tallies: Sequence[Tally], near_km: float) -> Figures:
    errors = [error for one in tallies for error in one.errors]
    hits = sum(error is not None and error <= near_km for error in errors)
    judged = sum(one.judged for one in tallies)
    placeable = sum(one.placeable for one in tallies)
    return Figures(
        exact=_summed([one.exact for one in tallies]),
        overlap=_summed([one.overlap for one in tallies]),
        resolution=_resolution([FARTHEST_KM if e is None else e for e in errors], near_km),
        whole=_prf(hits, judged - hits, placeable - hits),
    )


def _summed(counts: Sequence[tuple[int, int, int]]) -> Prf:
    right, extra, missed = (sum(column) for column in zip(*counts, strict=True))
    return _prf(right, extra, missed)


def _prf(right: int, extra: int, missed: int) -> Prf:
    precision = right / (right + extra) if right + extra else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = precision + recall
    return Prf(precision, recall, 2 * precision * recall / both if both else 0.0)


def _resolution(errors: Sequence[float], near_km: float) -> Resolution:
    if not errors:
        return Resolution(0, math.nan, math.nan, math.nan, math.nan)
    ordered = sorted(errors)
    count, middle = len(ordered), len(ordered) // 2
    median = ordered[middle] if count % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return Resolution(
        count,
        sum(error <= near_km for error in ordered) / count,
        sum(ordered) / count,
        median,
        _auc(ordered),
    )


def _auc(ordered: Sequence[float]) -> float:
    """Area under the sorted logarithmic errors by trapezoids, as a share of the worst."""
    heights = [math.log1p(min(e, FARTHEST_KM)) / math.log1p(FARTHEST_KM) for e in ordered]
    if len(heights) == 1:
        return heights[0]
    inner = sum(heights) - (heights[0] + heights[-1]) / 2
    return inner / (len(heights) - 1)


_INTERVALS: Mapping[str, Callable[[Figures], float]] = {
    "exact_f1": lambda figures: figures.exact.f1,
    "accuracy": lambda figures: figures.resolution.accuracy,
    "whole_f1": lambda figures: figures.whole.f1,
}


def _intervals(
    tallies: Sequence[Tally], near_km: float, resamplings: int, dice: random.Random
) -> dict[str, tuple[float, float]]:
    if not resamplings or not tallies:
        return {}
    draws = [
        _figures([tallies[dice.randrange(len(tallies))] for _ in tallies], near_km)
        for _ in range(resamplings)
    ]
    intervals = {}
    for name, pick in _INTERVALS.items():
        values = sorted(pick(draw) for draw in draws)
        intervals[name] = (values[int(0.025 * len(values))], values[int(0.975 * len(values)) - 1])
    return intervals


def _confusions(
    gold: Sequence[GoldDocument],
    found: Mapping[str, Sequence[Predicted]],
    tallies: Sequence[Tally],
    near_km: float,
) -> tuple[tuple[str, int], ...]:
    wrong: Counter[str] = Counter()
    for document, counts in zip(gold, tallies, strict=True):
        pairs = [p for p in counts.pairs if document.toponyms[p[0]].point is not None]
        for (mine, theirs), error in zip(pairs, counts.errors, strict=True):
            if error is None or error > near_km:
                taken = found[document.article.id][theirs].name or "no place"
                wrong[f"{document.toponyms[mine].text} taken for {taken}"] += 1
    return tuple(wrong.most_common(_CONFUSIONS))
