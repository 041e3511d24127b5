"""What an extractor is given and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pipeline.config import ExtractorSettings
from pipeline.lexicon import Lexicon
from pipeline.model import Event, Facts, Issue, Place, Reading, Span, When

Shift = Callable[[When, date], When]
PlaceAt = Callable[[Reading, Span], Place | None]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The events of one article and the reasons for what was left out."""

    events: tuple[Event, ...]  # not merged, without what other steps say about their truth
    issues: tuple[Issue, ...] = ()
    complete: bool = True  # False: a service failed, and reading it again may give more


@dataclass(frozen=True, slots=True)
class Usage:
    """What an extractor used since it was opened."""

    extractor: str  # as in ``Event.made_by``
    articles: int  # that it was given
    requests: int  # to its service, repeated ones included
    tokens_in: int  # as the service counts them
    tokens_out: int
    cost: float | None  # in the currency of the prices; None: no prices are set
    seconds: float  # spent waiting for the service
    read_by_rules: int  # articles that the rules read instead
    dropped_events: int  # told by the model and not kept, because the text does not bear them out
    dropped_fields: int  # the same of single fields


class Extractor(Protocol):
    """Facts to events. Never raises for what a service does."""

    @property
    def made_by(self) -> str:
        """Name and version, for ``Event.made_by`` and for telling one recipe from another."""

    def __call__(self, reading: Reading, facts: Facts) -> Extracted:
        """The events of one document."""

    def usage(self) -> Usage | None:
        """What was used so far; None for an extractor that asks no service."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What extractors work with."""

    settings: ExtractorSettings
    lexicon: Lexicon
    # Moves a date that was read as past to the coming such day, for what is announced.
    shift: Shift
    # The place of a name at a span where recognition found none; None when no gazetteer knows it.
    place_at: PlaceAt
