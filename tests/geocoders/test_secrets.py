"""A key never stands in a message, a log line, the store or an export."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from typer.testing import CliRunner

from pipeline import config
from pipeline.cli.app import app
from pipeline.config import GeocoderSettings
from pipeline.errors import ConfigError
from pipeline.export import formats
from pipeline.geocoders import open_service
from pipeline.geocoders.secrets import redactor
from tests.geocoders.loopback import Reply, Server, settings
from tests.geocoders.replies import SERVICES

CANARY = "canary/7f3a+9c=="
ENCODED = quote_plus(CANARY)
KEYED = ("pelias", "geonames", "opencage", "tomtom", "geocodio", "bing", "googlev3", "maptiler",
         "azure", "pickpoint", "yandex", "mapquest", "geokeo", "mapbox")  # fmt: skip


def keyed(name: str, server: Server, **more: Any) -> GeocoderSettings:
    return settings(name, server, api_key=CANARY, **more)


def holds_canary(text: str) -> bool:
    return CANARY in text or ENCODED in text or "7f3a" in text


ECHOES = {
    "html": Reply(f"<html>no {CANARY} here: /search?key={ENCODED}</html>".encode()),
    "json": Reply(json.dumps({"error": f"{CANARY} is no key"}).encode()),
    "geonames": Reply(json.dumps({"status": {"message": CANARY, "value": 10}}).encode()),
    "403": Reply(f"key {CANARY} refused".encode(), 403),
    "500": Reply(ENCODED.encode(), 500),
    "shape": Reply(json.dumps({CANARY: [CANARY]}).encode()),
    "redirect": Reply(b"", 302, {"Location": f"http://{ENCODED}.example.org/?k={ENCODED}"}),
    "nothing": Reply(b""),
}


@pytest.mark.parametrize("reply", ECHOES.values(), ids=ECHOES)
@pytest.mark.parametrize("name", KEYED)
def test_no_reason_and_no_log_line_repeats_the_key(
    name: str, reply: Reply, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.reply = reply
    with caplog.at_level(logging.DEBUG):
        answer = open_service(keyed(name, server)).ask("La Orchila")
    assert server.asked and holds_canary(server.asked[0].path)  # the service did get it
    assert not holds_canary(f"{answer} {caplog.text}")
    assert not any(holds_canary(str(vars(record))) for record in caplog.records)


def test_an_address_given_back_as_a_name_is_cleaned(server: Server) -> None:
    row = {"lat": "1.5", "lng": "2.5", "name": f"Qarn {CANARY}", "geonameId": 1}
    server.say({"geonames": [row]})
    answer = open_service(keyed("geonames", server)).ask("Qarn")
    assert answer.address == "Qarn ***" and not holds_canary(str(answer.to_json()))


def test_passwords_in_the_options_are_secrets_too() -> None:
    given = GeocoderSettings(
        name="liveaddress",
        api_key="token-4711",
        options={"auth_id": "ident-0815", "proxies": {"http": "http://user:pass-99@proxy.example"}},
    )
    cleaned = redactor(given).clean("token-4711 ident-0815 http://user:pass-99@proxy.example")
    assert cleaned == "*** *** http://***@proxy.example"
    shown = f"{given!r} {given}"
    assert not any(word in shown for word in ("4711", "0815", "pass-99"))


def test_a_message_is_short_and_on_one_line() -> None:
    cleaned = redactor(GeocoderSettings(name="photon")).clean("a\nb\x00\u202ec" + "x" * 5000)
    assert cleaned.startswith("a b c") and len(cleaned) == 200


@pytest.mark.parametrize(
    "given",
    [
        {"name": "photon", "api_key": CANARY},
        {"name": "liveaddress", "api_key": CANARY},
        {"name": "googlev3", "api_key": CANARY, "options": {"scheme": CANARY}},
        {"name": "googlev3", "api_key": CANARY, "options": {"domain": 5}},
    ],
)
def test_no_failure_of_the_settings_repeats_it(given: dict[str, Any]) -> None:
    with pytest.raises(ConfigError) as caught:
        open_service(GeocoderSettings(**given))
    assert not holds_canary(str(caught.value))
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("wrong", ["min_delay_s", "timeout_s", "nosuch"])
def test_no_failure_of_reading_the_settings_repeats_it(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {"name": "geonames", "api_key": CANARY, "options": {"password": CANARY}, wrong: "x"}
    monkeypatch.setenv("DATELINE_GEOCODERS", json.dumps([table]))
    with pytest.raises(ConfigError) as caught:
        config.load()
    assert not holds_canary(f"{caught.value} {caught.value.__cause__}")


ARTICLE = """---
title: Shelling in Qarnabast
published: 2025-10-24
publisher: Desk
---
Artillery shelled houses in Qarnabast on Thursday, killing four people, the army said.
"""


@pytest.mark.parametrize("name", ["geonames", "pelias"])
@pytest.mark.parametrize("reply", ["html", "geonames", "403"])
def test_a_whole_run_leaves_no_trace_of_the_key(
    name: str,
    reply: str,
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.reply = ECHOES[reply]
    options = {"domain": server.address, "scheme": "http", "proxies": {}}
    table = {"name": name, "options": options, "min_delay_s": 0, "api_key": CANARY}
    monkeypatch.setenv("DATELINE_GEOCODERS", json.dumps([table]))
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "store.db"))
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    said = []
    with caplog.at_level(logging.DEBUG):
        for command in (
            ["run", str(tmp_path / "article.md")],
            ["geocode", "Qarnabast"],
            ["check"],
            *(["export", "--format", f, "--out", str(tmp_path / f"x.{f}")] for f in formats()),
        ):
            result = CliRunner().invoke(app, command)
            assert result.exception is None or isinstance(result.exception, SystemExit)
            said.append(result.output + result.stderr)
    assert server.asked, "the service was never asked"
    assert any("cannot be used now" in text for text in said)
    assert not holds_canary("".join(said) + caplog.text)
    written = [path for path in tmp_path.iterdir() if path.is_file()]
    assert len(written) >= 1 + len(formats())
    for path in written:
        held = path.read_bytes()
        assert CANARY.encode() not in held and ENCODED.encode() not in held, path.name


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_without_a_key_has_nothing_to_hide(name: str, server: Server) -> None:
    server.say([], status=418)
    assert "***" not in open_service(settings(name, server)).ask("La Orchila").reason
