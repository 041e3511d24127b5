"""A model points at words; what they mean and whether they count is decided here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hyp_settings
from hypothesis import strategies as st

from pipeline import run
from pipeline.extractors.llm.grounding import Text
from pipeline.extractors.llm.schema import MAX_EVENTS, json_schema
from pipeline.model import Article, Outcome, Span
from pipeline.run import Kit
from tests.extractors.conftest import WithModel
from tests.extractors.loopback import Server
from tests.extractors.stories import BOMBERS, DENIED, HIT, STRIKE, at, missile, told, who

Make = Callable[..., Article]


@pytest.fixture
def read(with_model: WithModel, server: Server, article: Make) -> Callable[..., Outcome]:
    """Reads a text with a model that tells these events."""

    def make(text: str, *events: Any, lang: str = "en", **more: Any) -> Outcome:
        server.tell(*events)
        return run.extract(article(text, lang=lang), with_model(**more))

    return make


def reasons(outcome: Outcome, code: str) -> list[str]:
    return [issue.message for issue in outcome.issues if issue.code == code]


def test_an_event_gets_its_fields_from_our_tables(read: Callable[..., Outcome]) -> None:
    claim = {"quote": DENIED, "speaker": "Russia's defense ministry", "kind": "denied"}
    (event,) = read(STRIKE, missile(claims=[claim])).events
    assert (event.type, event.mode, event.title) == (
        "ASSAULT", "missile_strike", "Missile or rocket strike in Kharkiv",
    )  # fmt: skip
    assert (event.when.first, event.when.basis) == (date(2025, 10, 23), "relative")
    assert [(a.name, a.country, a.role) for a in event.actors] == [("Russia", "RUS", "actor")]
    (place,) = event.places
    assert (place.place.country, place.place.precision) == ("UKR", "city")
    assert place.place.gazetteer_id.startswith("gn:")
    assert (event.fatalities_low, event.fatalities_high) == (4, 4)
    assert ("denied", "RUS") in [(c.status, c.speaker_country) for c in event.claims]
    assert event.claim_status == "disputed"
    assert event.made_by == "llm/1 test-model:1b"
    source = event.sources[0]
    assert [span.of(STRIKE) for span in source.evidence] == list(source.quotes)
    assert source.quotes[0].startswith("KYIV, Ukraine") and HIT in source.quotes[0]


def test_it_has_the_id_that_the_rules_give(
    read: Callable[..., Outcome], kit: Kit, article: Make
) -> None:
    by_rules = run.extract(article(STRIKE, lang="en"), kit).events
    by_model = read(STRIKE, missile()).events
    assert [event.id for event in by_model] == [event.id for event in by_rules]


def test_a_movement_gets_ends_aircraft_and_callsigns(read: Callable[..., Outcome]) -> None:
    first, second = (f"{part.strip('.')}." for part in BOMBERS.split(". They"))
    event = told(
        [first, f"They{second}"],
        "air_show_of_force",
        places=[
            at("Minot Air Force Base", "origin"),
            at("Caracas", "destination"),
            at("Venezuela"),
        ],
        aircraft=["B-52 bombers"],
        callsigns=["BART21", "BART22"],
        actors=[who("U.S. Air Force")],
        date_words="Wednesday",
    )
    (made,) = read(BOMBERS, event).events
    assert made.flight is not None
    assert [(a.icao, a.count_min) for a in made.flight.aircraft] == [("B52", 2)]
    assert made.flight.callsigns == ("BART21", "BART22")
    roles = {item.role: item for item in made.places}
    assert roles["origin"].place.icao == "KMIB"
    assert roles["destination"].reached is False and roles["origin"].reached is None
    assert roles["location"].place.precision == "offset"  # off the coast, not the country's dot


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("“A  missile”\nhit", "On Monday 'A missile' hit it."),
        ("l'armée – dit-il", "Hier, l’armée —  dit-il."),
        ("'the town'", "It hit the town."),
        ("Cafe\u0301 was", "The Café was hit."),
    ],
)
def test_quotes_are_alike_but_for_blanks_marks_and_dashes(quote: str, text: str) -> None:
    span = next(iter(Text(text).find(quote)), None)
    assert span is not None
    letters = [c for c in span.of(text) if c.isalnum()]
    assert "".join(letters).lower() in "".join(c for c in text if c.isalnum()).lower()
    assert not span.of(text)[0].isspace() and not span.of(text)[-1].isspace()


def test_quotes_are_mapped_back_to_the_offsets_of_the_text() -> None:
    text = "He said:  “the   town\n– Kharkiv –  fell”."
    (span,) = Text(text).find('"the town - Kharkiv - fell"')
    assert span == Span(text.index("the"), text.index("fell") + 4)


@pytest.mark.parametrize("quote", ["Iran", "missil", "HIT the", "", "  ", "''", "hit a tower"])
def test_a_quote_that_is_cut_changed_or_empty_is_not_found(quote: str) -> None:
    assert list(Text("Iranian missiles hit the tower.").find(quote)) == []


def test_a_text_made_to_keep_the_search_busy_is_soon_given_up() -> None:
    assert len(list(Text("a a " * 100_000).find("a a a a"))) <= 200


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        ("A missile struck a hospital in Kharkiv on Thursday", "does not stand in the article"),
        ("a Russian Missile hit an apartment block in Kharkiv", "does not stand in the article"),
        ("Kharkiv on", "fewer than 3 words"),
        (STRIKE, "runs over 5 sentences"),
    ],
)
def test_an_event_without_evidence_is_dropped_and_counted(
    evidence: str, why: str, with_model: WithModel, server: Server, article: Make
) -> None:
    server.tell({**missile(), "evidence": [evidence]})
    kit = with_model()
    outcome = run.extract(article(STRIKE, lang="en"), kit)
    assert outcome.events == ()
    assert why in reasons(outcome, "llm_field")[0]
    assert "none of its evidence counts" in reasons(outcome, "llm_event")[0]
    usage = kit.extractor.usage()
    assert usage is not None and (usage.dropped_events, usage.dropped_fields) == (1, 1)


@pytest.mark.parametrize(
    ("more", "kind", "why"),
    [
        ({"places": [at("Kharkiv"), at("Paris")]}, "place “Paris”", "does not stand in"),
        ({"places": [at("Kharkiv"), at("Odesa")]}, "place “Odesa”", "stands elsewhere"),
        ({"places": [at("Kharkiv"), at("block")]}, "place “block”", "no gazetteer in use holds"),
        ({"places": [at("Kharkiv"), at("Russian")]}, "place “Russian”", "for people or"),
        ({"places": [at("Kharkiv"), at("Odesa", "origin")]}, "place “Odesa”", "only a movement"),
        ({"date_words": "on Friday"}, "date “on Friday”", "does not stand in"),
        ({"date_words": "apartment block"}, "date “apartment block”", "no date is read"),
        ({"actors": [who("NATO")]}, "actor “NATO”", "does not stand in"),
        ({"actors": [who("apartment")]}, "actor “apartment”", "data/actors.csv"),
        ({"aircraft": ["Tu-95"]}, "aircraft “Tu-95”", "does not stand in"),
        ({"aircraft": ["apartment block"]}, "aircraft “apartment block”", "no aircraft by our"),
        ({"callsigns": ["BART21"]}, "callsign “BART21”", "does not stand in"),
        ({"callsigns": ["Kharkiv"]}, "callsign “Kharkiv”", "no callsign by our"),
        (
            {"claims": [{"quote": "it never happened", "speaker": "NATO", "kind": "denied"}]},
            "claim “it never happened”", "does not stand in",
        ),
        (
            {"claims": [{"quote": HIT, "speaker": "Zorg", "kind": "claimed"}]},
            "speaker “Zorg”", "does not stand in",
        ),
        (
            {"claims": [{"quote": HIT, "speaker": "apartment", "kind": "denied"}]},
            f"claim “{HIT[:80]}”", "nobody is named by whom it is denied",
        ),
        (
            {"claims": [{"quote": HIT, "speaker": "Russia's defense ministry", "kind": "denied"}]},
            f"claim “{HIT[:80]}”", "its sentence has no word for denied",
        ),
        (
            {"claims": [{"quote": "denied that", "speaker": "Russia's defense ministry",
                         "kind": "denied"}]},
            "claim “denied that”", "fewer than 3 words",
        ),
    ],
)  # fmt: skip
def test_a_field_that_the_text_does_not_bear_out_is_dropped(
    more: dict[str, Any], kind: str, why: str, read: Callable[..., Outcome]
) -> None:
    outcome = read(STRIKE, missile(**more))
    (event,) = outcome.events
    assert [item.place.name for item in event.places] == ["Kharkiv"]
    assert not event.flight and not any(c.status == "denied" for c in event.claims[:1])
    said = [message for message in reasons(outcome, "llm_field") if kind in message]
    assert said and any(why in message for message in said)


def test_a_name_that_our_guards_refuse_is_no_place(read: Callable[..., Outcome]) -> None:
    text = "Police arrested three men in Lyon on Monday, Jack London of the union said."
    event = told(text, "arrest", places=[at("Lyon"), at("London")], date_words="on Monday")
    outcome = read(text, event)
    assert [item.place.name for item in outcome.events[0].places] == ["Lyon"]
    assert "no place here: " in reasons(outcome, "llm_field")[0]


def test_a_place_that_recognition_passed_over_is_resolved_when_the_gazetteer_holds_it(
    with_model: WithModel, server: Server, article: Make
) -> None:
    server.tell(missile())
    kit = with_model()
    reading = run.read_places(article(STRIKE, lang="en"), kit)
    bare = replace(
        reading,
        mentions=tuple(m for m in reading.mentions if m.text != "Kharkiv"),
        places=tuple(p for p in reading.places if p.text != "Kharkiv"),
    )
    (event,) = kit.extractor(bare, run.find_facts(bare, kit)).events
    (place,) = event.places
    assert place.place.country == "UKR" and place.place.span.of(STRIKE) == "Kharkiv"


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ({**missile(), "mode": "alien_landing"}, "no kind of event in data/event_types"),
        ({**missile(), "mode": "flood"}, "no word for flood or its like"),
        ({**missile(), "modality": "certain"}, "not the form"),
        ({**missile(), "polarity": "negative"}, "said not to have happened"),
        ({**missile(), "tool": "delete_all"}, "not the form"),
        ({**missile(), "places": [at("Kharkiv", "target")]}, "not the form"),
        ({**missile(), "evidence": HIT}, "not the form"),
        ({**missile(), "evidence": []}, "not the form"),
        ({**missile(), "places": [at("Kharkiv")] * 21}, "not the form"),
        ({**missile(), "places": []}, "none of its places counts"),
        ({**missile(), "mode": "air_show_of_force"}, "none of its aircraft counts"),
        ("an event", "not the form"),
        (None, "not the form"),
    ],
)
def test_a_bad_event_is_dropped_and_spoils_no_other(
    event: Any, why: str, read: Callable[..., Outcome]
) -> None:
    outcome = read(STRIKE, event, missile())
    if why == "none of its aircraft counts":
        why = "no word for"  # nothing in the sentence moves either
    assert [made.mode for made in outcome.events] == ["missile_strike"]
    assert any(why in message for message in reasons(outcome, "llm_event"))


def test_the_words_for_a_kind_may_be_waived(read: Callable[..., Outcome]) -> None:
    text = "The bridge near Lyon gave way on Monday and two lorries fell into the river."
    event = told(text, "landslide", places=[at("Lyon")], date_words="on Monday")
    assert read(text, event).events == ()
    (made,) = read(text, event, need_words=False).events
    assert made.mode == "landslide" and made.conf_extraction == 0.6


def test_the_more_careful_of_clause_and_model_is_taken(read: Callable[..., Outcome]) -> None:
    planned = "Unions will hold a protest in Lyon on Friday against the reform."
    event = told(planned, "protest", places=[at("Lyon")], date_words="on Friday")
    (made,) = read(planned, event).events
    assert (made.modality, made.when.first) == ("future", date(2025, 10, 31))
    off = "The protest in Lyon on Monday was called off after the storm warning."
    event = told(off, "protest", places=[at("Lyon")], date_words="on Monday")
    (made,) = read(off, event).events
    assert made.polarity == "negative" and made.title.startswith("Cancelled")


@pytest.mark.parametrize("modality", ["asserted", "hypothetical", "historical", "future"])
def test_a_model_may_make_it_less_certain_than_the_clause(
    modality: str, read: Callable[..., Outcome]
) -> None:
    (event,) = read(STRIKE, missile(modality=modality, date_words="")).events
    assert event.modality == modality


def test_what_is_only_quoted_or_possible_needs_its_own_place_and_day(
    read: Callable[..., Outcome],
) -> None:
    text = "In Lyon he spoke. “There was a protest at the market on Monday,” he said."
    event = told("There was a protest at the market on Monday", "protest", places=[at("Lyon")],
                 date_words="on Monday")  # fmt: skip
    outcome = read(text, event)
    assert outcome.events == ()
    assert "only with its own place and day" in reasons(outcome, "llm_event")[0]
    own = text.replace("the market", "the market of Lyon")
    event["evidence"] = ["There was a protest at the market of Lyon on Monday"]
    assert [made.mode for made in read(own, event).events] == ["protest"]


def test_what_is_only_named_needs_its_own_place_and_day(read: Callable[..., Outcome]) -> None:
    named = "The mayor spoke of the airstrike in Kharkiv."
    event = told(named, "airstrike", places=[at("Kharkiv")])
    outcome = read(named, event)
    assert outcome.events == ()
    assert "only named, not told" in reasons(outcome, "llm_event")[0]
    dated = "The mayor spoke of the airstrike in Kharkiv on Thursday."
    event = told(dated, "airstrike", places=[at("Kharkiv")], date_words="on Thursday")
    assert [made.mode for made in read(dated, event).events] == ["airstrike"]


def test_without_words_for_a_date_the_day_of_publication_stands_in(
    read: Callable[..., Outcome],
) -> None:
    (event,) = read(STRIKE, missile(date_words="")).events
    assert event.when.basis == "publication" and event.conf_date == 0.4
    assert event.when.first == date(2025, 10, 24)


def test_a_model_that_goes_round_in_circles_tells_one_event(read: Callable[..., Outcome]) -> None:
    outcome = read(STRIKE, *[missile()] * (MAX_EVENTS + 200))
    assert len(outcome.events) == 1
    assert len(reasons(outcome, "llm_event")) <= 41  # 40 and "more than this"


def test_every_language_is_read(read: Callable[..., Outcome]) -> None:
    text = "Bij een luchtaanval op Charkov kwamen donderdag vier mensen om het leven."
    event = told(text, "airstrike", places=[at("Charkov")], date_words="donderdag")
    (made,) = read(text, event, lang="nl").events
    assert (made.places[0].place.country, made.when.first) == ("UKR", date(2025, 10, 23))


def test_the_schema_is_strict_and_holds_only_what_all_servers_know(kit: Kit) -> None:
    schema = json_schema(kit.lexicon.event_types)
    assert schema["$defs"]["Told"]["properties"]["mode"]["enum"] == sorted(kit.lexicon.event_types)
    seen: list[dict[str, Any]] = [schema]
    while seen:
        part = seen.pop()
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])
        assert not {"default", "maxLength", "minItems", "maxItems"} & set(part)
        inner = [*part.get("$defs", {}).values(), *part.get("properties", {}).values()]
        seen += [one for one in (*inner, part.get("items")) if isinstance(one, dict)]


def test_a_long_article_is_cut_at_a_sentence_and_says_so(
    with_model: WithModel, server: Server, article: Make
) -> None:
    text = STRIKE + "\n\n" + "The weather was mild in the whole of the country. " * 60
    outcome = run.extract(article(text, lang="en"), with_model(max_chars=500))
    assert reasons(outcome, "llm_cut")
    sent = server.asked[0].body["messages"][1]["content"]
    assert len(sent) < 700 and "mild in the whole of the country.\nEND" in sent


PIECES = st.sampled_from(
    [HIT, DENIED, "Kharkiv", "Paris", "on Thursday", "Russian", "the governor said", "", "\x00",
     "“",      "Rescue teams were at work all night", "hundreds of residents slept", STRIKE[:300]]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | PIECES | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PIECES, inner, max_size=4),
    max_leaves=12,
)
MODES = st.sampled_from(["missile_strike", "airstrike", "protest", "air_patrol", "earthquake"])
EVENTS = st.builds(
    lambda quotes, mode, more: told(quotes, mode, **more),
    st.lists(PIECES, max_size=3),
    MODES,
    st.fixed_dictionaries(
        {},
        optional={
            "places": st.lists(PIECES.map(at), max_size=3),
            "date_words": PIECES,
            "actors": st.lists(PIECES.map(who), max_size=3),
            "aircraft": st.lists(PIECES, max_size=2),
            "callsigns": st.lists(PIECES, max_size=2),
            "modality": st.sampled_from(["asserted", "future", "hypothetical", "sure"]),
            "claims": JSON,
        },
    ),
)


@hyp_settings(
    max_examples=80, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(EVENTS | JSON, max_size=4))
def test_whatever_a_model_returns_a_row_is_borne_out_by_the_text(
    with_model: WithModel, server: Server, article: Make, events: list[Any]
) -> None:
    server.tell(*events)
    outcome = run.extract(article(STRIKE, lang="en"), with_model())
    for event in outcome.events:
        source = event.sources[0]
        assert [span.of(STRIKE) for span in source.evidence] == list(source.quotes)
        for item in event.places:
            assert item.place.span.of(STRIKE) == item.place.text
            assert item.place.text != "Paris"
        assert all(claim.span.of(STRIKE) == claim.quote for claim in event.claims)
        assert event.when.span is None or event.when.span.of(STRIKE)
        assert event.mode in {"missile_strike", "airstrike"}
