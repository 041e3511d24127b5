"""What the map sends to the browser for few, many and very many events.

Up to ``SMALL`` events the server filters the marks. Up to ``MOST`` it still does when they lie at
``PLACES`` places or fewer, and a place has one mark, which hides the others anyway. At more places
the browser gets all marks once from an address that does not change, and a filter move sends a few
numbers to its graphics card. Above ``MOST``, H3 cells and the newest events stand for all, until
the filters leave ``NEAR`` or fewer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from views import gpu, routes, surfaces, topmost, words
from views.choose import Choice
from views.data import Snapshot
from views.deckgl import Layer
from views.layers import Scene

Rung = Literal["filtered", "places", "moved", "cells"]

SMALL: Final = 5_000
MOST: Final = 150_000
PLACES: Final = 10_000  # whose marks are sent with each filter move: 40 bytes each
NEAR: Final = 2_000
LINES: Final = 200  # journeys drawn at most once the store is not small: more cover the map
DOT_M: Final = 16_000  # radius of a dot among very many: 6.5 pixels at zoom 5
DOTS: Final = {"points": (3.5, 6.5), "pick-points": (5, 12)}  # pixels at least and at most
_ADDRESS: Final = re.compile(r"^events/[^/]+/([a-z-]+)\.json")
_CELLS: Final = frozenset({"cells"})
_CLUTTER: Final = frozenset({"halos", "unsure", "stacks", "titles"})  # of thousands: a blot
_LINES: Final = ("legs", "arrows", "via-numbers", "unknown-ends", "pick-legs")


def rung(snapshot: Snapshot, chosen: int) -> Rung:
    """How the marks of so many chosen events of a data version are drawn."""
    if len(snapshot.frame) <= SMALL:
        return "filtered"
    if len(snapshot.frame) <= MOST:
        return "places" if topmost.places(snapshot) <= PLACES else "moved"
    return "filtered" if chosen <= NEAR else "cells"


def climbed(layers: Sequence[Layer], scene: Scene, *, moving: bool = False) -> list[Layer]:
    """The layers as the number of events asks for.

    ``moving``: a playback filters on the graphics card already, and the server filters all else; it
    draws every mark of its days, in parts.
    """
    chosen = routes.choice(scene.snapshot, scene.filters, scene.clock)
    found = rung(scene.snapshot, int(chosen.mask.sum()))
    if found == "cells" and not moving:
        return [_finer(layer) for layer in _as_cells(layers, scene)]
    kept = list(layers) if found == "filtered" else [_finer(layer) for layer in layers]
    if _too_many_lines(scene.snapshot, chosen):
        kept = [layer for layer in kept if not str(layer.id).startswith(_LINES)]
    if found in ("places", "moved") and int(chosen.mask.sum()) > SMALL:
        kept = [layer for layer in kept if _kind(layer) not in _CLUTTER]
    if moving or found == "filtered":
        return kept
    return _topmost(kept, scene) if found == "places" else [_moved(part, scene) for part in kept]


def said(snapshot: Snapshot, choice: Choice, *, moving: bool = False) -> str:
    """What of the choice is not drawn one by one; empty when all is."""
    chosen = int(choice.mask.sum())
    if rung(snapshot, chosen) == "cells" and not moving:
        marked = int((choice.mask & snapshot.frame["on_map"].to_numpy()).sum())
        newest = words.number(min(marked, gpu.TOP))
        return (
            f"The {newest} newest of {words.plural(chosen, 'event')} are points, all on the map "
            f"are counted in cells. With {words.number(NEAR)} or fewer each has its own mark."
        )
    told = []
    if _too_many_lines(snapshot, choice):
        lines = int((choice.mask & gpu.journeys(snapshot)).sum())
        told = [
            f"{words.plural(lines, 'journey')}: only their ends are drawn. "
            f"With {LINES} or fewer their lines are, too."
        ]
    if chosen > SMALL:
        told.append(f"Circles and numbers are drawn for {words.number(SMALL)} events or fewer.")
    return " ".join(told)


def _too_many_lines(snapshot: Snapshot, choice: Choice) -> bool:
    if len(snapshot.frame) <= SMALL:
        return False
    return int((choice.mask & gpu.journeys(snapshot)).sum()) > LINES


def _as_cells(layers: Sequence[Layer], scene: Scene) -> list[Layer]:
    """Cells under the newest events; what would draw every event is left out."""
    kept = [made for layer in layers if (made := _coarse(layer, scene)) is not None]
    if any(layer.id == "cells" for layer in kept):
        return kept
    under = [surfaces.cell_counts(scene), surfaces.selected_cell(scene)]
    at = next((n for n, layer in enumerate(kept) if layer.id == "points"), len(kept))
    first_hit = next((n for n, layer in enumerate(kept) if layer.pickable), len(kept))
    hits = [surfaces.pick_cells(scene)]
    return [*kept[:at], *under, *kept[at:first_hit], *hits, *kept[first_hit:]]


def _coarse(layer: Layer, scene: Scene) -> Layer | None:
    kind = _kind(layer)
    if not kind or kind in _CELLS:
        return layer
    if kind != "points":
        return None
    layer.data = scene.rows("top")
    return layer


def _finer(layer: Layer) -> Layer:
    """The layer with dots that are small from afar and grow with the map: many would be a blot.

    They are also what a browser without a graphics card has to fill.
    """
    for begin, (least, most) in DOTS.items():
        if str(layer.id).startswith(begin) and layer.type == "ScatterplotLayer":
            layer.radius_units, layer.get_radius = "meters", DOT_M
            layer.radius_min_pixels, layer.radius_max_pixels = least, most
    if layer.id == "points":
        layer.get_line_width = 1
    return layer


def _topmost(layers: list[Layer], scene: Scene) -> list[Layer]:
    """The layers with one mark a place where their marks are dots; a dot covers the ends there."""
    dots = any(layer.id == "points" for layer in layers)
    for layer in layers:
        kind = _kind(layer)
        if kind in topmost.KINDS and layer.type == "ScatterplotLayer":
            covered = kind == "ends" and dots
            layer.data = scene.rows(kind + (topmost.REST if covered else topmost.TOP))
    return layers


def _moved(layer: Layer, scene: Scene) -> Layer:
    """The layer with all rows and the filters on the graphics card, when its marks are events."""
    kind = _kind(layer)
    if kind not in gpu.KINDS or layer.type != "ScatterplotLayer":
        return layer
    move = gpu.move(scene.snapshot, scene.filters)
    layer.data = routes.address(scene.snapshot, kind + gpu.ALL, move.left, scene.clock)
    layer.extensions = [*(getattr(layer, "extensions", None) or ()), move.extension]
    layer.get_filter_value, layer.filter_range = "@@=f", move.ranges
    layer.get_filter_category, layer.filter_categories = "@@=g", move.categories
    return layer


def _kind(layer: Layer) -> str:
    address = layer.data if isinstance(layer.data, str) else ""
    found = _ADDRESS.match(address)
    return found[1] if found else ""
