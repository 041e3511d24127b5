"""A language is one file: a made-up one tells an event with place and day, no Python touched."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline import config
from pipeline.model import Article
from pipeline.run import Kit, extract, open_kit

LANGUAGE = """
[language]
code = "qq"
name = "Tolu"
english_name = "Tolu"

[numbers.units]
da = 2
su = 3

[dates]
capitals = false

[dates.words.day]
"-1" = ["moro"]

[dates.words.weekday]
monday = ["lundo"]
tuesday = ["mardo"]

[dates.patterns]
last_weekday = ["(na)? {weekday}"]

[clauses]
boundaries = ["ma"]

[clauses.cues]
cancelled = ["nilada*"]

[demonyms]
PRT = ["portuko*"]

[triggers.protest]
verbs = ["protestela*"]

[events]
where = ["pe"]
about = ["kontra"]

[places]
at = ["pe", "del"]
of = ["ro"]
titles = ["mestro"]
never = ["te", "na"]

[places.before]
city = ["silo"]
"""
TEXT = "Su mile personi protestela pe Lisbon na mardo. Mestro Porto lila nada."


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """The project's own data with one file more."""
    data = tmp_path_factory.mktemp("data") / "data"
    shutil.copytree(config.DATA, data, ignore=shutil.ignore_patterns("build"))
    (data / "lang" / "qq.toml").write_text(LANGUAGE, encoding="utf-8")
    return open_kit(data=Path(data))


def test_its_words_tell_what_where_and_when(kit: Kit) -> None:
    article = Article("t", TEXT, date(2025, 10, 24), lang="qq")
    events = extract(article, kit).events
    assert [(e.type, e.when.first, e.places[0].place.name) for e in events] == [
        ("PROTEST", date(2025, 10, 21), "Lisbon")
    ]


def test_its_titles_keep_people_from_being_places(kit: Kit) -> None:
    article = Article("t", TEXT, date(2025, 10, 24), lang="qq")
    assert all(place.text != "Porto" for place in extract(article, kit).places)
