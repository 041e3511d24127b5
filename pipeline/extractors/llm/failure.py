"""What went wrong at the service, and what follows from it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

import httpx2
import openai

from pipeline.extractors.llm.transport import ReplyTooLong
from pipeline.geocoders.adapter import pause_of
from pipeline.geocoders.secrets import Redactor

_BUSY: Final = frozenset({408, 409, 425, 429})
_KEY: Final = frozenset({401, 402, 403})


@dataclass(frozen=True, slots=True)
class Failure:
    """No reply that can be used."""

    cause: str  # short stable word; a run tells each once
    reason: str  # in words, without secrets
    again: bool = False  # asking once more after a pause may help
    later: bool = False  # the next run may fare better: the article is read again then
    hopeless: bool = False  # asking for the next article is useless too
    answered: bool = False  # the service did its part; only this reply cannot be used
    retry_after_s: float | None = None  # when the service said it


def failure_of(error: openai.OpenAIError, hidden: Redactor) -> Failure:
    """The failure that an error of the client stands for."""
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, hidden)
    cause = error.__cause__
    if isinstance(cause, ReplyTooLong):
        return Failure("too_long", f"its reply cannot be read: {cause}", answered=True)
    if isinstance(error, openai.APITimeoutError):
        return Failure("slow", "it did not answer in time", again=True, later=True)
    said = hidden.clean(str(cause or error))
    if isinstance(cause, httpx2.ConnectError | httpx2.UnsupportedProtocol):
        reason = f"no connection: {said}"
        return Failure("unreachable", reason, later=True, hopeless=True)
    return Failure("broken_off", f"the reply broke off: {said}", again=True, later=True)


def _of_status(error: openai.APIStatusError, hidden: Redactor) -> Failure:
    status = error.status_code
    said = f"it answers {status}: {hidden.clean(error.message)}"
    if status in _BUSY or status >= 500:
        pause = pause_of(error.response.headers.get("retry-after"), now=time.time())
        cause = "busy" if status in _BUSY else "server_error"
        return Failure(cause, said, again=True, later=True, retry_after_s=pause)
    if status in _KEY:
        advice = "; check api_key of [extractor] or DATELINE_EXTRACTOR__API_KEY"
        return Failure("refused", said + advice, later=True, hopeless=True)
    if status == 404:
        return Failure("no_model", said, later=True, hopeless=True)
    if 300 <= status < 400:
        reason = f"it answers {status} and sends us elsewhere, where nobody is asked"
        return Failure("redirect", reason, later=True, hopeless=True)
    return Failure("bad_request", said, answered=True)
