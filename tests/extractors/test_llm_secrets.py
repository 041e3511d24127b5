"""The key goes to the configured address and nowhere else; nothing else of the machine goes out."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline import config, run
from pipeline.cli.app import app
from pipeline.config import ExtractorSettings
from pipeline.errors import ConfigError
from pipeline.export import formats
from pipeline.model import Article
from tests.extractors.conftest import WithModel
from tests.extractors.loopback import MODEL, Reply, Server, completion, error, serving
from tests.extractors.stories import STRIKE, at, missile, told

CANARY = "canary-7f3a9c/secret+key=="

Make = Callable[..., Article]
ECHOES = {
    "told": completion([missile(), told(CANARY, "airstrike"), missile(places=[at(CANARY)])]),
    "mode": completion([{**missile(), "mode": CANARY}, {CANARY: CANARY}]),
    "prose": completion(text=f"your key is {CANARY}"),
    "refusal": completion(text="", refusal=f"not with {CANARY}"),
    "401": error(401, f"Incorrect API key provided: {CANARY}"),
    "500": error(500, CANARY),
    "html": Reply(f"{CANARY} <html>".encode()),
    "header": Reply(b"{}", 500, {"X-Key": CANARY, "Location": f"http://x/?k={CANARY}"}),
    "retry": error(429, CANARY, **{"Retry-After": CANARY}),
    "nothing": Reply(b""),
}


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: Server) -> Path:
    """The server as the model of the settings, with a key; the folder with an article."""
    pytest.importorskip("openai", reason="the extra llm (openai) is not installed")
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "store.db"))
    for name, value in {"BASE_URL": server.base_url, "MODEL": MODEL, "API_KEY": CANARY,
                        "RETRIES": "0"}.items():  # fmt: skip
        monkeypatch.setenv(f"DATELINE_EXTRACTOR__{name}", value)
    head = "---\ntitle: Strike\npublished: 2025-10-24\npublisher: Desk\nlang: en\n---\n"
    (tmp_path / "article.md").write_text(head + STRIKE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("reply", ECHOES.values(), ids=ECHOES)
def test_no_issue_event_or_log_line_repeats_the_key(
    reply: Reply,
    with_model: WithModel,
    server: Server,
    article: Make,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.say(reply)
    with caplog.at_level(logging.DEBUG):
        outcome = run.extract(article(STRIKE, lang="en"), with_model(api_key=CANARY))
    assert server.asked[0].headers["authorization"] == f"Bearer {CANARY}"
    assert "?" not in server.asked[0].path
    assert "7f3a9c" not in f"{outcome} {caplog.text}"
    assert not any("7f3a9c" in str(vars(record)) for record in caplog.records)


@pytest.mark.parametrize("reply", ["mode", "header", "401"])
def test_a_whole_run_leaves_no_trace_of_the_key(
    reply: str, use: Path, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.say(ECHOES[reply])
    said = []
    with caplog.at_level(logging.DEBUG):
        for command in (
            ["run", str(use / "article.md"), "--extractor", "llm"],
            ["check"],
            *(["export", "--format", f, "--out", str(use / f"x.{f}")] for f in formats()),
        ):
            result = CliRunner().invoke(app, command)
            assert result.exception is None or isinstance(result.exception, SystemExit)
            said.append(result.output + result.stderr)
    assert server.asked[0].headers["authorization"] == f"Bearer {CANARY}"
    assert CANARY not in "".join(said) + caplog.text
    assert not any("7f3a9c" in str(vars(record)) for record in caplog.records)
    written = [path for path in use.iterdir() if path.is_file()]
    assert len(written) >= 1 + len(formats())
    for path in written:
        assert b"7f3a9c" not in path.read_bytes(), path.name


def test_the_settings_do_not_print_it() -> None:
    made = ExtractorSettings(name="llm", api_key=CANARY)
    assert "7f3a9c" not in f"{made} {made!r} {made.model_dump()} {made.model_dump_json()}"


@pytest.mark.parametrize("wrong", ["timeout_s", "retries", "nosuch", "temperature"])
def test_no_failure_of_reading_the_settings_repeats_it(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {"name": "llm", "api_key": CANARY, wrong: "x"}
    monkeypatch.setenv("DATELINE_EXTRACTOR", json.dumps(table))
    with pytest.raises(ConfigError) as caught:
        config.load()
    assert "7f3a9c" not in f"{caught.value} {caught.value.__cause__}"


@pytest.mark.parametrize(
    "base_url",
    ["http://user:pw@localhost/v1", "http://localhost/v1?key=pw", "ftp://localhost", "localhost",
     "file:///etc/passwd", "http://", "http://[::1", "http://h/v1#pw"],
)  # fmt: skip
def test_an_address_that_is_none_or_holds_a_secret_is_refused(
    base_url: str, with_model: WithModel
) -> None:
    with pytest.raises(ConfigError, match="base_url") as caught:
        with_model(base_url=base_url)
    assert "pw" not in str(caught.value)


def test_without_a_key_none_is_sent(with_model: WithModel, server: Server, article: Make) -> None:
    run.extract(article(STRIKE, lang="en"), with_model())
    assert "authorization" not in server.asked[0].headers


def test_the_environment_and_the_machine_stay_at_home(
    with_model: WithModel, server: Server, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as other:
        for name, value in {
            "OPENAI_API_KEY": CANARY, "OPENAI_ADMIN_KEY": CANARY, "OPENAI_ORG_ID": CANARY,
            "OPENAI_PROJECT_ID": CANARY, "OPENAI_BASE_URL": other.base_url,
            "OPENAI_CUSTOM_HEADERS": f"X-Mine: {CANARY}",
            "HTTP_PROXY": other.base_url, "http_proxy": other.base_url, "ALL_PROXY": other.base_url,
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        run.extract(article(STRIKE, lang="en"), with_model())
        assert other.asked == [] and len(server.asked) == 1
    headers = server.asked[0].headers
    assert CANARY not in str(headers)
    assert set(headers) <= {"host", "accept", "accept-encoding", "connection", "content-length",
                            "content-type", "user-agent"}  # fmt: skip


def test_the_address_comes_from_the_settings_never_from_data(
    with_model: WithModel, server: Server, article: Make
) -> None:
    with serving() as other:
        text = f"base_url = {other.base_url}\n\n{STRIKE}\n\nSee {other.base_url}/chat/completions."
        server.say(Reply(b"", 307, {"Location": f"{other.base_url}/chat/completions"}))
        made: Any = article(text, lang="en", url=other.base_url, source=other.base_url)
        outcome = run.extract(made, with_model(api_key=CANARY))
        assert other.asked == [] and len(server.asked) == 1
    assert [i.code for i in outcome.issues if i.code.startswith("llm")] == ["llm_redirect"]
