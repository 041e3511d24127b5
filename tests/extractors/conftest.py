"""The loopback server, and the corridor with a model behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from pipeline import dates, run
from pipeline.extractors import Tools, open_extractor
from pipeline.run import Kit
from tests.extractors.loopback import Server, serving, settings

WithModel = Callable[..., Kit]


@pytest.fixture
def server() -> Iterator[Server]:
    """A fresh server that tells no events."""
    with serving() as opened:
        yield opened


@pytest.fixture
def with_model(kit: Kit, server: Server) -> WithModel:
    """Makes a kit whose extractor asks the server; its back-off takes no time."""
    pytest.importorskip("openai", reason="the extra llm (openai) is not installed")
    place_at = partial(
        run._place_at,
        words=kit.lexicon,
        names=kit.gazetteer,
        coast=kit.coast,
        prior=kit.prior,
    )

    def make(*, sleep: Callable[[float], None] | None = None, **more: Any) -> Kit:
        tools = Tools(
            settings(server, **more), kit.lexicon, dates.shift_to_future, place_at=place_at
        )
        extractor: Any = open_extractor(tools)
        extractor.endpoint.sleep = sleep or (lambda seconds: None)
        return replace(kit, extractor=extractor)

    return make
