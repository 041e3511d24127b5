"""What the page's own components are given to draw, and what a person does to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from streamlit.testing.v1 import AppTest

from views.values import EXCLUDED, PICKED

_numbers = count(1)  # of acts


@dataclass(frozen=True)
class Box:
    """A row of a facet as the browser is given it."""

    facet: str
    value: str
    name: str
    count: int
    state: int = 0
    how: int = 0

    @property
    def ticked(self) -> bool:
        return bool(self.state & PICKED)

    @property
    def excluded(self) -> bool:
        return bool(self.state & EXCLUDED)


def facets(at: AppTest) -> list[str]:
    """The keys of the facets that are shown."""
    return [key.removeprefix("facet-") for key in _components(at) if key.startswith("facet-")]


def boxes(at: AppTest, facet: str = "type") -> dict[str, Box]:
    """The rows of a facet by their values."""
    rows = data(at, f"facet-{facet}")["rows"]
    return {row[0]: Box(facet, *row) for row in rows}


def every_box(at: AppTest) -> Iterator[Box]:
    """The rows of all facets that are shown."""
    for facet in facets(at):
        yield from boxes(at, facet).values()


def act(at: AppTest, verb: str, value: str, facet: str = "type") -> AppTest:
    """Do something to a value: tick, untick, only, not, fold."""
    return tell(at, f"facet-{facet}", "acts", [[next(_numbers), verb, value]])


def listed(at: AppTest, name: str = "") -> list[str]:
    """The ids of the events in the list."""
    return [row[0] for row in _rows(at, name)]


def rows(at: AppTest) -> list[tuple[str, str]]:
    """Title and second line of the events in the list."""
    return [(row[2], row[3]) for row in _rows(at)]


def marked(at: AppTest) -> list[str]:
    """The rows of the list that stand out as open."""
    return [row[0] for row in _rows(at) if row[4:]]


def open_row(at: AppTest, event_id: str = "") -> AppTest:
    """Press this row of the list, or the first."""
    name = next(key for key in _components(at) if key.startswith("list-"))
    return _pressed(at, name, "opened", event_id or listed(at)[0])


def counts(at: AppTest) -> dict[str, str]:
    """The words of the counts over the map, by what they count."""
    return {row[0]: row[1] + row[2] for row in data(at, "over")["counts"]}


def chips(at: AppTest) -> dict[str, str]:
    """The words of the chips by their names, and the button that lifts them all."""
    return {row[0]: row[1] + row[2] for row in data(at, "over")["chips"]}


def press(at: AppTest, name: str) -> AppTest:
    """Press what stands over the map: a chip, a count, clear. See all of the page after it."""
    return _pressed(at, "over", "pressed", name).run()


def _rows(at: AppTest, name: str = "") -> list[Any]:
    lists = [key for key in _components(at) if key.startswith(f"list-{name}")]
    return [row for key in lists for row in data(at, key)["rows"]]


def _pressed(at: AppTest, key: str, event: str, value: object) -> AppTest:
    states = at._tree.get_widget_states()
    told = json.dumps([{"event": event, "value": value}])
    name = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{_components(at)[key].id}__events"
    states.widgets.append(WidgetState(id=name, json_trigger_value=told))
    return at._run(states)


def data(at: AppTest, key: str) -> Any:
    """What a component is given to draw."""
    return json.loads(_components(at)[key].bytes)


def tell(at: AppTest, key: str, name: str, value: object) -> AppTest:
    """Run the page as if the browser's part of a component had told this, and see all of it."""
    return told(at, key, name, value).run()


def told(at: AppTest, key: str, name: str, value: object) -> AppTest:
    """The same, and see only what was drawn again."""
    states = at._tree.get_widget_states()
    state = json.dumps({name: value})
    states.widgets.append(WidgetState(id=_components(at)[key].id, json_value=state))
    return at._run(states)


def _components(at: AppTest) -> dict[str, Any]:
    """By key: facet-type, list-list …"""
    found = (element.proto for element in at.get("bidi_component"))
    return {proto.id.split("-", 2)[2]: proto for proto in found}
