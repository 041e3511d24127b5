"""Threads and processes keep a service's pace together and never ask the same thing twice."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pipeline import config
from pipeline.geocoders import MemoryCache, open_service
from pipeline.geocoders.chain import Chain, Link
from tests.geocoders.loopback import Clock, Server, settings
from tests.geocoders.replies import FOUND


def gaps(server: Server) -> list[float]:
    """Seconds between questions, as the server saw them."""
    times = sorted(asked.at for asked in server.asked)
    return [after - before for before, after in itertools.pairwise(times)]


def test_threads_keep_the_distance_of_the_settings(server: Server) -> None:
    server.say([])
    link = Link(open_service(settings("nominatim", server)), min_delay_s=0.2, keep_s=60)
    asking = Chain([link], MemoryCache())
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(asking.geocode, [f"Place {number}" for number in range(4)]))
    assert len(server.asked) == 4 and min(gaps(server)) >= 0.2


def test_a_queue_that_is_too_long_takes_no_turn(server: Server) -> None:
    clock = Clock()
    cache = MemoryCache(clock=clock)
    asking = Chain(
        [Link(open_service(settings("nominatim", server)), 40.0, 60)], cache, sleep=clock.sleep
    )
    server.say([])
    assert asking.geocode("Place 0").status == "not_found"
    assert {asking.geocode(f"Place {n}").status for n in range(1, 20)} == {"later"}
    assert len(server.asked) == 1
    clock.now += 41
    assert cache.next_slot("nominatim", min_delay_s=40.0) == 0.0


ONE_PROCESS = """
import sys
from pathlib import Path
from pipeline.config import GeocoderSettings
from pipeline.geocoders import open_chain
from pipeline.store.geocodes import open_geocodes
store, address, *places = sys.argv[1:]
settings = GeocoderSettings(name="nominatim", user_agent="dateline-test (desk@example.org)",
    min_delay_s=1.0, options={"domain": address, "scheme": "http", "proxies": {}})
asking = open_chain([settings], open_geocodes(Path(store)))
for place in places:
    asking.geocode(place)
"""


@pytest.mark.slow
def test_processes_that_share_a_store_share_pace_and_answers(
    server: Server, tmp_path: Path
) -> None:
    """Four processes: never two questions within a second, and none twice."""
    server.say([])
    shared = [f"Shared {number}" for number in range(3)]
    ask = [sys.executable, "-c", ONE_PROCESS, str(tmp_path / "store.db"), server.address]
    running = [
        subprocess.Popen([*ask, *shared, f"Place {number}"], cwd=config.ROOT) for number in range(4)
    ]
    assert [process.wait(90) for process in running] == [0] * 4
    assert server.words == [*(f"Place {number}" for number in range(4)), *shared]
    assert min(gaps(server)) >= 0.99  # the clocks of store and server differ
    assert {asked.agent for asked in server.asked} == {"dateline-test (desk@example.org)"}
    server.asked.clear()
    subprocess.run([*ask, *shared, "Place 0"], check=True, cwd=config.ROOT)
    assert server.asked == []


def test_two_threads_with_one_question_ask_once(server: Server) -> None:
    server.say(FOUND["nominatim"])
    link = Link(open_service(settings("nominatim", server)), min_delay_s=0.2, keep_s=60)
    asking = Chain([link], MemoryCache())
    answers: list[Any] = []
    threads = [
        threading.Thread(target=lambda: answers.append(asking.geocode("La Orchila")))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status for answer in answers] == ["found"] * 3 and len(server.asked) == 1
