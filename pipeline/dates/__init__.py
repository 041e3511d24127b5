"""Dates in words to intervals of days.

The words of each language stand in ``[dates]`` of its file; ``grammar`` and ``match`` find phrases
with them, ``stated``, ``counted`` and ``joined`` say what they mean, ``find`` walks a document.
Rules: a bare weekday is the latest such day on or before publication; "last Thursday" is before
it, "next Thursday" the first one after it; weeks run Monday to Sunday; both ends of a range
belong to it; a day or month without its year is the past one unless that is more than nine months
back; numeric dates are day first except where a language's file says ``numeric = "mdy"``, and
then 23/10/2025 is still the 23rd of October.
"""

from __future__ import annotations

from pipeline.dates.find import find_dates, shift_to_future

__all__ = ["find_dates", "shift_to_future"]
