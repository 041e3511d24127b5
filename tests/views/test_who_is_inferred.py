"""A country that no words name is marked on the card; one that is named is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.dedup import merge
from pipeline.model import Actor, Outcome, Span
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer
from tests.store.samples import article, event
from views import panel

NAMED = Actor("Russia", "RUS", "government", span=Span(0, 6), text="Russia")
GUESSED = Actor("Russia", "RUS", "government")
CROWD = Actor("protesters", "", "civilians")


@pytest.mark.parametrize(
    ("actor", "made_by", "marked"),
    [
        (GUESSED, "rules/0.1.0", True),
        (NAMED, "rules/0.1.0", False),
        (CROWD, "rules/0.1.0", False),
        (GUESSED, "import acled/rows.csv", False),
    ],
)
def test_the_mark(tmp_path: Path, actor: Actor, made_by: str, marked: bool) -> None:
    told = replace(event(article()), actors=(actor,), made_by=made_by)
    with open_writer(tmp_path / "store.db") as writer:
        writer.put(Outcome(article(), (told,)), merge=merge)
    with open_reader(tmp_path / "store.db") as reader:
        (stored,) = reader.events()
        made = panel.card(stored, reader)
    assert actor.name in made
    assert ("(inferred)" in made) is marked
