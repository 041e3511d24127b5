"""The event card: what happened, how it is known, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.model import Actor, Article, Claim, Event, Place, PlaceInEvent, Source, Span
from pipeline.store.read import Reader
from views import decided, palette, why, words
from views.markup import Html, el, is_web, join, link

CONTEXT: Final = 160  # code points shown on each side of the quoted sentence
_ROLES: Final = {
    "origin": "From", "via": "Via", "location": "At", "destination": "To", "return": "Back to",
}  # fmt: skip
_RULES: Final = "rules/"  # how ``made_by`` begins for what was read from text here
_MODALITY: Final = {
    "future": "announced, has not happened yet",
    "hypothetical": "possible, not said to have happened",
    "historical": "looks back on earlier times",
}
_SIDES: Final = (
    ("Confirmed by", "yes", ("confirmed", "claimed")),
    ("Denied by", "no", ("denied",)),
    ("Reported by", "", ("reported",)),
)


def card(event: Event, reader: Reader) -> Html:
    """The whole card of an event."""
    parts = (
        _head(event), decided.said(event), _facts(event), _journey(event), _claims(event.claims),
        _sources(event, reader), _sureness(event), why.why_places(event),
        why.not_places(event, reader), _why_merged(event),
    )  # fmt: skip
    return el("article", *(part for part in parts if part), css="card")


def _head(event: Event) -> Html:
    look = palette.look(event.type)
    status = event.claim_status
    pills = [el("span", look.label, css="pill type", color=look.css),
             el("span", palette.mode_label(event.mode), css="pill")]  # fmt: skip
    if status != "reported":
        pills.append(el("span", palette.STATUS.get(status, status), css=f"pill {status}"))
    notes = [_MODALITY.get(event.modality, "")]
    notes.append("did not happen, as told" if event.polarity == "negative" else "")
    said = [el("p", note, css="note") for note in notes if note]
    by = decided.badge(event, "kind")
    return join([el("div", *pills, css="pills"), by, el("h2", event.title), *said])


def _facts(event: Event) -> Html:
    when = event.when
    rows = [
        ("When", join([words.when(when.first, when.last, when.precision),
                       f", {when.clock}" if when.clock else ""]),
         decided.with_badge(words.time_precision(when.precision, when.basis), event, "date")),
        *[_place_fact(event, at) for at, item in enumerate(event.places)
          if item.role == "location"],
        ("Who", _names(event, ("actor", "host")), decided.badge(event, "actors")),
        ("To whom", _names(event, ("recipient", "escorted")), ""),
        *_flight_facts(event),
        ("Deaths", words.amount(event.fatalities_low, event.fatalities_high), ""),
    ]  # fmt: skip
    return el("dl", *(_row(*row) for row in rows if row[1]), css="facts")


def _row(term: str, value: str, note: str) -> Html:
    return join([el("dt", term), el("dd", value, el("small", note) if note else "")])


def _place_fact(event: Event, at: int) -> tuple[str, str, str]:
    place = event.places[at].place
    note = words.place_precision(place.precision, place.radius_km)
    return ("Where", _place_name(place), decided.with_badge(note, event, "place", at))


def _place_name(place: Place) -> str:
    return words.place_name(place.name, place.country)


def _names(event: Event, roles: Sequence[str]) -> str:
    actors = [actor for actor in event.actors if actor.role in roles]
    return ", ".join(dict.fromkeys(_called(actor, event) for actor in actors))


def _called(actor: Actor, event: Event) -> str:
    """The name; a country that no words name, but a type or a base tells, is marked as inferred."""
    read = event.made_by.startswith(_RULES) and not decided.badge(event, "actors")
    inferred = read and actor.country and actor.span is None
    return f"{actor.name} (inferred)" if inferred else actor.name


def _flight_facts(event: Event) -> list[tuple[str, str, str]]:
    if event.flight is None:
        return []
    planes = [
        " ".join(filter(None, (words.amount(a.count_min, a.count_max), a.name or a.icao)))
        for a in event.flight.aircraft
    ]
    types = ", ".join(a.icao for a in event.flight.aircraft if a.icao)
    return [
        ("Aircraft", ", ".join(planes), f"ICAO type {types}" if types else ""),
        ("Callsigns", ", ".join(event.flight.callsigns), ""),
        ("Manoeuvre", words.mode(event.flight.manoeuvre), ""),
    ]


def _journey(event: Event) -> Html:
    stops = [at for at, item in enumerate(event.places) if item.role != "location"]
    if not stops:
        return Html()
    order = list(_ROLES)
    stops.sort(key=lambda at: order.index(event.places[at].role))
    steps = [_stop(event.places[at], decided.badge(event, "place", at)) for at in stops]
    return el("section", el("h3", "Journey"), el("ol", *steps, css="journey"))


def _stop(item: PlaceInEvent, by: Html) -> Html:
    place = item.place
    notes = [words.place_precision(place.precision, place.radius_km), place.icao]
    if item.reached is False:
        notes.append("not reached")
    return el(
        "li", el("b", _ROLES[item.role]), " ", _place_name(place),
        el("small", " · ".join(filter(None, notes))), by,
    )  # fmt: skip


def _claims(claims: Sequence[Claim]) -> Html:
    sides = [
        el("div", el("h3", title), *(_claim(c) for c in claims if c.status in kinds),
           css=f"side {css}")
        for title, css, kinds in _SIDES
        if any(c.status in kinds for c in claims)
    ]  # fmt: skip
    return el("section", *sides, css="claims") if sides else Html()


def _claim(claim: Claim) -> Html:
    speaker = claim.speaker or "speaker not named"
    to = f" to {claim.addressee}" if claim.addressee else ""
    about = " (about a detail)" if claim.detail else ""
    return join([el("p", el("b", speaker), f"{to}{about}"), el("blockquote", claim.quote)])


def _sources(event: Event, reader: Reader) -> Html:
    voices = len({source.text_hash for source in event.sources})
    told = words.plural(len(event.sources), "article")
    title = f"{told}, {words.plural(voices, 'independent source')}"
    items = [_source(source, reader.article(source.article_id)) for source in event.sources]
    return el("section", el("h3", title), *items, css="sources")


def _source(source: Source, article: Article | None) -> Html:
    name = source.publisher or (article.source if article else "") or source.article_id
    head = el(
        "p", el("b", name), f" · {words.day(source.published)}",
        f" · {words.language(source.lang)}" if source.lang else "",
    )  # fmt: skip
    quotes = (
        [_quote(article.text, span) for span in _separate(source.evidence)]
        if article
        else [el("blockquote", el("mark", quote)) for quote in source.quotes]
    )
    if article and not source.evidence:  # a row of an export that quotes nobody: what it says
        quotes = [el("blockquote", article.text[: 2 * CONTEXT])]
    title = article.title if article else ""
    more = link(source.url, title or "Read the article") if is_web(source.url) else title
    return el("div", head, *quotes, el("p", more, css="more") if more else "", css="source")


def _separate(spans: Sequence[Span]) -> list[Span]:
    """The spans in text order, those that touch or overlap joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _quote(text: str, span: Span) -> Html:
    """The sentence marked in its context, which is cut between words."""
    before, after = text[: span.start], text[span.end :]
    lead, tail = before[-CONTEXT:], after[:CONTEXT]
    if len(before) > CONTEXT:
        lead = "… " + lead.split(maxsplit=1)[-1] if lead.split() else "… "
    if len(after) > CONTEXT:
        tail = tail.rsplit(maxsplit=1)[0] + " …" if tail.split() else " …"
    return el("blockquote", lead, el("mark", span.of(text)), tail)


def _sureness(event: Event) -> Html:
    numbers = (
        ("What was read", event.conf_extraction), ("Place", event.conf_geocode),
        ("Date", event.conf_date),
    )  # fmt: skip
    bars = [
        el("li", el("span", name), el("b", f"{value:.0%}"))
        for name, value in numbers
        if value is not None
    ]
    if not bars:
        return Html()
    return el("section", el("h3", "How sure the reading is"), el("ul", *bars, css="sure"))


def _why_merged(event: Event) -> Html:
    if not event.merged_why:
        return Html()
    reasons = [el("li", reason) for reason in event.merged_why]
    return el("details", el("summary", "Why these articles tell one event"),
              el("ul", *reasons), css="why")  # fmt: skip
