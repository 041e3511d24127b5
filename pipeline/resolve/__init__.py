"""From names in context to places: which of all places of that name is meant."""

from __future__ import annotations

from pipeline.resolve.learning import learn
from pipeline.resolve.prior import Home, Prior
from pipeline.resolve.resolver import resolve, settle
from pipeline.resolve.unnamed import add_unnamed
from pipeline.resolve.weights import WEIGHTS, Weights

__all__ = ["WEIGHTS", "Home", "Prior", "Weights", "add_unnamed", "learn", "resolve", "settle"]
