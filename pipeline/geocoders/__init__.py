"""Online services through geopy, behind the gazetteer; none is asked unless the settings say so."""

from __future__ import annotations

from pipeline.geocoders.answer import Answer, Found, Status
from pipeline.geocoders.cache import GeocodeCache, MemoryCache
from pipeline.geocoders.chain import Chain, open_chain
from pipeline.geocoders.service import Service, open_service

__all__ = [
    "Answer",
    "Chain",
    "Found",
    "GeocodeCache",
    "MemoryCache",
    "Service",
    "Status",
    "open_chain",
    "open_service",
]
