"""Events by a model behind an OpenAI-compatible address; what it says must stand in the text.

``endpoint`` asks, ``prompt`` and ``schema`` say what, ``addressed`` holds back what speaks to the
model, ``grounding`` finds quotes, ``fields`` gives them their meaning by our tables, ``telling``
makes the row, ``extractor`` puts it together and falls back to the rules.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from pipeline.config import ExtractorSettings
from pipeline.errors import ConfigError, SourceUnavailable
from pipeline.extractors.interface import Extractor, Tools

_SHOWN = 8  # names of models in a message
_MISSING = (
    "the extractor llm needs the package openai; install it with: pip install openai==3.57.0, or "
    "use --extractor rules"
)


def open_extractor(tools: Tools) -> Extractor:
    """The extractor by a model. Raises ConfigError when a setting or the package is missing."""
    _check(tools.settings)
    try:
        from pipeline.extractors.llm.extractor import open_llm
    except ImportError as error:
        raise ConfigError(_MISSING) from error
    return open_llm(tools)


def reach(settings: ExtractorSettings) -> str:
    """Whether the service answers and offers the model, in words.

    Raises ConfigError when a setting, the package or the model is missing, and SourceUnavailable
    when the service does not answer.
    """
    _check(settings)
    try:
        from pipeline.extractors.llm.endpoint import open_endpoint
    except ImportError as error:
        raise ConfigError(_MISSING) from error
    offered = open_endpoint(settings, {}).models()
    if not isinstance(offered, list):
        raise SourceUnavailable(f"llm at {settings.base_url}: {offered.reason}")
    if settings.model not in offered:
        raise ConfigError(
            f"llm at {settings.base_url} does not list the model {settings.model!r}; "
            f"it lists {', '.join(offered[:_SHOWN]) or 'none'}"
        )
    return f"llm, {settings.model} at {settings.base_url}"


def _check(settings: ExtractorSettings) -> None:
    for name in ("base_url", "model"):
        if not getattr(settings, name):
            raise ConfigError(
                f"the extractor llm needs the setting {name}, in [extractor] of data/settings.toml "
                f"or as DATELINE_EXTRACTOR__{name.upper()}; docs/extractors.md has an example"
            )
    try:
        address = urlsplit(settings.base_url)
        sound = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        sound = False
    if not sound or address.username or address.password or address.query or address.fragment:
        raise ConfigError(
            "setting extractor.base_url: an http or https address is needed, without a name, a "
            "password or a query, such as http://localhost:11434/v1"
        )
