"""geopy's plain adapter with bounds on what a reply may cost.

It is the only adapter that is used. The one on requests retries by itself and sleeps as long as a
service asks; the one on aiohttp wants a loop of its own.
"""

from __future__ import annotations

import email.utils
import json
import math
import time
from typing import Any, Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request

from geopy.adapters import AdapterHTTPError, URLLibAdapter
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)

from pipeline.geocoders.complaints import Complaint, complaint

MAX_BYTES: Final = 2_000_000  # a page of ten results has some 20 kB
LONGEST_PAUSE_S: Final = 86_400.0  # a service that asks for more is asked again tomorrow
_CHUNK: Final = 65_536
_RETRY_AFTER: Final = "retry-after"


class BoundedAdapter(URLLibAdapter):  # type: ignore[misc]  # geopy carries no types
    """Reads at most ``MAX_BYTES`` of a reply, and no longer than the deadline."""

    deadline_s = 5.0  # of one reply, its first byte to its last

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self.urlopen.__self__.add_handler(_SameHost())

    def get_json(self, url: str, *, timeout: float, headers: Any) -> Any:
        """The reply, when it is JSON and tells no error; raises GeopyError otherwise."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            reply = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError(f"it is no JSON, it begins {text[:60]!r}") from error
        told = complaint(reply)
        if told is not None:
            raise told
        return reply

    def get_text(self, url: str, *, timeout: float, headers: Any) -> str:
        """The body. Raises GeocoderUnavailable when no connection came about."""
        try:
            return str(super().get_text(url, timeout=timeout, headers=headers))
        except AdapterHTTPError as error:
            _settle_pause(error)
            told = _told_beside(error)
            if told is not None:
                raise told from error
            raise
        except GeopyError as error:
            cause = error.__context__
            if isinstance(cause, GeopyError):
                raise cause from None
            if isinstance(cause, URLError) and not isinstance(error, GeocoderTimedOut):
                raise GeocoderUnavailable(f"no connection: {cause.reason}") from error
            raise

    def _decode_page(self, page: Any) -> str:
        body = self._read(page)
        encoding = page.headers.get_content_charset() or "utf-8"
        try:
            return body.decode(encoding)
        except (ValueError, LookupError) as error:
            raise GeocoderParseError(f"it is no {encoding}") from error

    def _read(self, page: Any) -> bytes:
        began, body = time.monotonic(), bytearray()
        while True:
            try:
                chunk = page.read1(_CHUNK) if hasattr(page, "read1") else page.read(_CHUNK)
            except (OSError, ValueError) as error:
                raise GeocoderServiceError(f"the reply broke off: {error}") from error
            if not chunk:
                return bytes(body)
            body += chunk
            if len(body) > MAX_BYTES:
                raise GeocoderParseError(f"it is longer than {MAX_BYTES} bytes")
            if time.monotonic() - began > self.deadline_s:
                raise GeocoderTimedOut(f"the reply took longer than {self.deadline_s:g} s")


def bounded(deadline_s: float) -> type[BoundedAdapter]:
    """An adapter class with this deadline, for geopy's ``adapter_factory``."""
    return type("DeadlineAdapter", (BoundedAdapter,), {"deadline_s": deadline_s})


class _SameHost(HTTPRedirectHandler):
    """Follows a redirect on the service's own host only: the address may carry the key."""

    handler_order = 400  # before the opener's own, which has 500

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        target, asked = urlsplit(newurl), urlsplit(req.full_url)
        if target.hostname != asked.hostname or (target.scheme, asked.scheme) == ("http", "https"):
            raise GeocoderParseError(f"it sends us on to {target.scheme}://{target.hostname}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def pause_of(header: str | None, *, now: float) -> float | None:
    """Seconds of a Retry-After header, given in seconds or as an HTTP date; None for no such.

    ``now`` is in seconds since 1970. The result lies between 0 and a day.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdecimal():
        return float(min(int(text[:12]), LONGEST_PAUSE_S))
    try:
        seconds = email.utils.parsedate_to_datetime(text).timestamp() - now
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST_PAUSE_S)


def _settle_pause(error: AdapterHTTPError) -> None:
    """Leave a number that geopy reads, or nothing."""
    pause = pause_of(error.headers.pop(_RETRY_AFTER, None), now=time.time())
    if pause is not None:
        error.headers[_RETRY_AFTER] = str(math.ceil(pause))


def _told_beside(error: AdapterHTTPError) -> Complaint | None:
    """GeoNames' own error code in the body of a failed reply: it says more than the status."""
    try:
        reply = json.loads(error.text or "")
    except (ValueError, RecursionError):
        return None
    if not isinstance(reply, dict) or not isinstance(reply.get("status"), dict):
        return None
    told = complaint(reply)
    if told is not None and told.retry_after_s is None and _RETRY_AFTER in error.headers:
        told.retry_after_s = float(error.headers[_RETRY_AFTER])
    return told
