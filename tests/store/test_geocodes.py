"""Kept answers and turns of online geocoders."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from pipeline.store.geocodes import Answer, Geocodes, open_geocodes


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


def test_turns_are_a_delay_apart_and_services_do_not_wait_for_each_other(
    kept: Geocodes, clock: Clock
) -> None:
    waits = [kept.next_slot("nominatim", min_delay_s=1.5) for _ in range(3)]
    assert waits == [0.0, 1.5, 3.0]
    assert kept.next_slot("photon", min_delay_s=1.5) == 0.0
    clock.now += 10
    assert kept.next_slot("nominatim", min_delay_s=1.5) == 0.0


def take_turns(path: Path) -> list[float]:
    slots = Geocodes(path, clock=Clock())
    return [slots.next_slot("nominatim", min_delay_s=1.0) for _ in range(10)]


def test_processes_share_the_pace(kept: Geocodes) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("fork")) as pool:
        taken = sorted(turn for turns in pool.map(take_turns, [kept.path] * 4) for turn in turns)
    assert taken == [float(number) for number in range(40)]
