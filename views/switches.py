"""The layers that can be switched: one row of ``LAYERS`` each; menu and link follow from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from views import layers, surfaces
from views.deckgl import Layer
from views.layers import Scene

Make = Callable[[Scene], Layer]


@dataclass(frozen=True, slots=True)
class Switch:
    """What one switch of the menu shows."""

    key: str  # in the link
    label: str
    shown: bool  # at first
    draws: tuple[Make, ...]  # from below
    hits: tuple[Make, ...] = ()  # what answers clicks; above everything drawn


LAYERS: Final[tuple[Switch, ...]] = (  # from below
    Switch("heat", "Heat", False, (surfaces.heat,)),
    Switch("cells", "Cells with counts", False, (surfaces.cell_counts, surfaces.selected_cell),
           (surfaces.pick_cells,)),
    Switch("areas", "Areas described in words", True, (surfaces.areas,)),
    Switch("halos", "Circles: how sure the place is", True, (layers.halos, surfaces.unsure)),
    Switch("names", "Names of countries and seas", True, (layers.small_names, layers.names)),
    Switch("titles", "Titles of events", False, (surfaces.titles,)),
    Switch("journeys", "Journeys", True,
           (layers.legs, layers.arrows, layers.ends, surfaces.via_numbers, layers.unknown_ends,
            layers.end_stacks),
           (layers.pick_legs, layers.pick_ends)),
    Switch("points", "Points", True, (layers.points, layers.point_stacks), (layers.pick_points,)),
)  # fmt: skip
LAYER_KEYS: Final = tuple(switch.key for switch in LAYERS)
AT_FIRST: Final = tuple(switch.key for switch in LAYERS if switch.shown)

GROUND: Final[tuple[Make, ...]] = (layers.ground, surfaces.disputed)
UNDER: Final[tuple[Make, ...]] = (layers.selected_areas, layers.selected_legs)
OVER: Final[tuple[Make, ...]] = (layers.selected_points,)


def shown(keys: Sequence[str] | None) -> tuple[str, ...]:
    """The keys of the layers that are shown; None stands for those at first."""
    return AT_FIRST if keys is None else tuple(key for key in LAYER_KEYS if key in keys)


def turned(keys: Sequence[str] | None, key: str, *, on: bool) -> tuple[str, ...] | None:
    """The same with one layer on or off; None when that is as at first."""
    wanted = {*shown(keys), key} if on else set(shown(keys)) - {key}
    kept = shown(tuple(wanted))
    return None if kept == AT_FIRST else kept


def drawn(scene: Scene) -> list[Make]:
    """The layers of a scene from below. Another background brings its own ground and names."""
    keys = set(shown(scene.layers)) - ({"names"} if scene.background else set())
    wanted = [switch for switch in LAYERS if switch.key in keys]
    ground = () if scene.background else GROUND
    draws = [make for switch in wanted for make in switch.draws]
    return [*ground, *UNDER, *draws, *OVER, *(m for s in wanted for m in s.hits)]
