"""Capitals that act behind a remark, that suffer something, and names with a direction."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Place
from pipeline.run import Kit, extract

PUBLISHED = date(2026, 3, 4)  # a Wednesday


def places(kit: Kit, lang: str, text: str) -> dict[str, Place]:
    found = extract(Article("states", text, PUBLISHED, lang=lang), kit).places
    return {place.text: place for place in found}


@pytest.mark.parametrize(
    ("lang", "text", "capital"),
    [
        ("fr", "Moscou, pour sa part, a expulsé deux diplomates.", "Moscou"),
        ("it", "Varsavia, invece, ha chiuso i valichi.", "Varsavia"),
    ],
)
def test_a_remark_may_part_a_capital_from_its_verb(
    kit: Kit, lang: str, text: str, capital: str
) -> None:
    assert places(kit, lang, text)[capital].use == "associative"


@pytest.mark.parametrize(
    ("lang", "text", "capital"),
    [
        ("fr", "Beyrouth pleure ses morts.", "Beyrouth"),
        ("it", "Kiev si è svegliata sotto le bombe.", "Kiev"),
    ],
)
def test_a_capital_that_suffers_is_where(kit: Kit, lang: str, text: str, capital: str) -> None:
    assert places(kit, lang, text)[capital].use == "literal"


@pytest.mark.parametrize(
    ("lang", "text", "name", "country"),
    [
        ("it", "Un uomo è stato ucciso martedì a Bari.", "Bari", "ITA"),
        ("it", "Il traghetto è tornato a Olbia.", "Olbia", "ITA"),
        ("fr", "Un incendie a éclaté mardi à Sion.", "Sion", "CHE"),
        ("fr", "Un incendie a éclaté mardi à Valence.", "Valence", "FRA"),
    ],
)
def test_a_language_means_its_own_countries_first(
    kit: Kit, lang: str, text: str, name: str, country: str
) -> None:
    assert places(kit, lang, text)[name].country == country


def test_a_mountain_needs_no_word_for_it(kit: Kit) -> None:
    assert places(kit, "it", "L'Etna è in eruzione da lunedì.")["Etna"].name == "Mount Etna"


def test_a_direction_behind_a_hyphen_belongs_to_the_name(kit: Kit) -> None:
    text = "L'autoroute a été fermée lundi entre Lyon-Nord et Orange-Sud."
    (closure,) = extract(Article("states", text, PUBLISHED, lang="fr"), kit).events
    assert [place.place.country for place in closure.places] == ["FRA"]
