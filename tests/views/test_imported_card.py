"""The card of a row of an outside export: what it gives is shown, what it does not is left out."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.import_ import APART
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer
from tests.import_.exports import UCDP_HEADER, gdelt_row, read, ucdp_row, written
from views import panel


def card(path: Path, *lines: str) -> str:
    """The words of the card of the only event."""
    landed, _ = read(written(path / "x.csv", *lines))
    with open_writer(path / "s.db") as writer:
        writer.put_all(landed, merge=APART)
    with open_reader(path / "s.db") as reader:
        (event,) = reader.events()
        made = str(panel.card(event, reader))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", made))


def test_a_row_without_a_sentence_shows_its_codes_and_no_empty_parts(tmp_path: Path) -> None:
    said = card(tmp_path, gdelt_row())
    assert (
        "GDELT · 5 Mar 2022 CAMEO code: 190 Counted by GDELT: mentions 3, articles 2, sources 1"
        in said
    )
    assert "How sure the reading is" not in said


def test_the_headline_is_the_evidence_and_the_code_says_why_there(tmp_path: Path) -> None:
    said = card(tmp_path, UCDP_HEADER, ucdp_row())
    assert "UCDP GED · 5 Mar 2022 · English Clash near Gao" in said
    assert "as UCDP coded it: where_prec 1" in said
