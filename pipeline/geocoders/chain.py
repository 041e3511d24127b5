"""The gazetteer first, then the services of the settings in their order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.config import GeocoderSettings
from pipeline.gazetteer.lookup import Gazetteer
from pipeline.gazetteer.names import fold
from pipeline.geocoders.answer import FINAL, Answer, Found, from_json
from pipeline.geocoders.breaker import Breaker
from pipeline.geocoders.cache import GeocodeCache
from pipeline.geocoders.service import Service, open_service

GAZETTEER = "gazetteer"
LONGEST_WAIT_S = 30.0  # for a turn; a longer queue means: do without
BACK_OFF_S = (1.0, 2.0)  # before the second and the third try, when the service names no time
LONGEST_BACK_OFF_S = 5.0  # a service that asks for a longer pause is done without
DAY_S = 86_400.0


@dataclass(slots=True)
class Link:
    """A service with what is needed to ask it well."""

    service: Service
    min_delay_s: float
    keep_s: float  # how long its places are kept
    keep_missing_s: float | None = None  # and that it knew none; None: as long
    host: str = ""  # where it was moved to; answers and pace of another host are its own
    breaker: Breaker = field(default_factory=Breaker)

    @property
    def key(self) -> str:
        """Name of its answers and its turn in the cache."""
        return f"{self.service.name} {self.host}".strip()


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
        self._lock = threading.Lock()
        self._told: set[str] = set()  # services whose trouble is known
        self._untold: list[Answer] = []

    def geocode(self, query: str, *, language: str | None = None) -> Answer:
        """The places of the first that knows some; else why there are none, a failure before all.

        ``later``, ``refused`` and ``bad_reply`` mean that nobody looked everywhere.
        """
        answer = self._known(query, language)
        trouble: Answer | None = None
        for link in self._links if not answer.places else ():
            answer = self._asked(link, query, language)
            if answer.places:
                return answer
            if answer.status not in FINAL:
                self._note(answer)
                trouble = trouble or answer
        return trouble or answer

    def take_troubles(self) -> tuple[Answer, ...]:
        """The first failure of each service that was not taken yet: one message a service."""
        with self._lock:
            taken, self._untold = tuple(self._untold), []
        return taken

    def _note(self, answer: Answer) -> None:
        with self._lock:
            if answer.service not in self._told:
                self._told.add(answer.service)
                self._untold.append(answer)

    def _known(self, query: str, language: str | None) -> Answer:
        entries = self._gazetteer.lookup(query, language) if self._gazetteer else ()
        if not entries:
            return Answer("not_found", GAZETTEER, "the gazetteer knows no place of this name")
        return Answer(
            "found",
            GAZETTEER,
            places=tuple(
                Found(e.point, e.name, e.precision, e.radius_km, e.kind, e.country, e.id)
                for e in entries
            ),
        )

    def _asked(self, link: Link, query: str, language: str | None) -> Answer:
        key = f"{language or ''}:{fold(query)}"
        answer = self._kept(link, key)
        if answer is None and link.breaker.is_open:
            answer = Answer("later", link.service.name, f"left alone for now: {link.breaker.why}")
        return answer or self._fresh(link, query, key, language)

    def _kept(self, link: Link, key: str) -> Answer | None:
        kept = self._cache.get(link.key, key)
        return from_json(link.service.name, kept.payload) if kept else None

    def _fresh(self, link: Link, query: str, key: str, language: str | None) -> Answer:
        """Ask, and again after a while when the service is only busy."""
        answer = self._tried(link, query, key, language)
        for back_off in BACK_OFF_S:
            pause = max(answer.retry_after_s or 0.0, back_off)
            if answer.status != "later" or pause > LONGEST_BACK_OFF_S or link.breaker.is_open:
                break
            self._sleep(pause)
            answer = self._tried(link, query, key, language)
        return answer

    def _tried(self, link: Link, query: str, key: str, language: str | None) -> Answer:
        if too_long := self._waited(link):
            return too_long
        # Another process may have asked the same while this one waited for its turn.
        if (kept := self._kept(link, key)) is not None:
            return kept
        answer = link.service.ask(query, language=language)
        self._keep(link, key, answer)
        return answer

    def _waited(self, link: Link) -> Answer | None:
        """Wait for the turn at a service. An answer when that would take too long."""
        waited = 0.0
        while (wait := self._cache.next_slot(link.key, min_delay_s=link.min_delay_s)) > 0:
            waited += wait
            if waited > LONGEST_WAIT_S:
                reason = f"its turn would come in more than {waited:.0f} s"
                link.breaker.failed(reason, retry_after_s=wait)
                return Answer("later", link.service.name, reason, retry_after_s=wait)
            self._sleep(wait)
        return None

    def _keep(self, link: Link, key: str, answer: Answer) -> None:
        """Keep what is worth it, note how the service fares, and let others wait as it wishes."""
        if answer.status in FINAL:
            missing_s = link.keep_s if link.keep_missing_s is None else link.keep_missing_s
            keep_s = link.keep_s if answer.places else missing_s
            self._cache.put(link.key, key, answer.to_json(), keep_s=keep_s)
            link.breaker.worked()
        else:
            hopeless = answer.status == "refused" or answer.unreachable
            pause = answer.retry_after_s or 0.0
            long = pause if pause > LONGEST_BACK_OFF_S else None
            link.breaker.failed(answer.reason, retry_after_s=long, at_once=hopeless)
        pause_s = max(answer.retry_after_s or 0.0, link.min_delay_s)
        if pause_s > 0:
            self._cache.hold(link.key, min_delay_s=pause_s)


def open_chain(
    settings: Sequence[GeocoderSettings],
    cache: GeocodeCache,
    *,
    gazetteer: Gazetteer | None = None,
) -> Chain:
    """The chain that the settings describe; without any, only the gazetteer answers.

    Raises ConfigError when a service or its options are not geopy's.
    """
    return Chain([_link(one) for one in settings], cache, gazetteer=gazetteer)


def _link(settings: GeocoderSettings) -> Link:
    return Link(
        open_service(settings),
        min_delay_s=settings.min_delay_s,
        keep_s=settings.keep_days * DAY_S,
        keep_missing_s=settings.keep_missing_days * DAY_S,
        host=str(settings.options.get("domain", "")),
    )
