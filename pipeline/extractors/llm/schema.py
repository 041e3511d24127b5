"""The reply that is asked for. Every text in it must be a quote from the article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.model import ActorRole, ClaimKind, Modality, PlaceRoleName, Polarity

MAX_EVENTS: Final = 60  # of one article; a model that tells more goes round in circles
_LIST: Final = 20  # quotes of one kind in an event
# What JSON Schema can say but servers do not all understand; it is held here instead.
_LEFT_OUT: Final = frozenset({"default", "title", "maxLength", "maxItems", "minItems"})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class ToldPlace(_Part):
    """A place in its role."""

    name: str = Field(max_length=200)
    role: PlaceRoleName = "location"
    reached: bool = False  # a destination that was arrived at


class ToldActor(_Part):
    """Who took part."""

    name: str = Field(max_length=200)
    role: ActorRole = "actor"


class ToldClaim(_Part):
    """What somebody says about its truth."""

    quote: str = Field(max_length=2000)
    speaker: str = Field(default="", max_length=200)
    kind: ClaimKind = "reported"


class Told(_Part):
    """One event as the model tells it."""

    evidence: list[str] = Field(min_length=1, max_length=_LIST)  # quotes that tell it
    mode: str = Field(max_length=60)  # a file of data/event_types
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    places: list[ToldPlace] = Field(default_factory=list, max_length=_LIST)
    date_words: str = Field(default="", max_length=200)
    actors: list[ToldActor] = Field(default_factory=list, max_length=_LIST)
    aircraft: list[str] = Field(default_factory=list, max_length=_LIST)
    callsigns: list[str] = Field(default_factory=list, max_length=_LIST)
    claims: list[ToldClaim] = Field(default_factory=list, max_length=_LIST)


class Reply(BaseModel):
    """The whole reply; its events are read one by one, so that one bad one spoils no other."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    events: list[Any]


class _Schema(BaseModel):
    model_config = ConfigDict(extra="forbid")

    events: list[Told]


def read_event(given: Any) -> Told | str:
    """The event, or what is wrong with its form."""
    try:
        return Told.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return f"{where}: {first['msg']}" if where else str(first["msg"])


def json_schema(modes: Iterable[str]) -> dict[str, Any]:
    """The JSON schema of the reply, every key required, in the common part of all servers."""
    schema: dict[str, Any] = _plain(_Schema.model_json_schema(mode="serialization"))
    schema["$defs"]["Told"]["properties"]["mode"]["enum"] = sorted(modes)
    return schema


def _plain(value: Any, *, named: bool = False) -> Any:
    """Without what not all servers understand; ``named``: the keys are names of fields."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {
        key: _plain(inner, named=key in {"properties", "$defs"} and not named)
        for key, inner in value.items()
        if named or (key not in _LEFT_OUT and key != "description")
    }
    if "properties" in kept and not named:
        kept["required"] = list(kept["properties"])
    return kept
