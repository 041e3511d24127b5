"""Stores with made-up events, written once a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures import crowd, synthetic
from views import data

MANY = 100_000  # events of the snapshot on which times and sizes are measured


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty events of every kind."""
    return synthetic.fill(tmp_path_factory.mktemp("made") / "made.db", synthetic.outcomes())


@pytest.fixture(scope="session")
def nasty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Events whose texts are attacks."""
    return synthetic.fill(tmp_path_factory.mktemp("nasty") / "nasty.db", synthetic.nasty())


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> data.Snapshot:
    """A hundred thousand events in memory."""
    return opened(crowd.fill(tmp_path_factory.mktemp("crowd") / "many.db", MANY))


@pytest.fixture
def use_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Makes the page read this store."""
    yield lambda path: monkeypatch.setenv("DATELINE_STORE", str(path))


@pytest.fixture(scope="module")
def snapshot(made_store: Path) -> data.Snapshot:
    """The made-up rows in memory."""
    return opened(made_store)


@pytest.fixture(scope="module")
def nasty(nasty_store: Path) -> data.Snapshot:
    """The attacks in memory."""
    return opened(nasty_store)


def opened(path: Path) -> data.Snapshot:
    """The rows of a store in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_STORE", str(path))
        return data.current()
