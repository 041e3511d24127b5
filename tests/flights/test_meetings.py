"""Fighters and those whom they met, told in different sentences."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("meetings", text, date(2026, 3, 4), lang=lang), kit).events


@pytest.mark.parametrize(
    ("lang", "text", "own", "met", "begun"),
    [
        ("en", "Two Turkish F-16s were scrambled from Konya on Monday. They intercepted a Russian "
         "Su-24 over the Black Sea.", "F16", "SU24", "Konya"),
        ("en", "Italian F-35s took off from Amari on Sunday. A Russian Il-20 had been picked up "
         "off Hiiumaa with its transponder off. The pair escorted it out of the area.",
         "F35", "IL20", "Ämari Air Base"),
        ("nl", "Twee F-35's stegen dinsdag op van Volkel. Boven de Noordzee vlogen twee Russische "
         "Tu-95's zonder transponder. De gevechtsvliegtuigen begeleidden de bommenwerpers.",
         "F35", "T95", "Volkel Air Base"),
        ("de", "Um kurz nach sechs gab es am Dienstag Alarm in Laage, zwei Eurofighter stiegen "
         "auf. Nordöstlich von Rügen flog eine russische Il-20. Die Rotte begleitete sie.",
         "EUFI", "IL20", "Rostock-Laage Airport"),
        ("fr", "Deux Rafale français ont décollé mardi de Šiauliai. Un Il-20 russe volait sans "
         "plan de vol au large de Palanga. Les chasseurs l'ont identifié puis raccompagné.",
         "RFAL", "IL20", "Šiauliai"),
        ("es", "Dos Eurofighter españoles despegaron el martes de Šiauliai. Un Il-20 ruso volaba "
         "frente a Palanga. Los cazas lo identificaron y lo escoltaron.",
         "EUFI", "IL20", "Šiauliai"),
        ("pt", "Dois F-16 portugueses descolaram na terça-feira de Ämari. Um Il-20 russo voava ao "
         "largo de Hiiumaa. Os caças identificaram-no e escoltaram-no.",
         "F16", "IL20", "Ämari Air Base"),
        ("it", "Due Eurofighter italiani sono decollati martedì su allarme da Gioia del Colle. Un "
         "Boeing 737 partito da Tel Aviv non rispondeva più ai controllori. I caccia lo hanno "
         "intercettato.", "EUFI", "B738", "Gioia del Colle"),
        ("ru", "Во вторник с аэродрома Бельбек поднялся Су-27. Над Чёрным морем летел американский "
         "RC-135. Истребитель сопроводил разведчика.", "SU27", "R135", "Belbek Air Base"),
    ],
)  # fmt: skip
def test_who_rose_and_whom_they_met(
    kit: Kit, lang: str, text: str, own: str, met: str, begun: str
) -> None:
    (event,) = [event for event in events(kit, lang, text) if event.mode == "intercept"]
    assert event.flight is not None
    assert own in {a.icao for a in event.flight.aircraft}
    assert met in {a.icao for a in event.flight.escorted}
    assert ("origin", begun) in {(p.role, p.place.name) for p in event.places}


@pytest.mark.parametrize(
    "text",
    [
        # nobody met anybody
        "Two Dutch F-35s took off from Volkel on Monday. A Russian Il-20 was spotted near Gotland.",
        # they did not
        "Two Dutch F-35s took off from Volkel on Monday. A Russian Il-20 flew off Gotland. The "
        "fighters did not intercept it.",
        # of one camp
        "Two Dutch F-35s took off from Volkel on Monday. A Belgian F-16 flew off Texel. Russia "
        "speaks of jets that can intercept anything.",
        # another paragraph
        "Two Dutch F-35s took off from Volkel on Monday.\n\nA Russian Il-20 was intercepted off "
        "Gotland in May by Sweden.",
    ],
)
def test_they_met_nobody(kit: Kit, text: str) -> None:
    met = [e for e in events(kit, "en", text) if e.mode == "intercept" and e.flight]
    assert not any("F35" in {a.icao for a in e.flight.aircraft} for e in met if e.flight)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Polskie F-16 przechwyciły w środę nad Bałtykiem rosyjski Su-24."),
        ("ru", "Истребители F-16 перехватили в среду над Балтийским морем российский Ил-20."),
        ("uk", "Польські F-16 перехопили в середу над Балтикою російський Іл-20."),
        ("pt", "Dois F-16 destacados em Ämari descolaram na terça-feira para interceptar um Il-20 "
         "russo."),
    ],
)  # fmt: skip
def test_who_is_met_is_not_shot_down(kit: Kit, lang: str, text: str) -> None:
    found = extract(Article("met", text, date(2026, 3, 4), lang=lang), kit).events
    assert [event.mode for event in found] == ["intercept"]


def test_drones_that_are_intercepted_are_shot_down(kit: Kit) -> None:
    text = "Polskie F-16 przechwyciły i zestrzeliły w środę nad Zamościem trzy drony."
    found = extract(Article("met", text, date(2026, 3, 4), lang="pl"), kit).events
    assert [event.mode for event in found] == ["shootdown"]


def test_a_type_at_the_end_of_a_sentence_is_no_ordinal(kit: Kit) -> None:
    text = (
        "Polskie F-16 przechwyciły we wtorek nad Bałtykiem rosyjski Su-24. Nauczyciele "
        "w piątek protestowali w Poznaniu."
    )
    met = next(event for event in events(kit, "pl", text) if event.mode == "intercept")
    assert [place.place.name for place in met.places] == ["Baltic Sea"]
