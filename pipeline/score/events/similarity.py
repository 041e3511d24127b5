"""How likely a row tells the same happening as an annotated event: 0 (not at all) to 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.model import Point
from pipeline.score.events.gold import GoldEvent, GoldPlace
from pipeline.score.events.names import same_name, words
from pipeline.score.events.rows import Interval, Row, distance_km

# Types that are easily taken for one another.
_FAMILIES = (
    {"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION"},
    {"PROTEST", "ACCUSE", "REJECT", "REQUEST"},
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"},
    {"DISASTER", "ACCIDENT"},
)
_TYPE_SHARE, _DATE_SHARE, _PLACE_SHARE, _EVIDENCE_SHARE = 0.3, 0.2, 0.2, 0.3
_ENOUGH = 0.5  # below it, the two are different happenings
_NEARLY_ALL = 0.8  # date, place and evidence that outweigh a wrong type
_LONG_QUOTE = 600  # code points; a longer quote proves less
_MANY_WORDS = 100
_FEW_WORDS = 4  # a shorter paraphrase proves nothing
_SEAMS = re.compile(r"\s*(?:\|+|\n+|;;|\[…\]|\[\.\.\.\])\s*")  # between quoted pieces

_Stretch = tuple[int, int]


def similarity(row: Row, event: GoldEvent, body: str) -> float:
    """0 when they must not be matched, else 0.5 to 1.  ``body`` is the article's text."""
    kind = type_likeness(row, event)
    day = date_likeness(row, event)
    where = place_likeness(row, event)
    quote = evidence_likeness(row, event, body)
    if not kind and min(day, where, quote) < _NEARLY_ALL:
        return 0.0
    total = _TYPE_SHARE * kind + _DATE_SHARE * day + _PLACE_SHARE * where + _EVIDENCE_SHARE * quote
    grounded = quote >= 0.25 or (where >= 0.4 and bool(event.places)) or _is_bare(row)
    return total if grounded and total >= _ENOUGH else 0.0


def _is_bare(row: Row) -> bool:
    return not (row.evidence or row.points or row.location.name)


def type_likeness(row: Row, event: GoldEvent) -> float:
    """1 for an accepted type, a half for one of the same family."""
    if row.type in event.types:
        return 1.0
    together = any({row.type, event.types[0]} <= family for family in _FAMILIES)
    return 0.5 if together else 0.0


def date_likeness(row: Row, event: GoldEvent) -> float:
    """1 for an accepted interval, less for overlap and for days close by."""
    if not event.is_dated:
        return 0.6
    if row.interval is None:
        return 0.2
    if row.interval in event.intervals:
        return 1.0
    given = row.interval
    return max(_interval_likeness(given, wanted) for wanted in event.intervals)


def _interval_likeness(given: Interval, wanted: Interval) -> float:
    if given[0] <= wanted[1] and wanted[0] <= given[1]:
        tight = _days(given) <= 45 or _days(wanted) >= 27
        return 0.8 if tight else 0.4
    gap = min(abs((wanted[0] - given[1]).days), abs((given[0] - wanted[1]).days))
    return 0.4 if gap <= 3 else 0.2 if gap <= 10 else 0.0


def _days(interval: Interval) -> int:
    return (interval[1] - interval[0]).days


def place_likeness(row: Row, event: GoldEvent) -> float:
    """1 within tolerance of a place of the event in whatever role, falling off with distance."""
    if not event.places:
        return 0.3
    points = row.points
    if points:
        return max(_nearness(p, place) for p in points for place in event.places)
    names = (row.location.name, row.origin.name, row.destination.name)
    named = any(same_name(name, place.names) for name in names if name for place in event.places)
    return 0.8 if named else 0.0


def _nearness(point: Point, place: GoldPlace) -> float:
    distance = distance_km(point, place.point)
    if distance <= place.tol_km:
        return 1.0
    return max(0.0, 1 - (distance - place.tol_km) / (2 * max(place.tol_km, 50)))


def evidence_likeness(row: Row, event: GoldEvent, body: str) -> float:
    """Share of the shorter quote that the two have in common; the best of all pieces."""
    if not row.evidence:
        return 0.0
    pieces = {row.evidence, *_SEAMS.split(row.evidence)}
    return max(_piece_likeness(piece, event.evidence, body) for piece in pieces)


def _piece_likeness(piece: str, quotes: Iterable[str], body: str) -> float:
    stretch = find_quote(body, piece)
    if stretch is None:
        return max((_paraphrase(piece, quote) for quote in quotes), default=0.0)
    return max(_overlaps(stretch, quotes, body), default=0.0)


def _overlaps(stretch: _Stretch, quotes: Iterable[str], body: str) -> Iterator[float]:
    start, end = stretch
    for quote in quotes:
        at = body.find(quote)
        shared = max(0, min(end, at + len(quote)) - max(start, at))
        yield shared / min(end - start, len(quote)) * min(1, _LONG_QUOTE / (end - start))


def _paraphrase(piece: str, quote: str) -> float:
    given, wanted = set(words(piece)), set(words(quote))
    if len(given) < _FEW_WORDS or not wanted:
        return 0.0
    shared = len(given & wanted) / min(len(given), len(wanted)) * min(1, _MANY_WORDS / len(given))
    return shared if shared >= 0.5 else 0.0


def find_quote(body: str, piece: str) -> _Stretch | None:
    """Where a quoted piece stands in the body, blanks and line ends taken as equal."""
    text = piece.strip().strip("…").strip()
    if len(text) < 3:
        return None
    at = body.find(text)
    if at >= 0:
        return at, at + len(text)
    found = re.search(r"\s+".join(map(re.escape, text.split())), body)
    return found.span() if found else None
