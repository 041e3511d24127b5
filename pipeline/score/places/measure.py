"""From counts to figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.score.places.gold import GoldDocument, Predicted
from pipeline.score.places.matching import FARTHEST_KM, Tally, tally

NEAR_KM = 161.0  # 100 miles: the custom of the field
_LISTED = 20  # of each kind of error
Array = npt.NDArray[np.float64]


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


Frequent = tuple[tuple[str, int], ...]  # what and how often, most frequent first


@dataclass(frozen=True, slots=True)
class PlaceReport:
    """What ``score_places`` tells."""

    documents: int
    missing: int  # documents without any prediction
    toponyms: int
    figures: Figures
    intervals: Mapping[str, tuple[float, float]]  # 95 % by resampling documents; may be empty
    documents_per_s: float | None  # None when no time was taken
    uses: tuple[int, int]  # matched toponyms with the annotated use, and of an annotated use
    confusions: Frequent  # what was taken for what
    missed: Frequent  # annotated names that were not found
    extra: Frequent  # found names that are not annotated


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
        intervals=_intervals(tallies, near_km, resamplings, seed),
        documents_per_s=len(gold) / seconds if seconds else None,
        uses=_uses(gold, found, tallies),
        confusions=_confusions(gold, found, tallies, near_km),
        missed=_frequent(
            toponym.text
            for one, counts in zip(gold, tallies, strict=True)
            for at, toponym in enumerate(one.toponyms)
            if all(at != mine for mine, _ in counts.pairs)
        ),
        extra=_frequent(
            predicted.span.of(one.article.text)
            for one, counts in zip(gold, tallies, strict=True)
            for at, predicted in enumerate(found.get(one.article.id, ()))
            if all(at != theirs for _, theirs in counts.pairs)
            and not any(predicted.span.overlaps(zone) for zone in one.ignore)
        ),
    )


def _frequent(what: Iterable[str]) -> Frequent:
    return tuple(Counter(what).most_common(_LISTED))


def _uses(
    gold: Sequence[GoldDocument],
    found: Mapping[str, Sequence[Predicted]],
    tallies: Sequence[Tally],
) -> tuple[int, int]:
    pairs = [
        (document.toponyms[mine].use, found[document.article.id][theirs].use)
        for document, counts in zip(gold, tallies, strict=True)
        for mine, theirs in counts.pairs
        if document.toponyms[mine].use
    ]
    return sum(mine == theirs for mine, theirs in pairs), len(pairs)


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


def _intervals(
    tallies: Sequence[Tally], near_km: float, resamplings: int, seed: int
) -> dict[str, tuple[float, float]]:
    """Middle 95 % of the measures over draws of as many documents, with repetition."""
    if not resamplings or not tallies:
        return {}
    rows = np.array([_counts(one, near_km) for one in tallies], dtype=float)
    dice = np.random.default_rng(seed)
    shares = np.full(len(rows), 1 / len(rows))
    drawn = dice.multinomial(len(rows), shares, size=resamplings) @ rows
    right, extra, missed, hits, matched, judged, placeable = drawn.T
    measures = {
        "exact_f1": _ratio(2 * right, 2 * right + extra + missed),
        "accuracy": _ratio(hits, matched),
        "whole_f1": _ratio(2 * hits, judged + placeable),
    }
    return {name: _middle(values) for name, values in measures.items()}


def _counts(one: Tally, near_km: float) -> tuple[int, ...]:
    hits = sum(error is not None and error <= near_km for error in one.errors)
    return (*one.exact, hits, len(one.errors), one.judged, one.placeable)


def _ratio(share: Array, whole: Array) -> Array:
    return np.divide(share, whole, out=np.zeros_like(whole), where=whole > 0)


def _middle(values: Array) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def _confusions(
    gold: Sequence[GoldDocument],
    found: Mapping[str, Sequence[Predicted]],
    tallies: Sequence[Tally],
    near_km: float,
) -> Frequent:
    wrong: list[str] = []
    for document, counts in zip(gold, tallies, strict=True):
        pairs = [p for p in counts.pairs if document.toponyms[p[0]].point is not None]
        for (mine, theirs), error in zip(pairs, counts.errors, strict=True):
            if error is None or error > near_km:
                taken = found[document.article.id][theirs].name or "no place"
                wrong.append(f"{document.toponyms[mine].text} taken for {taken}")
    return _frequent(wrong)
