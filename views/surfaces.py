"""Layers of surfaces and of words: disputed borders, heat, cells, areas, titles."""

from __future__ import annotations

import base64
from typing import Final

from views import basemap, cells, palette
from views.deckgl import Layer, layer
from views.layers import FONT, SHARP, Scene

HEAT: Final = (  # alpha grows, so that a single event is a hint and not a blot
    (255, 214, 120, 60), (252, 180, 80, 130), (244, 135, 60, 170), (222, 85, 48, 200),
    (176, 40, 56, 220), (110, 12, 60, 235),
)  # fmt: skip
RING_PX: Final = 44
_RING: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="88" height="88"><circle cx="44" cy="44" '
    'r="40" fill="none" stroke="#fff" stroke-width="3" stroke-dasharray="9 7"/></svg>'
)
RING_IMAGE: Final = "data:image/svg+xml;base64," + base64.b64encode(_RING.encode()).decode()


def disputed(scene: Scene) -> Layer:
    """Borders that somebody disputes: dashed."""
    return layer(
        "GeoJsonLayer", id="disputed", data=basemap.address("disputed.geojson"),
        pickable=False, stroked=True, filled=False, get_line_color=list(scene.ground.country),
        get_line_width=1, line_width_units="'pixels'", get_dash_array=[4, 4],
        extensions=[{"@@type": "PathStyleExtension", "dash": True}],
    )  # fmt: skip


def areas(scene: Scene) -> Layer:
    """The areas that words describe, outlined, faintly filled."""
    return layer(
        "GeoJsonLayer", id="areas", data=scene.rows("areas"), pickable=False, filled=True,
        stroked=True, get_fill_color=_own("properties.c", 22),
        get_line_color=_own("properties.c", 150), get_line_width=1, line_width_units="'pixels'",
        get_dash_array=[2, 3], extensions=[{"@@type": "PathStyleExtension", "dash": True}],
    )  # fmt: skip


def heat(scene: Scene) -> Layer:
    """Where many events lie close together."""
    return layer(
        "HeatmapLayer", id="heat", data=scene.rows("heat"), pickable=False, get_position="at",
        get_weight="n", radius_pixels=38, intensity=1, threshold=0.04, aggregation="'SUM'",
        color_range=[list(color) for color in HEAT],
    )  # fmt: skip


def cell_counts(scene: Scene) -> Layer:
    """H3 cells in the colour of their count, with gaps: outlines cost five times as much."""
    return layer(
        "H3HexagonLayer", id="cells", data=scene.rows("cells"), pickable=False,
        get_hexagon="h", filled=True, stroked=False, extruded=False, coverage=0.98,
        get_fill_color=_steps(cells.COLORS[scene.ground.mode], alpha=205),
    )  # fmt: skip


def selected_cell(scene: Scene) -> Layer:
    """The outline of the cell whose events are listed."""
    return layer(
        "H3HexagonLayer", id="selected-cell", data=[{"h": scene.here}] if scene.cell else [],
        pickable=False, get_hexagon="h", filled=False, stroked=True, extruded=False,
        get_line_color=[*scene.ground.ink, 255], get_line_width=2.5, line_width_units="'pixels'",
    )  # fmt: skip


def pick_cells(scene: Scene) -> Layer:
    """What a click on a cell hits."""
    return layer(
        "H3HexagonLayer", id=f"pick-cells-{scene.clicks}", data=scene.rows("cells"),
        pickable=True, opacity=0, get_hexagon="h", filled=True, stroked=False, extruded=False,
    )  # fmt: skip


def unsure(scene: Scene) -> Layer:
    """A dashed ring of fixed size where the place's extent is not known."""
    return layer(
        "IconLayer", id="unsure", data=scene.rows("unsure"), pickable=False, get_position="at",
        get_icon="'ring'", icon_atlas=f"'{RING_IMAGE}'", get_size=RING_PX, size_units="'pixels'",
        icon_mapping={"ring": {"x": 0, "y": 0, "width": 88, "height": 88, "mask": True}},
        get_color=_own("c", 230),
    )  # fmt: skip


def via_numbers(scene: Scene) -> Layer:
    """The stops on the way, numbered."""
    return layer(
        "TextLayer", id="via-numbers", data=scene.rows("ends"), pickable=False,
        get_position="at", get_text="n", get_size=10, size_units="'pixels'", font_weight=700,
        font_family=FONT, font_settings=SHARP, get_color=[*scene.ground.ink, 255],
        character_set="'auto'",
    )  # fmt: skip


def titles(scene: Scene) -> Layer:
    """Titles of events; where two would overlap the newer one stays.

    Only what covers its own position is seen, so the ground of each title reaches under its mark.
    """
    return layer(
        "TextLayer", id="titles", data=scene.rows("titles"), pickable=False, get_position="at",
        get_text="x", get_size=12, size_units="'pixels'", get_color=[*scene.ground.ink, 255],
        get_text_anchor="'start'", get_pixel_offset=[11, 1], font_family=FONT, font_weight=600,
        font_settings=SHARP, character_set="'auto'", background=True,
        get_background_color=[*scene.ground.land, 200], background_padding=[15, 3, 6, 3],
        extensions=[{"@@type": "CollisionFilterExtension"}], collision_group="'titles'",
        get_collision_priority="1000 - r", collision_test_props={"sizeScale": 1},
    )  # fmt: skip


def _own(color: str, alpha: int) -> str:
    """An expression for a record's own colour with this opacity."""
    return f"[{color}[0], {color}[1], {color}[2], {alpha}]"


def _steps(colors: tuple[palette.Rgb, ...], *, alpha: int) -> str:
    """An expression that picks the colour of step ``k``."""
    *first, last = [str([*color, alpha]) for color in colors]
    cases = "".join(f"k == {step} ? {color} : " for step, color in enumerate(first))
    return cases + last


def step_colors(mode: palette.Mode) -> list[str]:
    """The colours of the legend as ``#rrggbb``."""
    return [palette.Look("", color).css for color in cells.COLORS[mode]]
