"""The loopback server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.geocoders.loopback import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    """A fresh server that knows nothing."""
    with serving() as opened:
        yield opened
