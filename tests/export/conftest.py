"""A store with everyday events and with attacks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.store.read import Reader, open_reader
from tests.fixtures import synthetic


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Twenty-four events of every kind, and one an attack."""
    path = tmp_path_factory.mktemp("made") / "made.db"
    synthetic.fill(path, [*synthetic.outcomes(24), *synthetic.nasty()])
    with open_reader(path) as reader:
        yield reader
