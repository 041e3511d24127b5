"""Online services against a server on this machine that speaks their reply formats."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from pipeline import config
from pipeline.config import GeocoderSettings
from pipeline.errors import ConfigError
from pipeline.geocoders import MemoryCache, open_chain, open_service
from pipeline.geocoders.breaker import Breaker
from pipeline.geocoders.chain import Chain, Link

LAT, LON = 11.8, -66.18
FOUND: dict[str, Any] = {
    "nominatim": [
        {
            "place_id": 1,
            "osm_type": "relation",
            "lat": str(LAT),
            "lon": str(LON),
            "display_name": "La Orchila, Venezuela",
            "class": "place",
        }
    ],
    "photon": {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [LON, LAT]},
                "properties": {"name": "La Orchila", "country": "Venezuela"},
            }
        ],
    },
    "pelias": {
        "geocoding": {"version": "0.2"},
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [LON, LAT]},
                "properties": {"name": "La Orchila", "label": "La Orchila, Venezuela"},
            }
        ],
    },
    "geonames": {
        "totalResultsCount": 1,
        "geonames": [
            {"lat": str(LAT), "lng": str(LON), "name": "La Orchila", "countryName": "Venezuela"}
        ],
    },
}
NONE_FOUND = {
    "nominatim": [],
    "photon": {"features": []},
    "pelias": {"features": []},
    "geonames": {"totalResultsCount": 0, "geonames": []},
}
SERVICES = tuple(FOUND)


@dataclass
class Reply:
    """What the server is to say next."""

    body: bytes = b"[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip_s: float = 0.0  # pause after each byte
    silent_s: float = 0.0  # pause before the first


@dataclass
class Server:
    """The server and what it was asked."""

    address: str
    reply: Reply = field(default_factory=Reply)
    asked: list[tuple[float, str, str]] = field(default_factory=list)  # when, query, user agent

    def say(self, value: Any, **more: Any) -> None:
        self.reply = Reply(body=json.dumps(value).encode(), **more)


@pytest.fixture
def server() -> Iterator[Server]:
    state: list[Server] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known, reply = state[0], state[0].reply
            asked = parse_qs(urlparse(self.path).query)
            words = (asked.get("q") or asked.get("text") or [""])[0]
            known.asked.append((time.monotonic(), words, self.headers["User-Agent"]))
            time.sleep(reply.silent_s)
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.send(reply)

        def send(self, reply: Reply) -> None:
            try:
                if not reply.drip_s:
                    self.wfile.write(reply.body)
                for byte in reply.body if reply.drip_s else b"":
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(reply.drip_s)
            except OSError:
                pass  # the client hung up, as it should

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    state.append(Server(f"127.0.0.1:{web.server_port}"))
    threading.Thread(target=web.serve_forever, args=(0.02,), daemon=True).start()
    yield state[0]
    web.shutdown()
    web.server_close()


def settings(name: str, server: Server, **more: Any) -> GeocoderSettings:
    options = {"domain": server.address, "scheme": "http", "proxies": {}}
    key = {"api_key": "someone"} if name == "geonames" else {}
    return GeocoderSettings(
        name=name,
        options=options,
        min_delay_s=0.0,
        timeout_s=0.6,
        user_agent="dateline-test",
        **key,
        **more,
    )


@pytest.mark.parametrize("name", SERVICES)
def test_a_reply_becomes_a_place(name: str, server: Server) -> None:
    server.say(FOUND[name])
    answer = open_service(settings(name, server)).ask("La Orchila")
    assert answer.status == "found", answer
    assert answer.point is not None and (answer.point.lat, answer.point.lon) == (LAT, LON)
    assert "La Orchila" in answer.address
    assert server.asked[0][2] == "dateline-test"


@pytest.mark.parametrize("name", SERVICES)
def test_no_result_is_not_found(name: str, server: Server) -> None:
    server.say(NONE_FOUND[name])
    assert open_service(settings(name, server)).ask("Xyzzyville").status == "not_found"


BAD_STATUS = [
    (429, "later"),
    (500, "later"),
    (502, "later"),
    (503, "later"),
    (504, "later"),
    (401, "refused"),
    (403, "refused"),
    (402, "refused"),
    (400, "bad_reply"),
]


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize(("status", "expected"), BAD_STATUS)
def test_errors_of_http(name: str, status: int, expected: str, server: Server) -> None:
    server.say({"error": "no"}, status=status, headers={"Retry-After": "7"})
    answer = open_service(settings(name, server)).ask("La Orchila")
    assert answer.status == expected and answer.reason and answer.point is None
    assert answer.retry_after_s == (7 if status == 429 else None)


BODIES = {
    "html": b"<html><body>Sorry</body></html>",
    "truncated": b'[{"lat": "11.8", "lo',
    "empty": b"",
    "not utf-8": b"\xff\xfe\x00",
    "number": b"3",
    "text": b'"hello"',
}


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_no_reply(name: str, body: bytes, server: Server) -> None:
    server.reply = Reply(body=body)
    assert open_service(settings(name, server)).ask("La Orchila").status == "bad_reply"


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("body", [b"null", b"{}", b"[]"])
def test_empty_replies_never_make_a_place(name: str, body: bytes, server: Server) -> None:
    server.reply = Reply(body=body)
    answer = open_service(settings(name, server)).ask("La Orchila")
    assert answer.status in ("not_found", "bad_reply") and answer.point is None


@pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning")
@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (None, None),
        ("NaN", "NaN"),
        (123, 10),
        ("x", "y"),
        (0, 0),
        ("Infinity", 3),
    ],
)
def test_bad_positions_never_make_a_place(name: str, lat: Any, lon: Any, server: Server) -> None:
    text = json.dumps(FOUND[name])
    for value, other in ((LAT, lat), (LON, lon)):
        text = text.replace(f'"{value}"', json.dumps(other)).replace(str(value), json.dumps(other))
    server.reply = Reply(body=text.encode())
    answer = open_service(settings(name, server)).ask("La Orchila")
    assert answer.status in ("not_found", "bad_reply") and answer.point is None


def test_a_huge_reply_is_cut_off(server: Server) -> None:
    server.reply = Reply(body=b"[" + b" " * 50_000_000)
    began = time.monotonic()
    answer = open_service(settings("nominatim", server)).ask("La Orchila")
    assert answer.status in ("bad_reply", "later") and time.monotonic() - began < 2


@pytest.mark.parametrize("slow", [Reply(body=b"[" * 50, drip_s=0.2), Reply(silent_s=3.0)])
def test_a_slow_reply_is_waited_for_no_longer_than_said(slow: Reply, server: Server) -> None:
    server.reply = slow
    began = time.monotonic()
    assert open_service(settings("photon", server)).ask("La Orchila").status == "later"
    assert time.monotonic() - began < 1.2


def test_nobody_there_is_later() -> None:
    nobody = Server("127.0.0.1:9")
    assert open_service(settings("nominatim", nobody)).ask("La Orchila").status == "later"


def chain(server: Server, *, breaker: Breaker | None = None, delay: float = 0.0) -> Chain:
    link = Link(
        open_service(settings("nominatim", server)),
        min_delay_s=delay,
        keep_s=60,
        breaker=breaker or Breaker(),
    )
    return Chain([link], MemoryCache(), sleep=lambda seconds: time.sleep(min(seconds, 0.25)))


def test_answers_are_kept_and_so_is_that_there_was_none(server: Server) -> None:
    asking = chain(server)
    server.say(FOUND["nominatim"])
    first, second = asking.geocode("La Orchila"), asking.geocode("la  orchila")
    assert first.point == second.point and len(server.asked) == 1
    server.say([])
    assert {asking.geocode("Xyzzyville").status for _ in range(3)} == {"not_found"}
    assert len(server.asked) == 2


def test_failures_are_not_kept_and_stop_the_asking(server: Server) -> None:
    now = [100.0]
    asking = chain(server, breaker=Breaker(failures=4, pause_s=60, clock=lambda: now[0]))
    server.say({}, status=503)
    for _ in range(6):
        assert asking.geocode("La Orchila").status == "later"
    assert len(server.asked) == 4  # two questions, each tried twice; then none
    server.say(FOUND["nominatim"])
    assert asking.geocode("La Orchila").status == "later"
    now[0] += 61
    assert asking.geocode("La Orchila").status == "found"


def test_a_refusal_stops_the_asking_at_once(server: Server) -> None:
    asking = chain(server)
    server.say({}, status=403)
    assert asking.geocode("La Orchila").status == "refused"
    assert asking.geocode("Los Roques").status == "later"
    assert len(server.asked) == 1


def test_busy_once_is_tried_again(server: Server) -> None:
    server.say({}, status=503)
    threading.Timer(0.1, lambda: server.say(FOUND["nominatim"])).start()
    assert chain(server).geocode("La Orchila").status == "found"


def gaps(server: Server) -> list[float]:
    """Seconds between questions, as the server saw them."""
    times = sorted(asked[0] for asked in server.asked)
    return [after - before for before, after in itertools.pairwise(times)]


def test_threads_keep_the_distance_of_the_settings(server: Server) -> None:
    server.say([])
    link = Link(open_service(settings("nominatim", server)), min_delay_s=0.2, keep_s=60)
    asking = Chain([link], MemoryCache())
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(asking.geocode, [f"Place {number}" for number in range(4)]))
    assert len(server.asked) == 4 and min(gaps(server)) > 0.15


ONE_PROCESS = """
import sys
from pathlib import Path
from pipeline.config import GeocoderSettings
from pipeline.geocoders import open_chain
from pipeline.store.geocodes import open_geocodes
store, address, *places = sys.argv[1:]
settings = GeocoderSettings(name="nominatim", min_delay_s=0.3, options={
    "domain": address, "scheme": "http", "proxies": {}})
asking = open_chain([settings], open_geocodes(Path(store)))
for place in places:
    asking.geocode(place)
"""


def test_processes_that_share_a_store_share_pace_and_answers(
    server: Server, tmp_path: Path
) -> None:
    server.say([])
    store = str(tmp_path / "store.db")
    ask = [sys.executable, "-c", ONE_PROCESS, store, server.address, "Shared place"]
    subprocess.run(ask, check=True, cwd=config.ROOT)
    running = [subprocess.Popen([*ask, f"Place {number}"], cwd=config.ROOT) for number in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4
    queries = [query for _, query, _ in server.asked]
    assert sorted(queries) == ["Place 0", "Place 1", "Place 2", "Place 3", "Shared place"]
    assert min(gaps(server)) > 0.25


def test_the_gazetteer_answers_first(gazetteer: Any, server: Server) -> None:
    server.say(FOUND["nominatim"])
    asking = open_chain([settings("nominatim", server)], MemoryCache(), gazetteer=gazetteer)
    assert asking.geocode("Caracas").service == "gazetteer" and not server.asked
    assert asking.geocode("Xyzzyville").service == "nominatim"
    alone = open_chain([], MemoryCache(), gazetteer=gazetteer)
    assert alone.geocode("Xyzzyville").status == "not_found"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "nosuch"}, "no service 'nosuch'"),
        ({"name": "nominatim", "options": {"colour": "red"}}, "does not take these options"),
        ({"name": "photon", "api_key": "secret"}, "takes no key"),
    ],
)
def test_wrong_settings_are_told_in_words(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        open_service(GeocoderSettings(**given))
