"""More candidates where a word beside the name demands a class that none of them has.

"Vliegbasis Eindhoven" is filed as "Eindhoven Airport": the field bears the English name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model import Entry, Names
from pipeline.resolve.classes import fits
from pipeline.resolve.groups import Group

_TAILS: Mapping[str, tuple[str, ...]] = {
    "airbase": ("Air Base", "Air Force Base", "Airport", "Air Station"),
    "airport": ("Airport", "International Airport", "Air Base"),
    "navalbase": ("Naval Base", "Naval Station"),
    "base": ("Air Base", "Air Force Base", "Naval Station", "Naval Base", "Airport"),
    "island": ("Island",),
    "lake": ("Lake",),
    "river": ("River",),
}


def widen(one: Group, names: Names) -> None:
    """Put places of the demanded class first when the plain name does not offer any."""
    tails = _TAILS.get(one.feature)
    if tails is None or any(fits(entry, one.feature) for entry in one.candidates):
        return
    more = [entry for entry in _asked(one, tails, names) if fits(entry, one.feature)]
    if more:
        one.candidates = (*dict.fromkeys(more), *one.candidates)


def _asked(one: Group, tails: Sequence[str], names: Names) -> Iterator[Entry]:
    """Entries of the name with each tail; the name may have its class before it."""
    words = one.name.split()
    for first in range(len(words)):
        plain = " ".join(words[first:])
        for tail in tails:
            yield from names.lookup(f"{plain} {tail}")
