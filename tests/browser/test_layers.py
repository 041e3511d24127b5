"""The layers in a real browser: each draws something, and none asks a stranger for anything."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from PIL import Image, ImageChops

from tests.browser.windows import MAP, Tour
from views import cells
from views.switches import LAYER_KEYS

HOST = "tiles.example"
STYLE = f"https://{HOST}/style.json"
GREEN = (0, 200, 0)
# Around Valencia, where five floods lie, with a flight and an area of no great size in sight.
VIEW = "view=39.47,-0.38,3"
WIDE = "view=20,-30,0.7"  # where journeys cross the oceans


def picture(tour: Tour) -> Image.Image:
    return Image.open(io.BytesIO(tour.page.locator(MAP).screenshot())).convert("RGB")


def changed(one: Image.Image, other: Image.Image) -> int:
    """Pixels that differ clearly."""
    grey = ImageChops.difference(one, other).convert("L")
    return sum(grey.histogram()[12:])


def of_color(image: Image.Image, wanted: tuple[int, int, int]) -> int:
    counts = image.getcolors(maxcolors=1 << 24) or []
    near = (n for n, rgb in counts if max(abs(a - b) for a, b in zip(rgb, wanted, strict=True)) < 6)
    return sum(near)


def test_every_layer_draws_and_asks_nobody(tour: Tour) -> None:
    for view, keys in ((VIEW, set(LAYER_KEYS) - {"areas", "journeys"}), (WIDE, {"journeys"})):
        tour.open(f"?{view}&layers=none")
        bare = picture(tour)
        for key in sorted(keys):  # the made-up events have no areas
            tour.open(f"?{view}&layers={key}")
            tour.page.wait_for_timeout(1500)  # names and titles fade in
            assert changed(bare, picture(tour)) > 60, key
    assert tour.strangers == []
    assert tour.errors == []


def test_a_switch_of_the_menu_shows_the_cells_with_their_legend(tour: Tour) -> None:
    tour.open("?layers=points&view=20,0,1")
    tour.page.get_by_role("button", name="Layers").click()
    tour.page.get_by_text("Cells with counts").click()
    tour.page.wait_for_url("**layers=cells%2Cpoints**")
    tour.page.wait_for_selector(".steps")
    tour.page.keyboard.press("Escape")
    tour.settle()
    swatch = tour.page.locator(".steps li").first
    first = cells.COLORS["light"][0]
    assert f"--c:#{''.join(f'{part:02x}' for part in first)}" in swatch.get_attribute("style")
    box = tour.page.locator(MAP).bounding_box()
    legend = tour.page.locator(".steps").bounding_box()
    assert box["x"] <= legend["x"]
    assert legend["y"] + legend["height"] <= box["y"] + box["height"]
    assert tour.strangers == []


def test_a_click_on_a_cell_lists_its_events(tour: Tour) -> None:
    tour.page.set_viewport_size({"width": 1000, "height": 700})  # quick to draw
    tour.open("?type=DISASTER&layers=cells&view=39.47,-0.38,4")
    tour.click_map()
    tour.page.wait_for_selector("text=5 events in this cell")
    assert tour.page.locator(".st-key-list-here .open").count() == 5
    assert "here=" in tour.page.url


@pytest.fixture
def style_host(tour: Tour) -> Any:
    """Answers for the host of the style within the browser; nothing leaves the machine."""
    paint = {"background-color": "rgb({},{},{})".format(*GREEN)}
    style = {"version": 8, "sources": {},
             "layers": [{"id": "ground", "type": "background", "paint": paint}]}  # fmt: skip
    headers = {"Access-Control-Allow-Origin": "*"}
    tour.page.route(
        f"https://{HOST}/**",
        lambda route: route.fulfill(
            body=json.dumps(style), content_type="application/json", headers=headers
        ),
    )
    return tour


def test_a_background_is_asked_for_only_after_consent(style_host: Tour) -> None:
    tour = style_host
    tour.open("?view=20,0,1&layers=points")
    tour.page.get_by_role("button", name="Layers").click()
    field = tour.page.get_by_label("Another background")
    field.fill(STYLE)
    field.press("Enter")
    consent = tour.page.get_by_text(f"Ask {HOST} for the background")
    consent.wait_for()
    tour.settle()
    assert tour.strangers == []
    consent.click()
    tour.settle()
    tour.page.wait_for_timeout(1500)
    assert set(tour.strangers) == {STYLE}
    assert of_color(picture(tour), GREEN) > 10_000
    asked = len(tour.strangers)
    tour.open(tour.page.url.removeprefix(tour.address))  # a link asks nobody
    tour.page.wait_for_timeout(1500)
    assert len(tour.strangers) == asked
    assert of_color(picture(tour), GREEN) == 0
