"""What the person looks at: one value, made from the link and written back to it.

The link is the truth: every field has a short key, is read on its own, and a part that cannot be
read is left out and reported, so that a bad link still opens.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal

from views import newness, pair, playing

Tab = Literal["event", "list", "unmapped", "undated", "correct", "log", "add", "compare", "here"]
Clock = Literal["event", "report"]
Query = Mapping[str, Sequence[str]]

TABS: Final[tuple[Tab, ...]] = (
    "event", "list", "unmapped", "undated", "correct", "log", "add", "compare", "here",
)  # fmt: skip
CLOCKS: Final[tuple[Clock, ...]] = ("event", "report")
SORTS: Final = ("newest", "oldest", "sources", "type", "place")
# Last change, events, newest publication, and how many events the link showed; see share.py.
DATA: Final = re.compile(r"(\d{1,9}\.\d{1,9}\.(\d{4}-\d{2}-\d{2}|empty))~(\d{1,9})", re.ASCII)
_TIME_KEYS: Final = ("since", "play", "a", "b", "way", "by")
MAX_VALUES = 50  # of one filter in a link; more is no link that a person made here
MAX_CHARS = 200  # of one value
NOT: Final = "not-"  # in the link before the key of a facet whose values are excluded
NO_LAYERS = "none"  # in a link that switches every layer off
HERE = re.compile(r"-?\d{1,2}(\.\d{1,3})?,-?\d{1,3}(\.\d{1,3})?|[0-9a-f]{15}")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which events are wanted. Empty means all."""

    text: str = ""  # words that must all occur in the title, the evidence or a name
    first: date | None = None  # first day wanted; None: from the beginning
    last: date | None = None  # last day wanted, inclusive; None: to the end
    picked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # values by facet key
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # unwanted ones, likewise
    only: tuple[str, ...] = ()  # ids of the only events wanted; empty: all
    since: newness.Since | None = None  # only what came into the store after this

    def pick(self, key: str, values: Sequence[str]) -> Filters:
        """The same with other values of one facet."""
        return replace(self, picked=_with(self.picked, key, values))

    def exclude(self, key: str, values: Sequence[str]) -> Filters:
        """The same with other unwanted values of one facet."""
        return replace(self, excluded=_with(self.excluded, key, values))

    @property
    def any(self) -> bool:
        """Whether anything is filtered at all."""
        lists = self.picked or self.excluded or self.only
        return bool(self.text.strip() or self.first or self.last or lists or self.since)


@dataclass(frozen=True, slots=True)
class View:
    """Where the map looks when the link is opened."""

    lat: float
    lon: float
    zoom: float  # 0 the world, 10 a city


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the link restores."""

    filters: Filters = field(default_factory=Filters)
    clock: Clock = "event"  # which date counts: when it happened or when it was reported
    selection: str = ""  # event id; empty when none
    tab: Tab = "list"
    view: View | None = None  # None: the map looks at all events
    sort: str = "newest"  # order of the list, one of SORTS
    data: str = ""  # version of the data that a shared link showed; empty: the link says nothing
    play: playing.Play | None = None  # the playback that is open
    pair: pair.Pair | None = None  # what is compared
    layers: tuple[str, ...] | None = None  # keys of the layers that are shown; None: as at first
    here: str = ""  # "lat,lon" or an H3 cell whose events the panel lists; empty when none


def to_query(state: State) -> dict[str, str | list[str]]:
    """The parameters of the link; what is at its default is left out."""
    filters, start = state.filters, State()
    plain: dict[str, str] = {
        "q": filters.text.strip(),
        "from": filters.first.isoformat() if filters.first else "",
        "to": filters.last.isoformat() if filters.last else "",
        "clock": state.clock if state.clock != start.clock else "",
        "event": state.selection,
        "tab": state.tab if state.tab != start.tab else "",
        "view": _view_text(state.view) if state.view else "",
        "sort": state.sort if state.sort != start.sort else "",
        "data": state.data,
        "since": newness.to_text(filters.since) if filters.since else "",
        "play": playing.to_text(state.play) if state.play else "",
        **_pair_texts(state.pair),
        "layers": "" if state.layers is None else ",".join(state.layers) or NO_LAYERS,
        "here": state.here,
    }
    lists = {key: list(filters.picked[key]) for key in sorted(filters.picked)}
    if filters.only:
        lists["only"] = list(filters.only)
    nots = {NOT + key: list(filters.excluded[key]) for key in sorted(filters.excluded)}
    return {**{key: text for key, text in plain.items() if text}, **lists, **nots}


def from_query(
    query: Query, facets: Sequence[str], *, layers: Sequence[str] = ()
) -> tuple[State, tuple[str, ...]]:
    """The state of a link and a sentence for each part of it that was ignored.

    ``facets`` are the keys of the filters with a list of values; other keys are unknown.
    ``layers`` are the keys of the layers that can be switched.
    """
    reader = _Reader(query)
    filters = Filters(
        text=reader.one("q", _short, ""),
        first=reader.one("from", date.fromisoformat, None),
        last=reader.one("to", date.fromisoformat, None),
        picked={key: values for key in facets if (values := reader.many(key))},
        excluded={key: values for key in facets if (values := reader.many(NOT + key))},
        only=reader.many("only"),
        since=reader.one("since", newness.from_text, None),
    )
    if filters.first and filters.last and filters.last < filters.first:
        reader.problems.append("“to” lies before “from”; both were ignored")
        filters = replace(filters, first=None, last=None)
    state = State(
        filters=filters,
        clock=reader.one("clock", _among(CLOCKS), "event"),
        selection=reader.one("event", _short, ""),
        tab=reader.one("tab", _among(TABS), "list"),
        view=reader.one("view", _view, None),
        sort=reader.one("sort", _among(SORTS), "newest"),
        data=reader.one("data", _data, ""),
        play=reader.one("play", playing.from_text, None),
        pair=_pair(reader, facets),
        layers=reader.one("layers", _some(layers), None),
        here=reader.one("here", _here, ""),
    )
    known = {"q", "from", "to", "clock", "event", "tab", "view", "sort", "data", "only", *facets}
    known |= {NOT + key for key in facets} | {"layers", "here", *_TIME_KEYS}
    reader.problems += [f"“{key[:40]}” is no part of a link" for key in query if key not in known]
    return state, tuple(reader.problems)


def _with(
    lists: Mapping[str, tuple[str, ...]], key: str, values: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    rest = {name: kept for name, kept in lists.items() if name != key}
    return {**rest, key: tuple(values)} if values else rest


class _Reader:
    """Takes fields out of a query one by one and notes what it cannot use."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.problems: list[str] = []

    def one(self, key: str, parse: Callable[[str], Any], default: Any) -> Any:
        """The parsed value, the default when it is absent or bad."""
        values = self.query.get(key) or ()
        if not values or not values[0]:
            return default
        try:
            return parse(values[0])
        except ValueError:
            self.problems.append(f"“{key}={values[0][:40]}” cannot be used and was ignored")
            return default

    def many(self, key: str) -> tuple[str, ...]:
        """All values of a key, without repetitions and empty ones."""
        values = tuple(dict.fromkeys(value for value in self.query.get(key, ()) if value))
        good = tuple(value for value in values if len(value) <= MAX_CHARS)[:MAX_VALUES]
        if len(good) < len(values):
            self.problems.append(f"“{key}” has {len(values) - len(good)} values too many or long")
        return good


def _short(text: str) -> str:
    if len(text) > MAX_CHARS:
        raise ValueError(f"longer than {MAX_CHARS} characters")
    return text


def _among(allowed: Sequence[str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"not one of {', '.join(allowed)}")
        return text

    return parse


def _data(text: str) -> str:
    found = DATA.fullmatch(text)
    if not found:
        raise ValueError("not a version of the data")
    if found[2] != "empty":
        date.fromisoformat(found[2])
    return text


def _some(allowed: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        keys = () if text == NO_LAYERS else tuple(text.split(","))
        if not set(keys) <= set(allowed):
            raise ValueError(f"not all of them among {', '.join(allowed)}")
        return tuple(key for key in allowed if key in keys)

    return parse


def _here(text: str) -> str:
    if not HERE.fullmatch(text):
        raise ValueError("neither a position nor a cell")
    return text


def _view(text: str) -> View:
    lat, lon, zoom = (float(part) for part in text.split(","))
    if not all(map(math.isfinite, (lat, lon, zoom))):
        raise ValueError("not finite")
    if not (-85.0 <= lat <= 85.0 and -180.0 <= lon <= 180.0 and 0.0 <= zoom <= 16.0):
        raise ValueError("outside the map")
    return View(lat, lon, zoom)


def _view_text(view: View) -> str:
    return f"{view.lat:.2f},{view.lon:.2f},{view.zoom:.1f}"


def _pair(reader: _Reader, facets: Sequence[str]) -> pair.Pair | None:
    a, b = (reader.one(key, pair.from_text, None) for key in ("a", "b"))
    way = reader.one("way", _among(pair.WAYS), "difference")
    by = reader.one("by", _among(facets), "type")
    try:
        return pair.together(a, b, way=way, by=by)
    except ValueError as error:
        reader.problems.append(f"{error}; they were ignored")
        return None


def _pair_texts(compared: pair.Pair | None) -> dict[str, str]:
    if compared is None:
        return {}
    way = compared.way if compared.way != "difference" else ""
    by = compared.by if compared.by != "type" else ""
    return {"a": pair.to_text(compared.a), "b": pair.to_text(compared.b), "way": way, "by": by}
