"""Articles and replies that several tests use."""

from __future__ import annotations

from typing import Any

STRIKE = (
    "KYIV, Ukraine - A Russian missile hit an apartment block in Kharkiv on Thursday, killing "
    "four people, the governor said. Rescue teams were at work all night.\n\n"
    "In Odesa, hundreds of residents slept in the metro. The weather was mild.\n\n"
    "Russia's defense ministry denied that it had hit the apartment block."
)
HIT = "A Russian missile hit an apartment block in Kharkiv on Thursday, killing four people"
DENIED = "Russia's defense ministry denied that it had hit the apartment block"
BOMBERS = (
    "Two B-52 bombers of the U.S. Air Force, callsigns BART21 and BART22, flew from Minot Air "
    "Force Base towards Caracas on Wednesday. They turned back off the coast of Venezuela."
)


def told(evidence: str | list[str], mode: str, **more: Any) -> dict[str, Any]:
    """An event as a model tells it, every key of the schema given."""
    given = {
        "evidence": [evidence] if isinstance(evidence, str) else evidence,
        "mode": mode,
        "modality": "asserted",
        "polarity": "positive",
        "places": [],
        "date_words": "",
        "actors": [],
        "aircraft": [],
        "callsigns": [],
        "claims": [],
    }
    return {**given, **more}


def at(name: str, role: str = "location", *, reached: bool = False) -> dict[str, Any]:
    """A place in its role."""
    return {"name": name, "role": role, "reached": reached}


def who(name: str, role: str = "actor") -> dict[str, Any]:
    """An actor in its role."""
    return {"name": name, "role": role}


def missile(**more: Any) -> dict[str, Any]:
    """The strike of ``STRIKE``."""
    given = {"places": [at("Kharkiv")], "date_words": "on Thursday", "actors": [who("Russian")]}
    return told(HIT, "missile_strike", **{**given, **more})
