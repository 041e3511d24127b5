"""Adding an article in a real browser: paste, look, keep, and its mark is on the map."""

from __future__ import annotations

import zipfile
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


def bring(tour: Tour, path: Path) -> None:
    tour.page.locator(".st-key-adding input[type=file]").set_input_files(path)


def test_what_is_too_large_or_no_text_is_refused_in_words(own: Tour, tmp_path: Path) -> None:
    large, program = tmp_path / "large.txt", tmp_path / "setup.exe"
    program.write_bytes(b"MZ\x00\x01")
    with large.open("wb") as file:
        file.truncate(51_000_000)
    own.open("?tab=add")
    page = own.page
    page.get_by_text("Files", exact=True).click()
    bring(own, program)
    page.get_by_text("not allowed").wait_for()
    bring(own, large)
    page.get_by_text("50.0MB or smaller").wait_for()
    assert page.get_by_role("button", name="Read 1 file").count() == 0
    assert own.errors == []


def test_a_file_that_swells_is_refused_and_the_good_one_lands(own: Tour, tmp_path: Path) -> None:
    bomb, cell, good = tmp_path / "bomb.zip", tmp_path / "cell.csv", tmp_path / "good.txt"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros.txt", bytes(600_000_000))
    cell.write_text("title,text,published\nLong," + "word " * 4_000_000 + ",2025-11-05\n")
    good.write_text(f"2025-11-05\n{TEXT}")
    own.open("?tab=add")
    page = own.page
    page.get_by_text("Files", exact=True).click()
    page.locator(".st-key-adding input[type=file]").set_input_files([bomb, cell, good])
    page.get_by_role("button", name="Read 3 files").click()
    page.locator(".found .event", has_text="Protest in Lima").wait_for()
    said = page.locator(".st-key-adding").inner_text()
    assert "bomb.zip" in said and "cell.csv" in said
    assert "Traceback" not in said and str(tmp_path) not in said
    page.get_by_role("button", name="Keep 1 article").click()
    page.get_by_text("1 article kept.").wait_for()
    assert own.errors == []
