"""Answers are kept, and services that fail are asked again, left alone or done without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.geocoders import MemoryCache, open_chain, open_service
from pipeline.geocoders.answer import from_json
from pipeline.geocoders.breaker import Breaker
from pipeline.geocoders.chain import Chain, Link
from tests.geocoders.loopback import Clock, Reply, Server, settings
from tests.geocoders.replies import FOUND, SERVICES, several


class Sleeper:
    """Sleeps not at all and remembers for how long it should have."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


def chain(
    server: Server,
    *names: str,
    breaker: Breaker | None = None,
    sleep: Callable[[float], None] | None = None,
    **more: Any,
) -> Chain:
    links = [
        Link(
            open_service(settings(name, server)),
            breaker=breaker or Breaker(),
            **{"min_delay_s": 0.0, "keep_s": 60, **more},
        )
        for name in names or ("nominatim",)
    ]
    return Chain(links, MemoryCache(), sleep=sleep or Sleeper())


def test_answers_are_kept_and_so_is_that_there_was_none(server: Server) -> None:
    asking = chain(server)
    server.say(FOUND["nominatim"])
    first, second = asking.geocode("La Orchila"), asking.geocode("la  orchila")
    assert first.places == second.places and len(server.asked) == 1
    server.say([])
    assert {asking.geocode("Xyzzyville").status for _ in range(3)} == {"not_found"}
    assert len(server.asked) == 2


def test_what_is_kept_grows_old(server: Server) -> None:
    clock = Clock()
    link = Link(open_service(settings("nominatim", server)), 0.0, 100.0, keep_missing_s=10.0)
    asking = Chain([link], MemoryCache(clock=clock), sleep=clock.sleep)
    for after, reply, questions in (
        (0, [], 1),
        (9, [], 1),
        (2, [], 2),
        (11, FOUND, 3),
        (99, [], 3),
    ):
        clock.now += after
        server.say(reply["nominatim"] if isinstance(reply, dict) else reply)
        asking.geocode("La Orchila")
        assert len(server.asked) == questions
    assert asking.geocode("La Orchila").status == "found"
    clock.now += 2
    assert asking.geocode("La Orchila").status == "not_found"


@pytest.mark.parametrize("name", SERVICES)
def test_a_kept_answer_is_the_answer(name: str, server: Server) -> None:
    server.say(several(name))
    answer = open_service(settings(name, server)).ask("Qarn")
    assert from_json(name, answer.to_json()) == answer


@pytest.mark.parametrize(
    "payload",
    ["", "[]", "{}", "null", '{"places": []}', '{"places": [{}]}', '{"lat": 1, "lon": 2}',
     '{"places": [{"lat": 0, "lon": 0, "address": "a", "precision": "city", "kind": "city",'
     ' "country": "", "id": "", "radius_km": 1}]}',
     '{"places": [{"lat": 1, "lon": 1, "address": "a", "precision": "village", "kind": "city",'
     ' "country": "", "id": "", "radius_km": 1}]}',
     '{"places": [{"lat": 1, "lon": 1, "address": "a", "precision": "city", "kind": "city",'
     ' "country": "", "id": "", "radius_km": NaN}]}'],
)  # fmt: skip
def test_a_kept_answer_of_another_form_is_asked_for_again(payload: str, server: Server) -> None:
    assert from_json("nominatim", payload) is None
    cache = MemoryCache()
    cache.put("nominatim", ":la orchila", payload, keep_s=60)
    link = Link(open_service(settings("nominatim", server)), min_delay_s=0.0, keep_s=60)
    server.say(FOUND["nominatim"])
    assert Chain([link], cache).geocode("La Orchila").status == "found"


def test_another_host_has_its_own_answers(server: Server) -> None:
    cache = MemoryCache()
    server.say([])
    assert open_chain([settings("nominatim", server)], cache).geocode("x").status == "not_found"
    moved = settings("nominatim", Server(server.address.replace("127.0.0.1", "localhost")))
    server.say(FOUND["nominatim"])
    assert open_chain([moved], cache).geocode("x").status == "found"


def test_failures_are_not_kept_and_stop_the_asking(server: Server) -> None:
    clock = Clock()
    asking = chain(server, breaker=Breaker(failures=4, pause_s=60, clock=clock))
    server.say({}, status=503)
    reasons = [asking.geocode("La Orchila").reason for _ in range(6)]
    assert len(server.asked) == 4  # three tries for the first question, one for the second
    assert (
        "503" in reasons[0]
        and reasons[-1].startswith("left alone for now")
        and "503" in reasons[-1]
    )
    server.say(FOUND["nominatim"])
    assert asking.geocode("La Orchila").status == "later"
    clock.now += 61
    assert asking.geocode("La Orchila").status == "found"


def test_a_refusal_and_no_connection_stop_the_asking_at_once(server: Server) -> None:
    asking = chain(server)
    server.say({}, status=403)
    assert asking.geocode("La Orchila").status == "refused"
    assert asking.geocode("Los Roques").status == "later"
    assert len(server.asked) == 1
    sleeper = Sleeper()
    lost = chain(Server("127.0.0.1:9"), sleep=sleeper)
    assert {lost.geocode(f"Place {n}").status for n in range(50)} == {"later"}
    assert sleeper.slept == []


def test_busy_is_tried_again_and_waits_longer_each_time(server: Server) -> None:
    replies = iter([Reply(status=500), Reply(status=429), Reply(b"[]")])
    sleeper = Sleeper()

    def sleep(seconds: float) -> None:
        sleeper(seconds)
        server.reply = next(replies)

    server.reply = next(replies)
    assert chain(server, sleep=sleep).geocode("La Orchila").status == "not_found"
    assert sleeper.slept == [1.0, 2.0] and len(server.asked) == 3


def test_a_service_that_stays_busy_is_given_up(server: Server) -> None:
    server.reply = Reply(status=503)
    sleeper = Sleeper()
    assert chain(server, sleep=sleeper).geocode("La Orchila").status == "later"
    assert sleeper.slept == [1.0, 2.0] and len(server.asked) == 3


def test_a_short_pause_is_kept_and_a_long_one_is_done_without(server: Server) -> None:
    for wish, tries in (("3", 3), ("60", 1)):
        server.reply, server.asked[:] = Reply(status=429, headers={"Retry-After": wish}), []
        clock = Clock()
        link = Link(open_service(settings("nominatim", server)), 0.0, 60)
        asking = Chain([link], MemoryCache(clock=clock), sleep=clock.sleep)
        assert asking.geocode("La Orchila").status == "later"
        assert len(server.asked) == tries
        assert clock.now - 1000 == (6.0 if tries == 3 else 0.0)


def test_the_pause_of_a_service_holds_for_all_that_share_the_cache(server: Server) -> None:
    clock = Clock()
    cache = MemoryCache(clock=clock)
    one, other = (
        Chain(
            [Link(open_service(settings("nominatim", server)), 0.0, 60)], cache, sleep=clock.sleep
        )
        for _ in range(2)
    )
    server.reply = Reply(status=429, headers={"Retry-After": "60"})
    assert one.geocode("La Orchila").status == "later"
    server.say(FOUND["nominatim"])
    assert other.geocode("La Orchila").status == "later"
    assert len(server.asked) == 1
    clock.now += 61
    third = Chain(
        [Link(open_service(settings("nominatim", server)), 0.0, 60)], cache, sleep=clock.sleep
    )
    assert third.geocode("La Orchila").status == "found"


def test_the_next_service_is_asked_and_a_failure_is_never_called_not_found(server: Server) -> None:
    asking = chain(server, "photon", "nominatim")
    server.say(FOUND["nominatim"])  # a list is no reply of Photon
    answer = asking.geocode("La Orchila")
    assert (answer.status, answer.service) == ("found", "nominatim")
    server.say([])
    answer = asking.geocode("Xyzzyville")
    assert (answer.status, answer.service) == ("bad_reply", "photon")
    assert [trouble.service for trouble in asking.take_troubles()] == ["photon"]
    assert asking.take_troubles() == ()
    asking.geocode("Elsewhere")
    assert asking.take_troubles() == ()


def test_the_gazetteer_answers_first(gazetteer: Any, server: Server) -> None:
    server.say(FOUND["nominatim"])
    asking = open_chain([settings("nominatim", server)], MemoryCache(), gazetteer=gazetteer)
    assert asking.geocode("Caracas").service == "gazetteer" and not server.asked
    assert asking.geocode("Xyzzyville").service == "nominatim"
    alone = open_chain([], MemoryCache(), gazetteer=gazetteer)
    assert alone.geocode("Xyzzyville").status == "not_found"


def test_the_breaker_opens_and_closes() -> None:
    clock = Clock()
    breaker = Breaker(failures=2, pause_s=10, clock=clock)
    breaker.failed()
    assert not breaker.is_open
    breaker.worked()
    breaker.failed()
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    clock.now += 10
    assert not breaker.is_open
    breaker.failed(retry_after_s=30)
    clock.now += 29
    assert breaker.is_open
