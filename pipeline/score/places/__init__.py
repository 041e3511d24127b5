"""Measures of place recognition and resolution against annotated toponyms."""

from __future__ import annotations

from pipeline.score.places.gold import GoldDocument, GoldToponym, Predicted, load_gold
from pipeline.score.places.measure import PlaceReport, score_places
from pipeline.score.places.table import lines
from pipeline.score.places.whole import score_corpus

__all__ = [
    "GoldDocument",
    "GoldToponym",
    "PlaceReport",
    "Predicted",
    "lines",
    "load_gold",
    "score_corpus",
    "score_places",
]
