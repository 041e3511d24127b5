"""The real exports beside the checkout: every row read, some checked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Outcome
from pipeline.store.flat import to_row
from tests.import_.exports import read

Row = dict[str, Any]


def rows_of(landed: list[Outcome]) -> dict[str, Row]:
    return {one.article.id.split(":")[1]: to_row(one.events[0]) for one in landed}


@pytest.fixture(scope="module")
def ucdp(shared: Path) -> list[Outcome]:
    landed, issues = read(shared / "exports" / "ucdp_ged_syria.csv.gz")
    assert not issues
    return landed


@pytest.fixture(scope="module")
def gdelt(shared: Path) -> list[Outcome]:
    landed, issues = read(shared / "exports" / "gdelt_20191024143000.export.CSV")
    assert not issues
    return landed


def test_all_rows_of_ucdp_land_and_their_slips_are_counted(ucdp: list[Outcome]) -> None:
    assert len(ucdp) == 16_566
    assert len({one.events[0].id for one in ucdp}) == 16_566
    told = [issue.message for one in ucdp for issue in one.issues]
    assert sum("is above the high one" in message for message in told) == 58
    assert all(place.point for one in ucdp for place in one.places)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("214797", ("2016-01-01", "2016-01-01", "day", "Government of Syria;Syrian insurgents", "",
                    "Teir Maaleh village", 34.802462, 36.707602, "site", 4, 4)),
        ("215936", ("2016-01-02", "2016-01-02", "day", "IS", "Civilians",
                    "Al Bab town", 36.369938, 37.51788, "city", 2, 2)),
        ("219244", ("2016-04-01", "2016-04-30", "month", "IS", "Civilians",
                    "Daraa Governorate", 32.85, 36.21667, "adm1", 0, 3)),
        ("233200", ("2016-01-01", "2016-12-31", "year", "Government of Syria;Syrian insurgents", "",
                    "Syria", 35.0, 38.0, "country", 8179, 8179)),
        ("214814", ("2016-01-01", "2016-01-01", "day",
                    "Ahrar al-Sham;Jabhat Fateh al-Sham;SDF", "",
                    "Tanab village", 36.496133, 37.003318, "offset", 2, 2)),
    ],
)  # fmt: skip
def test_rows_of_ucdp_checked_by_hand(
    ucdp: list[Outcome], number: str, expected: tuple[Any, ...]
) -> None:
    row = rows_of(ucdp)[number]
    names = ("date_start", "date_end", "time_precision", "actors", "recipients", "place_name",
             "lat", "lon", "geo_precision", "fatalities_low", "fatalities_high")  # fmt: skip
    assert tuple(row[name] for name in names) == expected
    assert row["place_country"] == "SYR" and row["event_type"] == "ASSAULT"


def test_all_lines_of_gdelt_land(gdelt: list[Outcome]) -> None:
    assert len(gdelt) == 2_111
    assert sum(not any(place.point for place in one.places) for one in gdelt) == 38


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("881991271", ("2019-10-24", "ASSAULT", "armed_clash", "Santiago", "Firefighter", "CHL",
                       "", "", None, None, "unknown")),
        ("881990861", ("2019-09-24", "AGREE", "intent_to_meet", "Chinese", "Brazil", "CHN",
                       "China", "CHN", 35.0, 105.0, "country")),
        ("881990929", ("2019-10-24", "AGREE", "intent_to_meet", "", "School", "",
                       "Arizona", "USA", 33.7712, -111.388, "adm1")),
        ("881990839", ("2018-10-24", "ASSAULT", "armed_clash", "Police", "German", "",
                       "Berlin", "DEU", 52.5167, 13.4, "city")),
        ("881990915", ("2019-10-24", "RETREAT", "withdrawal", "", "Police", "",
                       "Essex", "GBR", 51.8333, 0.583333, "adm1")),
    ],
)  # fmt: skip
def test_lines_of_gdelt_checked_by_hand(
    gdelt: list[Outcome], number: str, expected: tuple[Any, ...]
) -> None:
    row = rows_of(gdelt)[number]
    names = ("date_start", "event_type", "event_mode", "actors", "recipients", "actor_countries",
             "place_name", "place_country", "lat", "lon", "geo_precision")  # fmt: skip
    assert tuple(row[name] for name in names) == expected
    assert row["published_first"] == "2019-10-24" and row["urls"].startswith("https://")


def test_a_cleaned_table_of_gdelt_lands_from_parquet(shared: Path) -> None:
    landed, issues = read(shared / "exports" / "gdelt_cleaned_10k.parquet")
    assert (len(landed), len(issues)) == (10_000, 0)
