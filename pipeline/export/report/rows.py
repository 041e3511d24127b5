"""One event as a row of the report's list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.export.report import looks, words
from pipeline.export.report.markup import Html, el, join, link
from pipeline.export.report.picture import Drawn
from pipeline.model import Actor, Claim, Event, PlaceInEvent, Source

_ROLES: Final = {
    "origin": "from", "via": "via", "location": "", "destination": "to", "return": "back to",
}  # fmt: skip
_MODALITY: Final = {
    "future": "announced, has not happened yet",
    "hypothetical": "possible, not said to have happened",
    "historical": "looks back on earlier times",
}
_CLAIMS: Final = {"confirmed": "Confirmed by", "claimed": "Claimed by", "denied": "Denied by",
                  "reported": "Reported by"}  # fmt: skip


def row(one: Drawn) -> Html:
    """When, what with its evidence and claims, where, and who wrote it."""
    event = one.event
    cells = (
        ("when", event.when.first.isoformat(), _when(event)),
        ("what", event.title, _what(event)),
        ("where", _main_place(event), _where(event)),
        ("sources", f"{len(event.sources):06}", _sources(event.sources)),
    )
    return el(
        "tr",
        *(el("td", text, css=name, data_key=key) for name, key, text in cells),
        id=one.anchor,
    )


def _when(event: Event) -> Html:
    when = event.when
    clock = f", {when.clock}" if when.clock else ""
    precise = words.time_precision(when.precision, when.basis)
    told = words.when(when.first, when.last, when.precision)
    return join((f"{told}{clock}", el("small", precise)))


def _what(event: Event) -> Html:
    kind = event.type if event.type in looks.TYPES else "OTHER"
    name, mode = looks.look(event.type).label, looks.mode_label(event.mode)
    pills = [el("span", el("i", css=f"dot t-{kind}"), name)]
    if mode != name:
        pills.append(el("span", mode))
    if event.claim_status != "reported":
        pills.append(el("b", looks.STATUS.get(event.claim_status, event.claim_status)))
    notes = [_MODALITY.get(event.modality, "")]
    notes.append("did not happen, as told" if event.polarity == "negative" else "")
    return join(
        (
            el("div", *pills, css="pills"),
            el("h3", event.title, dir="auto"),
            *(el("p", note, css="note") for note in notes if note),
            *(el("p", line, css="who", dir="auto") for line in _who_and_with(event)),
            *_evidence(event.sources),
            *(_claim(claim) for claim in event.claims),
        )
    )  # fmt: skip


def _who_and_with(event: Event) -> list[str]:
    """Who did it to whom, and with which aircraft; without those that are not told."""
    acting = _names(event.actors, ("actor", "host"))
    done_to = _names(event.actors, ("recipient", "escorted"))
    who = " → ".join(part for part in (acting, done_to) if part)
    return [line for line in (who, _flight(event)) if line]


def _names(actors: Sequence[Actor], roles: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(actor.name for actor in actors if actor.role in roles))


def _flight(event: Event) -> str:
    if event.flight is None:
        return ""
    planes = [aircraft.name or aircraft.icao for aircraft in event.flight.aircraft]
    return " · ".join(filter(None, (", ".join(planes), ", ".join(event.flight.callsigns))))


def _evidence(sources: Sequence[Source]) -> Iterator[Html]:
    """The sentence of the first article in sight, those of the others at a click."""
    quotes = list(dict.fromkeys(quote for source in sources for quote in source.quotes))
    shown = [el("blockquote", quote, dir="auto") for quote in quotes]
    yield from shown[:1]
    if rest := shown[1:]:
        yield el("details", el("summary", words.plural(len(rest), "more sentence")), *rest)


def _claim(claim: Claim) -> Html:
    speaker = claim.speaker or "speaker not named"
    said = f"{_CLAIMS.get(claim.status, claim.status)} "
    about = " (about a detail)" if claim.detail else ""
    quote = f": “{claim.quote}”" if claim.quote else ""
    return el("p", said, el("b", speaker), f"{about}{quote}", css="claim", dir="auto")


def _main_place(event: Event) -> str:
    place = event.place("location") or (event.places[0] if event.places else None)
    return place.place.name if place else ""


def _where(event: Event) -> Html:
    return join([_stop(item) for item in event.places] or [el("p", "no place told", css="note")])


def _stop(item: PlaceInEvent) -> Html:
    place = item.place
    role = _ROLES[item.role]
    reached = ", not reached" if item.reached is False else ""
    precise = words.place_precision(place.precision, place.radius_km)
    named = words.place_name(place.name, place.country)
    return el(
        "p", f"{role} " if role else "", named, el("small", f"{precise}{reached}"), dir="auto"
    )


def _sources(sources: Sequence[Source]) -> Html:
    return el("ul", *(el("li", _source(source), dir="auto") for source in sources))


def _source(source: Source) -> Html:
    name = source.publisher or source.article_id
    told = f"{words.day(source.published)} · {words.language(source.lang)}"
    return join((link(source.url, name), el("small", told)))
