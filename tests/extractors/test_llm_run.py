"""The command: events by a model into the store, with what it cost; the rules need none of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline import config
from pipeline.cli.app import app
from pipeline.errors import ConfigError, SourceUnavailable
from pipeline.extractors import extractors
from pipeline.extractors.llm import reach
from pipeline.store.read import open_reader
from tests.extractors.loopback import MODEL, Server, error, settings
from tests.extractors.stories import STRIKE, missile, told

HEAD = "---\ntitle: Strike {n}\npublished: 2025-10-24\npublisher: Desk {n}\nlang: en\n---\n"


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: Server) -> Path:
    """The server as the model of the settings; a folder with three articles."""
    pytest.importorskip("openai", reason="the extra llm (openai) is not installed")
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "store.db"))
    for name, value in {"BASE_URL": server.base_url, "MODEL": MODEL, "RETRIES": "0",
                        "PRICE_IN": "1", "PRICE_OUT": "2"}.items():  # fmt: skip
        monkeypatch.setenv(f"DATELINE_EXTRACTOR__{name}", value)
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(3):
        text = HEAD.format(n=n) + STRIKE + f"\n\nOur reporter number {n} wrote this.\n"
        (folder / f"{n}.md").write_text(text, encoding="utf-8")
    return folder


def call(*words: str | Path, code: int = 0) -> str:
    given = [str(word) for word in words]
    result = CliRunner().invoke(app, given, catch_exceptions=False)
    assert result.exit_code == code, result.output + result.stderr
    return result.stdout + result.stderr


def made_by(use: Path) -> set[str]:
    with open_reader(use.parent / "store.db") as reader:
        return {str(row["made_by"]) for row in reader.rows()}


def test_a_run_says_what_it_used(use: Path, server: Server) -> None:
    server.tell(missile(), told("not in the text at all", "airstrike"))
    said = call("run", use, "--extractor", "llm")
    assert "llm/1 test-model:1b: 3 requests, 3000 tokens in, 600 out, cost 0.0042, " in said
    assert "0 of 3 articles read by rules instead, 3 events and 3 fields not borne out" in said
    assert made_by(use) == {"llm/1 test-model:1b"}
    summary = json.loads(call("run", use, "--extractor", "llm", "--json"))
    assert summary["unchanged"] == 3 and summary["usage"]["requests"] == 0


def test_the_rules_use_nothing_and_say_nothing_of_it(use: Path, server: Server) -> None:
    assert "tokens" not in call("run", use)
    assert server.asked == [] and made_by(use) == {"rules/1"}
    assert json.loads(call("run", use, "--json"))["usage"] is None


def test_another_extractor_or_model_reads_the_articles_again(
    use: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("run", use)
    server.tell(missile())
    call("run", use, "--extractor", "llm")
    assert made_by(use) == {"llm/1 test-model:1b"} and len(server.asked) == 3
    monkeypatch.setenv("DATELINE_EXTRACTOR__MODEL", "other")
    call("run", use, "--extractor", "llm")
    assert made_by(use) == {"llm/1 other"} and len(server.asked) == 6
    call("run", use)
    assert made_by(use) == {"rules/1"} and len(server.asked) == 6


def test_while_it_is_down_the_rules_stand_in_and_the_next_run_mends_it(
    use: Path, server: Server
) -> None:
    server.say(error(500, "broken"))
    said = call("run", use, "--extractor", "llm")
    assert said.count("cannot be used") == 1 and "Traceback" not in said
    assert "3 of 3 articles read by rules instead" in said
    assert made_by(use) == {"rules/1 for llm/1 test-model:1b"}
    server.tell(missile())
    call("run", use, "--extractor", "llm")
    assert made_by(use) == {"llm/1 test-model:1b"}


def test_two_runs_give_the_same_rows(use: Path, server: Server, tmp_path: Path) -> None:
    server.tell(missile())
    rows = []
    for name in ("a.db", "b.db"):
        call("run", use, "--extractor", "llm", "--store", tmp_path / name)
        with open_reader(tmp_path / name) as reader:
            rows.append(list(reader.rows()))
    assert rows[0] == rows[1] != []


def test_check_says_whether_it_answers(
    use: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_EXTRACTOR__NAME", "llm")
    assert f"ok    extractor: llm, {MODEL} at {server.base_url}" in call("check", code=1)


def test_who_does_not_answer_or_lacks_the_model_is_told(use: Path, server: Server) -> None:
    with pytest.raises(ConfigError, match="the model 'x'; it lists test-model:1b, other"):
        reach(settings(server, model="x"))
    with pytest.raises(SourceUnavailable, match="no connection"):
        reach(settings(server, base_url="http://127.0.0.1:9/v1"))


# --- what is missing


@pytest.mark.parametrize("setting", ["BASE_URL", "MODEL"])
def test_a_setting_that_is_missing_is_named(
    setting: str, use: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(f"DATELINE_EXTRACTOR__{setting}")
    with pytest.raises(ConfigError, match=f"DATELINE_EXTRACTOR__{setting}"):
        call("run", use, "--extractor", "llm")


def test_an_extractor_that_is_not_there_is_told_with_those_that_are(use: Path) -> None:
    with pytest.raises(ConfigError, match="'os' is no extractor; there are llm, rules"):
        call("run", use, "--extractor", "os")
    assert extractors() == ("llm", "rules")


def test_without_the_package_the_command_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['openai'] = None; sys.modules['httpx2'] = None\n"
        "from pipeline.__main__ import main\n"
        "sys.argv = ['pipeline', 'run', 'data/articles', '--extractor', 'llm']; main()"
    )
    given: Any = {
        "DATELINE_STORE": str(tmp_path / "store.db"),
        "DATELINE_EXTRACTOR__BASE_URL": "http://127.0.0.1:9/v1",
        "DATELINE_EXTRACTOR__MODEL": "x",
        "PATH": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=config.ROOT, env=given, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "pip install openai==3.57.0" in done.stderr and "Traceback" not in done.stderr
    assert done.returncode != 0
