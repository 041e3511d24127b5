"""Colours and plain words of event types, modes and claims, alike on the page and in exports.

The eighteen types share eight hues by what they have in common; the hues are those of Okabe and
Ito (Color Universal Design, 2008), which people with a colour vision deficiency tell apart.
A type is always named beside its colour.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.config import DATA

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """How a type is shown."""

    label: str
    color: Rgb

    @property
    def css(self) -> str:
        """The colour as ``#rrggbb``."""
        return "#{:02x}{:02x}{:02x}".format(*self.color)


TYPES: Final[dict[str, Look]] = {
    "ASSAULT": Look("Attack", (213, 60, 20)),
    "COERCE": Look("Coercion", (168, 58, 40)),
    "THREATEN": Look("Threat", (226, 116, 84)),
    "MOBILIZE": Look("Military movement", (230, 159, 0)),
    "RETREAT": Look("Withdrawal", (150, 122, 20)),
    "PROTEST": Look("Protest", (204, 121, 167)),
    "ACCUSE": Look("Accusation", (150, 90, 150)),
    "REJECT": Look("Refusal", (122, 96, 160)),
    "SANCTION": Look("Sanction", (170, 80, 120)),
    "REQUEST": Look("Demand", (172, 140, 190)),
    "AGREE": Look("Agreement", (0, 114, 178)),
    "CONSULT": Look("Meeting", (60, 140, 200)),
    "SUPPORT": Look("Support", (86, 180, 233)),
    "COOPERATE": Look("Cooperation", (40, 100, 160)),
    "CONCEDE": Look("Concession", (110, 150, 190)),
    "AID": Look("Aid", (0, 158, 115)),
    "DISASTER": Look("Natural disaster", (112, 96, 84)),
    "ACCIDENT": Look("Accident", (130, 136, 142)),
}
UNKNOWN: Final = Look("Other", (128, 128, 128))


def look(event_type: str) -> Look:
    """The look of a type, a grey one for a type that is not known here."""
    return TYPES.get(event_type) or Look(event_type.capitalize() or "Other", UNKNOWN.color)


@cache
def mode_label(mode: str) -> str:
    """The plain words for a mode, from ``data/event_types``; made of its name when absent."""
    path = DATA / "event_types" / f"{mode}.toml"
    if not mode.replace("_", "").isalnum() or not path.is_file():
        return mode.replace("_", " ").capitalize()
    label = tomllib.loads(path.read_text(encoding="utf-8")).get("label")
    return str(label or mode)


STATUS: Final[dict[str, str]] = {
    "reported": "Reported",
    "confirmed": "Confirmed",
    "denied": "Denied",
    "disputed": "Disputed",
    "retracted": "Retracted",
}
