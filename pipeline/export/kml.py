"""KML 2.2: a placemark for each place of an event and for its way, with its days and its colour.

A viewer of KML renders a description as HTML, so texts of articles are escaped for that too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape

from pipeline.export import View
from pipeline.export.geojson import features
from pipeline.export.report import looks
from pipeline.model import Event
from pipeline.store.flat import COLUMNS

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
)
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROLES: Final = {"origin": "from", "via": "via", "destination": "to", "return": "back to"}
_TOLD: Final = ("evidence", "actors", "recipients", "claim_status", "claimants", "callsigns")


def write(view: View, stream: BinaryIO) -> int:
    """One document. Returns the number of events, not of placemarks."""
    _put(stream, f"{_HEAD}\n<Document>\n<name>Dateline events</name>\n")
    _put(stream, f"<description>{_html(view.about.sentence())}</description>\n")
    _put(stream, _data(view.about.record()))
    for kind in (*looks.TYPES, "OTHER"):
        _put(stream, _style(kind))
    count = 0
    for event in view.events():
        count += 1
        for placemark in _placemarks(event):
            _put(stream, placemark)
    _put(stream, "</Document>\n</kml>\n")
    return count


def _put(stream: BinaryIO, text: str) -> None:
    stream.write(text.encode())


def _style(kind: str) -> str:
    red, green, blue = looks.look(kind).color
    color = f"{blue:02x}{green:02x}{red:02x}"  # KML counts backwards
    return (
        f'<Style id="{kind}"><IconStyle><color>ff{color}</color></IconStyle>'
        f"<LineStyle><color>c0{color}</color><width>2</width></LineStyle></Style>\n"
    )


def _placemarks(event: Event) -> Iterator[str]:
    for feature in features(event):
        row = feature["properties"]
        kind = event.type if event.type in looks.TYPES else "OTHER"
        yield "".join(
            (
                f"<Placemark><name>{_name(row)}</name>",
                f"<description>{_html(*_description(row))}</description>",
                _time(row),
                f"<styleUrl>#{kind}</styleUrl>",
                _data({name: row[name] for name in (*COLUMNS, "role")}),
                _shape(feature["geometry"]),
                "</Placemark>\n",
            )
        )


def _name(row: dict[str, Any]) -> str:
    """The title; some viewers render a name too, so that no tag may stand in it."""
    role = _ROLES.get(row["role"], "")
    where = f" ({role} {row['role_name']})" if role else ""
    return _text(f"{row['title'] or row['event_mode']}{where}".replace("<", "‹").replace(">", "›"))


def _description(row: dict[str, Any]) -> list[str]:
    lines = [f"{looks.look(row['event_type']).label}, {row['date_start']} to {row['date_end']}"]
    lines += [f"{name.replace('_', ' ')}: {row[name]}" for name in _TOLD if row[name]]
    return [*lines, *row["urls"].split(";")]


def _time(row: dict[str, Any]) -> str:
    if row["time_precision"] == "unknown":
        return ""
    begin, end = row["date_start"], row["date_end"]
    return f"<TimeSpan><begin>{begin}</begin><end>{end}</end></TimeSpan>"


def _data(values: dict[str, Any]) -> str:
    cells = (
        f'<Data name="{name}"><value>{_text(_plain(value))}</value></Data>'
        for name, value in values.items()
        if value not in (None, "")
    )
    return f"<ExtendedData>{''.join(cells)}</ExtendedData>"


def _plain(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def _shape(geometry: dict[str, Any] | None) -> str:
    if geometry is None:
        return ""
    where = geometry["coordinates"]
    if geometry["type"] == "Point":
        return f"<Point><coordinates>{_positions([where])}</coordinates></Point>"
    lines = [where] if geometry["type"] == "LineString" else where
    drawn = "".join(
        f"<LineString><tessellate>1</tessellate><coordinates>{_positions(line)}</coordinates>"
        "</LineString>"
        for line in lines
    )
    return drawn if len(lines) == 1 else f"<MultiGeometry>{drawn}</MultiGeometry>"


def _positions(line: list[Any]) -> str:
    return " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in line)


def _html(*lines: str) -> str:
    """Lines as HTML in which every letter stands for itself, as the text of an element."""
    return _text("<br/>".join(html.escape(line) for line in lines if line))


def _text(text: str) -> str:
    """The text of an element, without the letters that XML forbids."""
    return escape(_FORBIDDEN.sub("\ufffd", text))
