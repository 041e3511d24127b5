"""From a table of the settings to geopy's class for the service, ready to be asked."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Mapping
from typing import Any, Final

import geopy.geocoders
from geopy.exc import GeopyError
from geopy.geocoders import SERVICE_TO_GEOCODER

from pipeline.config import DEFAULT_USER_AGENT, GeocoderSettings
from pipeline.errors import ConfigError
from pipeline.geocoders.adapter import bounded
from pipeline.geocoders.secrets import Redactor

# Names under which geopy's classes take the one secret that a service wants.
_KEY_NAMES: Final = ("api_key", "apikey", "subscription_key", "username", "auth_token")
# Arguments of geopy's classes that have a setting of their own or must stay as they are.
_OWN: Final[Mapping[str, str]] = {
    "timeout": "set timeout_s instead",
    "user_agent": "set user_agent beside the options instead",
    "adapter_factory": "only the adapter that bounds replies is used",
    "ssl_context": "the system's certificates are used",
}
_POLITE: Final = "nominatim.openstreetmap.org"  # its policy asks who asks
# What geopy's classes raise on an argument of a wrong kind.
_WRONG: Final = (GeopyError, TypeError, ValueError, AttributeError, LookupError, OSError)


def open_geocoder(settings: GeocoderSettings, hidden: Redactor) -> Any:
    """geopy's geocoder for these settings.

    Raises ConfigError when geopy has no such service or an option or the key does not suit it.
    """
    geocoder_class = _class(settings.name)
    takes = inspect.signature(geocoder_class.__init__).parameters
    given = {**settings.options, **_key(settings, takes)}
    _check(settings, given, takes)
    try:
        geocoder = geocoder_class(
            **given,
            user_agent=settings.user_agent,
            timeout=settings.timeout_s,
            adapter_factory=bounded(settings.timeout_s),
        )
    except _WRONG as error:
        raise ConfigError(
            f"geocoders: {settings.name} does not take these options: {hidden.clean(str(error))}"
        ) from None  # the failure may repeat a key
    if _POLITE in str(getattr(geocoder, "api", "")) and settings.user_agent == DEFAULT_USER_AGENT:
        raise ConfigError(
            f"geocoders: {_POLITE} wants to know who asks; set user_agent of {settings.name} to "
            'your project and an address, such as "our-desk (desk@example.org)"'
        )
    return geocoder


def _class(name: str) -> Any:
    """By geopy's short name of the service, or by the name of its class, in any case."""
    classes = {cls.__name__.lower(): cls for cls in SERVICE_TO_GEOCODER.values()}
    known = {**classes, **SERVICE_TO_GEOCODER}
    if name.lower() in known:
        return known[name.lower()]
    near = difflib.get_close_matches(name.lower(), known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(known))}"
    raise ConfigError(f"geocoders: geopy {geopy.__version__} has no service {name!r}; {hint}")


def _key(settings: GeocoderSettings, takes: Mapping[str, Any]) -> dict[str, str]:
    if settings.api_key is None:
        return {}
    for name in _KEY_NAMES:
        if name in takes and name not in settings.options:
            return {name: settings.api_key.get_secret_value()}
    raise ConfigError(f"geocoders: {settings.name} takes no key; remove api_key")


def _check(
    settings: GeocoderSettings, given: Mapping[str, Any], takes: Mapping[str, inspect.Parameter]
) -> None:
    """Raise ConfigError for an option that is not taken and for one that is missing."""
    free = [name for name in takes if name not in ("self", *_OWN)]
    for name in given:
        if name not in free:
            why = _OWN.get(name, f"it takes {', '.join(free)}")
            raise ConfigError(
                f"geocoders: {settings.name} does not take these options: {name}; {why}"
            )
    wanted = [n for n in free if takes[n].default is inspect.Parameter.empty and not given.get(n)]
    if wanted:
        raise ConfigError(f"geocoders: {settings.name} wants {_how_to_give(wanted)}")


def _how_to_give(wanted: list[str]) -> str:
    said = [f"{name} (set api_key)" if name in _KEY_NAMES else f"options.{name}" for name in wanted]
    return " and ".join(said)
