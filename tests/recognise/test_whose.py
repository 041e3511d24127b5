"""Whose army or ministry it is, where the words do not say it."""

from __future__ import annotations

import pytest

from pipeline.run import find_facts, read_places


@pytest.fixture
def states(article, kit):
    """Names and countries of the offices and forces of a text."""

    def find(text: str, lang: str) -> list[tuple[str, str]]:
        facts = find_facts(read_places(article(text, lang=lang), kit), kit)
        return [(a.name, a.country) for a in facts.actors if a.sector in ("government", "military")]

    return find


def test_a_country_where_the_language_is_at_home_comes_first(states) -> None:
    text = "Il ministro dell'Interno volerà venerdì a Tunisi. La barca era partita da Crotone."
    assert ("Ministry of the Interior of Italy", "ITA") in states(text, "it")


def test_what_the_article_is_about_of_several_homes(states) -> None:
    text = "Bogotá, Cali y Medellín paran el lunes. El presidente canceló un viaje a Niza."
    assert any(country == "COL" and "Presiden" in name for name, country in states(text, "es"))


def test_the_force_named_before_is_meant_again(states) -> None:
    text = "The Burundian army left Uvira on Monday. The army crossed the lake at night."
    found = [country for name, country in states(text, "en") if "army" in name.lower()]
    assert found == ["BDI", "BDI"]


def test_two_sides_without_a_home_stay_open(states) -> None:
    text = "In Mali and Niger, Chad and Libya, the armed forces were put on alert."
    assert all(country == "" for name, country in states(text, "en") if "forces" in name.lower())


def test_a_title_before_a_name_is_no_second_actor(states) -> None:
    text = "In Chicago, President Ferdinand Marcos Jr. met bankers from the United States."
    assert not [name for name, _ in states(text, "en") if "Presiden" in name]


def test_a_home_that_is_hardly_named_is_not_meant(states) -> None:
    towns = "Bamako, Gao, Kidal, Kayes, Mopti, Sikasso and Segou"
    text = f"Troops left {towns} in Mali. A Canadian watched."
    assert ("Canadian Armed Forces", "CAN") not in states(text, "en")
