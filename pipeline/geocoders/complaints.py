"""Errors that services tell in the body of a reply, often with the status 200."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from geopy.exc import GeocoderServiceError

from pipeline.geocoders.answer import Status

_HOUR_S: Final = 3600.0
_DAY_S: Final = 86_400.0
# https://www.geonames.org/export/webservice-exception.html: code -> status and seconds to wait
_GEONAMES: Final[Mapping[int, tuple[Status, float | None]]] = {
    10: ("refused", None),  # authorisation
    11: ("not_found", None),  # the record does not exist
    12: ("later", None),  # other error
    13: ("later", None),  # its database timed out
    15: ("not_found", None),  # no result
    17: ("not_found", None),  # postal code not found
    18: ("later", _DAY_S),  # daily limit
    19: ("later", _HOUR_S),  # hourly limit
    20: ("later", _DAY_S),  # weekly limit
    22: ("later", None),  # overloaded
    23: ("refused", None),  # service not implemented
}
_NOTHING: Final = "Unable to geocode"  # how Nominatim says that there is no result
_REFUSING: Final = ("key", "denied", "forbidden", "unauthori", "not enabled")
_BUSY: Final = ("exceeded", "limit", "quota", "too many")


class Complaint(GeocoderServiceError):  # type: ignore[misc]  # geopy carries no types
    """What the service says in the body instead of places."""

    def __init__(self, status: Status, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after_s = retry_after_s


def complaint(reply: Any) -> Complaint | None:
    """The error that a reply tells; None for a reply without one.

    Known forms: GeoNames' ``status``, Pelias' ``geocoding.errors`` and the ``results.error`` of
    its hosts, and the ``error`` object or text of Nominatim and many others.
    """
    if not isinstance(reply, Mapping):
        return None
    told = (_geonames(reply), _pelias(reply), _host_of_pelias(reply), _error(reply.get("error")))
    return next((one for one in told if one is not None), None)


def status_of_http(code: int) -> Status:
    """What an HTTP status of failure means for us."""
    if code in (408, 425, 429) or code >= 500:
        return "later"
    return "refused" if code in (401, 402, 403, 407) else "bad_reply"


def _geonames(reply: Mapping[str, Any]) -> Complaint | None:
    told = reply.get("status")
    if not isinstance(told, Mapping) or "value" not in told:
        return None
    code, message = told["value"], str(told.get("message", ""))
    known = _GEONAMES.get(code) if isinstance(code, int) else None
    status, wait_s = known or ("bad_reply", None)
    if "not enabled" in message:
        status = "refused"  # an account that may not use the web service, told with any code
    return Complaint(status, f"error {code}: {message}", wait_s)


def _pelias(reply: Mapping[str, Any]) -> Complaint | None:
    said = reply.get("geocoding")
    errors = said.get("errors") if isinstance(said, Mapping) else None
    return _in_words(_joined(errors)) if errors else None


def _host_of_pelias(reply: Mapping[str, Any]) -> Complaint | None:
    results = reply.get("results")
    error = results.get("error") if isinstance(results, Mapping) else None
    if not isinstance(error, Mapping):
        return None
    return _in_words(f"{error.get('type', '')}: {error.get('message', '')}")


def _error(error: Any) -> Complaint | None:
    if not error or error == _NOTHING:
        return None
    if not isinstance(error, Mapping):
        return _in_words(_joined(error))
    code = error.get("code", error.get("status"))
    message = str(error.get("message") or error.get("description") or error)
    if isinstance(code, int) and code >= 400:
        return Complaint(status_of_http(code), f"error {code}: {message}")
    return _in_words(message)


def _in_words(message: str) -> Complaint:
    """A complaint without a code: the words tell a wrong key and a spent quota."""
    plain = message.casefold()
    if any(word in plain for word in _BUSY):
        return Complaint("later", message)
    refused = any(word in plain for word in _REFUSING)
    return Complaint("refused" if refused else "bad_reply", message)


def _joined(errors: Any) -> str:
    if isinstance(errors, list):
        return "; ".join(str(one) for one in errors)
    return str(errors)
