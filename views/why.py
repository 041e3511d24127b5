"""The part of the event card that says why each place was chosen, and what else it may have been."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Event, Place, Point
from pipeline.store.read import Reader
from views import words
from views.markup import Html, el, join

MOST_PARTS: Final = 6  # of the score; smaller ones do not decide
MOST_NAMES: Final = 12  # not used as places
MOST_ARTICLES: Final = 8  # whose names are looked through
_FELT: Final = 0.05  # a part below this is not shown
_STEPS: Final = 20  # widths of a bar, see style.py
_ASSOCIATIVE: Final = (
    "stands for people, a government or an organisation here, not for where it was"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A place that the name may mean."""

    name: str
    where: str  # region, country, kind and position in words
    score: float  # 0 to 1
    parts: Mapping[str, float]
    chosen: bool = False


def why_places(event: Event) -> Html:
    """One block a place: the rule in words, how likely it and the others were, what counted."""
    blocks = [_block(item.place) for item in event.places if item.place.rule]
    title = el("summary", "Why these places")
    return el("details", title, *blocks, css="why") if blocks else Html()


def not_places(event: Event, reader: Reader) -> Html:
    """Names in the articles that tell the event which are not where something happened."""
    ids = dict.fromkeys(source.article_id for source in event.sources[:MOST_ARTICLES])
    used = {item.place.text for item in event.places}
    reasons: dict[str, str] = {}
    for place in (place for one in ids for place in reader.article_places(one)):
        reason = _reason(place)
        if reason and place.text not in used:
            reasons.setdefault(place.text, reason)
    if not reasons:
        return Html()
    lines = [el("li", el("b", f"“{name}”"), f" {why}") for name, why in reasons.items()]
    title = el("summary", "Names not used as places")
    return el("details", title, el("ul", *lines[:MOST_NAMES], css="names"), css="why")


def _reason(place: Place) -> str:
    """Why a name is no place of an event; empty when it may be one."""
    if place.use == "associative":
        return _ASSOCIATIVE
    return f"was not placed: {place.rule}" if place.point is None else ""


def _block(place: Place) -> Html:
    rows = _rows(place)
    listed = el("ul", *(_candidate(row) for row in rows), css="cands") if len(rows) > 1 else ""
    alone = el("small", rows[0].where) if len(rows) == 1 and rows[0].where else ""
    return el("div", _read(place), alone, _rule(place), listed, _counted(rows), css="choice")


def _read(place: Place) -> Html:
    name = el("b", words.place_name(place.name, place.country))
    if place.point is None:
        return el("p", el("b", f"“{place.text}”"), " was not placed")
    return (
        el("p", f"“{place.text}” was read as ", name) if place.text != place.name else el("p", name)
    )


def _rule(place: Place) -> Html:
    return el("p", el("span", "Why", css="term"), f" {place.rule}", css="rule")


def _rows(place: Place) -> list[_Row]:
    """The chosen place first, then the others, likeliest first."""
    rows = []
    if place.point is not None:
        where = _where(place.admin1, place.country, place.kind, place.point)
        rows.append(_Row(place.name, where, place.score, place.parts, chosen=True))
    for one in place.candidates:
        entry = one.entry
        if not entry.id or entry.id != place.gazetteer_id:
            where = _where(entry.admin1, entry.country, entry.kind, entry.point)
            rows.append(_Row(entry.name, where, one.score, one.parts))
    return rows


def _where(admin1: str, country: str, kind: str, point: Point) -> str:
    region = words.region(admin1)
    area = ", ".join(filter(None, (region, words.country(country) if country else "")))
    return " · ".join(filter(None, (area, words.kind(kind), words.position(point.lat, point.lon))))


def _candidate(row: _Row) -> Html:
    return el(
        "li", el("span", row.name, css="name"), el("b", words.chance(row.score)),
        _bar(row.score), el("small", row.where), css="chosen" if row.chosen else "",
    )  # fmt: skip


def _bar(share: float, css: str = "") -> Html:
    """A bar as wide as the share, 0 to 1, of its place."""
    step = min(_STEPS, max(0, round(share * _STEPS)))
    return el("span", el("span", css=f"fill w{step} {css}".strip()), css="bar")


def _counted(rows: Sequence[_Row]) -> Html:
    """What spoke for the first two, side by side; nothing where no parts were kept."""
    told = [row for row in rows if row.parts][:2]
    names = _deciding([row.parts for row in told])
    if not names:
        return Html()
    most = max(abs(row.parts.get(name, 0.0)) for row in told for name in names)
    head = el("li", el("span", "What counted"), *(el("b", row.name) for row in told), css="head")
    lines = [el("li", el("span", words.part(name)), *(_part(row, name, most) for row in told))
             for name in names]  # fmt: skip
    return el("ul", head, *lines, css=f"parts of{len(told)}")


def _part(row: _Row, name: str, most: float) -> Html:
    value = row.parts.get(name, 0.0)
    side = "against" if value < 0 else "for"
    return join(
        [el("span", el("b", words.signed(value)), _bar(abs(value) / most, side), css="val")]
    )


def _deciding(told: Sequence[Mapping[str, float]]) -> list[str]:
    """Names of the parts that set the first apart from the second, the largest first."""

    def apart(name: str) -> float:
        values = [parts.get(name, 0.0) for parts in told]
        return abs(values[0] - values[1]) if len(values) == 2 else abs(values[0])

    names: Iterable[str] = dict.fromkeys(name for parts in told for name in parts)
    felt = (n for n in names if any(abs(parts.get(n, 0.0)) >= _FELT for parts in told))
    return sorted(felt, key=lambda name: (-apart(name), name))[:MOST_PARTS]
