"""Rows to map layers: one function a layer; ``switches`` tells which are drawn in what order.

Data come from addresses (``routes``), so a layer costs a few hundred bytes whatever it shows.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from views import basemap, marks, palette, routes
from views.data import Snapshot
from views.deckgl import Layer, layer
from views.state import Clock, Filters

PICK: Final = (
    "pick-points",
    "pick-legs",
    "pick-ends",
    "pick-cells",
)  # begin of the ids that answer clicks
# A font name must not hold the quotation marks that pydeck strips.
FONT: Final = "'Source Sans, Source Sans Pro, Helvetica Neue, Arial, sans-serif'"
SHARP: Final = {"sdf": True, "fontSize": 48, "buffer": 8}


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the layers are made from."""

    snapshot: Snapshot
    filters: Filters
    clock: Clock
    ground: palette.Ground
    selected: Sequence[marks.Drawn]  # the selected event when it is drawn, else none
    areas: Sequence[str]  # GeoJSON geometries of the selected event's places
    clicks: int  # selections so far; a new number forgets the browser's own selection
    layers: Sequence[str] | None = None  # keys of the layers that are shown; None: as at first
    here: str = ""  # the H3 cell whose events are listed, when it is one
    background: str = ""  # address of a style that the person allowed; empty: our own ground

    @property
    def cell(self) -> bool:
        """Whether the events of a cell are listed, not those of a position."""
        return bool(self.here) and "," not in self.here

    def rows(self, kind: str) -> str:
        """The address of the marks of one kind."""
        return routes.address(self.snapshot, kind, self.filters, self.clock)


def ground(scene: Scene) -> Layer:
    """Land as one quiet surface, lakes in the colour of the sea, borders between countries.

    The name tells day from night: colours by kind are read once for each tile.
    """
    sea, land = palette.rgb(scene.ground.sea), scene.ground.land
    return layer(
        "TileLayer", id=f"ground-{scene.ground.mode}", data=basemap.tiles_address(),
        pickable=False, max_zoom=basemap.DEEPEST, stroked=False, filled=True,
        get_fill_color=f"properties.k == 'lake' ? {_literal(sea)} : {_literal(land)}",
        get_line_color=list(scene.ground.border), get_line_width=1, line_width_units="'pixels'",
    )  # fmt: skip


def names(scene: Scene) -> Layer:
    """Names of countries and seas; where two would overlap the greater one stays."""
    return _names("names", scene, get_size="16 - rank", size_units="'pixels'")


def small_names(scene: Scene) -> Layer:
    """Names of small countries: they grow with the map and are too small to see from afar."""
    return _names(
        "small_names", scene, get_size="rank < 6 ? 60000 : 20000", size_units="'meters'",
        size_max_pixels=12,
    )  # fmt: skip


def halos(scene: Scene) -> Layer:
    """How sure each place is, to scale."""
    return layer(
        "ScatterplotLayer", id="halos", data=scene.rows("halos"), pickable=False,
        get_position="at", get_radius="r", radius_units="'meters'", filled=True, stroked=True,
        get_fill_color="[c[0], c[1], c[2], 16]", get_line_color="[c[0], c[1], c[2], 90]",
        get_line_width=1, line_width_units="'pixels'",
    )  # fmt: skip


def legs(scene: Scene) -> Layer:
    """Journeys along great circles; dashed where the destination was not reached."""
    return layer(
        "PathLayer", id="legs", data=scene.rows("legs"), pickable=False, get_path="path",
        get_color="[c[0], c[1], c[2], 190]", get_width="w", width_units="'pixels'",
        cap_rounded=True, joint_rounded=True, get_dash_array="[dash * 5, dash * 4]",
        extensions=[{"@@type": "PathStyleExtension", "dash": True}],
    )  # fmt: skip


def arrows(scene: Scene) -> Layer:
    """Which way each leg goes."""
    return _text(
        "arrows", scene.rows("arrows"), get_text="x", get_angle="a", get_size=20, font_weight=900,
        get_color="[c[0], c[1], c[2], 255]", font_settings=SHARP, outline_width=2,
        outline_color=[*scene.ground.outline, 255],
    )  # fmt: skip


def ends(scene: Scene) -> Layer:
    """Where journeys begin, pass and end: small rings."""
    return layer(
        "ScatterplotLayer", id="ends", data=scene.rows("ends"), pickable=False, get_position="at",
        get_radius="n ? 7 : 4", radius_units="'pixels'", filled=True, stroked=True,
        get_fill_color=list(scene.ground.outline), get_line_color="[c[0], c[1], c[2], 255]",
        get_line_width=1.5, line_width_units="'pixels'",
    )  # fmt: skip


def unknown_ends(scene: Scene) -> Layer:
    """A sign at journeys of which only one end is known."""
    return _text(
        "unknown-ends", scene.rows("ends"), get_text="x", get_size=13,
        get_color="[c[0], c[1], c[2], 255]", get_pixel_offset=[0, -14],
    )  # fmt: skip


def points(scene: Scene) -> Layer:
    """One mark an event; hollow when it was announced or did not happen."""
    return layer(
        "ScatterplotLayer", id="points", data=scene.rows("points"), pickable=False,
        get_position="at", get_radius=6.5, radius_units="'pixels'", filled=True, stroked=True,
        get_fill_color=f"s ? [c[0], c[1], c[2], 255] : {_literal(scene.ground.outline)}",
        get_line_color=f"s ? {_literal(scene.ground.outline)} : [c[0], c[1], c[2], 255]",
        get_line_width=2, line_width_units="'pixels'",
    )  # fmt: skip


def point_stacks(scene: Scene) -> Layer:
    """How many events lie under one mark, where something happened."""
    return _stacks("point-stacks", scene, "p ? n : ''")


def end_stacks(scene: Scene) -> Layer:
    """How many events lie under one end of a journey."""
    return _stacks("end-stacks", scene, "e && !p ? n : ''")


def _stacks(name: str, scene: Scene, text: str) -> Layer:
    return _text(
        name, scene.rows("stacks"), get_text=text, get_size=12, font_weight=700,
        get_color=list(scene.ground.ink),
        get_pixel_offset=[11, -9], outline_width=4, outline_color=[*scene.ground.land, 255],
        font_settings=SHARP,
    )  # fmt: skip


def selected_areas(scene: Scene) -> Layer:
    """The area that the words describe, of the selected event."""
    color = list(scene.ground.ink)
    shapes = [{"type": "Feature", "properties": {}, "geometry": json.loads(area)}
              for area in scene.areas]  # fmt: skip
    return layer(
        "GeoJsonLayer", id="selected-areas", pickable=False, filled=True, stroked=True,
        data={"type": "FeatureCollection", "features": shapes}, get_fill_color=[*color, 26],
        get_line_color=[*color, 130], get_line_width=1, line_width_units="'pixels'",
    )  # fmt: skip


def selected_legs(scene: Scene) -> Layer:
    """The journey of the selected event: a broad line under its own."""
    return layer(
        "PathLayer", id="selected-legs", data=marks.legs(scene.selected), pickable=False,
        get_path="path", get_color=[*scene.ground.ink, 210], get_width="w + 4",
        width_units="'pixels'", cap_rounded=True, joint_rounded=True,
    )  # fmt: skip


def selected_points(scene: Scene) -> Layer:
    """A ring around the selected event."""
    places = marks.points(scene.selected) or marks.ends(scene.selected)
    return layer(
        "ScatterplotLayer", id="selected-points", data=places, pickable=False, get_position="at",
        get_radius=12, radius_units="'pixels'", filled=False, stroked=True,
        get_line_color=[*scene.ground.ink, 255], get_line_width=2.5, line_width_units="'pixels'",
    )  # fmt: skip


def pick_legs(scene: Scene) -> Layer:
    """What a click on a journey hits: wider than the line, invisible."""
    return layer(
        "PathLayer", id=f"pick-legs-{scene.clicks}", data=scene.rows("legs"), pickable=True,
        opacity=0, get_path="path", get_width=12, width_units="'pixels'",
    )  # fmt: skip


def pick_ends(scene: Scene) -> Layer:
    """What a click on an end of a journey hits."""
    return _pick_dots(f"pick-ends-{scene.clicks}", scene.rows("ends"), radius=9)


def pick_points(scene: Scene) -> Layer:
    """What a click on a mark hits: as large as a finger asks for."""
    return _pick_dots(f"pick-points-{scene.clicks}", scene.rows("points"), radius=12)


def _pick_dots(name: str, data: str, *, radius: int) -> Layer:
    return layer(
        "ScatterplotLayer", id=name, data=data, pickable=True, opacity=0, get_position="at",
        get_radius=radius, radius_units="'pixels'",
    )  # fmt: skip


def _text(name: str, data: str, **arguments: Any) -> Layer:
    return layer(
        "TextLayer", id=name, data=data, pickable=False, get_position="at", size_units="'pixels'",
        font_family=FONT, character_set="'auto'", **arguments,
    )  # fmt: skip


def _literal(color: palette.Rgb) -> str:
    return str(list(color))


def _names(name: str, scene: Scene, **sizes: Any) -> Layer:
    sea, country = _literal(scene.ground.water), _literal(scene.ground.country)
    return layer(
        "TextLayer", id=name, data=basemap.address(f"{name}.json"), pickable=False,
        get_position="at", get_text="name", get_color=f"kind == 'sea' ? {sea} : {country}",
        font_family=FONT, font_weight=500, font_settings=SHARP, character_set="'auto'",
        outline_width=3, outline_color=[*scene.ground.land, 120],
        extensions=[{"@@type": "CollisionFilterExtension"}], collision_group="'names'",
        get_collision_priority="10 - rank", collision_test_props={"sizeScale": 2}, **sizes,
    )  # fmt: skip
