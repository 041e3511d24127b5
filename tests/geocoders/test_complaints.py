"""Errors that services tell in the body, in each service's own form."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.geocoders import open_service
from tests.geocoders.loopback import Server, settings


def geonames(value: int, message: str) -> dict[str, Any]:
    return {"status": {"message": message, "value": value}}


TOLD = [
    ("geonames", geonames(10, "user does not exist."), "refused", None),
    ("geonames", geonames(10, "user account not enabled to use the web service"), "refused", None),
    ("geonames", geonames(13, "database timeout"), "later", None),
    ("geonames", geonames(14, "missing parameter"), "bad_reply", None),
    ("geonames", geonames(15, "no result found"), "not_found", None),
    ("geonames", geonames(18, "the daily limit has been exceeded"), "later", 86_400),
    ("geonames", geonames(19, "the hourly limit of 1000 credits"), "later", 3600),
    ("geonames", geonames(20, "the weekly limit has been exceeded"), "later", 86_400),
    ("geonames", geonames(22, "server overloaded exception"), "later", None),
    ("geonames", geonames(99, "something new"), "bad_reply", None),
    ("geonames", {"status": {"value": "19"}}, "bad_reply", None),
    ("nominatim", {"error": "Unable to geocode"}, "not_found", None),
    ("nominatim", {"error": {"code": 400, "message": "Nothing to search for."}}, "bad_reply", None),
    ("nominatim", {"error": {"code": 500, "message": "Internal error"}}, "later", None),
    ("nominatim", {"error": "Bandwidth limit exceeded"}, "later", None),
    ("pelias", {"geocoding": {"errors": ["invalid 'text'"]}, "features": []}, "bad_reply", None),
    ("pelias", {"geocoding": {"errors": ["Invalid api key"]}, "features": []}, "refused", None),
    ("pelias", {"results": {"error": {"type": "QpsExceededError", "message": "6 allowed"}}},
     "later", None),
    ("pelias", {"results": {"error": {"type": "KeyError", "message": "no key"}}}, "refused", None),
    ("pelias", {"geocoding": {"warnings": ["a warning is no error"]}, "features": []},
     "not_found", None),
    ("photon", {"error": "missing search term 'q'"}, "bad_reply", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reply", "status", "pause"), TOLD)
def test_an_error_with_status_200(
    name: str, reply: Any, status: str, pause: float | None, server: Server
) -> None:
    server.say(reply)
    answer = open_service(settings(name, server)).ask("La Orchila")
    assert (answer.status, answer.retry_after_s) == (status, pause), answer
    assert answer.reason


def test_the_message_of_the_service_is_repeated(server: Server) -> None:
    server.say(geonames(19, "the hourly limit of 1000 credits for x has been exceeded"))
    reason = open_service(settings("geonames", server)).ask("La Orchila").reason
    assert "error 19: the hourly limit of 1000 credits" in reason


@pytest.mark.parametrize(("code", "status"), [(19, "later"), (10, "refused"), (15, "not_found")])
def test_a_code_of_geonames_says_more_than_the_status(
    code: int, status: str, server: Server
) -> None:
    server.say(geonames(code, "told"), status=503, headers={"Retry-After": "4"})
    answer = open_service(settings("geonames", server)).ask("La Orchila")
    assert answer.status == status
    assert answer.retry_after_s == (3600 if code == 19 else 4)
