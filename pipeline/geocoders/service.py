"""One online service: geopy's class for it, asked politely, its replies mapped to answers."""

from __future__ import annotations

import http.client
import inspect
import queue
import threading
from collections.abc import Callable, Mapping
from typing import Any, Final

from geopy.adapters import AdapterHTTPError
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location

from pipeline.config import GeocoderSettings
from pipeline.geocoders.answer import Answer, Found
from pipeline.geocoders.complaints import Complaint, status_of_http
from pipeline.geocoders.extent import found
from pipeline.geocoders.opening import open_geocoder
from pipeline.geocoders.secrets import Redactor, redactor

MOST_PLACES: Final = 5  # of one name: more do not help to choose
# What is asked for where geopy's class offers it.
_OPTIONS: Final[Mapping[str, Any]] = {"limit": MOST_PLACES, "addressdetails": True}
# What geopy's parsers and Python's client raise on a reply of another shape than they expect.
_SHAPE_ERRORS: Final = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, OSError,
    AssertionError, http.client.HTTPException,
)  # fmt: skip


class Service:
    """Asks one service. ``ask`` never raises for what the service does."""

    def __init__(
        self, name: str, geocode: Callable[..., Any], *, deadline_s: float, hidden: Redactor
    ) -> None:
        self.name = name
        self._geocode = geocode
        self._deadline_s = deadline_s
        self._hidden = hidden  # its secrets, for the reasons
        takes = inspect.signature(getattr(geocode, "func", geocode)).parameters
        self._options = {key: value for key, value in _OPTIONS.items() if key in takes}
        self._takes_language = "language" in takes

    def ask(self, query: str, *, language: str | None = None) -> Answer:
        """What the service knows by this name, no later than the deadline."""
        language_ = {"language": language} if language and self._takes_language else {}
        options = {**self._options, **language_}
        asked: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        # A socket's time-out counts from byte to byte; a thread left behind ends by itself.
        worker = threading.Thread(
            target=lambda: asked.put(self._answer(query, options)),
            daemon=True,
            name=f"geocoder-{self.name}",
        )
        worker.start()
        try:
            return asked.get(timeout=self._deadline_s)
        except queue.Empty:
            return Answer("later", self.name, f"no reply within {self._deadline_s:g} s")

    def _answer(self, query: str, options: dict[str, Any]) -> Answer:
        try:
            return self._places(self._geocode(query, exactly_one=False, **options))
        except GeopyError as error:
            return self._failure(error)
        except _SHAPE_ERRORS as error:
            reason = self._hidden.clean(f"the reply has another shape: {error!r}")
            return Answer("bad_reply", self.name, reason)

    def _places(self, replied: Any) -> Answer:
        if not replied:
            return Answer("not_found", self.name, "it knows none")
        listed = replied if isinstance(replied, list) else [replied]
        read = (self._place(one) for one in listed[:MOST_PLACES] if one is not None)
        places = tuple(dict.fromkeys(place for place in read if place is not None))
        if not places:
            return Answer("bad_reply", self.name, "the reply holds no position")
        return Answer("found", self.name, places=places)

    def _place(self, one: Location) -> Found | None:
        address = self._hidden.clean(str(one.address))
        return found(one.raw, address, lat=one.latitude, lon=one.longitude)

    def _failure(self, error: GeopyError) -> Answer:
        said = self._hidden.clean(str(error))
        if isinstance(error, Complaint):
            reason = f"it says “{said}”"
            if error.status == "refused":
                reason += "; check the key in the settings"
            return Answer(error.status, self.name, reason, retry_after_s=error.retry_after_s)
        if isinstance(error.__cause__, AdapterHTTPError):
            return self._failed_http(error.__cause__, said)
        refusals = GeocoderAuthenticationFailure | GeocoderInsufficientPrivileges
        if isinstance(error, refusals | ConfigurationError):
            return Answer("refused", self.name, f"it refuses us: {said}; check the settings")
        if isinstance(error, GeocoderParseError | GeocoderQueryError):
            return Answer("bad_reply", self.name, f"the reply cannot be used: {said}")
        lost = isinstance(error, GeocoderUnavailable)
        return Answer("later", self.name, f"it cannot be reached: {said}", unreachable=lost)

    def _failed_http(self, error: AdapterHTTPError, said: str) -> Answer:
        status = status_of_http(error.status_code)
        advice = {"refused": "; check the key in the settings", "bad_reply": "; check its address"}
        pause = error.headers.get("retry-after")
        return Answer(
            status,
            self.name,
            f"it answers {said}{advice.get(status, '')}",
            retry_after_s=float(pause) if pause is not None else None,
        )


def open_service(settings: GeocoderSettings) -> Service:
    """The service that the settings name.

    Raises ConfigError when geopy has no such service or an option or the key does not suit it.
    """
    hidden = redactor(settings)
    geocoder = open_geocoder(settings, hidden)
    limited = RateLimiter(
        geocoder.geocode,
        min_delay_seconds=settings.min_delay_s,
        error_wait_seconds=settings.min_delay_s,  # geopy wants no less; the chain does the retries
        max_retries=0,
        swallow_exceptions=False,
    )
    return Service(
        settings.name, limited, deadline_s=settings.timeout_s + settings.min_delay_s, hidden=hidden
    )
