"""geopy's plain adapter with bounds on what a reply may cost.

The adapter on requests is not used: it retries by itself and sleeps as long as a service asks.
"""

from __future__ import annotations

import time
from typing import Any

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut

MAX_BYTES = 2_000_000  # a page of ten results has some 20 kB
_CHUNK = 65_536


class BoundedAdapter(URLLibAdapter):  # type: ignore[misc]  # geopy carries no types
    """Reads at most ``MAX_BYTES`` of a reply, and no longer than the deadline."""

    deadline_s = 5.0  # of one reply, its first byte to its last

    def _decode_page(self, page: Any) -> str:
        body = self._read(page)
        encoding = page.headers.get_content_charset() or "utf-8"
        try:
            return body.decode(encoding)
        except (ValueError, LookupError) as error:
            raise GeocoderParseError(f"the reply is no {encoding}") from error

    def _read(self, page: Any) -> bytes:
        began, body = time.monotonic(), b""
        while True:
            try:
                chunk = page.read1(_CHUNK) if hasattr(page, "read1") else page.read(_CHUNK)
            except (OSError, ValueError) as error:
                raise GeocoderServiceError(f"the reply broke off: {error}") from error
            if not chunk:
                return body
            body += chunk
            if len(body) > MAX_BYTES:
                raise GeocoderParseError(f"the reply is longer than {MAX_BYTES} bytes")
            if time.monotonic() - began > self.deadline_s:
                raise GeocoderTimedOut(f"the reply took longer than {self.deadline_s} s")


def bounded(deadline_s: float) -> type[BoundedAdapter]:
    """An adapter class with this deadline, for geopy's ``adapter_factory``."""
    return type("DeadlineAdapter", (BoundedAdapter,), {"deadline_s": deadline_s})
