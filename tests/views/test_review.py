"""Correcting on the page: the form, its preview, the badge, the trail, the file; all of it text."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline import review
from pipeline.corrections import DateChange, KindChange, Note, Rejection, lay
from pipeline.model import Event
from pipeline.store.read import open_reader
from tests.corrections.corrected import BOLIVIA, elsewhere, told, wanted
from tests.fixtures import synthetic
from tests.views.test_inert_text import parsed
from tests.views.test_page import card, counters, fresh, link
from views import decided, panel, review_form
from views.data import Snapshot

UseStore = Callable[[Path], None]


@pytest.fixture
def store(made_store: Path, tmp_path: Path, use_store: UseStore) -> Path:
    """A store that a test may change."""
    path = tmp_path / "own.db"
    shutil.copyfile(made_store, path)
    use_store(path)
    return path


def event_of(store: Path, title: str) -> Event:
    with open_reader(store) as reader:
        return next(one for one in reader.events() if title in one.title)


def form(event: Event, kind: str = "place") -> AppTest:
    at = fresh(event=event.id, tab="correct")
    return at.selectbox("correct-kind").set_value(kind).run()


def keep(at: AppTest, *, author: str = "Ana", reason: str = "I was there") -> AppTest:
    at.text_input("correct-author").set_value(author).run()
    at.text_area("correct-reason").set_value(reason).run()
    at.button("correct-keep").click().run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    html = "".join(one.proto.body for one in at.get("html"))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_place_of_typed_coordinates(store: Path) -> None:
    event = event_of(store, "march in Lima")
    at = form(event)
    at.segmented_control("correct-way-candidate-search-typed-none").set_value("typed").run()
    at.text_input("correct-lat").set_value("-16.4").run()
    at.text_input("correct-lon").set_value("-71.5").run()
    at.text_input("correct-name").set_value("Arequipa").run()
    assert "Where Lima, Peru (12.05° S, 77.04° W) Arequipa, Peru (16.40° S, 71.50° W)" in said(at)
    keep(at)
    assert link(at)["tab"] == ["event"]
    assert "decided by Ana" in said(at) and "machine: Lima" in said(at)
    assert event_of(store, event.title).places[0].place.name == "Arequipa"


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [("95", "1", "latitude 95.0 is outside"), ("north", "1", "is no position. Give degrees"),
     ("1", "nan", "must be finite"), ("", "1", "Give latitude and longitude")],
)  # fmt: skip
def test_what_is_no_position_is_told_and_nothing_is_written(
    store: Path, lat: str, lon: str, words: str
) -> None:
    at = form(event_of(store, "march in Lima"))
    at.segmented_control("correct-way-candidate-search-typed-none").set_value("typed").run()
    at.text_input("correct-lat").set_value(lat).run()
    at.text_input("correct-lon").set_value(lon).run()
    keep(at)
    assert words in re.sub(r"[\\\u2060]", "", at.error[0].value)
    with open_reader(store) as reader:
        assert reader.corrections() == ()


def test_the_candidates_are_listed_with_why(store: Path) -> None:
    at = form(event_of(store, "march in Lima"))
    (places,) = [one for one in at.radio if "candidate" in (one.key or "")]
    assert places.options == ["Lima, Peru"]


def test_author_and_reason_are_wanted_and_the_author_is_remembered(store: Path) -> None:
    event = event_of(store, "march in Lima")
    at = keep(form(event, "note"), author="", reason=" ")
    assert "Give your name and a reason" in at.error[0].value
    keep(at, author="Ana", reason="")
    assert "Give a reason" in at.error[0].value
    keep(at)
    at.button("correct").click().run()
    assert at.text_input("correct-author").value == "Ana"
    assert at.text_area("correct-reason").value == ""


def test_a_date_and_a_kind(store: Path) -> None:
    event = event_of(store, "march in Lima")
    at = form(event, "date")
    at.date_input(f"correct-Day-{event.id}").set_value(date(2025, 8, 1)).run()
    assert "When " in said(at) and "1 Aug 2025" in said(at)
    keep(at)
    at.button("correct").click().run()
    at.selectbox("correct-kind").set_value("kind").run()
    at.selectbox(f"correct-mode-{event.id}").set_value("riot").run()
    keep(at)
    after = event_of(store, event.title)
    assert (after.when.first, after.mode) == (date(2025, 8, 1), "riot")
    assert "machine: Protest" in said(at)


def test_actors(store: Path) -> None:
    event = event_of(store, "march in Lima")
    at = form(event, "actors")
    at.text_input("correct-actor-name").set_value("police").run()
    at.selectbox("correct-actor-role").set_value("recipient").run()
    assert "protesters (actor), police (recipient)" in said(at)
    keep(at)
    assert [one.name for one in event_of(store, event.title).actors] == ["protesters", "police"]


def test_a_rejected_event_leaves_the_page_and_comes_back(store: Path) -> None:
    event = event_of(store, "march in Lima")
    at = keep(form(event, "reject"), reason="An advertisement")
    assert counters(at)[0] == "59 of 59 events"
    assert "says that this is no event" in card(at) and "An advertisement" in card(at)
    with open_reader(store) as reader:
        (one,) = reader.corrections()
    key = f"undo-trail-{one.correction.id}"
    at.text_area(f"{key}-reason").set_value("It was none").run()
    at.button(key).click().run()
    assert not at.exception
    assert counters(at)[0] == "60 of 60 events"
    assert "undone by Ana: It was none" in said(at)
    at.button(f"undo-trail-{last(store)}").click().run()
    assert "Give" in at.error[0].value or "needs reason" in at.error[0].value


def last(store: Path) -> str:
    with open_reader(store) as reader:
        return reader.corrections()[-1].correction.id


def test_two_events_are_put_together_and_taken_apart(store: Path) -> None:
    event = event_of(store, "march in Lima")
    at = form(event, "join")
    at.text_input("correct-join-words").set_value("flood").run()
    (events,) = [one for one in at.radio if "correct-join" in (one.key or "")]
    at.radio(events.key).set_value(flood(store)).run()
    keep(at)
    assert counters(at)[0] == "59 of 59 events"
    joined = event_of(store, "march in Lima")
    assert len(joined.sources) == 2 and "put these articles together" in card(at)
    at.button("correct").click().run()
    at.selectbox("correct-kind").set_value("split").run()
    at.multiselect(f"correct-split-{joined.id}").set_value([1]).run()
    keep(at)
    assert counters(at)[0] == "60 of 60 events"


def flood(store: Path) -> str:
    return event_of(store, "Flood in Valencia").id


def test_similar_events_are_near_in_time_and_place(snapshot: Snapshot) -> None:
    event = next(one for one in snapshot.reader().events() if "Lima" in one.title)
    days = replace(event.when, first=event.when.first + timedelta(2), last=date(2026, 1, 1))
    found = review_form.similar(snapshot, replace(event, id="ev-other", when=days))
    assert found["event_id"].iloc[0] == event.id and len(found) <= review_form.SIMILAR
    assert event.id not in set(review_form.similar(snapshot, event)["event_id"])
    assert review_form.similar(snapshot, event, "no such words").empty


def test_the_log_lists_all_and_the_file_goes_round(store: Path) -> None:
    event = event_of(store, "march in Lima")
    keep(form(event, "note"), reason="See the map")
    at = fresh(tab="log")
    assert "1 entry, the newest first" in said(at) and "See the map" in said(at)
    (one,) = [b for b in at.button if (b.key or "").startswith("go-")]
    one.click().run()
    assert link(at)["event"] == [event.id]


def test_an_empty_log_says_so(store: Path) -> None:
    assert "Nobody has corrected anything" in said(fresh(tab="log"))


def test_the_form_of_an_event_that_is_gone(store: Path) -> None:
    assert "no longer in the store" in said(fresh(event="ev-none", tab="correct"))


@pytest.mark.parametrize("attack", synthetic.NASTY)
def test_what_persons_write_stays_text(attack: str, snapshot: Snapshot) -> None:
    log = [
        wanted(elsewhere(replace(BOLIVIA, name=attack)), author=attack, reason=attack),
        wanted(Note("note"), author=attack, reason=attack, hours=1),
        wanted(Rejection("reject"), author=attack, reason=attack, hours=2),
    ]
    made = panel.card(lay(told(), log), snapshot.reader())
    tags = parsed(made)
    assert not {tag for tag, _ in tags.tags} & {"script", "img"}
    assert tags.text.count(attack) >= 6


def test_a_value_that_nobody_decided_has_no_badge() -> None:
    assert decided.badge(told(), "date") == "" and decided.said(told()) == ""
    days = DateChange("date", date(2025, 1, 1), date(2025, 1, 1), "day")
    after = lay(told(), [wanted(days), wanted(elsewhere(None)), wanted(
        KindChange("kind", "AID", "aid_flight"))])  # fmt: skip
    assert "machine: 2025-10-23" in decided.badge(after, "date")
    assert "took out a place; machine: Trinidad" in decided.said(after)
    assert "machine: Show of force in the air" in decided.badge(after, "kind")


def test_typed_places_say_what_is_wrong() -> None:
    with pytest.raises(review.BadInput, match="three capital letters"):
        review.typed_spot("1", "2", name="x", radius_km=3, country="Peru")
    with pytest.raises(review.BadInput, match="needs a name"):
        review.typed_spot("1", "2", name="", radius_km=3)
    assert review.typed_spot("−1.5", "2", name="x", radius_km=3).point.lat == -1.5


def test_a_service_is_asked_only_by_a_click_that_names_its_host(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = '[{"name": "photon", "options": {"domain": "127.0.0.1:9", "scheme": "http"}}]'
    monkeypatch.setenv("DATELINE_GEOCODERS", service)
    asked = []

    def ask(path: Path, name: str, query: str) -> tuple[review.Spot, ...]:
        asked.append((path, name, query))
        return (review.typed_spot("-13.5", "-71.9", name="Cusco", radius_km=15, country="PER"),)

    monkeypatch.setattr(review, "ask_online", ask)
    event = event_of(store, "march in Lima")
    at = form(event)
    at.segmented_control("correct-way-candidate-search-typed-none-online").set_value("online").run()
    at.text_input("correct-online").set_value("Cusco").run()
    button = at.button("correct-ask-photon")
    assert "photon at 127" in button.label and asked == []
    button.click().run()
    assert asked == [(store, "photon", "Cusco")]
    at.radio("correct-answer-Cusco").set_value(0).run()
    keep(at)
    assert event_of(store, event.title).places[0].place.name == "Cusco"
