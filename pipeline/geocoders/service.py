"""One online service: geopy's class for it, asked politely, its replies mapped to answers."""

from __future__ import annotations

import inspect
import queue
import threading
from collections.abc import Callable
from typing import Any

from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderNotFound,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service
from geopy.location import Location

from pipeline.config import GeocoderSettings
from pipeline.errors import ConfigError
from pipeline.gazetteer.coordinates import position
from pipeline.geocoders.adapter import bounded
from pipeline.geocoders.answer import Answer

# Names under which geopy's classes take the one secret that a service wants.
_KEY_NAMES = ("api_key", "apikey", "subscription_key", "username", "auth_token")
# What geopy's parsers raise on a reply of another shape than they expect.
_SHAPE_ERRORS = (ValueError, KeyError, TypeError, AttributeError, IndexError)


class Service:
    """Asks one service. ``ask`` never raises for what the service does."""

    def __init__(
        self,
        name: str,
        geocode: Callable[..., Any],
        *,
        deadline_s: float,
        takes_language: bool = False,
    ) -> None:
        self.name = name
        self._geocode = geocode
        self._deadline_s = deadline_s
        self._takes_language = takes_language

    def ask(self, query: str, *, language: str | None = None) -> Answer:
        """What the service knows by this name, no later than the deadline."""
        options = {"language": language} if language and self._takes_language else {}
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
            return self._place(self._geocode(query, exactly_one=True, **options))
        except GeopyError as error:
            return _failure(self.name, error)
        except _SHAPE_ERRORS as error:
            return Answer("bad_reply", self.name, f"the reply has another shape: {error!r}")

    def _place(self, found: Location | None) -> Answer:
        if found is None:
            return Answer("not_found", self.name, "it knows none")
        # geopy makes (0, 0) of a reply without a position; ``position`` refuses it.
        point = position(found.latitude, found.longitude)
        if point is None:
            return Answer("bad_reply", self.name, "the reply holds no position")
        return Answer("found", self.name, point=point, address=str(found.address or ""))


def _failure(name: str, error: GeopyError) -> Answer:
    if isinstance(error, GeocoderRateLimited):
        return Answer("later", name, f"it asks to wait: {error}", retry_after_s=error.retry_after)
    if isinstance(error, GeocoderAuthenticationFailure | GeocoderInsufficientPrivileges):
        return Answer("refused", name, f"it refuses us: {error}; check the key in the settings")
    if isinstance(error, GeocoderQuotaExceeded | ConfigurationError):
        return Answer("refused", name, f"it refuses us: {error}")
    if isinstance(error, GeocoderParseError | GeocoderQueryError):
        return Answer("bad_reply", name, f"the reply cannot be used: {str(error)[:200]}")
    assert isinstance(error, GeocoderServiceError), error
    return Answer("later", name, f"it cannot be reached: {str(error)[:200]}")


def open_service(settings: GeocoderSettings) -> Service:
    """The service that the settings name.

    Raises ConfigError when geopy has no such service or an option or the key does not suit it.
    """
    try:
        geocoder_class = get_geocoder_for_service(settings.name)
    except GeocoderNotFound as error:
        raise ConfigError(
            f"geocoders: geopy has no service {settings.name!r}; see its list of geocoders"
        ) from error
    known = inspect.signature(geocoder_class.__init__).parameters
    given: dict[str, Any] = {
        "user_agent": settings.user_agent,
        "timeout": settings.timeout_s,
        "adapter_factory": bounded(settings.timeout_s),
        **settings.options,
        **_key(settings, known),
    }
    try:
        geocoder = geocoder_class(**given)
    except (TypeError, GeopyError) as error:
        raise ConfigError(
            f"geocoders: {settings.name} does not take these options: {error}"
        ) from error
    limited = RateLimiter(
        geocoder.geocode,
        min_delay_seconds=settings.min_delay_s,
        max_retries=0,
        swallow_exceptions=False,
    )
    return Service(
        settings.name,
        limited,
        deadline_s=settings.timeout_s + settings.min_delay_s,
        takes_language="language" in inspect.signature(geocoder.geocode).parameters,
    )


def _key(settings: GeocoderSettings, known: Any) -> dict[str, str]:
    if settings.api_key is None:
        return {}
    for name in _KEY_NAMES:
        if name in known:
            return {name: settings.api_key.get_secret_value()}
    raise ConfigError(f"geocoders: {settings.name} takes no key; remove api_key")
