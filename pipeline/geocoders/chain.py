"""The gazetteer first, then the services of the settings in their order."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.config import GeocoderSettings
from pipeline.gazetteer.lookup import Gazetteer
from pipeline.gazetteer.names import fold
from pipeline.geocoders.answer import FINAL, Answer, from_json
from pipeline.geocoders.breaker import Breaker
from pipeline.geocoders.cache import GeocodeCache
from pipeline.geocoders.service import Service, open_service

GAZETTEER = "gazetteer"
LONGEST_WAIT_S = 30.0  # for a turn or a retry; a longer queue means: do without
BACK_OFF_S = 1.0  # before the second try, when the service names no time
LONGEST_BACK_OFF_S = 5.0  # a service that asks for a longer pause is done without
DAY_S = 86_400.0


@dataclass(slots=True)
class Link:
    """A service with what is needed to ask it well."""

    service: Service
    min_delay_s: float
    keep_s: float  # how long its answers are kept
    breaker: Breaker = field(default_factory=Breaker)


class Chain:
    """Asks one after the other until a place is found. Never raises for what a service does."""

    def __init__(
        self,
        links: Sequence[Link],
        cache: GeocodeCache,
        *,
        gazetteer: Gazetteer | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._links = tuple(links)
        self._cache = cache
        self._gazetteer = gazetteer
        self._sleep = sleep

    def geocode(self, query: str, *, language: str | None = None) -> Answer:
        """The first place found; else the last reason why there is none."""
        answer = self._known(query, language)
        for link in self._links if answer.point is None else ():
            answer = self._asked(link, query, language)
            if answer.status == "found":
                break
        return answer

    def _known(self, query: str, language: str | None) -> Answer:
        entries = self._gazetteer.lookup(query, language) if self._gazetteer else ()
        if not entries:
            return Answer("not_found", GAZETTEER, "the gazetteer knows no place of this name")
        return Answer("found", GAZETTEER, point=entries[0].point, address=entries[0].name)

    def _asked(self, link: Link, query: str, language: str | None) -> Answer:
        service, key = link.service.name, f"{language or ''}:{fold(query)}"
        kept = self._cache.get(service, key)
        before = from_json(service, kept.payload) if kept else None
        if before is not None:
            return before
        answer = self._fresh(link, query, language)
        if answer.status in FINAL:
            self._cache.put(service, key, answer.to_json(), keep_s=link.keep_s)
        return answer

    def _fresh(self, link: Link, query: str, language: str | None) -> Answer:
        service = link.service.name
        if link.breaker.is_open:
            return Answer("later", service, "it failed several times and is left alone for now")
        wait = self._cache.next_slot(service, min_delay_s=link.min_delay_s)
        if wait > LONGEST_WAIT_S:
            return Answer("later", service, f"{wait:.0f} s of questions wait before this one")
        self._sleep(wait)
        return self._tried(link, query, language)

    def _tried(self, link: Link, query: str, language: str | None) -> Answer:
        """Ask, and once more after a while when the service is only busy."""
        answer = link.service.ask(query, language=language)
        _note(link.breaker, answer)
        pause = max(answer.retry_after_s or BACK_OFF_S, link.min_delay_s)
        if answer.status != "later" or pause > LONGEST_BACK_OFF_S:
            return answer
        self._sleep(
            max(pause, self._cache.next_slot(link.service.name, min_delay_s=link.min_delay_s))
        )
        answer = link.service.ask(query, language=language)
        _note(link.breaker, answer)
        return answer


def _note(breaker: Breaker, answer: Answer) -> None:
    if answer.status in FINAL:
        breaker.worked()
    else:
        breaker.failed(retry_after_s=answer.retry_after_s, at_once=answer.status == "refused")


def open_chain(
    settings: Sequence[GeocoderSettings],
    cache: GeocodeCache,
    *,
    gazetteer: Gazetteer | None = None,
) -> Chain:
    """The chain that the settings describe; without any, only the gazetteer answers.

    Raises ConfigError when a service or its options are not geopy's.
    """
    links = [
        Link(open_service(one), min_delay_s=one.min_delay_s, keep_s=one.keep_days * DAY_S)
        for one in settings
    ]
    return Chain(links, cache, gazetteer=gazetteer)
