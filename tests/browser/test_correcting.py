"""Correcting in a real browser: what stands in the fields is kept, whatever is clicked next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.store.read import open_reader
from tests.browser import windows
from tests.fixtures import synthetic


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that this test may change."""
    return synthetic.fill(tmp_path / "store.db", synthetic.outcomes(12))


@pytest.fixture
def tour(browser: Any, store: Path) -> Iterator[windows.Tour]:
    with windows.serving(store) as address, windows.window(browser, address) as opened:
        yield opened


def test_a_note_is_kept_straight_from_the_last_field(tour: windows.Tour, store: Path) -> None:
    """The click that takes the focus from the reason is the one that keeps it."""
    with open_reader(store) as reader:
        event = next(one for one in reader.events() if "Lima" in one.title)
    tour.open(f"?event={event.id}&tab=correct")
    page = tour.page
    page.locator(".st-key-correct-kind input").click()
    page.get_by_role("option", name="Nothing: add a note").click()
    page.get_by_label("Your name").fill("Ana <b>")
    page.get_by_label("Reason").fill("See <img src=https://evil.example/x.png>")
    page.get_by_role("button", name="Keep this correction").click()
    page.locator(".card .said").wait_for()
    assert "See <img src=https://evil.example/x.png>" in page.locator(".card .said").inner_text()
    tour.settle()
    assert not tour.strangers and not tour.errors
    with open_reader(store) as reader:
        (kept,) = reader.corrections()
    assert (kept.state, kept.correction.author) == ("holds", "Ana <b>")
