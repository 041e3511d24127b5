"""The part of the event card that says why each place was chosen and what else it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Event, Place, Point
from pipeline.store.read import Reader
from views import words
from views.markup import Html, el, join

MOST_PARTS: Final = 6  # of the score; smaller ones do not decide
MOST_NAMES: Final = 12  # listed with one reason
MOST_ARTICLES: Final = 8  # whose names are looked through
_FELT: Final = 0.05  # a part below this is not shown
_STEPS: Final = 20  # widths of a bar, see style.py
_PEOPLE: Final = "adjective or people"  # how the rule of "Nigerian" begins
_ASSOCIATIVE: Final = (
    "people, a government, an organisation or the paper's own desk, not where it happened"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A place that the name may mean."""

    name: str
    kind: str  # in words
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
    used = {name.casefold() for item in event.places for name in (item.place.text, item.place.name)}
    names: dict[str, list[str]] = {}  # by the reason
    for place in (place for one in ids for place in reader.article_places(one)):
        reason = _reason(place)
        if reason and place.text.casefold() not in used:
            names.setdefault(reason, []).append(f"“{place.text}”")
    if not names:
        return Html()
    lines = [_unused(listed, reason) for reason, listed in names.items()]
    return el("details", el("summary", "Names not used as places"), el("ul", *lines, css="names"),
              css="why")  # fmt: skip


def _unused(names: Sequence[str], reason: str) -> Html:
    once = list(dict.fromkeys(names))
    more = f" and {len(once) - MOST_NAMES} more" if len(once) > MOST_NAMES else ""
    return el("li", el("b", ", ".join(once[:MOST_NAMES])), f"{more}: {reason}")


def _reason(place: Place) -> str:
    """Why a name is no place of an event; empty when it may be one."""
    if place.use == "associative":
        return place.rule if place.rule.startswith(_PEOPLE) else _ASSOCIATIVE
    return f"not placed, {place.rule}" if place.point is None else ""


def _block(place: Place) -> Html:
    rows = _rows(place)
    if len(rows) > 1:
        return el("div", _read(place), _rule(place), _listed(rows), _counted(rows), css="choice")
    where = el("small", rows[0].where) if rows and rows[0].where else ""
    return el("div", _read(place), where, _rule(place), css="choice")


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
        rows.append(
            _Row(place.name, words.kind(place.kind), where, place.score, place.parts, chosen=True)
        )
    for one in place.candidates:
        entry = one.entry
        if not entry.id or entry.id != place.gazetteer_id:
            where = _where(entry.admin1, entry.country, entry.kind, entry.point)
            rows.append(_Row(entry.name, words.kind(entry.kind), where, one.score, one.parts))
    return rows


def _where(admin1: str, country: str, kind: str, point: Point) -> str:
    region = words.region(admin1)
    area = ", ".join(filter(None, (region, words.country(country) if country else "")))
    return " · ".join(filter(None, (area, words.kind(kind), words.position(point.lat, point.lon))))


def _listed(rows: Sequence[_Row]) -> Html:
    head = el("li", el("span", "Places of this name"), el("b", "How likely"), css="head")
    return el("ul", head, *(_candidate(row) for row in rows), css="cands")


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
    """What told the first two apart, side by side; nothing where a person or a service chose."""
    told = rows[:2]
    names = _deciding(told[0].parts, told[1].parts) if told[0].parts else []
    if not names:
        return Html()
    most = max(abs(row.parts.get(name, 0.0)) for row in told for name in names)
    headings = (el("b", name) for name in _headings(told))
    head = el("li", el("span", "What told them apart"), *headings, css="head")
    lines = (
        el("li", el("span", words.part(name)), *(_part(row, name, most) for row in told))
        for name in names
    )
    return el("ul", head, *lines, css="parts")


def _headings(told: Sequence[_Row]) -> list[str]:
    """Their names, or what they are where the names are the same."""
    names = [row.name for row in told]
    return names if len(set(names)) == len(names) else [row.kind or row.name for row in told]


def _part(row: _Row, name: str, most: float) -> Html:
    value = row.parts.get(name, 0.0)
    side = "against" if value < 0 else "for"
    return join(
        [el("span", el("b", words.signed(value)), _bar(abs(value) / most, side), css="val")]
    )


def _deciding(chosen: Mapping[str, float], other: Mapping[str, float]) -> list[str]:
    """Names of the parts that set the two apart, the largest difference first."""

    def apart(name: str) -> float:
        return abs(chosen.get(name, 0.0) - other.get(name, 0.0))

    felt = (name for name in {**chosen, **other} if apart(name) >= _FELT)
    return sorted(felt, key=lambda name: (-apart(name), name))[:MOST_PARTS]
