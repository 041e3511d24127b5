"""A model for named entities points at places that the scan passed over; the gazetteer decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline import run
from pipeline.config import RecogniserSettings
from pipeline.errors import ConfigError
from pipeline.model import Article, Mention, Span
from pipeline.recognise.entities import (
    Named,
    Recogniser,
    add_names,
    name_at,
    of_pipeline,
    open_recogniser,
)
from pipeline.run import Kit

Make = Callable[..., Article]
TEXT = "Rebels shelled kharkiv on Monday. Nobody in Zzyzxburg was hurt, Paris Hilton said."


def pointing(*names: tuple[str, str], lang: str = "en") -> Recogniser:
    """A recogniser that points at these words, each with its label."""

    def find(text: str) -> list[Named]:
        return [
            Named(Span(text.index(name), text.index(name) + len(name)), label)
            for name, label in names
        ]

    return Recogniser("spacy test", lang, find)


def read(
    text: str, kit: Kit, article: Make, recogniser: Recogniser | None, lang: str = "en"
) -> Any:
    return run.read_places(article(text, lang=lang), replace(kit, recogniser=recogniser))


def by_text(reading: Any) -> dict[str, Mention]:
    return {mention.text: mention for mention in reading.mentions}


def test_a_name_that_the_gazetteer_holds_becomes_a_place(kit: Kit, article: Make) -> None:
    assert "kharkiv" not in by_text(read(TEXT, kit, article, None))
    reading = read(TEXT, kit, article, pointing(("kharkiv", "GPE")))
    mention = by_text(reading)["kharkiv"]
    assert not mention.refused and mention.reason == "spacy test sees a place (GPE)"
    (place,) = [place for place in reading.places if place.text == "kharkiv"]
    assert place.country == "UKR" and place.span.of(TEXT) == "kharkiv"


def test_a_name_that_no_gazetteer_holds_is_kept_as_refused(kit: Kit, article: Make) -> None:
    reading = read(TEXT, kit, article, pointing(("Zzyzxburg", "GPE")))
    mention = by_text(reading)["Zzyzxburg"]
    assert mention.refused and "the gazetteer holds no such name" in mention.reason
    assert "Zzyzxburg" not in {place.text for place in reading.places}


def test_what_the_scan_has_judged_stays_judged(kit: Kit, article: Make) -> None:
    plain = read(TEXT, kit, article, None)
    refused = [m for m in plain.mentions if m.text.startswith("Paris")]
    assert refused and refused[0].refused
    assert read(TEXT, kit, article, pointing(("Paris", "GPE"))) == plain


def test_sentences_of_another_language_are_left_alone(kit: Kit, article: Make) -> None:
    dutch = "Rebellen beschoten charkov op maandag."
    plain = read(dutch, kit, article, None, "nl")
    assert read(dutch, kit, article, pointing(("charkov", "GPE")), "nl") == plain
    many = read(dutch, kit, article, pointing(("charkov", "GPE"), lang="xx"), "nl")
    assert "charkov" in by_text(many)


def test_a_span_over_two_sentences_is_no_name(kit: Kit, article: Make) -> None:
    document = run.read_places(article(TEXT, lang="en"), kit).document
    assert name_at(document, Span(0, len(TEXT)), kit.gazetteer) is None
    assert add_names(document, (), kit.gazetteer, pointing()) == ()


# --- settings


def test_none_is_opened_by_default() -> None:
    assert open_recogniser(RecogniserSettings()) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "gliner"}, "'gliner' is no recogniser; there is spacy"),
        ({"name": "spacy"}, "needs a model"),
    ],
)
def test_what_is_missing_is_named(given: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        open_recogniser(RecogniserSettings(**given))


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(ConfigError, match="pip install spacy"):
        open_recogniser(RecogniserSettings(name="spacy", model="en_core_web_sm"))


# --- spaCy itself


@pytest.fixture
def spacy() -> Any:
    """The package; the test is skipped without it."""
    return pytest.importorskip("spacy", reason="the extra spacy is not installed")


def with_ruler(spacy: Any, *names: tuple[str, str]) -> Any:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in names])
    return nlp


def test_entities_of_places_are_used_and_others_are_not(
    spacy: Any, kit: Kit, article: Make
) -> None:
    nlp = with_ruler(spacy, ("kharkiv", "GPE"), ("Zzyzxburg", "LOC"), ("Rebels", "NORP"))
    reading = read(TEXT, kit, article, of_pipeline(nlp, "ruler"))
    found = by_text(reading)
    assert found["kharkiv"].reason == "spacy ruler sees a place (GPE)"
    assert found["Zzyzxburg"].refused and "Rebels" not in found


def test_a_pipeline_on_disk_is_opened_by_its_folder(spacy: Any, tmp_path: Any) -> None:
    with_ruler(spacy, ("kharkiv", "GPE")).to_disk(tmp_path / "model")
    settings = RecogniserSettings(name="spacy", model=str(tmp_path / "model"))
    recogniser = open_recogniser(settings)
    assert recogniser is not None and recogniser.lang == "en"
    assert [named.label for named in recogniser.find("Near kharkiv.")] == ["GPE"]


def test_a_model_that_is_not_there_is_named(spacy: Any) -> None:
    with pytest.raises(ConfigError, match="python -m spacy download no_such_model"):
        open_recogniser(RecogniserSettings(name="spacy", model="no_such_model"))


def test_an_event_lands_at_such_a_place(spacy: Any, kit: Kit, article: Make) -> None:
    nlp = with_ruler(spacy, ("kharkiv", "GPE"))
    using = replace(kit, recogniser=of_pipeline(nlp, "ruler"))
    events = run.extract(article(TEXT, lang="en"), using).events
    assert [e.places[0].place.country for e in events if e.type == "ASSAULT"] == ["UKR"]
