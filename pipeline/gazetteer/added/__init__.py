"""Files of GeoNames and OurAirports that a person adds to the built gazetteer."""

from __future__ import annotations

from pipeline.gazetteer.added.formats import recognise
from pipeline.gazetteer.added.shelf import Added, Addition, add, in_use, open_volumes, remove, stamp

__all__ = ["Added", "Addition", "add", "in_use", "open_volumes", "recognise", "remove", "stamp"]
