"""The places we know, built once into ``data/build`` and memory-mapped from there."""

from __future__ import annotations

from pipeline.gazetteer.build import BuildReport, build, is_current
from pipeline.gazetteer.lookup import Gazetteer, open_gazetteer
from pipeline.gazetteer.names import fold

__all__ = ["BuildReport", "Gazetteer", "build", "fold", "is_current", "open_gazetteer"]
