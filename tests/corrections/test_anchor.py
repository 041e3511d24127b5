"""A correction finds its telling again after the words and the code have changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.corrections import find
from pipeline.model import Event, Span, telling_id
from tests.corrections.corrected import about, place, told


def sentence(event: Event, *quotes: str, mode: str = "", where: str = "") -> Event:
    """The event as these sentences tell it."""
    source = event.sources[0]
    spans = tuple(Span(100 * at, 100 * at + len(q)) for at, q in enumerate(quotes))
    places = (replace(event.places[0], place=place(name=where or "Trinidad")),)
    return replace(
        event, id=f"ev-{quotes}-{where}", mode=mode or event.mode, places=places,
        sources=(replace(source, evidence=spans, quotes=quotes),),
    )  # fmt: skip


FIRST, SECOND = "Two bombers flew past Trinidad.", "They came from a base in Texas."
EVENT = sentence(told(), FIRST)


@pytest.mark.parametrize(
    "later",
    [
        sentence(told(), FIRST, SECOND),  # more sentences carry it
        sentence(told(), f"{FIRST} {SECOND}"),  # sentences are cut elsewhere
        sentence(told(), "Two  bombers flew\npast TRINIDAD."),
        sentence(told(), FIRST, mode="air_patrol"),  # taken for another kind
        sentence(told(), FIRST, where="Caracas"),  # read as another place
    ],
)
def test_it_is_found_again(later: Event) -> None:
    (anchor,) = about(EVENT)
    assert telling_id(later) != anchor.telling or later != EVENT
    assert find(anchor, [sentence(told(), SECOND), later]) == later


def test_the_very_telling_goes_before_all() -> None:
    twin = sentence(told(), FIRST, SECOND)
    assert find(about(EVENT)[0], [twin, EVENT]) == EVENT


def test_other_words_are_another_sentence() -> None:
    edited = sentence(told(), "Two bombers flew past Tobago.")
    assert find(about(EVENT)[0], [edited]) is None
    assert find(about(EVENT)[0], []) is None


def test_in_a_sentence_with_two_events_kind_and_place_decide() -> None:
    one, other = (sentence(told(), FIRST, where=where) for where in ("Lima", "Cusco"))
    (anchor,) = about(one, siblings=[other])
    fresh = [sentence(told(), FIRST, SECOND, where=where) for where in ("Cusco", "Lima")]
    assert find(anchor, fresh) == fresh[1]
    assert find(anchor, fresh[:1]) is None  # its own is gone: the other one is not taken for it
    assert find(anchor, [sentence(told(), FIRST, SECOND, mode="air_patrol", where="Lima")]) is None


def test_of_two_alike_the_one_with_more_of_the_sentences_or_none() -> None:
    (anchor,) = about(sentence(told(), FIRST, SECOND))
    anchor = replace(anchor, telling="")
    one, both = sentence(told(), FIRST), sentence(told(), FIRST, SECOND)
    assert find(anchor, [one, both]) == both
    assert find(anchor, [one, sentence(told(), SECOND)]) is None
