"""Asks one OpenAI-compatible service: bounded, with a deadline, a few retries and a breaker."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import httpx2
import openai
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.config import ExtractorSettings
from pipeline.extractors.llm.failure import Failure, failure_of
from pipeline.extractors.llm.prompt import Messages
from pipeline.extractors.llm.transport import CONNECT_S, open_http
from pipeline.geocoders.breaker import Breaker
from pipeline.geocoders.secrets import Redactor

BACK_OFF_S: Final = (1.0, 2.0)  # before the second and the third try, when no time is named
_MOST_TOKENS: Final = 10_000_000  # a count above this is no count
# What the client raises on a reply of another shape than it expects.
_SHAPE_ERRORS: Final = (
    httpx2.HTTPError, httpx2.InvalidURL, ValueError, LookupError, TypeError, AttributeError,
    ArithmeticError, RecursionError, OSError,
)  # fmt: skip
# A service may give the key back in its headers, and these write headers to the log.
_LOGGERS: Final = ("openai._base_client", "httpx2", "httpcore2.http11", "httpcore2.connection")
_MODELS_SHOWN: Final = 8  # names of models in a message


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote."""

    text: str


@dataclass(slots=True)
class Counts:
    """What was used, over all requests."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class _Dialect:
    """What this service understands; found out by asking."""

    schema: bool = True  # response_format json_schema; else json_object
    limit: str = "max_tokens"  # newer models call it max_completion_tokens
    temperature: bool = True  # some models take none


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class _Message(_Lenient):
    content: str | None = None
    refusal: str | None = None


class _Choice(_Lenient):
    message: _Message
    finish_reason: str | None = None


class _Usage(_Lenient):
    prompt_tokens: int = Field(default=0, ge=0, le=_MOST_TOKENS)
    completion_tokens: int = Field(default=0, ge=0, le=_MOST_TOKENS)


class _Completion(_Lenient):
    choices: list[_Choice] = Field(min_length=1)
    usage: Any = None  # not all servers count, and some count oddly


class _Model(_Lenient):
    id: str


class _Models(_Lenient):
    data: list[_Model]


@dataclass(slots=True)
class Endpoint:
    """One service. ``ask`` never raises for what the service does."""

    settings: ExtractorSettings
    schema: dict[str, Any]  # of the reply
    hidden: Redactor  # its secrets, for the reasons
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    counts: Counts = field(default_factory=Counts)
    _client: openai.OpenAI = field(init=False)
    _breaker: Breaker = field(init=False)
    _dialect: _Dialect = field(init=False, default_factory=_Dialect)

    def __post_init__(self) -> None:
        given, key = self.settings, self.settings.api_key
        self._client = openai.OpenAI(
            base_url=given.base_url,
            api_key=key.get_secret_value() if key else "none",  # the transport does not send it
            max_retries=0,  # they are counted here
            http_client=open_http(limit_s=given.timeout_s, keyed=key is not None),
        )
        self._breaker = Breaker(failures=given.failures, pause_s=given.pause_s, clock=self.clock)

    def ask(self, messages: Messages) -> Answer | Failure:
        """The model's text, no later than ``timeout_s`` after the call."""
        if self._breaker.is_open:
            reason = f"it is left alone for now, after: {self._breaker.why}"
            return Failure("left_alone", reason, later=True)
        began = self.clock()
        answer = self._tried(messages, began + self.settings.timeout_s)
        self.counts.seconds += self.clock() - began
        self._note(answer)
        return answer

    def models(self) -> list[str] | Failure:
        """The models that the service offers."""
        answer = self._in_time(self._listed, self.clock() + min(self.settings.timeout_s, CONNECT_S))
        if isinstance(answer, Failure):
            return answer
        try:
            return [one.id for one in _Models.model_validate_json(answer).data]
        except ValidationError:
            return Failure("bad_reply", "its list of models cannot be read")

    # --- asking

    def _tried(self, messages: Messages, until: float) -> Answer | Failure:
        answer = self._once(messages, until)
        for back_off in BACK_OFF_S[: self.settings.retries]:
            if not (isinstance(answer, Failure) and answer.again):
                break
            pause = max(answer.retry_after_s or 0.0, back_off)
            if self.clock() + pause >= until:
                break
            self.sleep(pause)
            answer = self._once(messages, until)
        return answer

    def _once(self, messages: Messages, until: float) -> Answer | Failure:
        answer = self._in_time(lambda left: self._sent(messages, left), until)
        while isinstance(answer, Failure) and self._adapts(answer):
            answer = self._in_time(lambda left: self._sent(messages, left), until)
        if isinstance(answer, Failure):
            return self._with_models(answer)
        return self._read(answer)

    def _in_time(self, ask: Callable[[float], bytes], until: float) -> bytes | Failure:
        """What ``ask`` gives before the moment ``until``.

        A socket's time-out counts from byte to byte; a thread left behind ends by itself.
        """
        left = until - self.clock()
        came: queue.SimpleQueue[bytes | Failure] = queue.SimpleQueue()
        worker = threading.Thread(
            target=lambda: came.put(self._caught(ask, left)), daemon=True, name="extractor-llm"
        )
        worker.start()
        try:
            return came.get(timeout=max(left, 0.0))
        except queue.Empty:
            limit = self.settings.timeout_s
            return Failure("slow", f"no reply within {limit:g} s", again=True, later=True)

    def _caught(self, ask: Callable[[float], bytes], left: float) -> bytes | Failure:
        try:
            return ask(left)
        except openai.OpenAIError as error:
            return failure_of(error, self.hidden)
        except _SHAPE_ERRORS as error:
            reason = f"the reply cannot be read: {self.hidden.clean(repr(error))}"
            return Failure("bad_reply", reason, later=True)

    def _sent(self, messages: Messages, left: float) -> bytes:
        given, dialect = self.settings, self._dialect
        self.counts.requests += 1
        options: dict[str, Any] = {dialect.limit: given.max_tokens}
        if dialect.temperature:
            options["temperature"] = given.temperature
        create: Any = self._client.chat.completions.with_raw_response.create
        raw = create(
            model=given.model,
            messages=messages,
            response_format=self._format(),
            timeout=httpx2.Timeout(max(left, 0.1), connect=min(CONNECT_S, max(left, 0.1))),
            **options,
        )
        return bytes(raw.content)

    def _listed(self, left: float) -> bytes:
        return bytes(self._client.models.with_raw_response.list(timeout=max(left, 0.1)).content)

    def _format(self) -> dict[str, Any]:
        if not self._dialect.schema:
            return {"type": "json_object"}
        named = {"name": "events", "strict": True, "schema": self.schema}
        return {"type": "json_schema", "json_schema": named}

    def _adapts(self, failure: Failure) -> bool:
        """Whether the service may understand the same question in another form."""
        dialect, said = self._dialect, failure.reason
        if failure.cause != "bad_request":
            return False
        if dialect.limit == "max_tokens" and "max_completion_tokens" in said:
            dialect.limit = "max_completion_tokens"
        elif dialect.temperature and "temperature" in said:
            dialect.temperature = False
        elif dialect.schema and any(word in said for word in ("response_format", "schema")):
            dialect.schema = False
        else:
            return False
        return True

    def _with_models(self, failure: Failure) -> Failure:
        if failure.cause != "no_model":
            return failure
        offered = self.models()
        if isinstance(offered, Failure) or not offered:
            return failure
        shown = self.hidden.clean(", ".join(offered[:_MODELS_SHOWN]))
        reason = f"it knows no model {self.settings.model!r}; it offers {shown}"
        return Failure("no_model", reason, later=True, hopeless=True)

    # --- reading

    def _read(self, body: bytes) -> Answer | Failure:
        try:
            completion = _Completion.model_validate_json(body)
        except ValidationError:
            began = self.hidden.clean(body[:60].decode("utf-8", "replace"))
            reason = f"its reply is no chat completion; it begins {began!r}"
            return Failure("bad_reply", reason, later=True)
        self._count(completion.usage)
        choice = completion.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            said = self.hidden.clean(choice.message.refusal or "its filter stopped it")
            return Failure("refusal", f"the model refuses: {said}", answered=True)
        if choice.finish_reason == "length":
            reason = "the reply was cut off at max_tokens of [extractor]"
            return Failure("truncated", reason, answered=True)
        if not choice.message.content:
            return Failure("no_text", "the model wrote nothing", answered=True)
        return Answer(choice.message.content)

    def _count(self, usage: Any) -> None:
        try:
            told = _Usage.model_validate(usage)
        except ValidationError:
            return  # not counted is better than counted wrong
        self.counts.tokens_in += told.prompt_tokens
        self.counts.tokens_out += told.completion_tokens

    def _note(self, answer: Answer | Failure) -> None:
        if isinstance(answer, Answer) or answer.answered:
            self._breaker.worked()
        else:
            self._breaker.failed(
                answer.reason, retry_after_s=answer.retry_after_s, at_once=answer.hopeless
            )


def open_endpoint(settings: ExtractorSettings, schema: dict[str, Any]) -> Endpoint:
    """The service of the settings; its key is kept out of messages and logs from now on."""
    key = settings.api_key
    hidden = Redactor([key.get_secret_value()] if key else [])
    for name in _LOGGERS if key else ():
        logging.getLogger(name).addFilter(hidden)
    return Endpoint(settings, schema, hidden)
