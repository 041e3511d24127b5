"""Kept answers and turns of online geocoders."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import pytest

from pipeline.store.geocodes import LONGEST_HOLD_S, Answer, Geocodes, open_geocodes


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(tmp_path: Path, clock: Clock) -> Iterator[Geocodes]:
    opened = open_geocodes(tmp_path / "store.db", clock=clock)
    yield opened
    opened.close()


def test_not_asked_found_none_and_found_are_three_things(kept: Geocodes) -> None:
    assert kept.get("nominatim", "Atlantis") is None
    kept.put("nominatim", "Atlantis", None, keep_s=60)
    assert kept.get("nominatim", "Atlantis") == Answer(None)
    kept.put("nominatim", "Atlantis", '{"lat": 1}', keep_s=60)
    assert kept.get("nominatim", "Atlantis") == Answer('{"lat": 1}')
    assert kept.get("photon", "Atlantis") is None


def test_an_answer_grows_old(kept: Geocodes, clock: Clock) -> None:
    kept.put("nominatim", "Utrecht", "{}", keep_s=60)
    clock.now += 61
    assert kept.get("nominatim", "Utrecht") is None


def test_a_turn_is_taken_when_it_is_free_and_services_do_not_wait_for_each_other(
    kept: Geocodes, clock: Clock
) -> None:
    def ask(service: str) -> float:
        return kept.next_slot(service, min_delay_s=1.5)

    assert [ask("nominatim"), ask("nominatim"), ask("nominatim")] == [0.0, 1.5, 1.5]
    assert ask("photon") == 0.0
    clock.now += 1.0
    assert ask("nominatim") == 0.5
    clock.now += 0.5
    assert [ask("nominatim"), ask("nominatim")] == [0.0, 1.5]


def test_a_reply_and_a_wish_push_the_next_turn_away(kept: Geocodes, clock: Clock) -> None:
    assert kept.next_slot("nominatim", min_delay_s=1.0) == 0.0
    clock.now += 0.75  # the reply took so long
    kept.hold("nominatim", min_delay_s=1.0)
    assert kept.next_slot("nominatim", min_delay_s=1.0) == 1.0
    kept.hold("nominatim", min_delay_s=60.0)
    assert kept.next_slot("nominatim", min_delay_s=1.0) == 60.0
    kept.hold("nominatim", min_delay_s=1e9)
    assert kept.next_slot("nominatim", min_delay_s=1.0) == LONGEST_HOLD_S


def test_a_clock_that_was_put_back_locks_nobody_out(kept: Geocodes, clock: Clock) -> None:
    kept.next_slot("nominatim", min_delay_s=1.0)
    clock.now -= 2 * LONGEST_HOLD_S
    assert kept.next_slot("nominatim", min_delay_s=1.0) == 0.0


def take_turns(path: Path) -> list[float]:
    clock = Clock()
    slots, taken = Geocodes(path, clock=clock), []
    while len(taken) < 5:
        wait = slots.next_slot("nominatim", min_delay_s=1.0)
        if wait == 0.0:
            taken.append(clock.now)
        clock.now += wait
    return taken


def test_no_two_processes_take_the_same_turn(kept: Geocodes) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("fork")) as pool:
        taken = sorted(turn for turns in pool.map(take_turns, [kept.path] * 4) for turn in turns)
    assert all(after - before >= 1.0 for before, after in pairwise(taken))
