"""Dateline: news articles in, a map of events out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import Pipeline as Pipeline

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """``from pipeline import Pipeline`` without the cost of pandas for those who do not ask."""
    if name == "Pipeline":
        from pipeline.api import Pipeline

        return Pipeline
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
