"""The events on a map, as SVG inside the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.export.geojson import legs
from pipeline.export.report import looks
from pipeline.export.report.frame import HEIGHT, WIDTH, Frame, Spot, around
from pipeline.export.report.ground import ground
from pipeline.export.report.markup import Html, el
from pipeline.model import Event, PlaceInEvent, Point

VAGUE: Final = ("country", "unknown")  # a dot would claim too much
_ORDER: Final = ("origin", "via", "location", "destination", "return")
_SMALLEST: Final = 7.0  # units: a circle smaller than this hides under its mark


@dataclass(frozen=True, slots=True)
class Drawn:
    """An event with the places that are drawn, in the order of a journey."""

    event: Event
    anchor: str  # id of its row in the report
    stops: tuple[PlaceInEvent, ...]

    @property
    def mark(self) -> Point | None:
        """Where it happened, or the first place of its way."""
        own = [stop for stop in self.stops if stop.role == "location"] or list(self.stops)
        return own[0].place.point if own else None

    @property
    def way(self) -> tuple[Point, ...]:
        """The stops of a journey; empty when nothing moves."""
        if all(stop.role == "location" for stop in self.stops):
            return ()
        return tuple(stop.place.point for stop in self.stops if stop.place.point)

    @property
    def solid(self) -> bool:
        """Whether it is told as something that happened."""
        return self.event.modality == "asserted" and self.event.polarity == "positive"


def drawn(event: Event, anchor: str) -> Drawn:
    """An event as the map shows it: with its places known better than by their country."""
    known = [
        item for item in event.places if item.place.point and item.place.precision not in VAGUE
    ]
    return Drawn(event, anchor, tuple(sorted(known, key=lambda item: _ORDER.index(item.role))))


def picture(events: Sequence[Drawn], alt: str) -> Html:
    """The map: areas, ways and marks; a mark leads to its first row."""
    points = [stop.place.point for one in events for stop in one.stops if stop.place.point]
    frame = around(points)
    parts = (*_halos(frame, events), *_ways(frame, events), *_marks(frame, events))
    box = f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
    return el(
        "svg", el("title", alt), ground(frame), *parts, css="map", viewBox=box, role="img",
        aria_label=alt,
    )  # fmt: skip


def _halos(frame: Frame, events: Sequence[Drawn]) -> Iterator[Html]:
    """How sure each place is, to scale, once for events that share it."""
    seen = set()
    for one in events:
        for stop in one.stops:
            point, km = stop.place.point, stop.place.radius_km
            if stop.role != "location" or point is None or km is None or (point, km) in seen:
                continue
            seen.add((point, km))
            radius = frame.radius(km, point.lat)
            if radius > _SMALLEST:
                yield _circle(frame.spot(point), radius, f"halo {_kind(one.event.type)}")


def _ways(frame: Frame, events: Sequence[Drawn]) -> Iterator[Html]:
    """Journeys along great circles with a chevron in the middle of each leg."""
    for one in events:
        kind = _kind(one.event.type)
        for leg in pairwise(one.way):
            for line in legs(leg):
                for path in frame.paths(line):
                    yield el("path", css=f"way {kind}", d=_line(path))
                    yield _arrow(path, kind)
        for point in one.way:
            yield _circle(frame.spot(point), 3.0, f"stop {kind}")


def _arrow(path: Sequence[Spot], kind: str) -> Html:
    at = max(1, len(path) // 2)
    (x0, y0), (x, y) = path[at - 1], path[at]
    size = max(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5, 1e-9)
    dx, dy = (x - x0) / size * 7, (y - y0) / size * 7
    mx, my = (x + x0) / 2, (y + y0) / 2
    wings = [(mx - dx - dy * 0.7, my - dy + dx * 0.7), (mx, my),
             (mx - dx + dy * 0.7, my - dy - dx * 0.7)]  # fmt: skip
    return el("path", css=f"way {kind}", d=_line(wings))


def _marks(frame: Frame, events: Sequence[Drawn]) -> Iterator[Html]:
    heaps: dict[Spot, list[Drawn]] = {}
    for one in events:
        if mark := one.mark:
            x, y = frame.spot(mark)
            heaps.setdefault((round(x, 1), round(y, 1)), []).append(one)
    for spot, heap in heaps.items():
        yield _mark(spot, heap)


def _mark(spot: Spot, heap: Sequence[Drawn]) -> Html:
    kind = Counter(_kind(one.event.type) for one in heap).most_common(1)[0][0]
    hollow = "" if any(one.solid for one in heap) else " hollow"
    more = f" and {len(heap) - 1} more" if len(heap) > 1 else ""
    parts = [
        el("title", f"{heap[0].event.title}{more}"),
        _circle(spot, 6.0, f"mark {kind}{hollow}"),
    ]
    if len(heap) > 1:
        parts.append(el("text", str(len(heap)), x=f"{spot[0] + 8:.1f}", y=f"{spot[1] - 5:.1f}"))
    return el("a", *parts, href=f"#{heap[0].anchor}")


def _circle(spot: Spot, radius: float, css: str) -> Html:
    x, y = spot
    return el("circle", css=css, cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}")


def _line(path: Sequence[Spot]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in path)


def _kind(event_type: str) -> str:
    return f"t-{event_type}" if event_type in looks.TYPES else "t-OTHER"
