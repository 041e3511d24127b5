"""An online geocoder behind the gazetteer: asked once, kept in the store, never in the way."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app


class Nominatim(BaseHTTPRequestHandler):
    """Answers every question with one place, and counts them."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        reply = json.dumps([{"lat": "12.5", "lon": "-69.9", "display_name": "Qwxzjk, Aruba"}])
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(reply.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """The questions that a service on this machine was asked; the settings name that service."""
    Nominatim.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Nominatim)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    options = {"domain": f"127.0.0.1:{server.server_port}", "scheme": "http"}
    service = {"name": "nominatim", "options": options, "user_agent": "test", "min_delay_s": 0}
    monkeypatch.setenv("DATELINE_GEOCODERS", json.dumps([service]))
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "store.db"))
    yield Nominatim.asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_only_the_unknown_is_asked_and_only_once(asked: list[str]) -> None:
    for _ in range(2):
        result = CliRunner().invoke(app, ["geocode", "Caracas", "Qwxzjk", "--json"])
        assert result.exit_code == 0, result.output
        known, found = json.loads(result.stdout)
        assert known["gazetteer_id"] and found["name"] == "Qwxzjk, Aruba"
        assert (found["lat"], found["lon"], found["gazetteer_id"]) == (12.5, -69.9, None)
    assert len(asked) == 1 and "Qwxzjk" in asked[0]
