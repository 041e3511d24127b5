"""Relative places: "50 miles off the coast of Venezuela", "ten noorden van de kust".

``grammar`` and ``phrases`` find the words (``[relative]`` of each language's file), ``position``
turns them into a point and a radius with the real coastline, ``offsets`` walks a document.
Feet and yards are no distances of news geography and are refused: no language lists them.
"""

from __future__ import annotations

from pipeline.relative.coast import Coast
from pipeline.relative.line import parse_relative
from pipeline.relative.offsets import areas_of, place_offsets

__all__ = ["Coast", "areas_of", "parse_relative", "place_offsets"]
