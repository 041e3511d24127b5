"""Articles in Cyrillic go the whole way: rows, exports and the card, names in their own script."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from pipeline import run
from pipeline.dedup import merge
from pipeline.export import View, export
from pipeline.model import Article, Event
from pipeline.read.language import article_language
from pipeline.store.filters import Filter
from pipeline.store.read import open_reader
from pipeline.store.write import open_writer
from views.panel import card

PUBLISHED = date(2025, 10, 24)


@dataclass(frozen=True, slots=True)
class Told:
    """A short article and what must come of it."""

    code: str
    text: str
    quote: str  # a name as the article writes it
    place: str  # the gazetteer's name
    actor: str


TOLD = [
    Told(
        "ru",
        "В четверг российские войска ударили ракетами по Харькову, сообщил мэр Игорь Терехов. "
        "Четыре человека погибли, ещё двенадцать доставлены в больницы города.",
        "Харькову",
        "Kharkiv",
        "Russian Armed Forces",
    ),
    Told(
        "uk",
        "У четвер російські війська вдарили ракетами по Харкову, повідомив мер Ігор Терехов. "
        "Четверо людей загинули, ще дванадцятьох доставили до лікарень міста.",
        "Харкову",
        "Kharkiv",
        "Russian Armed Forces",
    ),
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("В Саратове сообщили о взрыве на заводе, пострадали пять человек.", "ru"),
        ("У Полтаві повідомили про вибух на заводі, постраждали п'ятеро людей.", "uk"),
        (
            "В София съобщиха за експлозия в завод, пострадали са петима души. Полицията започна "
            "разследване на инцидента, който е станал късно вечерта, и разпитва свидетели, които "
            "са били наблизо в момента на взрива на територията на предприятието.",
            "bg",
        ),
    ],
)
def test_a_language_is_told_from_its_neighbours(text: str, code: str, kit: run.Kit) -> None:
    assert article_language(text, None, kit.lexicon.codes).code == code


def events_of(told: Told, kit: run.Kit) -> tuple[Event, ...]:
    """What is found when nobody says in which language the article is."""
    lang = article_language(told.text, None, kit.lexicon.codes).code
    return run.extract(Article("a", told.text, PUBLISHED, title=told.quote, lang=lang), kit).events


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.code)
def test_the_article_is_known_and_told_of_where_and_who(told: Told, kit: run.Kit) -> None:
    (event,) = events_of(told, kit)
    assert event.sources[0].lang == told.code
    assert (event.mode, event.when.first) == ("missile_strike", date(2025, 10, 23))
    assert [(p.place.name, p.place.text) for p in event.places] == [(told.place, told.quote)]
    assert told.actor in [actor.name for actor in event.actors]


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.code)
def test_names_keep_their_script_in_the_store_and_the_exports(
    told: Told, kit: run.Kit, tmp_path: Path
) -> None:
    lang = article_language(told.text, None, kit.lexicon.codes).code
    article = Article("a", told.text, PUBLISHED, title=told.quote, lang=lang)
    with open_writer(tmp_path / "store.db") as writer:
        writer.put(run.extract(article, kit), merge=merge)
    with open_reader(tmp_path / "store.db") as reader:
        view = View(reader, Filter())
        export(view, file_format="csv", out=tmp_path / "events.csv")
        export(view, file_format="geojson", out=tmp_path / "events.geojson")
        (event,) = reader.events()
        assert told.quote in str(card(event, reader))
    (row,) = csv.DictReader(io.StringIO((tmp_path / "events.csv").read_text("utf-8-sig")))
    assert row["place_name"] == told.place
    assert told.quote in row["evidence"]
    (drawn,) = json.loads((tmp_path / "events.geojson").read_text("utf-8"))["features"]
    assert told.quote in drawn["properties"]["evidence"]
