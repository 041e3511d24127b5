"""The part of deck.gl that the page uses, by name.

An unknown layer, argument or extension draws nothing and says nothing in the browser; ``layer``
says it here.
"""

from __future__ import annotations

from typing import Any, Final

import pydeck

Layer = Any  # pydeck carries no types

# fmt: off
_COMMON: Final = frozenset({
    "id", "data", "pickable", "opacity", "extensions", "visible",
})
_KNOWN: Final[dict[str, frozenset[str]]] = {
    "GeoJsonLayer": frozenset({
        "filled", "stroked", "get_fill_color", "get_line_color", "get_line_width",
        "line_width_units", "get_dash_array",
    }),
    "H3HexagonLayer": frozenset({
        "get_hexagon", "filled", "stroked", "extruded", "get_fill_color", "get_line_color",
        "get_line_width", "line_width_units", "coverage", "high_precision",
    }),
    "HeatmapLayer": frozenset({
        "get_position", "get_weight", "radius_pixels", "intensity", "threshold", "color_range",
        "aggregation",
    }),
    "IconLayer": frozenset({
        "get_position", "get_icon", "get_size", "size_units", "get_color", "icon_atlas",
        "icon_mapping",
    }),
    "LineLayer": frozenset({
        "get_source_position", "get_target_position", "get_color", "get_width", "width_units",
    }),
    "ScatterplotLayer": frozenset({
        "get_position", "get_radius", "radius_units", "radius_min_pixels", "radius_max_pixels",
        "filled", "stroked", "get_fill_color", "get_line_color", "get_line_width",
        "line_width_units",
    }),
    "PathLayer": frozenset({
        "get_path", "get_color", "get_width", "width_units", "cap_rounded", "joint_rounded",
        "get_dash_array", "dash_justified",
    }),
    "TileLayer": frozenset({
        "max_zoom", "filled", "stroked", "get_fill_color", "get_line_color", "get_line_width",
        "line_width_units",
    }),
    "TextLayer": frozenset({
        "get_position", "get_text", "get_size", "get_color", "get_angle", "size_units",
        "get_pixel_offset", "font_family", "font_weight", "character_set", "font_settings",
        "outline_width", "outline_color", "collision_group", "collision_test_props",
        "get_collision_priority", "size_max_pixels", "get_text_anchor", "background",
        "get_background_color", "background_padding",
    }),
}
_EXTENSIONS: Final = frozenset({"PathStyleExtension", "CollisionFilterExtension"})
# fmt: on


def layer(kind: str, **arguments: Any) -> Layer:
    """A pydeck layer. Raises ValueError for a name that deck.gl would silently ignore."""
    if kind not in _KNOWN:
        raise ValueError(f"{kind} is no layer that the page knows")
    unknown = set(arguments) - _COMMON - _KNOWN[kind]
    unknown |= {part["@@type"] for part in arguments.get("extensions", ())} - _EXTENSIONS
    if unknown:
        raise ValueError(f"{kind} knows no {', '.join(sorted(unknown))}")
    return pydeck.Layer(kind, **arguments)
