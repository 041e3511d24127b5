"""Ends and places of a flight that a sentence beside it tells without naming what flies."""

from __future__ import annotations

import pytest

from pipeline.run import extract

TOLD = [
    (
        "en",
        "Two RAF Typhoons intercepted a Russian Tu-142 on Monday. "
        "The handshake came some 60 nautical miles north-east of Unst.",
        "location",
        "60 nautical miles",
    ),
    (
        "de",
        "Ein A330 MRTT kreiste am Dienstag vier Stunden über der Lausitz. "
        "Aus Eindhoven war der graue Riese gestartet.",
        "origin",
        "Eindhoven",
    ),
    (
        "tr",
        "Pazar gecesi İncirlik'e altı adet KC-135R indi. "
        "Tamamı İngiltere'deki Mildenhall'dan havalanmıştı.",
        "origin",
        "Mildenhall",
    ),
    (
        "it",
        "Alle 10.20 da Gioia del Colle è partito lo scramble: lunedì due Eurofighter hanno "
        "intercettato un Il-20 russo.",
        "origin",
        "Gioia del Colle",
    ),
    (
        "es",
        "Cuatro B-52 volaron el lunes sobre el mar de Alborán; siguieron rumbo a Morón.",
        "destination",
        "Morón",
    ),
]
APART = [
    (
        "en",
        "Two RAF Typhoons intercepted a Russian Tu-142 on Monday off Unst. "
        "On Friday the minister left Oslo.",
        "Oslo",
    ),
    (
        "en",
        "Two RAF Typhoons intercepted a Russian Tu-142 on Monday. "
        "Rockets landed in Sderot and killed two people.",
        "Sderot",
    ),
    (
        "fr",
        "Deux Rafale ont intercepté lundi un Il-20 russe. "
        "Un cargo a quitté le port de Brest dans la nuit.",
        "Brest",
    ),
]


def movements(lang, text, article, kit):
    events = extract(article(text, lang=lang), kit).events
    return [event for event in events if event.type == "MOBILIZE"]


@pytest.mark.parametrize(("lang", "text", "role", "name"), TOLD)
def test_a_free_sentence_completes_the_way(lang, text, role, name, article, kit):
    found = [p for e in movements(lang, text, article, kit) for p in e.places if p.role == role]
    assert [p for p in found if name in p.place.name]


@pytest.mark.parametrize(("lang", "text", "name"), APART)
def test_what_else_is_told_beside_it_does_not(lang, text, name, article, kit):
    found = [p.place.name for e in movements(lang, text, article, kit) for p in e.places]
    assert name not in " ".join(found)
