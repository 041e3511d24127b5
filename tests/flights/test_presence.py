"""Aircraft that are somewhere, and the next sentence that tells where they came from."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Article, Event
from pipeline.run import Kit, extract


def events(kit: Kit, lang: str, text: str) -> tuple[Event, ...]:
    return extract(Article("presence", text, date(2026, 3, 4), lang=lang), kit).events


@pytest.mark.parametrize(
    ("lang", "text", "icao", "begun", "ended"),
    [
        ("en", "Six F-22s have been at Kadena since Monday. The stealth fighters came from Langley "
         "in Virginia.", "F22", "Langley Air Force Base", "Kadena Air Base"),
        ("nl", "Sinds maandag staan er vier Nederlandse F-35's in Malbork. De toestellen kwamen "
         "van vliegbasis Leeuwarden.", "F35", "Leeuwarden Air Base", "Malbork Air Base"),
        ("es", "Dos B-1B están desde el lunes en Morón. Los bombarderos salieron de Dyess.",
         "B1", "Dyess Air Force Base", "Morón Air Base"),
        ("pl", "W Powidzu od poniedziałku stoją dwa KC-135. Latające cysterny przyleciały z bazy "
         "Fairchild.", "K35R", "Fairchild Air Force Base", "Powidz Air Base"),
    ],
)  # fmt: skip
def test_they_came_there(kit: Kit, lang: str, text: str, icao: str, begun: str, ended: str) -> None:
    (event,) = events(kit, lang, text)
    assert event.mode in {"air_deploy", "airlift"}
    assert event.flight is not None
    assert {a.icao for a in event.flight.aircraft} == {icao}
    assert {(p.role, p.place.name) for p in event.places} == {
        ("origin", begun),
        ("destination", ended),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Six F-22s could be at Kadena by Monday. The fighters came from Langley.",
        "Six F-22s have been at Kadena since Monday. The pilots like the food.",
        "Two old F-104s stand at Volkel. Visitors came from Eindhoven to see them.",
    ],
)
def test_nobody_came(kit: Kit, text: str) -> None:
    assert "air_deploy" not in [event.mode for event in events(kit, "en", text)]


def test_a_raid_of_long_ago_dates_no_flight_of_the_news(kit: Kit) -> None:
    text = (
        "Six B-2s flew west over the Pacific toward Guam as a decoy, the Pentagon said.\n\n"
        "The bombers' pilots went home. B-2s also flew over the Red Sea in October 2024."
    )
    told = [e for e in events(kit, "en", text) if "Guam" in [p.place.name for p in e.places]]
    assert [event.when.first.year for event in told] == [2026]
