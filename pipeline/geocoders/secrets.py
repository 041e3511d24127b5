"""Keys and passwords of the services, kept out of messages and logs.

geopy puts the key into the address that it asks, and addresses stand in its messages and logs.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote, quote_plus

from pipeline.config import GeocoderSettings

HIDDEN: Final = "***"
MAX_CHARS: Final = 200  # of a service's words that are repeated in a message
# Names under which geopy's classes take what must not be repeated.
SECRET_OPTIONS: Final = frozenset(
    {"api_key", "apikey", "subscription_key", "username", "password", "auth_id", "auth_token",
     "app_id", "app_code", "client_id", "secret_key", "security_key"}
)  # fmt: skip
_LOGGERS: Final = ("geopy",)  # geopy logs every address it asks, with the key
_QUERY: Final = re.compile(r"\?\S*")  # of an address


class Redactor(logging.Filter):
    """Puts ``***`` in place of the secrets of one service."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        # The longest first: a secret may be a part of another one.
        self._secrets = sorted({s for one in secrets for s in _spellings(one)}, key=len)[::-1]

    def clean(self, text: str) -> str:
        """The text without secrets and the queries of addresses, on one line, cut to 200 marks."""
        hidden = _QUERY.sub("?…", self._hide(text))
        flat = " ".join("".join(c if c.isprintable() else " " for c in hidden).split())
        return flat if len(flat) <= MAX_CHARS else flat[: MAX_CHARS - 1] + "…"

    def filter(self, record: logging.LogRecord) -> bool:
        """Write the line without secrets; a traceback of the service's failure is left out."""
        record.msg, record.args = self._hide(record.getMessage()), None
        record.exc_info = record.exc_text = None
        return True

    def _hide(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def redactor(settings: GeocoderSettings) -> Redactor:
    """What hides this service's secrets; from now on geopy's log is written through it."""
    made = Redactor(_secrets(settings))
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if made._secrets and not any(_hides_all(f, made) for f in logger.filters):
            logger.addFilter(made)
    return made


def _hides_all(known: Any, made: Redactor) -> bool:
    return isinstance(known, Redactor) and set(made._secrets) <= set(known._secrets)


def _secrets(settings: GeocoderSettings) -> Iterator[str]:
    if settings.api_key is not None:
        yield settings.api_key.get_secret_value()
    for name, value in settings.options.items():
        if name in SECRET_OPTIONS:
            yield str(value)
        elif name == "proxies":
            yield from _passwords(value)


def _passwords(proxies: Any) -> Iterator[str]:
    """``user:password`` of each proxy's address."""
    for address in proxies.values() if isinstance(proxies, Mapping) else (proxies,):
        before, at, _ = str(address).rpartition("@")
        if at:
            yield before.rpartition("//")[2]


def _spellings(secret: str) -> Iterator[str]:
    """As it is and as it stands in an address; nothing for a blank one, which is everywhere."""
    if secret.strip():
        yield from (secret, quote(secret, safe=""), quote_plus(secret))
