"""Layers that show a moment of a playback: the browser holds the rows, a tick sends two numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import copy
from functools import partial
from typing import Final

from views import marks, playing
from views.deckgl import Layer
from views.marks import Drawn, Record
from views.parts import KINDS as PARTED
from views.parts import NAME, Part
from views.playing import Moment, Window

_KIND: Final = re.compile(r"(^events/[^/]+/)([a-z-]+)(\.json)")
# Marks that carry days; others, such as numbers of events, would tell of all days at once.
DATED: Final = frozenset({"points", "legs", "arrows", "ends"})
_FILTER: Final = {"@@type": "DataFilterExtension", "filterSize": 2}


def at_moment(
    layers: Sequence[Layer], now: Moment | None, pieces: Sequence[Part] = ()
) -> list[Layer]:
    """The layers, those with events cut to the moment; the same without one.

    With ``pieces`` the marks of events are one layer a part, and those of other days rest.
    """
    if now is None:
        return list(layers)
    cut = [made for layer in layers for made in _cut(layer, now, pieces)]
    for layer in cut:
        if now.running and str(layer.id).startswith("pick-"):
            layer.visible = False  # keeps its data; what moves is not clicked, and drawing it costs
    return cut


def _cut(layer: Layer, now: Moment, pieces: Sequence[Part]) -> list[Layer]:
    """The layer with a filter on the graphics card; none when it cannot be cut."""
    address = layer.data if isinstance(layer.data, str) else ""
    found = _KIND.match(address)
    if found is None:
        return [layer]
    kind = found[2]
    if kind == "halos" and not pieces:
        layer.data = _KIND.sub(rf"\1halos-{now.window}\3", address)
    elif kind not in DATED:
        return []
    layer.extensions = [*(getattr(layer, "extensions", None) or ()), _FILTER]
    layer.get_filter_value = "@@=w"
    layer.filter_range = [[-playing.ALWAYS, now.high], [now.low, playing.ALWAYS]]
    if not pieces or kind not in PARTED or layer.type != "ScatterplotLayer":
        return [layer]
    return [_piece(layer, kind, part, now) for part in pieces]


def _piece(layer: Layer, kind: str, part: Part, now: Moment) -> Layer:
    """The layer of one part; one of other days keeps its data and is not drawn."""
    made = copy(layer)
    made.id = f"{layer.id}-{part.number}"
    made.data = _KIND.sub(rf"\1{kind}{NAME}{part.number}\3", layer.data)
    made.visible = part.is_on(now.low, now.high)
    return made


def halos(events: Sequence[Drawn], days: int) -> list[Record]:
    """Circles as in ``marks.halos``, each with the days on which one of its events is shown.

    Two stretches of a circle are joined when no window of ``days`` days fits between them, so that
    a moment shows a circle once. 0 days: everything so far.
    """
    circles: dict[tuple[float, ...], list[Record]] = {}
    for event in sorted(events, key=lambda event: event.label["w"]):
        for record in marks.halos([event]):
            key = (*record["at"], record["r"])
            _join(circles.setdefault(key, []), {**record, "w": event.label["w"]}, days)
    return [record for records in circles.values() for record in records]


def _join(records: list[Record], record: Record, days: int) -> None:
    begin, end = record["w"]
    if records and (not days or begin - records[-1]["w"][1] <= days):
        first, last = records[-1]["w"]
        records[-1]["w"] = [first, max(last, end)]
    else:
        records.append(record)


def kinds() -> dict[str, Callable[[Sequence[Drawn]], list[Record]]]:
    """The kinds of marks that only a playback asks for."""
    windows: tuple[Window, ...] = tuple(playing.DAYS)
    return {f"halos-{window}": partial(halos, days=playing.DAYS[window]) for window in windows}
