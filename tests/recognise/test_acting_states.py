"""A capital acts or is where something is done; what stands before and behind it tells."""

from __future__ import annotations

import pytest

from pipeline.run import find_facts, read_places


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("In early May Beijing imposed penalties on two judges.", "Beijing", "associative"),
        ("KYIV, Feb 12 (NW) - Russia hurled drones at Sumy.", "Russia", "associative"),
        ("Beirut was hit by two missiles on Monday.", "Beirut", "literal"),
        ("Beirut was not told of the plan.", "Beirut", "associative"),
        ("Troops from Chad, Niger and Mali will train together.", "Niger", "associative"),
    ],
)
def test_use(article, kit, text: str, name: str, use: str) -> None:
    places = find_facts(read_places(article(text, lang="en"), kit), kit).places
    assert [place.use for place in places if place.name == name] == [use]


def test_a_border_called_by_a_people_is_no_actor(article, kit) -> None:
    text = "Prisoners were swapped on the Belarusian border on Monday."
    actors = find_facts(read_places(article(text, lang="en"), kit), kit).actors
    assert "Belarus" not in [actor.name for actor in actors]
