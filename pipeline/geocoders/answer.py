"""What came of asking a service."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from pipeline.gazetteer.coordinates import position
from pipeline.model import Point

# found; looked and found none; ask again later; we may not ask; what came is no reply.
Status = Literal["found", "not_found", "later", "refused", "bad_reply"]
FINAL: frozenset[Status] = frozenset({"found", "not_found"})  # worth keeping


@dataclass(frozen=True, slots=True)
class Answer:
    """A place, or the reason why there is none."""

    status: Status
    service: str  # name of the service in the settings
    reason: str = ""  # in words, for everything but ``found``
    point: Point | None = None  # exactly when ``found``
    address: str = ""
    retry_after_s: float | None = None  # for ``later``, when the service said it

    def to_json(self) -> str | None:
        """The form kept between runs; None for "looked and found none"."""
        if self.point is None:
            return None
        kept = {"lat": self.point.lat, "lon": self.point.lon, "address": self.address}
        return json.dumps(kept, ensure_ascii=False)


def from_json(service: str, payload: str | None) -> Answer | None:
    """The answer that was kept; None when the payload is not of this form."""
    if payload is None:
        return Answer("not_found", service, "it was asked before and knew none")
    try:
        kept = json.loads(payload)
        point = position(kept["lat"], kept["lon"])
        address = str(kept["address"])
    except (ValueError, KeyError, TypeError):
        return None
    return Answer("found", service, point=point, address=address) if point else None
