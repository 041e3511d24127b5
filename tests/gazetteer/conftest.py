"""A gazetteer of one's own to add to, over the built one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline import config
from pipeline.gazetteer import Gazetteer, open_gazetteer
from pipeline.gazetteer.added import Addition, add

TODAY = date(2026, 11, 28)


@pytest.fixture
def out(gazetteer: Gazetteer, tmp_path: Path) -> Path:
    """A build folder whose base is the built one."""
    folder = tmp_path / "build"
    folder.mkdir()
    shutil.copy(config.BUILD / "gazetteer.json", folder)
    for built in config.BUILD.glob("gazetteer-*"):
        if built.is_dir():
            (folder / built.name).symlink_to(built, target_is_directory=True)
    return folder


@pytest.fixture
def put(out: Path) -> Callable[[Path], Addition]:
    """Adds a file."""
    return lambda path: add(path, data=config.DATA, out=out, today=TODAY)


@pytest.fixture
def opened(out: Path) -> Callable[[], Gazetteer]:
    """Opens the base with what was added."""
    return lambda: open_gazetteer(out)
