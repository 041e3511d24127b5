"""The page in a real browser: one server and one Chromium for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import windows
from tests.fixtures import synthetic


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium; the test is skipped where none is found."""
    if windows.CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    with windows.chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[str]:
    """The page with made-up events, attacks among them."""
    store = tmp_path_factory.mktemp("browser") / "store.db"
    synthetic.fill(store, [*synthetic.outcomes(), *synthetic.nasty()])
    with windows.serving(store) as where:
        yield where


@pytest.fixture
def tour(browser: Any, address: str) -> Iterator[windows.Tour]:
    """A fresh window."""
    with windows.window(browser, address) as opened:
        yield opened
