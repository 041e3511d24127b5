"""What came of asking a service."""

from __future__ import annotations

import json
import math
import typing
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pipeline.gazetteer.coordinates import position
from pipeline.model import Point, Precision

# found; looked and found none; ask again later; we may not ask; what came is no reply.
Status = Literal["found", "not_found", "later", "refused", "bad_reply"]
FINAL: frozenset[Status] = frozenset({"found", "not_found"})  # worth keeping
_PRECISIONS = frozenset(typing.get_args(Precision))


@dataclass(frozen=True, slots=True)
class Found:
    """A place as a service gives it."""

    point: Point
    address: str  # as the service writes it
    precision: Precision
    radius_km: float  # half its extent, above 0
    kind: str  # of gazetteer/kinds.py
    country: str = ""  # ISO 3166 alpha-3; empty when the service does not say
    id: str = ""  # the service's own: ``osm:relation/272644``, ``gn:3646738``; empty without one


@dataclass(frozen=True, slots=True)
class Answer:
    """Places, or the reason why there are none."""

    status: Status
    service: str  # name of the service in the settings
    reason: str = ""  # in words, for everything but ``found``
    places: tuple[Found, ...] = ()  # in the service's order; some exactly when ``found``
    retry_after_s: float | None = None  # when the service said it
    unreachable: bool = False  # no connection came about: asking again at once is useless

    @property
    def point(self) -> Point | None:
        """Of the first place; None when there is none."""
        return self.places[0].point if self.places else None

    @property
    def address(self) -> str:
        """Of the first place; empty when there is none."""
        return self.places[0].address if self.places else ""

    def to_json(self) -> str | None:
        """The form kept between runs; None for "looked and found none"."""
        if not self.places:
            return None
        return json.dumps({"places": [_flat(place) for place in self.places]}, ensure_ascii=False)


def from_json(service: str, payload: str | None) -> Answer | None:
    """The answer that was kept; None when the payload is not of this form."""
    if payload is None:
        return Answer("not_found", service, "it was asked before and knew none")
    try:
        places = tuple(_found(kept) for kept in json.loads(payload)["places"])
    except (ValueError, KeyError, TypeError):
        return None
    return Answer("found", service, places=places) if places else None


def _flat(place: Found) -> dict[str, Any]:
    kept = asdict(place)
    point = kept.pop("point")
    return {**point, **kept}


def _found(kept: Mapping[str, Any]) -> Found:
    """Raises ValueError, KeyError or TypeError when it is not what ``_flat`` writes."""
    texts = {name: kept[name] for name in ("address", "precision", "kind", "country", "id")}
    point, radius = position(kept["lat"], kept["lon"]), float(kept["radius_km"])
    sound = all(isinstance(text, str) for text in texts.values()) and texts["kind"]
    if point is None or not sound or texts["precision"] not in _PRECISIONS:
        raise ValueError("not a kept place")
    if not (math.isfinite(radius) and radius > 0):
        raise ValueError("not a radius")
    return Found(point=point, radius_km=radius, **texts)
