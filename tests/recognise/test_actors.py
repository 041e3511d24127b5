"""Who is named, under which canonical name, of which country."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipeline import lexicon
from pipeline.errors import ConfigError
from pipeline.lexicon import Language, Lexicon, tokenise
from pipeline.model import Actor, Article, Document, Place, Point, Sentence, Span
from pipeline.recognise.actors import ActorTable, find_actors, load_actors

DATA = Path(__file__).resolve().parents[2] / "data"


@cache
def tools() -> tuple[Lexicon, ActorTable]:
    return lexicon.load(DATA), load_actors(DATA)


def found(text: str, lang: str, places: tuple[Place, ...] = ()) -> list[Actor]:
    words, table = tools()
    sentence = Sentence(Span(0, len(text)), lang, "body", 0, tokenise(text))
    doc = Document(Article("test", text, date(2025, 1, 1)), (sentence,))
    return list(find_actors(doc, words, table, places))


NAMED = [
    ("nl", "de Amerikaanse luchtmacht", "United States Air Force", "USA", "military"),
    (
        "nl",
        "twee F-35’s van de Koninklijke Luchtmacht",
        "Royal Netherlands Air Force",
        "NLD",
        "military",
    ),
    ("nl", "het Kremlin", "Kremlin", "RUS", "government"),
    ("en", "Russia's navy", "Russian Navy", "RUS", "military"),
    ("en", "the Ukrainian air force", "Ukrainian Air Force", "UKR", "military"),
    ("en", "the armed forces of Peru", "Peruvian Armed Forces", "PER", "military"),
    ("en", "the Houthis", "Houthis", "YEM", "rebels"),
    ("en", "riot police", "police", "", "police"),
    ("es", "el Gobierno venezolano", "Government of Venezuela", "VEN", "government"),
    ("es", "la Fuerza Aérea Mexicana", "Mexican Air Force", "MEX", "military"),
    ("es", "un destructor de la Armada de EE. UU.", "United States Navy", "USA", "military"),
    ("es", "miles de manifestantes", "protesters", "", "civilians"),
    ("fr", "les garde-côtes italiens", "Italian Coast Guard", "ITA", "military"),
    ("fr", "l'armée de l'Air et de l'Espace", "French Air and Space Force", "FRA", "military"),
    ("fr", "la marine sud-coréenne", "South Korean Navy", "KOR", "military"),
    ("de", "die US-Luftwaffe", "United States Air Force", "USA", "military"),
    ("de", "die russische Luftwaffe", "Russian Air Force", "RUS", "military"),
    ("de", "die Bundeswehr", "Bundeswehr", "DEU", "military"),
    ("de", "der Kreml", "Kremlin", "RUS", "government"),
    ("pt", "a Polícia Federal", "Federal Police of Brazil", "BRA", "police"),
    ("pt", "a Polícia Federal alemã", "German Federal Police", "DEU", "police"),
    ("ru", "МЧС", "EMERCOM", "RUS", "government"),
    (
        "ru",
        "МЧС Казахстана",
        "Ministry of Emergency Situations of Kazakhstan",
        "KAZ",
        "government",
    ),
    ("pl", "Straż Graniczna", "Polish Border Guard", "POL", "military"),
]


@pytest.mark.parametrize(("lang", "text", "name", "country", "sector"), NAMED)
def test_names(lang: str, text: str, name: str, country: str, sector: str) -> None:
    (actor,) = found(text, lang)
    assert (actor.name, actor.country, actor.sector) == (name, country, sector)
    assert actor.span is not None
    assert actor.span.of(text) == actor.text


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Trump told Macron Ukraine was ready", "Emmanuel Macron"),
        ("nl", "de Nederlander Mark Rutte", "Mark Rutte"),
        ("es", "el argentino Rafael Grossi", "Rafael Grossi"),
        ("es", "la Guardia Civil detuvo a diez personas", "Guardia Civil"),
        ("de", "Die Gewerkschaft ver.di ruft zum Streik auf", "Verdi"),
        ("uk", "Повітряні сили ЗСУ збили дрони", "Ukrainian Air Force"),
        ("tr", "Hakan Fidan'ın açıklaması", "Hakan Fidan"),
        ("ru", "встретился с Юрием Ушаковым", "Yuri Ushakov"),
        ("ar", "وقال أفيخاي أدرعي", "Avichay Adraee"),
    ],
)
def test_a_name_stays_itself_in_any_case_and_beside_any_country(
    lang: str, text: str, name: str
) -> None:
    assert name in [actor.name for actor in found(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "nabij de Venezolaanse kust"),
        ("en", "off the Russian coast"),
        ("en", "a storm in Russia"),
        ("es", "frente a la costa venezolana"),
        ("fr", "au large des côtes libyennes"),
        ("de", "vor der russischen Küste"),
    ],
)
def test_a_coast_or_a_country_one_is_in_does_not_act(lang: str, text: str) -> None:
    assert [actor for actor in found(text, lang) if actor.country] == []


def test_a_capital_that_stands_for_its_government_is_the_state() -> None:
    text = "Washington verhoogde de beloning"
    place = Place(
        span=Span(0, 10),
        text="Washington",
        name="Washington",
        point=Point(38.9, -77.0),
        country="USA",
        precision="city",
        radius_km=10.0,
        kind="capital",
        gazetteer_id="gn:1",
        use="associative",
        score=0.9,
        rule="given",
    )
    (actor,) = found(text, "nl", (place,))
    assert (actor.name, actor.country) == ("United States", "USA")


def test_every_country_has_its_adjective_in_every_language() -> None:
    words, table = tools()
    english = words.language("en").table("demonyms")
    assert len(english) >= 195
    for code in ("nl", "es", "fr", "de"):
        assert set(words.language(code).table("demonyms")) == set(english)
    assert all(table.state(country) for country in english)


def test_no_two_rows_share_an_id() -> None:
    with (DATA / "actors.csv").open(encoding="utf-8", newline="") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    assert len(ids) == len(set(ids))


def test_a_name_of_an_unknown_row_is_told() -> None:
    language = Language("xx", {"actors": {"names": {"state/NOWHERE": ["X"]}}}, source="xx.toml")
    with pytest.raises(ConfigError, match="state/NOWHERE"):
        load_actors(DATA).phrases(language)


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("de", "Bundeskanzler Merz sprach mit Polens Regierungschef Tusk", ["Merz", "Tusk"]),
        ("nl", "premier Rob Jetten ontving president Emmanuel Macron", ["Jetten", "Macron"]),
        ("de", "die Luftwaffe Israels flog Angriffe", ["Israeli Air Force"]),
    ],
)
def test_a_title_is_no_second_actor_and_a_force_may_stand_before_its_country(
    lang: str, text: str, names: list[str]
) -> None:
    actors = found(text, lang)
    assert len(actors) == len(names)
    assert all(one.name.endswith(name) for one, name in zip(actors, names, strict=True))


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("ar", "يلتقي الرئيس جوزيف عون الوفد", "Joseph Aoun"),
        ("en", "President Emmanuel Macron spoke", "Emmanuel Macron"),
        ("ar", "أسقطت قوات اليونيفيل الهدف", "UNIFIL"),
    ],
)
def test_an_office_before_its_holder_is_no_actor_of_its_own(
    lang: str, text: str, name: str
) -> None:
    assert [actor.name for actor in found(text, lang)] == [name]
