"""Web pages that a person asks for: whom we ask, whom we refuse, and when we give up."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.config import FetchSettings
from pipeline.errors import ItemFailed
from pipeline.read import fetch, hosts
from pipeline.read.fetch import Fetched, Fetching

PAGE = b"<html><head><title>Riots</title></head><body><p>Riots in Lima.</p></body></html>"
Reply = tuple[int, dict[str, str], bytes]


class Site(http.server.ThreadingHTTPServer):
    """A server of this machine that answers as the test says and counts."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: dict[str, Reply | Callable[[Any], None]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))
        reply = self.server.replies[self.path]
        if callable(reply):
            reply(self.wfile)
            return
        status, headers, body = reply
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def html(body: bytes = PAGE, **headers: str) -> Reply:
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return 200, {"Content-Type": "text/html", **more}, body


def get(url: str, **settings: Any) -> Fetched:
    opened = FetchSettings(**{"allow_private": True, "timeout_s": 20.0, **settings})
    found = Fetching(url, opened).wait(30.0)
    assert found is not None
    return found


def refused(url: str, **settings: Any) -> ItemFailed:
    with pytest.raises(ItemFailed) as caught:
        get(url, **settings)
    return caught.value


def known_as(monkeypatch: pytest.MonkeyPatch, **names: list[str]) -> list[str]:
    """Makes names resolve to these addresses, the next one at each look-up; gives the look-ups."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[Any]:
        asked.append(host)
        answer = names[host.partition(".")[0]]
        ips = answer.pop(0) if len(answer) > 1 else answer[0]
        return [(0, 0, 0, "", (ip, port)) for ip in ips.split()]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_page_becomes_a_file_with_its_address(site: Site) -> None:
    site.replies["/news/riots.html?a=1"] = html()
    found = get(site.url("/news/riots.html?a=1"))
    assert found.data == PAGE
    assert found.name == "127.0.0.1 riots.html"
    assert found.url == site.url("/news/riots.html?a=1")
    ((_, headers),) = site.seen
    assert "Cookie" not in headers
    assert "Authorization" not in headers


def test_proxies_of_the_environment_are_not_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.replies["/"] = html()
    assert get(site.url()).data == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/",
        "http://0/", "http://0.0.0.0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1]/",
        "http://[fc00::1]/", "http://169.254.169.254/latest/meta-data/", "http://100.100.100.200/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://224.0.0.1/",
        "http://255.255.255.255/", "http://[ff02::1]/", "http://localhost/", "https://127.0.0.1/",
    ],
)  # fmt: skip
def test_this_machine_and_its_networks_are_not_asked(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: asked.append(a))
    assert refused(url, allow_private=False).code in ("private_address", "unreachable")
    assert asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "data:text/html,x",
        "javascript:alert(1)", "http://", "http:///x", "example.org", "", "http://user:pw@1.1.1.1/",
        "http://example.org:99999/", "http://exa mple.org/", "http://example.org\\@127.0.0.1/",
        "http://example.org/\r\nX: y", "http://[::1", "http://exa\0mple.org/",
        "http://example.org/" + "a" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_at_once(url: str) -> None:
    with pytest.raises(ItemFailed) as caught:
        Fetching(url, FetchSettings())
    assert caught.value.code == "bad_address"


def test_one_private_answer_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    known_as(monkeypatch, mixed=["93.184.216.34 10.0.0.7"])
    assert refused("http://mixed.example/", allow_private=False).code == "private_address"


def test_the_judged_address_is_the_one_that_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = known_as(monkeypatch, news=["93.184.216.34", "127.0.0.1"])  # the second look-up lies
    connected: list[str] = []
    real = socket.create_connection

    def connect(address: tuple[str, int], *_: object) -> socket.socket:
        connected.append(address[0])
        return real(("127.0.0.1", site.server_port))

    monkeypatch.setattr(socket, "getaddrinfo", _only(asked, socket.getaddrinfo, "news.example"))
    monkeypatch.setattr(socket, "create_connection", connect)
    site.replies["/"] = html()
    assert get("http://news.example/", allow_private=False).data == PAGE
    assert connected == ["93.184.216.34"]
    assert asked == ["news.example"]
    assert site.seen[0][1]["Host"] == "news.example"


_real_look_up = socket.getaddrinfo


def _only(asked: list[str], fake: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The fake look-up for one name, the real one for others."""

    def look_up(host: str, *args: Any, **more: Any) -> Any:
        return fake(host, *args, **more) if host == name else _real_look_up(host, *args, **more)

    return look_up


def test_a_redirect_to_this_machine_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = known_as(monkeypatch, news=["93.184.216.34"])
    real = socket.create_connection
    monkeypatch.setattr(socket, "getaddrinfo", _only(asked, socket.getaddrinfo, "news.example"))
    monkeypatch.setattr(
        socket, "create_connection", lambda *_: real(("127.0.0.1", site.server_port))
    )
    site.replies["/"] = (302, {"Location": site.url("/secret")}, b"")
    site.replies["/secret"] = html()
    assert refused("http://news.example/", allow_private=False).code == "private_address"
    assert [path for path, _ in site.seen] == ["/"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://example.org/", "gopher://x/"])
def test_a_redirect_to_another_scheme_is_refused(site: Site, to: str) -> None:
    site.replies["/"] = (301, {"Location": to}, b"")
    assert refused(site.url()).code == "bad_address"


def test_redirects_are_followed_to_an_end(site: Site) -> None:
    site.replies["/"] = (301, {"Location": "/a"}, b"")
    site.replies["/a"] = (302, {"Location": "b?x=é"}, b"")
    site.replies["/b?x=%C3%A9"] = html()
    assert get(site.url()).url == site.url("/b?x=%C3%A9")
    site.replies["/b?x=%C3%A9"] = (302, {"Location": "/"}, b"")
    site.seen.clear()
    assert refused(site.url(), redirects=3).code == "refused"
    assert len(site.seen) == 4


def test_a_large_page_is_refused_packed_or_not(site: Site) -> None:
    site.replies["/plain"] = html(b"x" * 200_001)
    bomb = gzip.compress(b"0" * 50_000_000)
    site.replies["/bomb"] = html(bomb, Content_Encoding="gzip")
    site.replies["/odd"] = html(gzip.compress(bomb), Content_Encoding="gzip, gzip")
    site.replies["/broken"] = html(b"no gzip", Content_Encoding="gzip")
    assert refused(site.url("/plain"), max_bytes=200_000).code == "too_large"
    assert refused(site.url("/bomb"), max_bytes=200_000).code == "too_large"
    assert refused(site.url("/odd")).code == "wrong_kind"
    assert refused(site.url("/broken")).code == "refused"
    site.replies["/fine"] = html(gzip.compress(PAGE), Content_Encoding="gzip")
    assert get(site.url("/fine")).data == PAGE


def _drip(first: bytes) -> Callable[[Any], None]:
    def drip(out: Any) -> None:
        try:
            out.write(first)
            for _ in range(200):
                out.write(b"a")
                out.flush()
                time.sleep(0.05)
        except OSError:  # the other side has hung up
            return

    return drip


@pytest.mark.parametrize(
    "first", [b"HTTP/1.0 200 OK\r\nX: ", b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"],
    ids=["headers", "body"],
)  # fmt: skip
def test_a_dripping_site_is_given_up(site: Site, first: bytes) -> None:
    site.replies["/"] = _drip(first)
    began = time.monotonic()
    assert refused(site.url(), timeout_s=0.4).code == "too_slow"
    assert time.monotonic() - began < 5


def test_a_look_up_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: free.wait(20) and [])
    assert refused("http://slow.example/", timeout_s=0.3).code == "too_slow"
    free.set()


def test_giving_up_needs_no_waiting(site: Site) -> None:
    site.replies["/"] = _drip(b"HTTP/1.0 200 OK\r\nX: ")
    fetching = Fetching(site.url(), FetchSettings(allow_private=True))
    assert fetching.wait(0.05) is None
    fetching.stop()
    with pytest.raises(ItemFailed):
        fetching.wait(5)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ((404, {}, b""), "refused"), ((503, {}, b"later"), "refused"), ((204, {}, b""), "refused"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF"), "wrong_kind"),
        ((200, {}, b"\x00\x01"), "wrong_kind"), ((301, {}, b""), "refused"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_told(site: Site, reply: Reply, code: str) -> None:
    site.replies["/"] = reply
    assert refused(site.url()).code == code


def test_a_page_without_a_type_and_one_in_another_charset(site: Site) -> None:
    site.replies["/"] = (200, {}, PAGE)
    assert get(site.url()).name.endswith(".html")
    site.replies["/cyr"] = (200, {"Content-Type": "text/plain; charset=koi8-r"},
                            "Львов".encode("koi8-r"))  # fmt: skip
    assert get(site.url("/cyr")).data.decode() == "Львов"
    site.replies["/html"] = (200, {"Content-Type": "text/html; charset=koi8-r"},
                             "<p>Львов".encode("koi8-r"))  # fmt: skip
    assert get(site.url("/html")).data.startswith(b'<meta charset="koi8-r">')


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/").code == "unreachable"
    monkeypatch.setattr(socket, "getaddrinfo", _unknown)
    assert refused("http://no-such-host.example/").code == "unreachable"


def _unknown(*_: object, **__: object) -> None:
    raise socket.gaierror(-2, "Name or service not known")


def test_the_setting_switches_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch.Fetching, "_run", lambda self: pytest.fail("asked"))
    with pytest.raises(ItemFailed) as caught:
        Fetching("http://example.org/", FetchSettings(enabled=False))
    assert caught.value.code == "switched_off"


def test_hosts_are_written_as_the_network_knows_them() -> None:
    found = hosts.target_of("https://Bücher.example:443/ü b".replace(" ", "%20"))
    assert found.url == "https://xn--bcher-kva.example/%C3%BC%20b"
    assert hosts.target_of("http://[2001:db8::1]:8080/x").authority == "[2001:db8::1]:8080"
