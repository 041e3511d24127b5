"""Each service's replies and failures become one of five answers, and never a wrong place."""

from __future__ import annotations

import json
import socket
import time
from email.utils import formatdate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from pipeline.geocoders import open_service
from pipeline.geocoders.adapter import LONGEST_PAUSE_S, pause_of
from tests.geocoders.loopback import Reply, Server, settings
from tests.geocoders.replies import FOUND, LAT, LON, NONE_FOUND, SERVICES, several

each_service = pytest.mark.parametrize("name", SERVICES)


def ask(name: str, server: Server, **more: Any) -> Any:
    return open_service(settings(name, server, **more)).ask("La Orchila")


@each_service
def test_a_reply_becomes_a_place(name: str, server: Server) -> None:
    server.say(FOUND[name])
    answer = ask(name, server)
    assert answer.status == "found", answer
    assert (answer.point.lat, answer.point.lon) == (LAT, LON)
    assert "La Orchila" in answer.address
    assert server.asked[0].agent == "dateline-test (desk@example.org)"


@each_service
def test_all_places_of_the_name_come_in_the_services_order(name: str, server: Server) -> None:
    server.say(several(name))
    answer = ask(name, server)
    assert len(answer.places) == 2
    assert len({place.id for place in answer.places}) == 2


@each_service
def test_no_result_is_not_found(name: str, server: Server) -> None:
    server.say(NONE_FOUND[name])
    assert ask(name, server).status == "not_found"


BAD_STATUS = [
    (429, "later"),
    (408, "later"),
    (500, "later"),
    (502, "later"),
    (503, "later"),
    (504, "later"),
    (401, "refused"),
    (403, "refused"),
    (402, "refused"),
    (400, "bad_reply"),
    (404, "bad_reply"),
    (418, "bad_reply"),
]


@each_service
@pytest.mark.parametrize(("status", "expected"), BAD_STATUS)
def test_errors_of_http(name: str, status: int, expected: str, server: Server) -> None:
    server.say({"error": "no"}, status=status, headers={"Retry-After": "7"})
    answer = ask(name, server)
    assert answer.status == expected and str(status) in answer.reason and answer.point is None
    assert answer.retry_after_s == 7


@each_service
@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_may_be_given_as_a_date(name: str, status: int, server: Server) -> None:
    when = formatdate(time.time() + 90, usegmt=True)
    server.reply = Reply(b"busy", status, {"Retry-After": when})
    answer = ask(name, server)
    assert answer.status == "later" and 80 <= answer.retry_after_s <= 90


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("120", 120),
        ("-5", None),
        ("1e9", None),
        ("nan", None),
        ("99999999999999999999", LONGEST_PAUSE_S),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 60),
        ("Thu, 01 Jan 1970 00:00:10 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_PAUSE_S),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
    ],
)
def test_pauses(header: str | None, seconds: float | None) -> None:
    assert pause_of(header, now=60) == seconds


BODIES = {
    "html": b"<!DOCTYPE html><html><body>Sorry</body></html>",
    "truncated": b'[{"lat": "11.8", "lo',
    "empty": b"",
    "not utf-8": b"\xff\xfe\x00",
    "number": b"3",
    "text": b'"hello"',
    "deep": b"[" * 100_000,
    "numbers": b"[1, 2]",
    "rows of nothing": b'{"features": [null], "geonames": [null]}',
}


@each_service
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_no_reply(name: str, body: bytes, server: Server) -> None:
    server.reply = Reply(body=body)
    answer = ask(name, server)
    assert answer.status == "bad_reply", answer
    assert len(answer.reason) < 300


@each_service
@pytest.mark.parametrize("body", [b"null", b"{}", b"[]"])
def test_empty_replies_never_make_a_place(name: str, body: bytes, server: Server) -> None:
    server.reply = Reply(body=body)
    answer = ask(name, server)
    assert answer.status in ("not_found", "bad_reply") and answer.point is None


BAD_POSITIONS = [
    (None, None),
    ("NaN", "NaN"),
    (123, 10),
    (-66.18, 211.8e3),
    (10, 540),
    ("x", "y"),
    (0, 0),
    ("0.0", "0"),
    ("Infinity", 3),
    ([], {}),
    (True, False),
]


def with_position(name: str, lat: Any, lon: Any) -> bytes:
    text = json.dumps(FOUND[name])
    for value, other in ((LAT, lat), (LON, lon)):
        text = text.replace(f'"{value}"', json.dumps(other)).replace(str(value), json.dumps(other))
    return text.encode()


@pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning")
@each_service
@pytest.mark.parametrize(("lat", "lon"), BAD_POSITIONS)
def test_bad_positions_never_make_a_place(name: str, lat: Any, lon: Any, server: Server) -> None:
    server.reply = Reply(body=with_position(name, lat, lon))
    answer = ask(name, server)
    assert answer.status in ("not_found", "bad_reply") and answer.point is None


NUMBERS = st.one_of(
    st.floats(), st.floats(-200, 400), st.none(), st.floats(-200, 400).map(str), st.text(max_size=4)
)


@pytest.mark.filterwarnings("ignore::UserWarning")
@each_service
@effort(max_examples=40, deadline=None)
@given(lat=NUMBERS, lon=NUMBERS)
def test_any_position_is_a_point_on_earth_or_none(name: str, lat: Any, lon: Any) -> None:
    service = open_service(settings(name, Server("127.0.0.1:9")))
    reply = json.loads(with_position(name, lat, lon))
    geocoder = service._geocode.func.__self__  # the parser of geopy's class, without a server
    geocoder.adapter.get_json = lambda *_, **__: reply
    for place in service.ask("x").places:
        north, east = place.point.lat, place.point.lon
        assert abs(north) <= 90 and abs(east) <= 180 and (north, east) != (0, 0)
        assert north == pytest.approx(float(lat)) and (east - float(lon)) % 360 in (0, 360)


@each_service
def test_a_reply_without_a_position_makes_no_place(name: str, server: Server) -> None:
    text = json.dumps(FOUND[name])
    for word in ("lat", "lon", "lng", "coordinates"):
        text = text.replace(f'"{word}"', '"none"')
    server.reply = Reply(body=text.encode())
    assert ask(name, server).status in ("bad_reply", "not_found")


@each_service
def test_a_huge_reply_is_cut_off(name: str, server: Server) -> None:
    server.reply = Reply(body=b"[" + b" " * 50_000_000)
    began = time.monotonic()
    answer = ask(name, server)
    assert answer.status in ("bad_reply", "later") and time.monotonic() - began < 2


SLOW = {
    "drip": Reply(body=b"[" * 50, drip_s=0.2),
    "drip of a failure": Reply(body=b"[" * 50, status=503, drip_s=0.2),
    "silence": Reply(silent_s=3.0),
}


@each_service
@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW)
def test_a_slow_reply_is_waited_for_no_longer_than_said(
    name: str, slow: Reply, server: Server
) -> None:
    server.reply = slow
    began = time.monotonic()
    answer = ask(name, server)
    assert answer.status == "later" and not answer.unreachable
    assert time.monotonic() - began < 1.5


@each_service
def test_nobody_there_is_later_and_unreachable(name: str) -> None:
    answer = ask(name, Server("127.0.0.1:9"))
    assert answer.status == "later" and answer.unreachable


def test_without_a_network_a_name_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    answer = ask("nominatim", Server("geocoder.example.org"))
    assert answer.status == "later" and answer.unreachable
    assert "Temporary failure in name resolution" in answer.reason


@each_service
def test_a_redirect_to_another_host_is_not_followed(name: str, server: Server) -> None:
    elsewhere = f"http://localhost:{server.address.rpartition(':')[2]}/stolen"
    server.reply = Reply(b"", 302, {"Location": elsewhere})
    answer = ask(name, server)
    assert answer.status == "bad_reply" and "sends us on to http://localhost" in answer.reason
    assert len(server.asked) == 1


def test_a_redirect_on_the_same_host_is_followed_a_few_times(server: Server) -> None:
    server.reply = Reply(b"", 302, {"Location": "/again"})
    assert ask("photon", server).status == "bad_reply"
    assert 2 <= len(server.asked) <= 11
