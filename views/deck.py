"""The map as a whole: layers, where it looks, tooltip. It asks nobody else for anything."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pydeck

from pipeline.model import Point
from views import sphere
from views.ladder import MOST, SMALL, climbed
from views.layers import Scene
from views.parts import Part, parts
from views.playing import Moment
from views.state import View
from views.switches import drawn
from views.timed import at_moment

# The Atlantic in the middle, as most maps have it, and nothing beyond the 180th meridian: a browser
# draws all marks a second time for what lies there.
WORLD: Final = View(33.0, 7.0, 0.7)
TILE: Final = 512.0  # pixels of the world at zoom 0
SIZE: Final = (760.0, 480.0)  # pixels of a map that everything must fit into
WORLDWIDE_DEG: Final = 200.0  # of longitude: marks this far apart are all over the world
MARGIN: Final = 0.4  # zoom levels that leave room for halos and names
LARGEST_ZOOM: Final = 6.0  # of a first look; a single mark would fill the map otherwise

EMPTY: Final[tuple[Any, ...]] = (
    [],
    {"type": "FeatureCollection", "features": []},
)  # nothing is selected

# Its look is the sheet's. A style here would be sent again with every move.
TOOLTIP: Final = {"html": "<div class='tip'><b>{t}</b><br>{d}<br>{p}</div>"}


def deck(
    scene: Scene, view: View, now: Moment | None = None, *, layers: Sequence[Any] | None = None
) -> Any:
    """The map, cut to a moment while a player is open; ``layers`` in place of the usual ones.

    ``map_provider=None`` alone, without a style, keeps it from asking a tile server. A style is
    there only when the person has switched it on (``background``).
    """
    return Compact(
        layers=at_moment(layers or _layers(scene, now), now, _pieces(scene, now)),
        views=[pydeck.View(type="MapView", controller=True, repeat=True)],
        initial_view_state=pydeck.ViewState(
            latitude=view.lat, longitude=view.lon, zoom=view.zoom, min_zoom=0.4, max_zoom=14
        ),
        map_provider=None,
        **({"map_style": scene.background} if scene.background else {}),
        tooltip=TOOLTIP,
    )


class Compact(pydeck.Deck):  # type: ignore[misc]
    """A deck whose JSON has no blanks: a third less at every move."""

    def to_json(self) -> str:
        """The JSON that the browser gets."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


def _pieces(scene: Scene, now: Moment | None) -> Sequence[Part]:
    """The parts in which a playback draws very many events; none for fewer.

    Of more than ``MOST`` events the browser gets only the parts of the days that it shows.
    """
    total = len(scene.snapshot.frame)
    if now is None or total <= SMALL:
        return ()
    found = parts(scene.snapshot, scene.clock).spans
    return found if total <= MOST else [part for part in found if part.is_on(now.low, now.high)]


def _layers(scene: Scene, now: Moment | None) -> Sequence[Any]:
    made = climbed([make(scene) for make in drawn(scene)], scene, moving=now is not None)
    return [layer for layer in made if layer.data not in EMPTY]


def fit(points: Iterable[Point]) -> View:
    """A view that shows all points, across the 180th meridian when that is shorter."""
    places = list(points)
    if not places:
        return WORLD
    west, width = sphere.window([point.lon for point in places])
    if width > WORLDWIDE_DEG:
        return WORLD
    north, south = (_mercator(f(p.lat for p in places)) for f in (max, min))
    lon = (west + width / 2 + 180.0) % 360.0 - 180.0
    lat = math.degrees(math.atan(math.sinh((north + south) / 2)))
    across = SIZE[0] / (TILE * max(width / 360.0, 1e-6))
    up = SIZE[1] / (TILE * max((north - south) / math.tau, 1e-6))
    zoom = min(math.log2(across), math.log2(up), LARGEST_ZOOM)
    return View(lat, lon, max(zoom - MARGIN, WORLD.zoom))


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(max(-80.0, min(80.0, lat)))))
