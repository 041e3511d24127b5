"""Every class of geopy is opened by name, and what does not suit it is told in a sentence."""

from __future__ import annotations

import inspect
from typing import Any

import geopy.geocoders
import pytest
from geopy.geocoders import SERVICE_TO_GEOCODER
from geopy.geocoders.base import Geocoder

from pipeline.config import GeocoderSettings
from pipeline.errors import ConfigError
from pipeline.geocoders import open_service
from tests.geocoders.loopback import Reply, Server, settings

CLASSES = sorted({cls.__name__ for cls in SERVICE_TO_GEOCODER.values()})
KEYS = ("api_key", "apikey", "subscription_key", "username", "auth_token")


def plausible(name: str) -> GeocoderSettings:
    """Settings with a value for every argument that the class wants."""
    takes = inspect.signature(getattr(geopy.geocoders, name).__init__).parameters
    wanted = [n for n, p in takes.items() if p.default is p.empty and n != "self"]
    has_key = any(key in takes for key in KEYS) and name not in ("ArcGIS", "IGNFrance")
    first_key = next((key for key in KEYS if key in takes), "")
    options = {n: "127.0.0.1:9" if n == "domain" else "abc" for n in wanted if n != first_key}
    return GeocoderSettings(
        name=name, options=options, api_key="secret" if has_key else None, user_agent="test (a@b.c)"
    )


def test_every_class_that_geopy_exports_is_tried() -> None:
    exported = {name for name in geopy.geocoders.__all__ if _is_geocoder(name)}
    assert exported == set(CLASSES) and len(exported) >= 28


def _is_geocoder(name: str) -> bool:
    kind = getattr(geopy.geocoders, name)
    return inspect.isclass(kind) and issubclass(kind, Geocoder)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_is_opened_by_name(name: str) -> None:
    assert open_service(plausible(name)).name == name


@pytest.mark.parametrize("short", sorted(SERVICE_TO_GEOCODER))
def test_a_short_name_will_do_in_any_case(short: str) -> None:
    given = plausible(SERVICE_TO_GEOCODER[short].__name__)
    assert open_service(given.model_copy(update={"name": short.upper()})).name == short.upper()


WRONG: list[Any] = [None, 5, "", [], {"a": 1}, b"\xff", -1, "http://[", object()]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", CLASSES)
def test_no_option_of_a_wrong_kind_crashes(name: str) -> None:
    """Each argument of each class with values that make no sense, alone and beside good ones."""
    good = plausible(name)
    takes = inspect.signature(getattr(geopy.geocoders, name).__init__).parameters
    for option in (n for n in takes if n != "self"):
        for value in WRONG:
            for beside in ({}, good.options):
                given = good.model_copy(update={"options": {**beside, option: value}})
                try:
                    open_service(given)
                except ConfigError as error:
                    assert str(error).startswith("geocoders: ") and "secret" not in str(error)


WANT_A_KEY = [name for name in CLASSES if plausible(name).api_key and name != "Pelias"]


@pytest.mark.parametrize("name", WANT_A_KEY)
def test_a_class_without_its_key_says_what_it_wants(name: str) -> None:
    with pytest.raises(ConfigError, match=r"api_key|apikey"):
        open_service(plausible(name).model_copy(update={"api_key": None}))


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("body", [b"null", b"[]", b"{}", b'{"error": {"code": 500}}', b"<html>"])
@pytest.mark.parametrize("name", CLASSES)
def test_no_class_raises_for_what_its_service_says(name: str, body: bytes, server: Server) -> None:
    server.reply = Reply(body)
    given = plausible(name)
    takes = inspect.signature(getattr(geopy.geocoders, name).__init__).parameters
    local = {n: v for n, v in (("domain", server.address), ("scheme", "http")) if n in takes}
    if "domain" not in takes:
        pytest.skip(f"{name} has one fixed address")
    options = {**given.options, **local, "proxies": {}}
    update = {"options": options, "timeout_s": 1.0, "min_delay_s": 0.0}
    answer = open_service(given.model_copy(update=update)).ask("La Orchila")
    assert answer.status in ("not_found", "later", "bad_reply", "refused"), answer
    assert answer.point is None and "secret" not in answer.reason


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "nosuch"}, "no service 'nosuch'; there are arcgis"),
        ({"name": "nominatin"}, "did you mean 'nominatim'"),
        ({"name": ""}, "no service ''"),
        (
            {"name": "nominatim", "options": {"colour": "red"}},
            "does not take these options: colour; it takes proxies, domain, scheme",
        ),
        ({"name": "nominatim", "options": {"timeout": 3}}, "set timeout_s instead"),
        ({"name": "nominatim", "options": {"user_agent": "x"}}, "set user_agent beside"),
        ({"name": "photon", "options": {"adapter_factory": "requests"}}, "only the adapter"),
        ({"name": "photon", "options": {"scheme": "ftp"}}, "Supported schemes"),
        ({"name": "photon", "api_key": "secret"}, "takes no key"),
        ({"name": "pelias"}, "wants options.domain"),
        ({"name": "geonames"}, r"wants username \(set api_key\)"),
        ({"name": "nominatim"}, "wants to know who asks; set user_agent"),
    ],
)
def test_wrong_settings_are_told_in_words(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        open_service(GeocoderSettings(**given))


def test_a_slow_pace_is_no_failure(server: Server) -> None:
    server.say([])
    assert open_service(settings("photon", server, min_delay_s=30.0)).name == "photon"
