"""Articles with letters of their own go the whole way: store, exports and the card of the page."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.store.filters import Filter
from pipeline.store.read import open_reader
from views import panel

ARTICLES = {
    "pl": (
        "Wybuch gazu w Łodzi",
        "Wybuch gazu zniszczył w poniedziałek kamienicę w Łodzi, zginęły trzy osoby. Tego samego "
        "dnia w Świnoujściu strażacy gasili pożar hali, a policja zatrzymała w Białymstoku "
        "czterech mężczyzn podejrzanych o przemyt.",
        ("kamienicę w Łodzi", "w Świnoujściu", "w Białymstoku"),
        {"Łódź": "2025-10-20", "Białystok": "2025-10-20"},
    ),
    "tr": (
        "İzmir'de yangın, Şırnak'ta kaza",
        "İzmir'de pazartesi günü bir fabrikada çıkan yangında üç işçi öldü. Şırnak'ta salı günü "
        "yolcu otobüsü uçuruma yuvarlandı. Iğdır'da çarşamba günü polis dört kişiyi gözaltına "
        "aldı.",
        ("İzmir'de", "Şırnak'ta", "Iğdır'da"),
        {"İzmir": "2025-10-20", "Şırnak": "2025-10-21", "Iğdır": "2025-10-22"},
    ),
}


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(params=sorted(ARTICLES))
def told(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """A language, and the store with the events of its article."""
    code = str(request.param)
    title, text, _, _ = ARTICLES[code]
    head = f"---\nid: {code}\npublished: 2025-10-24\npublisher: Przykład\ntitle: {title}\n---\n"
    article, store = tmp_path / f"{code}.md", tmp_path / "store.db"
    article.write_text(f"{head}{text}\n", encoding="utf-8")
    run("run", str(article), "--store", str(store))
    return code, store


def rows(store: Path, name: str) -> str:
    out = store.with_name(name)
    run("export", "--out", str(out), "--store", str(store))
    return out.read_text(encoding="utf-8-sig")


def test_events_stand_where_and_when_they_are_told(told: tuple[str, Path]) -> None:
    code, store = told
    found = {
        row["place_name"]: row["date_start"]
        for row in csv.DictReader(rows(store, "e.csv").splitlines())
    }
    for place, day in ARTICLES[code][3].items():
        assert found.get(place) == day, found


def test_quotes_keep_their_letters(told: tuple[str, Path]) -> None:
    code, store = told
    made = json.loads(rows(store, "e.geojson"))
    evidence = " ".join(item["properties"]["evidence"] for item in made["features"])
    assert all(words in evidence for words in ARTICLES[code][2])


def test_the_card_shows_the_letters(told: tuple[str, Path]) -> None:
    code, store = told
    with open_reader(store) as reader:
        cards = " ".join(panel.card(event, reader) for event in reader.events(Filter()))
    for words in ARTICLES[code][2]:
        assert words.replace("'", "&#x27;") in cards or words in cards
    assert ARTICLES[code][0].split()[-1] in cards
