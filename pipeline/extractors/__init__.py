"""Facts to events, by rules or by a model. An extractor is a module of this folder, found by name.

Such a module has a function ``open_extractor(tools) -> Extractor``. Models point at words of the
text; what the words mean is decided by the same tables and steps whoever points at them.
"""

from __future__ import annotations

import importlib
import pkgutil

from pipeline.errors import ConfigError
from pipeline.extractors.interface import Extracted, Extractor, Tools, Usage

__all__ = ["Extracted", "Extractor", "Tools", "Usage", "extractors", "open_extractor"]

_NO_EXTRACTORS = frozenset({"interface"})


def extractors() -> tuple[str, ...]:
    """Names of the extractors, sorted."""
    found = {module.name for module in pkgutil.iter_modules(__path__)}
    return tuple(sorted(found - _NO_EXTRACTORS))


def open_extractor(tools: Tools) -> Extractor:
    """The extractor that the settings name.

    Raises ConfigError when there is none of this name, or when it lacks a setting or a package.
    """
    name = tools.settings.name
    if name not in extractors():
        raise ConfigError(
            f"{name!r} is no extractor; there are {', '.join(extractors())}. "
            "It is the option --extractor or the setting name of [extractor]"
        )
    module = importlib.import_module(f"{__name__}.{name}")
    opened: Extractor = module.open_extractor(tools)
    return opened
