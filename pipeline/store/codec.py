"""Values to JSON and back, exactly: ``decode(type(x), encode(x)) == x`` for every noun.

The type hints of the dataclasses are the format. Fields at their default are left out, so a field
that is added later with a default needs no migration.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from pipeline.errors import StoreError

T = TypeVar("T")
_Convert = Callable[[Any], Any]
_PLAIN = (str, int, float, bool)


def encode(value: Any) -> str:
    """JSON text of a dataclass. Raises ValueError for NaN and infinities."""
    kind: Any = type(value)
    return json.dumps(_packer(kind)(value), allow_nan=False, separators=(",", ":"), sort_keys=True)


def encode_all(kind: Any, values: tuple[Any, ...]) -> str:
    """JSON text of a tuple of one kind of dataclass."""
    pack = _packer(kind)
    return json.dumps([pack(value) for value in values], allow_nan=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The dataclass again. Raises StoreError when the text was written by another version."""
    unpack = _unpacker(_hashable(kind))
    value: T = _guarded(unpack, text)
    return value


def decode_all(kind: type[T], text: str) -> tuple[T, ...]:
    """The tuple of dataclasses again. Raises StoreError like ``decode``."""
    unpack = _unpacker(_hashable(kind))
    return _guarded(lambda items: tuple(unpack(item) for item in items), text)


def _hashable(kind: Any) -> Any:
    """A class as a key of a cache, which the type checker does not take ``type[T]`` for."""
    return kind


def _guarded(unpack: Callable[[Any], T], text: str) -> T:
    try:
        return unpack(json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(
            f"a row of the store cannot be read ({error}); it was damaged or written by another "
            "version: run `python -m pipeline store status`"
        ) from error


@cache
def _packer(kind: Any) -> _Convert:
    if is_dataclass(kind) and isinstance(kind, type):
        return _pack_fields(kind)
    if kind in (date, datetime):
        return date.isoformat if kind is date else datetime.isoformat
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(_packer(_inner(arguments)))
    if origin is tuple:
        return _listed(_packer(arguments[0]))
    if origin is not None and _is_subclass(origin, Mapping):
        return dict
    return _plain(kind)


@cache
def _unpacker(kind: Any) -> _Convert:
    if is_dataclass(kind) and isinstance(kind, type):
        return _unpack_fields(kind)
    if kind in (date, datetime):
        return date.fromisoformat if kind is date else datetime.fromisoformat
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(_unpacker(_inner(arguments)))
    if origin is tuple:
        unpack = _unpacker(arguments[0])
        return lambda items: tuple([unpack(item) for item in items])
    if origin is not None and _is_subclass(origin, Mapping):
        return dict
    return _plain(kind)


def _is_subclass(kind: Any, parent: type) -> bool:
    """``issubclass`` that is False for what is no class, such as Literal."""
    return isinstance(kind, type) and issubclass(kind, parent)


def _plain(kind: Any) -> _Convert:
    if kind not in _PLAIN and typing.get_origin(kind) is not typing.Literal:
        raise TypeError(f"the store knows no way to write a {kind}")
    return _same


def _same(value: Any) -> Any:
    return value


def _inner(arguments: tuple[Any, ...]) -> Any:
    """X of ``X | None``."""
    inner = [argument for argument in arguments if argument is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"the store writes X or X | None, not a union of {arguments}")
    return inner[0]


def _optional(convert: _Convert) -> _Convert:
    return lambda value: None if value is None else convert(value)


def _listed(pack: _Convert) -> _Convert:
    return lambda items: [pack(item) for item in items]


def _pack_fields(kind: type[Any]) -> _Convert:
    hints = typing.get_type_hints(kind)
    plan = [(item.name, _packer(hints[item.name]), _default(item)) for item in fields(kind)]

    def pack(value: Any) -> dict[str, Any]:
        packed = {}
        for name, convert, default in plan:
            held = getattr(value, name)
            if held is not default and held != default:
                packed[name] = convert(held)
        return packed

    return pack


def _unpack_fields(kind: type[Any]) -> _Convert:
    hints = typing.get_type_hints(kind)
    plan = {item.name: _unpacker(hints[item.name]) for item in fields(kind)}

    def unpack(packed: dict[str, Any]) -> Any:
        return kind(**{name: plan[name](held) for name, held in packed.items()})

    return unpack


def _default(item: Field[Any]) -> Any:
    """The default of a field; MISSING, which equals nothing, when it has none."""
    return item.default_factory() if item.default_factory is not MISSING else item.default
