"""Aircraft, their numbers and their callsigns, as the press writes them in five languages."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import lexicon
from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Aircraft, Article, Document, Sentence, Span
from pipeline.recognise.aircraft import (
    AircraftTable,
    find_aircraft,
    find_callsigns,
    load_aircraft,
)

DATA = Path(__file__).resolve().parents[2] / "data"


@cache
def tools() -> tuple[Lexicon, AircraftTable]:
    return lexicon.load(DATA), load_aircraft(DATA)


def document(text: str, lang: str) -> Document:
    sentence = Sentence(Span(0, len(text)), lang, "body", 0, tokenise(text))
    return Document(Article("test", text, date(2025, 1, 1)), (sentence,))


def found(text: str, lang: str) -> tuple[Aircraft, ...]:
    words, table = tools()
    return find_aircraft(document(text, lang), words, table)


COUNTS: list[tuple[str, str, str, int | None, int | None]] = [
    ("nl", "twee strategische B-1 Lancer-bommenwerpers", "B1", 2, 2),
    ("nl", "Toen ging het om twee B-52’s", "B52", 2, 2),
    ("nl", "een tweetal F-35's", "F35", 2, 2),
    ("nl", "minstens drie Tu-95MS-bommenwerpers", "T95", 3, None),
    ("nl", "Een P-8A Poseidon van de marine", "P8", 1, 1),
    ("en", "Two U.S. Air Force B-1B “Lancer” Long-Range Heavy Bombers", "B1", 2, 2),
    ("en", "a dozen F-15E Strike Eagles", "F15", 12, 12),
    ("en", "between two and three MiG-31s", "MG31", 2, 3),
    ("en", "a pair of Russian Tu-22M3 bombers", "T22M", 2, 2),
    ("en", "an RC-135S", "R135", 1, 1),
    ("en", "the KC-135R tanker", "K35R", 1, 1),
    ("en", "a Ryanair Boeing 737 MAX", "B38M", 1, 1),
    ("es", "«al menos dos» bombarderos estadounidenses B-52", "B52", 2, None),
    ("es", "dos bombarderos B-52H", "B52", 2, 2),
    ("es", "Un Hércules C-130 de la Fuerza Aérea", "C130", 1, 1),
    ("es", "una pareja de cazas Su-35", "SU35", 2, 2),
    ("fr", "Un A400M de l'armée de l'Air", "A400", 1, 1),
    ("fr", "une douzaine de Rafale", "RFAL", 12, 12),
    ("fr", "un A330 Phénix venu d'Istres", "A332", 1, 1),
    ("de", "Zwei amerikanische B-52H", "B52", 2, 2),
    ("de", "zwei bis drei Eurofighter", "EUFI", 2, 3),
    ("de", "zwei US-Bomber vom Typ B-52", "B52", 2, 2),
    ("de", "eine Boeing 787 der Lufthansa", "B788", 1, 1),
]


@pytest.mark.parametrize(("lang", "text", "icao", "low", "high"), COUNTS)
def test_types_with_their_number(
    lang: str, text: str, icao: str, low: int | None, high: int | None
) -> None:
    (aircraft,) = found(text, lang)
    assert (aircraft.icao, aircraft.count_min, aircraft.count_max) == (icao, low, high)


@pytest.mark.parametrize(
    ("lang", "text", "category", "operator"),
    [
        ("en", "three Chinese bombers", "bomber", "CHN"),
        ("nl", "Amerikaanse tankvliegtuigen", "tanker", "USA"),
        ("es", "cazas rusos", "fighter", "RUS"),
        ("fr", "des avions de reconnaissance britanniques", "recon", "GBR"),
        ("de", "US-Kampfjets", "fighter", "USA"),
    ],
)
def test_classes_with_their_nationality(lang: str, text: str, category: str, operator: str) -> None:
    (aircraft,) = found(text, lang)
    assert (aircraft.icao, aircraft.category, aircraft.operator) == ("", category, operator)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "een file op de A10 bij Amsterdam"),
        ("en", "an E-2 visa for investors"),
        ("en", "Typhoon Gaemi hit the coast"),
        ("de", "ein Unfall auf der A8"),
        ("fr", "des rafales de vent"),
        ("es", "un tornado en el sur"),
        ("en", "COVID-19 and the G20"),
    ],
)
def test_roads_visas_and_storms_are_no_aircraft(lang: str, text: str) -> None:
    assert found(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text", "callsigns"),
    [
        ("en", "B-1B bombers, (BART21) and (BART22), have appeared", ["BART21", "BART22"]),
        ("en", "an RC-135S, callsign COBRA55, left", ["COBRA55"]),
        ("en", "the jets used the callsigns TOXIN 11 and 12", ["TOXIN11", "TOXIN12"]),
        ("de", "Er notierte die Rufzeichen KAYAK21 und KAYAK22.", ["KAYAK21", "KAYAK22"]),
        ("es", "Los radares las identificaron como TOXIN11 y TOXIN14.", ["TOXIN11", "TOXIN14"]),
        ("en", "the destroyer DDG51 and an A330MRTT aircraft", []),
        ("en", "The ATR72 aircraft landed", []),
    ],
)
def test_callsigns(lang: str, text: str, callsigns: list[str]) -> None:
    words, _ = tools()
    hits = find_callsigns(document(text, lang), words)
    assert [hit.text for hit in hits if hit.kind == "callsign"] == callsigns


def test_flight_numbers_are_no_callsigns() -> None:
    words, _ = tools()
    (hit,) = find_callsigns(document("Delta flight DL1943 to Amsterdam", "en"), words)
    assert (hit.text, hit.kind) == ("DL1943", "flight_number")


def test_the_table_holds_the_world() -> None:
    _, table = tools()
    designations = ["B-2A", "Tu-160", "H-6K", "KC-46A", "ATL2", "RQ-4B", "MQ-9A", "A320neo", "F16"]
    assert all(table.designation(word) for word in designations)
    assert sum(1 for _ in (DATA / "aircraft.csv").open(encoding="utf-8")) > 200


@settings(deadline=None)  # the first example compiles the phrases
@given(st.text(alphabet="ABCF -’'s0123456789twoeén“”(),./", max_size=60))
def test_spans_hold_what_they_quote(text: str) -> None:
    words, table = tools()
    for aircraft in find_aircraft(document(text or " ", "en"), words, table):
        assert aircraft.span.of(text) == aircraft.text
        assert aircraft.count_min is None or 0 < aircraft.count_min < 1000


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("أقلعت طائرتا F-16 مغربيتان.", 2),
        ("حلقت قاذفتان من طراز تو-95.", 2),
        ("هبطت طائرة من طراز سي-17.", 1),
        ("وصلت عشرون طائرة.", 20),
        ("حلقت طائرات فوق البحر.", None),
    ],
)
def test_an_arabic_form_tells_how_many(text: str, count: int | None) -> None:
    (aircraft,) = found(text, "ar")
    assert aircraft.count_min == count


@pytest.mark.parametrize(
    ("lang", "text", "icao"),
    [
        ("en", "A United Airlines 767 landed in Shannon.", "B763"),
        ("nl", "Een 777 van KLM keerde om.", "B772"),
        ("de", "Eine 737 von Ryanair wich aus.", "B738"),
        ("pt", "Três 737 da Gol alternaram para Guarulhos.", "B738"),
        ("es", "Dos 747 cargados de ayuda aterrizaron.", "B744"),
    ],
)
def test_airliners_by_their_number(lang: str, text: str, icao: str) -> None:
    assert [craft.icao for craft in found(text, lang)][:1] == [icao]


@pytest.mark.parametrize(
    "text",
    [
        "The village has 777 people.",
        "He lives at Boulevard 777.",
        "It costs a 777.50 fee.",
        "Ten thousand 777 were sold.",
    ],
)
def test_a_bare_number_is_no_airliner(text: str) -> None:
    assert not [craft for craft in found(text, "en") if craft.icao]


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("ru", "Boeing 737 «Победы», вылетевший в среду в Уфу, сел в Самаре.", 1),
        ("ru", "В понедельник RC-135W (позывной RRR7227) из Милденхолла четыре часа кружил.", 1),
        ("ru", "Ту-95МС поднялись в воздух с Оленьей в среду.", None),
        ("uk", "А британець RC-135W у понеділок три години нарізав кола.", 1),
        ("uk", "Ан-124 «Авіаліній Антонова» в неділю сів у Жешуві.", 1),
        ("uk", "Ту-95МС злетіли з Оленьї у вівторок.", None),
        ("pl", "W środę A321 Wizz Aira, lecący z Londynu, wylądował w Poznaniu.", 1),
        ("pl", "F-16 z Łasku przechwyciły we wtorek intruza.", None),
        ("tr", "Salı günü kalkan A400M Ariş'e indi.", 1),
        ("tr", "F-16'lar salı günü devriye uçtu.", None),
        ("tr", "F-16 uçakları salı günü devriye uçtu.", None),
    ],
)
def test_where_there_are_no_articles_the_verb_tells_one(
    lang: str, text: str, count: int | None
) -> None:
    typed = [aircraft for aircraft in found(text, lang) if aircraft.icao]
    assert [aircraft.count_min for aircraft in typed] == [count]
