"""Which rows are wanted, and how many there would be of each value.

A facet is one row of ``FACETS``; the panel, the link and the counts follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

import numpy as np
import pandas as pd

from views import arrived, pairs, palette, search, words
from views.data import KEPT, Bools, Snapshot
from views.pairs import Pairs, banded, of_places, split
from views.state import NOT, Clock, Filters

Group = Literal["What", "Who", "Where", "Told by", "How sure"]
GROUPS: Final[tuple[Group, ...]] = ("What", "Who", "Where", "Told by", "How sure")


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to sort events into named heaps."""

    key: str  # in the link
    label: str
    group: Group  # under which heading
    pairs: Callable[[Snapshot], Pairs]  # which rows have which values
    name: Callable[[str], str] = str  # of a value, for people
    order: tuple[str, ...] = ()  # of values that are always shown in it; others follow
    many: bool = False  # so many values that they are searched


@dataclass(frozen=True, eq=False)
class Choice:
    """The rows that pass all filters, and each filter's own part in it."""

    mask: Bools  # of the rows of the snapshot
    parts: Mapping[str, Bools]  # rows that pass one filter, by its key

    def without(self, *keys: str) -> Bools:
        """Rows that pass all the other filters."""
        others = [part for name, part in self.parts.items() if name not in keys]
        return _all(others, len(self.mask))


def _kind(value: str) -> str:
    """The words for a type or, in small letters, a mode."""
    return palette.look(value).label if value.isupper() else palette.mode_label(value)


def _certainty(value: str) -> str:
    return {
        "sure": "Sure, 85\u202f% and more",
        "likely": "Likely, 65 to 84\u202f%",
        "doubtful": "Doubtful, below 65\u202f%",
    }.get(value, value)


def _voices(value: str) -> str:
    return {"1": "1 source", "3-5": "3 to 5 sources", "6+": "6 sources or more"}.get(
        value, f"{value} sources"
    )


FACETS: Final[tuple[Facet, ...]] = (
    # A mode is a value of its type's facet, so that one type and a mode of another may be wanted.
    Facet("type", "What", "What", split("event_type", "event_mode"), _kind,
          tuple(palette.TYPES)),
    Facet("aircraft", "Aircraft", "What", split("aircraft_name"), many=True),
    Facet("actor", "Who", "Who", split("actors", "recipients"), many=True),
    Facet("actor-country", "Country of the actor", "Who", split("actor_countries"),
          words.country, many=True),
    Facet("country", "Country of the place", "Where", of_places("country", own="place_country"),
          words.country, many=True),
    Facet("role", "Role of the place", "Where", of_places("role"), words.role, words.ROLES),
    Facet("precision", "Precision of the place", "Where", split("geo_precision"), words.precision,
          words.PRECISIONS),
    Facet("source", "Publisher", "Told by", pairs.publishers, many=True),
    Facet("language", "Language", "Told by", split("languages"), words.language),
    Facet("sources", "Independent sources", "Told by", pairs.voices, _voices,
          tuple(value for _, value in pairs.VOICES)),
    Facet("status", "Claims", "How sure", split("claim_status"),
          lambda value: palette.STATUS.get(value, value), tuple(palette.STATUS)),
    Facet("certainty", "Certainty of the reading", "How sure",
          banded("conf_extraction", pairs.CERTAINTY), _certainty,
          tuple(value for _, value in reversed(pairs.CERTAINTY))),
)  # fmt: skip
KEYS: Final = tuple(facet.key for facet in FACETS)
FACET: Final[Mapping[str, Facet]] = {facet.key: facet for facet in FACETS}


@lru_cache(maxsize=KEPT * len(FACETS))
def index(snapshot: Snapshot, key: str) -> Pairs:
    """The pairs of a facet, made once a data version."""
    return FACET[key].pairs(snapshot)


@lru_cache(maxsize=KEPT)
def modes(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The modes of each type in the data, by name; a mode of two types stands under the first."""
    kinds = snapshot.frame[["event_type", "event_mode"]].drop_duplicates("event_mode")
    named = kinds[kinds["event_mode"] != ""]
    by_type = named.groupby("event_type")["event_mode"].agg(list)
    return {str(kind): tuple(sorted(own, key=_kind)) for kind, own in by_type.items()}


def choose(snapshot: Snapshot, filters: Filters, clock: Clock = "event") -> Choice:
    """The rows that pass; a filter at its default lets all pass."""
    size = len(snapshot.frame)
    parts: dict[str, Bools] = {}
    if filters.text.strip():
        parts["q"] = search.holding(snapshot.frame["haystack"], filters.text)
    if filters.first or filters.last:
        parts["dates"] = _by_date(snapshot.frame, filters, clock)
    if filters.since:
        parts["since"] = arrived.after(snapshot, filters.since)
    for key, picked in filters.picked.items():
        parts[key] = _by_facet(index(snapshot, key), picked, size)
    for key, unwanted in filters.excluded.items():
        parts[NOT + key] = ~_by_facet(index(snapshot, key), unwanted, size)
    if filters.only:
        parts["only"] = snapshot.frame["event_id"].isin(filters.only).to_numpy(dtype=bool)
    return Choice(_all(parts.values(), size), parts)


def counts(
    snapshot: Snapshot, choice: Choice, key: str, excluded: Sequence[str] = ()
) -> dict[str, int]:
    """How many events each value of a facet has under the other filters, the most first.

    An excluded value counts what would come back without the exclusions of its facet.
    """
    own = index(snapshot, key)
    totals = dict(zip(own.names, _totals(own, choice.without(key)), strict=True))
    if excluded:
        back = zip(own.names, _totals(own, choice.without(key, NOT + key)), strict=True)
        totals |= {name: total for name, total in back if name in set(excluded)}
    return dict(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))


def _totals(own: Pairs, mask: Bools) -> list[int]:
    wanted = own.codes[mask[own.rows]]
    totals: list[int] = np.bincount(wanted, minlength=len(own.names)).tolist()
    return totals


def empty_alone(choice: Choice) -> list[str]:
    """The filters that no event at all passes."""
    return [key for key, part in choice.parts.items() if not part.any()]


def blocking(choice: Choice) -> dict[str, int]:
    """The filters without which an empty result would not be empty, and what each would leave.

    The one that leaves the most comes first; empty when it takes several.
    """
    freed = {key: int(choice.without(key).sum()) for key in choice.parts}
    ranked = sorted(freed.items(), key=lambda pair: -pair[1])
    return {key: total for key, total in ranked if total}


def days(frame: pd.DataFrame, clock: Clock) -> tuple[pd.Series, pd.Series]:
    """First and last day of each row by the clock that counts."""
    if clock == "report":
        return frame["published_first"], frame["published_last"]
    dated = frame["time_precision"] != "unknown"
    return frame["date_start"].where(dated), frame["date_end"].where(dated)


def undated(frame: pd.DataFrame, clock: Clock) -> Bools:
    """Rows without a date by this clock."""
    return days(frame, clock)[0].isna().to_numpy()


def unmapped(snapshot: Snapshot, choice: Choice) -> Bools:
    """Chosen rows without a mark on the map."""
    mask: Bools = choice.mask & ~snapshot.frame["on_map"].to_numpy(dtype=bool)
    return mask


def _all(parts: Iterable[Bools], size: int) -> Bools:
    mask = np.ones(size, dtype=bool)
    for part in parts:
        mask &= part
    return mask


def _by_date(frame: pd.DataFrame, filters: Filters, clock: Clock) -> Bools:
    """Rows whose interval shares a day with the wanted one; undated rows do not."""
    first, last = days(frame, clock)
    wanted = first.notna()
    if filters.first:
        wanted &= last >= _stamp(filters.first)
    if filters.last:
        wanted &= first <= _stamp(filters.last)
    return wanted.to_numpy(dtype=bool)


def _stamp(day: date) -> pd.Timestamp:
    return pd.Timestamp(day)


def _by_facet(own: Pairs, picked: Sequence[str], size: int) -> Bools:
    chosen = set(picked)
    wanted = np.array([name in chosen for name in own.names], dtype=bool)
    mask = np.zeros(size, dtype=bool)
    mask[own.rows[wanted[own.codes]]] = True
    return mask
