"""Settings: ``data/settings.toml``, overridden by ``DATELINE_*`` variables, then by options.

The only module that looks at the environment.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.errors import ConfigError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
BUILD = DATA / "build"
DEFAULT_USER_AGENT = "dateline (https://example.org)"


class GeocoderSettings(BaseModel):
    """One online service asked after the gazetteer; none is by default."""

    # What was given may be a key: it is not repeated in messages.
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: str  # geopy's name of the service: nominatim, photon, pelias, geonames …
    # Arguments of geopy's class. Passwords may stand here, so they are never printed.
    options: dict[str, Any] = Field(default_factory=dict, repr=False)
    api_key: SecretStr | None = None  # sent only to the service
    # Between two questions; Nominatim's usage policy asks for 1 s.
    min_delay_s: float = Field(default=1.0, ge=0.0, le=60.0)
    timeout_s: float = Field(default=5.0, gt=0.0, le=60.0)
    user_agent: str = DEFAULT_USER_AGENT  # who asks and how to reach them
    keep_days: float = Field(default=90, ge=0)  # how long a place that was found is kept
    keep_missing_days: float = Field(default=14, ge=0)  # and that a name was not known


class ExtractorSettings(BaseModel):
    """Who makes events of an article: the rules, or a model behind an address of your own."""

    # What was given may be a key: it is not repeated in messages.
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: str = "rules"  # a module of pipeline/extractors: rules, llm
    base_url: str = ""  # of an OpenAI-compatible service, with its /v1; no other address is asked
    model: str = ""  # as the service calls it
    api_key: SecretStr | None = None  # sent only to base_url; None: the service wants none
    timeout_s: float = Field(default=120.0, gt=0.0, le=3600.0)  # for an article, retries included
    max_tokens: int = Field(default=4000, ge=100, le=200_000)  # of one reply
    max_chars: int = Field(default=24_000, ge=500, le=400_000)  # of an article that are sent
    retries: int = Field(default=2, ge=0, le=2)  # after a failure that may pass
    temperature: float = Field(default=0.0, ge=0.0, le=2.0)  # 0: the likeliest words
    price_in: float | None = Field(default=None, ge=0.0)  # of a million tokens sent
    price_out: float | None = Field(default=None, ge=0.0)  # of a million tokens received
    failures: int = Field(default=3, ge=1, le=100)  # in a row, then it is left alone
    pause_s: float = Field(default=300.0, ge=0.0, le=86_400.0)  # for so long
    # Whether a sentence must hold a word of data/lang for the kind of event a model sees in it.
    need_words: bool = True


class RecogniserSettings(BaseModel, extra="forbid"):
    """Who else looks for names of places beside the scan of the gazetteer."""

    name: str = ""  # spacy; empty: nobody
    model: str = ""  # an installed pipeline of spaCy, en_core_web_sm, or its folder


class ImportSettings(BaseModel, extra="forbid"):
    """What becomes of rows of outside exports; see docs/import.md."""

    merge: bool = False  # whether they are merged with articles and with each other


class ReadSettings(BaseModel, extra="forbid"):
    """Bounds on what is read."""

    max_bytes: int = 20_000_000  # a file larger than this is refused
    max_chars: int = 400_000  # a text longer than this is refused: no news article is
    parse_seconds: float = 10.0  # deadline of one HTML page in its worker
    parse_memory_mb: int = 512  # address space of that worker


class FetchSettings(BaseModel, extra="forbid"):
    """Bounds on the web pages that a person asks for."""

    enabled: bool = True  # False: no address is ever asked
    allow_private: bool = False  # whether hosts of this machine and its networks may be asked
    max_bytes: int = Field(default=5_000_000, gt=0)  # of a page, unpacked
    timeout_s: float = Field(default=20.0, gt=0.0, le=300.0)  # for a page, redirects included
    redirects: int = Field(default=5, ge=0, le=10)  # that are followed
    user_agent: str = DEFAULT_USER_AGENT  # who asks


class Settings(BaseSettings):
    """Everything that can be set. Each field's variable is ``DATELINE_`` and its name."""

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_",
        env_nested_delimiter="__",
        toml_file=DATA / "settings.toml",
        extra="forbid",
        hide_input_in_errors=True,
    )

    store: Path = DATA / "build" / "dateline.db"
    articles: Path = DATA / "articles"
    added: Path | None = None  # where the page keeps articles; None: see ``added_folder``
    languages: list[str] = Field(default_factory=list)  # empty: every file of data/lang
    geocoders: list[GeocoderSettings] = Field(default_factory=list)
    extractor: ExtractorSettings = ExtractorSettings()
    recogniser: RecogniserSettings = RecogniserSettings()
    read: ReadSettings = ReadSettings()
    imports: ImportSettings = ImportSettings()
    fetch: FetchSettings = FetchSettings()

    @property
    def added_folder(self) -> Path:
        """Where articles from the page are kept: ``data/added`` for the store in data/build,
        ``NAME.added`` beside any other store NAME.db.
        """
        if self.added is not None:
            return self.added
        usual = self.store == type(self).model_fields["store"].default
        return DATA / "added" if usual else self.store.with_suffix(".added")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options first, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load(**options: Any) -> Settings:
    """The settings. Raises ConfigError in words when a value cannot be used."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(
            f"setting {where}: {first['msg']}; see data/settings.toml and the DATELINE_ variables"
        ) from error
