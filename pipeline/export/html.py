"""One HTML file for people: map, list with evidence and sources, how to cite. It asks nobody.

Everything is inside: the map is SVG, the one script sorts and narrows the list, and a content
security policy lets nothing else run or load. All texts are escaped; the list works without the
script. At most ``MOST`` events are in it, the newest; it says so when there are more.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from pipeline.export import View
from pipeline.export.report import looks, words
from pipeline.export.report.about import CREDITS, About
from pipeline.export.report.markup import Html, el, join, link
from pipeline.export.report.picture import Drawn, drawn, picture
from pipeline.export.report.rows import row

MOST: Final = 2000  # events in one report: more is slow to scroll and to search
_PARTS: Final = Path(__file__).with_name("report")
_SORTS: Final = (("when", "When"), ("what", "What happened"), ("where", "Where"),
                 ("sources", "Sources"))  # fmt: skip


def write(view: View, stream: BinaryIO) -> int:
    """The report, the newest event first. Returns how many events it holds."""
    about = view.about
    newest = list(view.newest(MOST).events())[::-1]
    events = [drawn(event, f"e{number}") for number, event in enumerate(newest, 1)]
    stream.write(b"<!doctype html>\n")
    for piece in (_head(about), *_body(about, events)):
        stream.write(piece.encode("utf-8", "replace") + b"\n")
    return len(events)


def _head(about: About) -> Html:
    style, script = _style(), _read("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Html(
        '<html lang="en"><head><meta charset="utf-8">'
        + el("meta", http_equiv="Content-Security-Policy", content=policy)
        + el("meta", name="viewport", content="width=device-width, initial-scale=1")
        + el("meta", name="referrer", content="no-referrer")
        + el("meta", name="color-scheme", content="light dark")
        + el("title", f"Dateline: {about.filters}")
        + el("style", Html(style))
        + "</head>"
    )


def _body(about: About, events: Sequence[Drawn]) -> Iterator[Html]:
    yield Html("<body><main>")
    yield _title(about, len(events))
    yield picture(events, f"Map of {words.plural(len(events), 'event')}: {about.filters}")
    yield _legend(events)
    yield _list_head(len(events))
    for one in events:
        yield row(one)
    yield Html("</tbody></table></section>")
    yield _not_on_map([one for one in events if not one.stops])
    yield _cite(about)
    yield join((Html("</main>"), el("script", Html(_read("report.js"))), Html("</body></html>")))


def _title(about: About, shown: int) -> Html:
    told = f"{words.number(about.events)} of {words.plural(about.total, 'event')}"
    facts = (
        ("Shows", f"{told}: {about.filters}"),
        ("Data as of", words.day(about.as_of) if about.as_of else "no events yet"),
        ("Data version", about.version),
        ("Exported", f"{words.day(about.made)}, {about.made:%H:%M} UTC" if about.made else ""),
        ("Link", f"?{about.query}" if about.query else ""),
    )
    terms = [join((el("dt", term), el("dd", value, dir="auto"))) for term, value in facts if value]
    cut = f"The newest {words.number(shown)} are in this report; CSV, Parquet and GeoJSON hold all."
    left = [el("p", cut, css="note")] if shown < about.events else []
    return el("header", el("h1", "Dateline"), el("dl", *terms), *left)


def _legend(events: Sequence[Drawn]) -> Html:
    totals = Counter(one.event.type for one in events)
    items = [
        el("li", el("i", css=f"dot t-{kind if kind in looks.TYPES else 'OTHER'}"),
           f"{looks.look(kind).label} {words.number(count)}")
        for kind, count in totals.most_common()
    ]  # fmt: skip
    said = "Hollow: planned, long past or denied. A circle: the place lies within it."
    return join((el("ul", *items, css="legend"), el("p", said, css="note")))


def _list_head(shown: int) -> Html:
    sorts = [el("th", el("button", name, data_sort=key), scope="col") for key, name in _SORTS]
    box = el(
        "input", id="narrow", type="search", placeholder="Narrow this list …", hidden="",
        aria_label="Narrow this list",
    )  # fmt: skip
    counter = el("output", words.plural(shown, "event"), id="count", for_="narrow")
    tools = el("div", box, counter, css="tools")
    return join(
        (Html("<section>"), el("h2", "Events"), tools, Html('<table id="list"><thead>'),
         el("tr", *sorts), Html("</thead><tbody>"))
    )  # fmt: skip


def _not_on_map(events: Sequence[Drawn]) -> Html:
    if not events:
        return Html()
    title = f"Not on the map: {words.number(len(events))}"
    why = "Known only as far as the country, or not at all: a dot would claim too much."
    items = [el("li", el("a", _line(one), href=f"#{one.anchor}"), dir="auto") for one in events]
    return el("section", el("h2", title), el("p", why, css="note"), el("ol", *items, css="tray"))


def _line(one: Drawn) -> str:
    when = one.event.when
    return f"{words.when(when.first, when.last, when.precision)} · {one.event.title}"


def _cite(about: About) -> Html:
    made = f" Exported {about.made:%Y-%m-%d}." if about.made else ""
    asked = f" Link: ?{about.query}." if about.query else ""
    told = f"Dateline. Map of events: {about.filters}. Data version {about.version}.{made}{asked}"
    names = "An event is cited by its article: publisher, title, date and address stand beside it."
    credits = [el("li", link(url, credit)) for credit, url in CREDITS]
    return el(
        "section", el("h2", "How to cite"), el("p", told, css="cite"), el("p", names),
        el("h2", "Credits"), el("ul", *credits),
    )  # fmt: skip


def _style() -> str:
    kinds = [*looks.TYPES.items(), ("OTHER", looks.UNKNOWN)]
    return _read("report.css") + "".join(f".t-{kind}{{--c:{look.css}}}" for kind, look in kinds)


def _read(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
