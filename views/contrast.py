"""The layers of a map of differences."""

from __future__ import annotations

from typing import Any

from views.deckgl import Layer, layer
from views.layers import Scene
from views.switches import drawn


def difference_layers(scene: Scene, data: str) -> list[Layer]:
    """What lies under the events, then a mark with its label for each place."""
    ground = [made for made in (make(scene) for make in drawn(scene)) if not _of_events(made)]
    common: dict[str, Any] = {"data": data, "get_position": "at"}
    return [
        *ground,
        layer(
            "ScatterplotLayer", id="differences", pickable=True, get_radius="r",
            radius_units="'pixels'", filled=True, stroked=True,
            get_fill_color="[c[0], c[1], c[2], 215]", get_line_width=1.5,
            line_width_units="'pixels'", get_line_color=list(scene.ground.outline), **common,
        ),
        layer(
            "TextLayer", id="difference-labels", pickable=False, get_text="n", get_size=11,
            size_units="'pixels'", font_weight=700, character_set="'auto'",
            font_family="'sans-serif'", get_color=[255, 255, 255, 255], **common,
        ),
    ]  # fmt: skip


def _of_events(made: Layer) -> bool:
    return isinstance(made.data, str) and made.data.startswith("events/")
