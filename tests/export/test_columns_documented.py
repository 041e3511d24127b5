"""The page about events names every column, in order, and every format."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.export import formats
from pipeline.store.flat import COLUMNS

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "events.md"


def test_the_page_names_every_column_in_order() -> None:
    named = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(named) == COLUMNS


def test_the_page_names_every_format() -> None:
    named = re.findall(r"^- \*\*(\w+)\*\*", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == list(formats())
