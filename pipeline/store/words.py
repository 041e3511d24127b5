"""Folded text for searching: the same function for what is stored and for what is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from pipeline.model import Event

_APART: Final = re.compile(r"[\W_]+")
_BETWEEN: Final = " | "  # cannot occur in folded text, so no search runs across two names


def fold(text: str) -> str:
    """Words in small letters with single blanks between them; compatibility forms are one."""
    small = unicodedata.normalize("NFKC", text).casefold().encode("utf-8", "ignore").decode()
    return _APART.sub(" ", small).strip()


def name_words(event: Event) -> str:
    """The actors' names and countries, each between blanks, for whole-word search."""
    names = [part for actor in event.actors for part in (actor.name, actor.country)]
    return _joined(names)


def search_words(event: Event) -> str:
    """Everything of an event that a person may search for."""
    flight = event.flight
    texts = [event.title, event.mode.replace("_", " "), event.type]
    texts += [item.place.name for item in event.places]
    texts += [part for actor in event.actors for part in (actor.name, actor.country)]
    texts += [claim.speaker for claim in event.claims]
    texts += [*flight.callsigns, *(item.name for item in flight.aircraft)] if flight else []
    for source in event.sources:
        texts += [source.publisher, *source.quotes]
    return _joined(texts)


def _joined(texts: Iterable[str]) -> str:
    folded = dict.fromkeys(fold(text) for text in texts)
    return _BETWEEN + _BETWEEN.join(word for word in folded if word) + _BETWEEN
