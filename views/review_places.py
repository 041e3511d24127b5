"""Which place is right: a candidate, a search in the gazetteer, coordinates, a service, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

import streamlit as st

from pipeline import config, review
from pipeline.corrections import PlaceChange, Spot
from pipeline.errors import BadInput, DatelineError
from pipeline.model import Event, PlaceInEvent, PlaceRoleName
from views import words
from views.markup import label

_ROLES: Final[dict[str, str]] = {
    "origin": "From", "via": "Via", "location": "At", "destination": "To", "return": "Back to",
}  # fmt: skip
_WAYS: Final = {
    "candidate": "Candidates", "search": "Search", "typed": "Coordinates", "none": "None",
}  # fmt: skip
_RADII: Final = {1.0: "an exact spot", 3.0: "a site", 15.0: "a town", 60.0: "a district",
                 250.0: "a region"}  # fmt: skip
_REASONS: Final = 2  # parts of the score that are named


def ask(event: Event) -> PlaceChange | None:
    """The change that the widgets describe; None while no place is chosen.

    Raises BadInput for what was typed wrong.
    """
    machine = event.uncorrected.places if event.uncorrected else event.places
    at = st.selectbox(
        "Which place", [*range(len(machine)), -1], key=f"correct-which-{event.id}",
        format_func=lambda at: _which(machine[at], event) if at >= 0 else "Add a place",
    )  # fmt: skip
    item = machine[at] if at >= 0 else None
    role = item.role if item else _role()
    way = _way(item)
    if way == "none" and item:
        return PlaceChange("place", role, None, item.place.text, item.place.name)
    spot = _spot(way, item, f"{event.id}-{at}")
    if spot is None:
        return None
    text, was = (item.place.text, item.place.name) if item else ("", "")
    return PlaceChange("place", role, spot, text, was)


def _which(item: PlaceInEvent, event: Event) -> str:
    now = [one.place.name for one in event.places
           if (one.role, one.place.text) == (item.role, item.place.text)]  # fmt: skip
    moved = f" (now {now[0]})" if now and now[0] != item.place.name else ""
    return f"{_ROLES[item.role]}: {item.place.name}{moved}"


def _role() -> PlaceRoleName:
    roles: list[PlaceRoleName] = list(get_args(PlaceRoleName))
    return st.selectbox(
        "Its part", roles, index=roles.index("location"), key="correct-role",
        format_func=lambda role: _ROLES[role],
    )  # fmt: skip


def _way(item: PlaceInEvent | None) -> str:
    ways = list(_WAYS) if item else ["search", "typed"]
    if item and not _candidates(item)[0]:
        ways.remove("candidate")
    if config.load().geocoders:
        ways.append("online")
    return str(st.segmented_control(
        "How to choose", ways, default=ways[0], required=True, label_visibility="collapsed",
        key=f"correct-way-{'-'.join(ways)}", format_func=lambda way: _WAYS.get(way, "Online"),
    ))  # fmt: skip


def _spot(way: str, item: PlaceInEvent | None, name: str) -> Spot | None:
    if way == "candidate" and item:
        spots, why = _candidates(item)
        return _chosen(spots, f"correct-candidate-{name}", why)
    if way == "search":
        return _searched(name, item.place.text if item else "")
    return _asked(item) if way == "online" else _typed(item)


def _candidates(item: PlaceInEvent) -> tuple[list[Spot], list[str]]:
    """The machine's own choice first; why each was thought likely."""
    own = item.place.as_candidate()
    every = [*([own] if own else []), *item.place.candidates]
    spots = [review.offered(one.entry) for one in every if one.entry.name]
    why = [_why(one.score, one.parts) for one in every if one.entry.name]
    return spots, why


def _why(score: float, parts: Mapping[str, float]) -> str:
    best = sorted(parts, key=lambda name: (-parts[name], name))[:_REASONS]
    told = [words.part(name) for name in best if parts[name] > 0]
    return " · ".join([words.chance(score), *told])


def _chosen(spots: Sequence[Spot], key: str, why: Sequence[str] = ()) -> Spot | None:
    captions = [
        label(" · ".join(filter(None, (_where(spot), why[at] if why else ""))))
        for at, spot in enumerate(spots)
    ]
    at = st.radio(
        "Places", range(len(spots)), index=None, key=key, captions=captions,
        format_func=lambda at: label(words.place_name(spots[at].name, spots[at].country)),
        label_visibility="collapsed",
    )  # fmt: skip
    return spots[at] if at is not None and at < len(spots) else None


def _where(spot: Spot) -> str:
    kind = words.kind(spot.kind)
    region = words.region(spot.admin1)
    return " · ".join(filter(None, (kind, region, words.position(spot.point.lat, spot.point.lon))))


def _searched(name: str, text: str) -> Spot | None:
    key = f"correct-search-{name}"
    st.session_state.setdefault(key, text)
    query = str(st.text_input("Name, “Paris, Texas” or ICAO code", key=key, max_chars=200) or "")
    if not query.strip():
        raise BadInput("Give the name of the place.")
    spots = review.find_places(query)
    if not spots:
        raise BadInput(f"The gazetteer has no place “{query[:60]}”. Try another spelling, or "
                       "give coordinates.")  # fmt: skip
    return _chosen(spots, f"correct-found-{query}")


def _typed(item: PlaceInEvent | None) -> Spot | None:
    left, right = st.columns(2)
    lat = str(left.text_input("Latitude", key="correct-lat", placeholder="10.49") or "")
    lon = str(right.text_input("Longitude", key="correct-lon", placeholder="-66.88") or "")
    name = str(st.text_input("Name", item.place.text if item else "", key="correct-name",
                             max_chars=200) or "")  # fmt: skip
    left, right = st.columns(2)
    radius = left.selectbox(
        "How wide", list(_RADII), index=1, key="correct-radius",
        format_func=lambda km: f"{_RADII[km]}, ± {words.kilometres(km)}",
    )  # fmt: skip
    country = right.text_input(
        "Country", item.place.country if item else "", key="correct-country", max_chars=3,
        placeholder="VEN", help="Three letters; may be empty",
    )  # fmt: skip
    if not lat.strip() or not lon.strip():
        raise BadInput("Give latitude and longitude.")
    return review.typed_spot(lat, lon, name=name, radius_km=radius, country=country or "")


def _asked(item: PlaceInEvent | None) -> Spot | None:
    """A service is asked only by a click on a button that names its host."""
    query = str(st.text_input("Name", item.place.text if item else "", key="correct-online",
                              max_chars=200) or "")  # fmt: skip
    for service in review.online_services():
        st.button(
            f"Ask {label(service.name)} at {label(service.host)}",
            key=f"correct-ask-{service.name}", on_click=_ask, args=(service.name, query),
            help="The name of the place is sent there, nothing else",
        )  # fmt: skip
    answer: dict[str, Any] = st.session_state.get("correct-answer", {})
    if answer.get("query") != query:
        raise BadInput("Ask a service, then choose.")
    if answer.get("trouble"):
        raise BadInput(str(answer["trouble"]))
    return _chosen(answer["spots"], f"correct-answer-{query}")


def _ask(service: str, query: str) -> None:
    answer: dict[str, Any] = {"query": query, "spots": (), "trouble": ""}
    try:
        answer["spots"] = review.ask_online(config.load().store, service, query)
    except DatelineError as error:
        answer["trouble"] = str(error)
    st.session_state["correct-answer"] = answer
