"""docs/extractors.md names every setting, and its examples are settings that can be used."""

from __future__ import annotations

import re
import tomllib

import pytest

from pipeline import config
from pipeline.config import ExtractorSettings, RecogniserSettings
from pipeline.extractors.llm import _check

PAGE = (config.ROOT / "docs" / "extractors.md").read_text(encoding="utf-8")
EXAMPLES = [tomllib.loads(text) for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)]


def test_every_setting_is_named() -> None:
    named = re.findall(r"^\| `(\w+)` \| [^|]+ \|[^|]*\|$", PAGE.split("## What is asked")[0], re.M)
    assert sorted(named) == sorted(ExtractorSettings.model_fields)


@pytest.mark.parametrize("name", ["timeout_s", "max_tokens", "max_chars", "retries", "failures"])
def test_the_defaults_are_those_of_the_code(name: str) -> None:
    (told,) = re.findall(rf"^\| `{name}` \| [^|]+ \| ([\d.]+) \|$", PAGE, re.M)
    assert float(told) == ExtractorSettings.model_fields[name].default


def test_the_examples_can_be_used() -> None:
    models = [ExtractorSettings(**one["extractor"]) for one in EXAMPLES if "extractor" in one]
    for one in models:
        _check(one)
    assert len(models) == 2
    assert [RecogniserSettings(**e["recogniser"]).name for e in EXAMPLES if "recogniser" in e]


def test_the_example_in_the_settings_can_be_used_when_its_marks_are_off() -> None:
    lines = (config.DATA / "settings.toml").read_text(encoding="utf-8").splitlines()
    start, end = lines.index("# [extractor]"), lines.index("# [recogniser]")
    block = [line for line in lines[start:end] if "=" in line or "[" in line]
    table = tomllib.loads("\n".join(line.removeprefix("# ") for line in block))
    _check(ExtractorSettings(**table["extractor"]))
