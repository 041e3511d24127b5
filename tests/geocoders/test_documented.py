"""The examples of docs/geocoders.md are settings that open, and the page names every setting."""

from __future__ import annotations

import re
import tomllib

import pytest

from pipeline import config
from pipeline.config import GeocoderSettings
from pipeline.geocoders import open_service

PAGE = (config.ROOT / "docs" / "geocoders.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_opens(example: str) -> None:
    (table,) = tomllib.loads(example)["geocoders"]
    assert open_service(GeocoderSettings(**table)).name == table["name"]


def test_there_is_an_example_for_each_service() -> None:
    named = {tomllib.loads(example)["geocoders"][0]["name"] for example in EXAMPLES}
    assert named >= {"nominatim", "photon", "pelias", "geonames"}


def test_every_setting_is_named() -> None:
    named = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert sorted(named) == sorted(GeocoderSettings.model_fields)


def test_the_example_in_the_settings_opens_when_its_marks_are_off() -> None:
    lines = (config.DATA / "settings.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("# [[geocoders]]")
    tables = tomllib.loads("\n".join(line.removeprefix("# ") for line in lines[start:]))
    for table in tables["geocoders"]:
        assert open_service(GeocoderSettings(**table)).name == table["name"]
