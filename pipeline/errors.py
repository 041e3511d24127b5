"""Everything that can go wrong, in one tree.

    DatelineError
    ├── ConfigError          the installation or the settings are wrong; nothing can run
    ├── BadInput             a person gave something that they can mend (file, option, date)
    ├── ItemFailed           this one item is skipped and listed; the run goes on
    ├── SourceUnavailable    a service is down or refuses; stop asking it for a while
    └── StoreError           the store cannot be opened, read or written
        └── StoreBusy        another writer holds it; try again

A message says what was seen, where it was seen, and what to do about it.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Root of the tree. ``str(error)`` is a sentence meant for a person."""


class ConfigError(DatelineError):
    """The installation or a settings file is wrong; the message names the command that mends it."""


class BadInput(DatelineError):
    """A person gave something that cannot be used, and can mend it."""


class ItemFailed(DatelineError):
    """One item cannot be read. The item becomes an Issue; the run goes on.

    ``code`` is a short stable word for programs (``empty``, ``binary``, ``no_date`` …).
    """

    def __init__(self, message: str, *, code: str = "failed") -> None:
        super().__init__(message)
        self.code = code


class SourceUnavailable(DatelineError):
    """A service does not answer or refuses. ``retry_after_s`` is seconds, None if not said."""

    def __init__(self, message: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class StoreError(DatelineError):
    """The store file cannot be used; the message names the file and what mends it."""


class StoreBusy(StoreError):
    """Another process is writing and did not finish in time."""
