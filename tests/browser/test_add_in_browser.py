"""Adding an article in a real browser: paste, look, keep, and its mark is on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.windows import PATIENCE, Tour, serving, window
from tests.fixtures import synthetic

TEXT = (
    "Thousands of people marched against the government in Lima on Sunday. "
    "<img src=https://evil.example/a.png onerror=window.__xss=1>"
)
OPENING = 4 * PATIENCE  # the server opens the words and tables for the first article


@pytest.fixture
def own(browser: Any, tmp_path: Path) -> Iterator[Tour]:
    """A page with a store of its own, which is written to."""
    store = synthetic.fill(tmp_path / "own.db", synthetic.outcomes(3))
    with serving(store) as where, window(browser, where) as tour:
        tour.page.set_default_timeout(OPENING)
        yield tour


def test_a_pasted_text_becomes_a_mark(own: Tour, tmp_path: Path) -> None:
    page = own.page
    own.open()
    page.get_by_role("button", name="Add articles").click()
    page.get_by_label("Text of the article").fill(f"2025-11-05\n\n{TEXT}")
    page.get_by_label("Text of the article").press("Tab")
    own.settle()
    page.get_by_role("button", name="Find events").click()
    page.locator(".found .event", has_text="Protest in Lima").wait_for()
    page.get_by_role("button", name="Keep 1 article").click()
    page.get_by_text("1 article kept.").wait_for()
    page.get_by_role("button", name="1 new event").click()
    page.wait_for_url("**only=ev-**")
    page.wait_for_selector(".card")
    own.settle()
    own.click_map()
    assert "Protest in Lima" in page.inner_text(".card h2")
    assert page.evaluate("window.__xss") is None
    assert own.strangers == []
    assert own.errors == []
    assert len(list((tmp_path / "own.added").glob("*.md"))) == 1


def test_hostile_file_names_are_labels(own: Tour) -> None:
    own.open("?tab=add")
    page = own.page
    page.get_by_text("Files", exact=True).click()
    page.locator(".st-key-adding input[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": f"2025-11-05\n{TEXT}{name}".encode()}
            for name in ("../../x.txt", "<img src=x onerror=window.__xss=1>.txt")
        ]
    )
    page.get_by_role("button", name="Read 2 files").click()
    page.locator(".found .event").nth(1).wait_for()
    assert page.evaluate("window.__xss") is None
    assert page.locator(".st-key-adding img").count() == 0
    assert own.strangers == []
