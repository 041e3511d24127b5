"""Whatever the service does, the run goes on: the rules read instead, told once a cause."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline import run
from pipeline.model import Article, Outcome
from pipeline.run import Kit
from tests.extractors.conftest import WithModel
from tests.extractors.loopback import Asked, Reply, Server, completion, error
from tests.extractors.stories import STRIKE, missile

Make = Callable[..., Article]
STOOD_IN = {"rules/1 for llm/1 test-model:1b"}


def codes(outcome: Outcome) -> list[str]:
    return [issue.code for issue in outcome.issues if issue.code.startswith("llm_")]


def message(outcome: Outcome) -> str:
    (said,) = [issue.message for issue in outcome.issues if issue.code.startswith("llm_")]
    return said


# name: reply, code of the issue, requests, whether the next run reads the article again
FAILURES: dict[str, tuple[Reply, str, int, bool]] = {
    "500": (error(500, "broken"), "server_error", 3, True),
    "503": (error(503, "overloaded"), "server_error", 3, True),
    "429": (error(429, "slow down"), "busy", 3, True),
    "401": (error(401, "bad key"), "refused", 1, True),
    "403": (error(403, "no"), "refused", 1, True),
    "404": (error(404, "model not found"), "no_model", 1, True),
    "400": (error(400, "context length exceeded"), "bad_request", 1, False),
    "302": (Reply(b"", 302, {"Location": "http://127.0.0.1:9/v1"}), "redirect", 1, True),
    "html": (Reply(b"<html>Bad Gateway</html>", 200), "bad_reply", 1, True),
    "html 502": (Reply(b"<html>Bad Gateway</html>", 502), "server_error", 3, True),
    "empty": (Reply(b""), "bad_reply", 1, True),
    "null": (Reply(b"null"), "bad_reply", 1, True),
    "list": (Reply(b"[]"), "bad_reply", 1, True),
    "no choices": (Reply(b'{"choices": []}'), "bad_reply", 1, True),
    "deep": (Reply(b"[" * 100_000), "bad_reply", 1, True),
    "latin": (Reply(b'{"choices": "\xe9"}'), "bad_reply", 1, True),
    "cut body": (replace(completion([missile()]), cut=True), "broken_off", 3, True),
    "10 MB": (completion(text="x" * 10_000_000), "too_long", 1, False),
    "10 MB error": (error(500, "x" * 10_000_000), "too_long", 1, False),
    "packed": (
        Reply(gzip.compress(b" " * 10_000_000), headers={"Content-Encoding": "gzip"}),
        "too_long", 1, False,
    ),
    "truncated": (completion([missile()], finish="length"), "truncated", 1, False),
    "refusal": (completion(text="", refusal="I cannot help"), "refusal", 1, False),
    "filter": (completion(text="", finish="content_filter"), "refusal", 1, False),
    "prose": (completion(text="Sure! Here are the events:"), "not_json", 1, False),
    "half JSON": (completion(text='{"events": [{"mode"'), "not_json", 1, False),
    "other JSON": (completion(text='{"answer": 42}'), "not_json", 1, False),
    "a list": (completion(text="[]"), "not_json", 1, False),
    "null text": (completion(text="null"), "not_json", 1, False),
    "no text": (completion(text=""), "no_text", 1, False),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILURES)
def test_the_rules_read_instead_and_one_issue_says_why(
    name: str, with_model: WithModel, server: Server, article: Make, kit: Kit
) -> None:
    reply, code, requests, again = FAILURES[name]
    server.say(reply)
    outcome = run.extract(article(STRIKE, lang="en"), with_model())
    assert codes(outcome) == [f"llm_{code}"], outcome.issues
    assert len(server.asked) == requests
    assert outcome.complete is not again
    by_rules = run.extract(article(STRIKE, lang="en"), kit).events
    assert by_rules and {event.made_by for event in outcome.events} == STOOD_IN
    assert [replace(e, made_by="") for e in outcome.events] == [
        replace(e, made_by="") for e in by_rules
    ]
    said = message(outcome)
    assert "Traceback" not in said and "\n" not in said and len(said) < 600


def test_nobody_there(with_model: WithModel, article: Make) -> None:
    kit = with_model(base_url="http://127.0.0.1:9/v1")
    began = time.monotonic()
    outcome = run.extract(article(STRIKE, lang="en"), kit)
    assert codes(outcome) == ["llm_unreachable"] and time.monotonic() - began < 3
    usage = kit.extractor.usage()
    assert usage is not None and (usage.requests, usage.read_by_rules) == (1, 1)
    run.extract(article(STRIKE, lang="en"), kit)
    usage = kit.extractor.usage()
    assert usage is not None and usage.requests == 1  # left alone at once


@pytest.mark.parametrize(
    "reply",
    [
        Reply(silent_s=3.0),
        Reply(header_drip_s=0.1),
        replace(completion([missile()]), drip_s=0.05),
    ],
    ids=["silent", "headers dripping", "body dripping"],
)
def test_the_deadline_holds_however_slowly_it_answers(
    reply: Reply, with_model: WithModel, server: Server, article: Make
) -> None:
    server.say(reply)
    began = time.monotonic()
    outcome = run.extract(article(STRIKE, lang="en"), with_model(timeout_s=0.5))
    assert time.monotonic() - began < 1.5
    assert codes(outcome) == ["llm_slow"] and not outcome.complete


def test_the_deadline_holds_for_all_tries_together(
    with_model: WithModel, server: Server, article: Make
) -> None:
    server.say(replace(error(500, "broken"), silent_s=0.3))
    began = time.monotonic()
    outcome = run.extract(article(STRIKE, lang="en"), with_model(timeout_s=0.5, sleep=time.sleep))
    assert time.monotonic() - began < 1.5
    assert codes(outcome) == ["llm_server_error"] and len(server.asked) == 1  # no time for more


def test_a_passing_failure_is_asked_again_with_a_growing_pause(
    with_model: WithModel, server: Server, article: Make
) -> None:
    pauses: list[float] = []
    server.say(error(500, "broken"), error(502, "broken"), completion([missile()]))
    outcome = run.extract(article(STRIKE, lang="en"), with_model(sleep=pauses.append))
    assert pauses == [1.0, 2.0] and codes(outcome) == [] and outcome.complete
    assert {event.made_by for event in outcome.events} == {"llm/1 test-model:1b"}


@pytest.mark.parametrize("retries", [0, 1, 2])
def test_there_are_no_more_tries_than_the_settings_say(
    retries: int, with_model: WithModel, server: Server, article: Make
) -> None:
    server.say(error(500, "broken"))
    run.extract(article(STRIKE, lang="en"), with_model(retries=retries))
    assert len(server.asked) == retries + 1


def test_retry_after_is_heeded(with_model: WithModel, server: Server, article: Make) -> None:
    pauses: list[float] = []
    busy = error(429, "slow down", **{"Retry-After": "3"})
    server.say(busy, completion([missile()]))
    kit = with_model(sleep=pauses.append)
    assert codes(run.extract(article(STRIKE, lang="en"), kit)) == []
    assert pauses == [3.0]


def test_who_asks_for_a_longer_pause_is_left_alone_until_then(
    with_model: WithModel, server: Server, article: Make
) -> None:
    server.say(error(429, "slow down", **{"Retry-After": "3600"}))
    kit = with_model()
    first = run.extract(article(STRIKE, lang="en"), kit)
    second = run.extract(article(STRIKE, lang="en"), kit)
    assert (codes(first), codes(second)) == (["llm_busy"], ["llm_left_alone"])
    assert len(server.asked) == 1 and not second.complete
    kit.extractor.endpoint.clock = lambda: time.monotonic() + 3601  # type: ignore[attr-defined]
    kit.extractor.endpoint._breaker._clock = lambda: time.monotonic() + 3601  # type: ignore[attr-defined]
    server.tell(missile())
    assert run.extract(article(STRIKE, lang="en"), kit).events[0].made_by == "llm/1 test-model:1b"


def test_after_some_failures_in_a_row_it_is_left_alone(
    with_model: WithModel, server: Server, article: Make
) -> None:
    server.say(error(500, "broken"))
    kit = with_model(retries=0, failures=2)
    told = [codes(run.extract(article(STRIKE, lang="en"), kit)) for _ in range(5)]
    assert told == [["llm_server_error"], [], ["llm_left_alone"], [], []]
    assert len(server.asked) == 2
    usage = kit.extractor.usage()
    assert usage is not None and (usage.articles, usage.read_by_rules) == (5, 5)


def test_a_reply_that_cannot_be_used_does_not_count_against_the_service(
    with_model: WithModel, server: Server, article: Make
) -> None:
    server.say(completion(text="", refusal="no"))
    kit = with_model(failures=1)
    told = [codes(run.extract(article(STRIKE, lang="en"), kit)) for _ in range(3)]
    assert told == [["llm_refusal"], [], []] and len(server.asked) == 3


def test_each_cause_is_told_once(with_model: WithModel, server: Server, article: Make) -> None:
    server.say(error(500, "a"), error(500, "b"), completion(text="?"), completion(text="?"))
    kit = with_model(retries=0)
    told = [codes(run.extract(article(STRIKE, lang="en"), kit)) for _ in range(4)]
    assert told == [["llm_server_error"], [], ["llm_not_json"], []]


# --- dialects


def formats(server: Server) -> list[str]:
    return [asked.body["response_format"]["type"] for asked in server.asked]


def test_a_server_without_json_schema_is_asked_for_an_object(
    with_model: WithModel, server: Server, article: Make
) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.body["response_format"]["type"] == "json_schema":
            return error(400, "'response_format.type' must be json_object or text")
        return completion([missile()])

    server.answer = answer
    kit = with_model()
    assert run.extract(article(STRIKE, lang="en"), kit).events[0].made_by.startswith("llm/1")
    run.extract(article(STRIKE, lang="en"), kit)
    assert formats(server) == ["json_schema", "json_object", "json_object"]  # remembered


def test_a_server_that_understands_neither_is_given_up(
    with_model: WithModel, server: Server, article: Make
) -> None:
    server.say(error(400, "response_format is not supported"))
    outcome = run.extract(article(STRIKE, lang="en"), with_model())
    assert codes(outcome) == ["llm_bad_request"]
    assert formats(server) == ["json_schema", "json_object"]


def test_newer_names_of_parameters_are_learned(
    with_model: WithModel, server: Server, article: Make
) -> None:
    def answer(asked: Asked) -> Reply:
        if "max_tokens" in asked.body:
            return error(400, "'max_tokens' is not supported, use 'max_completion_tokens'")
        if "temperature" in asked.body:
            return error(400, "Unsupported value: 'temperature'")
        return completion([missile()])

    server.answer = answer
    outcome = run.extract(article(STRIKE, lang="en"), with_model(max_tokens=777))
    assert codes(outcome) == [] and server.asked[-1].body["max_completion_tokens"] == 777


def test_what_is_asked_is_fixed_by_the_settings(
    with_model: WithModel, server: Server, article: Make
) -> None:
    run.extract(article(STRIKE, lang="en"), with_model(max_tokens=321))
    body = server.asked[0].body
    assert (body["model"], body["max_tokens"], body["temperature"]) == ("test-model:1b", 321, 0.0)
    assert body["response_format"]["json_schema"]["strict"] is True
    assert not body.get("stream")


def test_a_fenced_reply_is_read(with_model: WithModel, server: Server, article: Make) -> None:
    text = f"```json\n{json.dumps({'events': [missile()]})}\n```"
    server.answer = lambda asked: completion(text=text)
    outcome = run.extract(article(STRIKE, lang="en"), with_model())
    assert [event.made_by for event in outcome.events] == ["llm/1 test-model:1b"]


def test_a_model_that_is_not_there_is_told_with_those_that_are(
    with_model: WithModel, server: Server, article: Make
) -> None:
    server.say(error(404, "model 'x' not found"))
    outcome = run.extract(article(STRIKE, lang="en"), with_model(model="x"))
    assert "it offers test-model:1b, other" in message(outcome) and server.listed == 1


# --- counts


def test_tokens_seconds_and_cost_are_counted(
    with_model: WithModel, server: Server, article: Make
) -> None:
    server.say(error(500, "broken"), completion([missile()]))
    kit = with_model(price_in=2.0, price_out=10.0)
    run.extract(article(STRIKE, lang="en"), kit)
    run.extract(article(STRIKE, lang="en"), kit)
    usage = kit.extractor.usage()
    assert usage is not None
    assert (usage.requests, usage.tokens_in, usage.tokens_out) == (3, 2000, 400)
    assert usage.cost == pytest.approx(2000 * 2e-6 + 400 * 10e-6)
    assert 0 < usage.seconds < 5


@pytest.mark.parametrize(
    "counted", [{"prompt_tokens": "many"}, {"prompt_tokens": -5}, [1], "x", {"prompt_tokens": 1e30}]
)
def test_odd_counts_are_not_counted(
    counted: Any, with_model: WithModel, server: Server, article: Make
) -> None:
    server.tell(missile(), usage=counted)
    kit = with_model()
    outcome = run.extract(article(STRIKE, lang="en"), kit)
    usage = kit.extractor.usage()
    assert usage is not None and usage.tokens_in == 0 and usage.cost is None
    assert [event.made_by for event in outcome.events] == ["llm/1 test-model:1b"]
