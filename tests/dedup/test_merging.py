"""Merging: what joins, what stays apart, and that order never matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dedup import merge, within_article
from pipeline.model import Actor, Claim, Event, Span, When
from tests.store.samples import DAY, USA, article, at, bombers, event, place

CARACAS = at("location", place("Caracas", 10.5, -66.9))
OFF_COAST = at("location", place("off Venezuela", 11.4, -66.9, radius=80.0))
DYESS = at("origin", place("Dyess AFB", 32.42, -99.85, radius=3.0))
TRUMP = Claim("denied", "Donald Trump", "USA", "", "It is false.", Span(2, 9))


def three_languages() -> list[Event]:
    dutch = event(article("nl"), places=(DYESS, OFF_COAST), callsigns=("BART21",))
    english = event(
        article("en"), places=(OFF_COAST,), aircraft=(bombers(3),), callsigns=("BARB21",)
    )
    spanish = event(article("es", day=DAY + timedelta(days=1)), places=(CARACAS,), claims=(TRUMP,))
    return [dutch, english, spanish]


def week_before() -> Event:
    return event(
        article("nl"),
        day=date(2025, 10, 13),
        last=date(2025, 10, 19),
        places=(OFF_COAST,),
        aircraft=(bombers(2, icao="B52"),),
        start=5,
    )


def test_one_flight_in_three_languages_is_one_event_and_the_week_before_stays_apart() -> None:
    earlier, flight = merge([*three_languages(), week_before()])
    assert {source.article_id for source in flight.sources} == {"nl", "en", "es"}
    assert flight.flight is not None
    assert set(flight.flight.callsigns) == {"BART21", "BARB21"}
    assert flight.flight.aircraft[0].count_min == 2, "two voices against one"
    assert flight.claim_status == "disputed"
    assert flight.place("origin") == DYESS
    assert len(flight.merged_why) == 2
    assert any("one letter apart" in why for why in flight.merged_why)
    assert earlier.sources[0].article_id == "nl" and len(earlier.sources) == 1


def test_every_order_of_arrival_gives_the_same_events() -> None:
    results = {merge(order) for order in permutations([*three_languages(), week_before()])}
    assert len(results) == 1


@pytest.mark.parametrize(
    "other",
    [
        event(article("b"), day=DAY + timedelta(days=7)),
        event(article("b"), aircraft=(bombers(icao="B52"),)),
        event(article("b"), callsigns=("TOXIN11",)),
        event(article("b"), places=(at("location", place("Maracaibo", 10.6, -71.6)),)),
        event(article("b"), actors=(Actor("Russia", "RUS", "government"),)),
        replace(event(article("b")), modality="historical"),
        replace(event(article("b")), polarity="negative"),
        event(article("b"), kind=("PROTEST", "protest"), aircraft=()),
        event(article("a")),
    ],
    ids=[
        "another week",
        "other aircraft",
        "other callsigns",
        "another town",
        "another country",
        "background",
        "cancelled",
        "another family",
        "same article",
    ],
)
def test_what_contradicts_stays_apart(other: Event) -> None:
    told = replace(event(article("a"), callsigns=("BART21",)), conf_date=0.71)
    assert len(merge([told, other])) == 2


def test_a_chain_does_not_tie_two_happenings_together() -> None:
    """A week fits Monday and fits Friday; Monday and Friday are still two days."""
    monday = event(article("a"), day=date(2025, 10, 20))
    week = event(article("b"), day=date(2025, 10, 20), last=date(2025, 10, 26))
    friday = event(article("c"), day=date(2025, 10, 24))
    merged = merge([monday, week, friday])
    assert sorted(len(item.sources) for item in merged) == [1, 2]


def test_a_reprint_is_one_voice() -> None:
    original = event(article("a", text="Two bombers flew past."))
    copy = event(article("copy", text="Two  bombers flew PAST."))
    three = event(article("b", text="Three bombers went by there."), aircraft=(bombers(3),))
    also_three = event(article("c", text="A trio of bombers was seen."), aircraft=(bombers(3),))
    (merged,) = merge([original, copy, three, also_three])
    assert merged.flight is not None and merged.flight.aircraft[0].count_min == 3
    assert len(merged.sources) == 4


def test_two_quakes_of_a_day_in_one_country_are_one() -> None:
    quake = ("DISASTER", "earthquake")
    country = replace(place("Myanmar", 21.0, 96.0, radius=1000.0), precision="country")
    near = event(
        article("a"),
        kind=quake,
        actors=(),
        aircraft=(),
        places=(at("location", place("Mandalay", 21.98, 96.08)),),
    )
    wide = event(
        article("b"), kind=quake, actors=(), aircraft=(), places=(at("location", country),)
    )
    (merged,) = merge([near, wide])
    assert merged.places[0].place.name == "Mandalay", "the finer place is shown"


def test_an_aid_flight_told_as_an_airlift_is_one_flight() -> None:
    ends = (at("origin", place("Hindon", 28.7, 77.4)), at("destination", place("Yangon", 16.9, 96)))
    aid = event(article("a"), kind=("AID", "aid_flight"), places=ends)
    lift = event(article("b"), kind=("MOBILIZE", "airlift"), places=ends)
    assert len(merge([aid, lift])) == 1


def test_on_the_high_seas_without_a_country_near_points_meet() -> None:
    far_out = replace(place("at sea", 29.9, -40.1), country="", gazetteer_id="")
    beyond = replace(place("at sea", 30.1, -39.9), country="", gazetteer_id="")
    one = event(article("a"), actors=(), places=(at("location", far_out),))
    other = event(article("b"), actors=(), places=(at("location", beyond),))
    assert len(merge([one, other])) == 1


def test_a_denied_rumour_joins_the_event_it_denies() -> None:
    told = event(article("a"))
    denied = replace(event(article("b"), claims=(TRUMP,)), polarity="negative")
    (merged,) = merge([told, denied])
    assert merged.claim_status == "disputed"


def test_without_date_words_the_days_before_publication_fit() -> None:
    told = event(article("a"))
    undated = event(article("b", day=DAY + timedelta(days=1)), day=DAY + timedelta(days=1))
    undated = replace(undated, when=replace(undated.when, basis="publication"))
    (merged,) = merge([told, undated])
    assert merged.when == told.when


def test_an_article_tells_headline_lead_and_body_as_one() -> None:
    told = article(text="Two bombers flew past. The jets came from Dyess. BART21 turned back.")
    lead = event(told)
    origin = event(told, places=(DYESS,), aircraft=(bombers(None),), start=23)
    origin = replace(origin, when=When(DAY, DAY, "day", "publication"))
    sign = event(told, places=(), aircraft=(), callsigns=("BART21",), start=50)
    (merged,) = within_article([sign, origin, lead])
    assert [item.role for item in merged.places] == ["origin", "location"]
    assert merged.flight is not None and merged.flight.callsigns == ("BART21",)
    assert len(merged.sources) == 1
    source = merged.sources[0]
    assert source.evidence[0] == Span(0, 10), "the sentence that says most comes first"
    assert all(
        span.of(told.text) == quote
        for span, quote in zip(source.evidence, source.quotes, strict=True)
    )


def test_merging_within_an_article_again_changes_nothing() -> None:
    told = article(text="x" * 80)
    once = within_article([event(told, start=start) for start in (0, 20, 40)])
    assert within_article(once) == once


def test_two_happenings_alike_in_all_that_an_id_is_made_of_get_two_ids() -> None:
    one = event(article("a"), callsigns=("BART21",))
    other = event(article("b"), callsigns=("TOXIN11",))
    assert one.id == other.id
    merged = merge([other, one])
    assert len({item.id for item in merged}) == 2
    assert one.id in {item.id for item in merged}


def test_relatives_share_a_shelf() -> None:
    told = three_languages()
    for one in told:
        for other in merge.related(one, told):
            assert set(merge.keys(one)) & set(merge.keys(other))


@st.composite
def tellings(draw: st.DrawFn) -> Event:
    name = draw(st.sampled_from("abcdef"))
    day = DAY + timedelta(days=draw(st.integers(0, 3)))
    where = place("X", 10.0 + draw(st.sampled_from([0.0, 0.1, 3.0])), -66.0)
    told = event(
        article(name),
        day=day,
        last=day + timedelta(days=draw(st.integers(0, 2))),
        places=(at("location", where),) if draw(st.booleans()) else (),
        aircraft=draw(st.sampled_from([(), (bombers(),), (bombers(3, icao="B52"),)])),
        callsigns=draw(st.sampled_from([(), ("BART21",), ("BART22",), ("TOXIN11",)])),
        actors=draw(st.sampled_from([(), (USA,)])),
    )
    return replace(told, conf_extraction=draw(st.sampled_from([0.5, 0.8])))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(tellings(), max_size=7, unique_by=lambda told: told.sources[0].article_id),
    st.randoms(use_true_random=False),
)
def test_any_tellings_in_any_order_give_the_same_partition(told, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(told)
    random.shuffle(shuffled)
    merged = merge(told)
    assert merged == merge(shuffled)
    named = [name for item in merged for name in item.mention_ids]
    assert len(named) == len(set(named)) == len(told), "every telling in exactly one event"
    assert len({item.id for item in merged}) == len(merged)
