"""Fixtures for all tests: the words, the gazetteer and the whole kit, opened once a session."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from pipeline import config, lexicon
from pipeline.model import Article

for _name in [name for name in os.environ if name.startswith("DATELINE_")]:
    del os.environ[_name]

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def words() -> lexicon.Lexicon:
    """The lexicon of data/."""
    return lexicon.load(config.DATA)


@pytest.fixture(scope="session", name="lexicon")
def _lexicon(words: lexicon.Lexicon) -> lexicon.Lexicon:
    return words


@pytest.fixture(scope="session")
def gazetteer():
    """The gazetteer of data/build, built when it is missing."""
    from pipeline.gazetteer import build, open_gazetteer

    build(config.DATA, config.BUILD)
    return open_gazetteer(config.BUILD)


@pytest.fixture(scope="session")
def kit():
    """Everything that extraction needs."""
    from pipeline.run import open_kit

    return open_kit()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with outside corpora beside the checkout; the test is skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("the outside corpora (../shared) are not beside this checkout")
    return SHARED


@pytest.fixture
def article():
    """Makes an article from a text: ``article("...", lang="nl", published="2025-10-24")``."""

    def make(text: str, *, lang: str | None = None, published: str = "2025-10-24", **more: str):
        return Article(
            id=more.pop("id", "test"),
            text=text,
            published=date.fromisoformat(published),
            lang=lang,
            **more,
        )

    return make
