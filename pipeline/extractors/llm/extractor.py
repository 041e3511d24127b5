"""The extractor by a model: asks, checks every word of the reply, and falls back to the rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import ValidationError

from pipeline.extractors.interface import Extracted, Extractor, Tools, Usage
from pipeline.extractors.llm.addressed import Passage, addressed
from pipeline.extractors.llm.endpoint import Answer, Endpoint, open_endpoint
from pipeline.extractors.llm.failure import Failure
from pipeline.extractors.llm.fields import Fields
from pipeline.extractors.llm.grounding import Text
from pipeline.extractors.llm.notes import Notes
from pipeline.extractors.llm.prompt import messages
from pipeline.extractors.llm.schema import MAX_EVENTS, Reply, json_schema
from pipeline.extractors.llm.scope import Page
from pipeline.extractors.llm.telling import make_event
from pipeline.extractors.rules import open_extractor as open_rules
from pipeline.model import Article, Document, Event, Facts, Issue, Reading

VERSION: Final = "llm/1"  # raise it when the same reply gives other rows
_MILLION: Final = 1_000_000
_FENCE: Final = re.compile(r"\s*```\w*\n(.*)\n```\s*", re.DOTALL)


@dataclass(slots=True)
class Llm:
    """One model at one address."""

    tools: Tools
    endpoint: Endpoint
    rules: Extractor  # read what the model does not
    _told: set[str] = field(default_factory=set)  # causes of failure that an issue has named
    _articles: int = 0
    _read_by_rules: int = 0
    _dropped_events: int = 0
    _dropped_fields: int = 0

    @property
    def made_by(self) -> str:
        """Version and model."""
        return f"{VERSION} {self.tools.settings.model}"

    def __call__(self, reading: Reading, facts: Facts) -> Extracted:
        """The events that the model tells and the text bears out; by the rules when it fails."""
        self._articles += 1
        article = reading.document.article
        page = _page(reading.document, self.tools)
        warnings = [_held_back(passage, article) for passage in _first_of_each(page.held)]
        asked, cut = messages(
            reading.document,
            [passage.span for passage in page.held],
            self.tools.lexicon.event_types,
            max_chars=self.tools.settings.max_chars,
        )
        if cut:
            warnings.append(_cut_off(article, self.tools.settings.max_chars))
        if page.is_all_held:
            return Extracted((), tuple(warnings))  # nothing is left to read
        answer = self.endpoint.ask(asked)
        told = _events_of(answer.text) if isinstance(answer, Answer) else answer
        if isinstance(told, Failure):
            return self._by_rules(told, page, reading, facts, warnings)
        return self._checked(told, page, reading, facts, warnings)

    def usage(self) -> Usage | None:
        """What was used since it was opened."""
        counts, settings = self.endpoint.counts, self.tools.settings
        cost = None
        if settings.price_in is not None or settings.price_out is not None:
            cost = counts.tokens_in * (settings.price_in or 0.0) / _MILLION
            cost += counts.tokens_out * (settings.price_out or 0.0) / _MILLION
        return Usage(
            extractor=self.made_by,
            articles=self._articles,
            requests=counts.requests,
            tokens_in=counts.tokens_in,
            tokens_out=counts.tokens_out,
            cost=cost,
            seconds=counts.seconds,
            read_by_rules=self._read_by_rules,
            dropped_events=self._dropped_events,
            dropped_fields=self._dropped_fields,
        )

    def _checked(
        self,
        told: Sequence[object],
        page: Page,
        reading: Reading,
        facts: Facts,
        warnings: list[Issue],
    ) -> Extracted:
        notes = Notes(reading.document.article, self.made_by, self.endpoint.hidden)
        fields = Fields(reading, facts, self.tools, notes)
        made = [make_event(one, page, fields) for one in told[:MAX_EVENTS]]
        for one in told[MAX_EVENTS:]:
            notes.drop_event(str(one), f"an article has no more than {MAX_EVENTS} events")
        self._dropped_events += notes.events
        self._dropped_fields += notes.fields
        return Extracted(_distinct(made), (*warnings, *notes.issues))

    def _by_rules(
        self, failure: Failure, page: Page, reading: Reading, facts: Facts, warnings: list[Issue]
    ) -> Extracted:
        """What the rules find outside the passages held back, marked as standing in."""
        self._read_by_rules += 1
        found = self.rules(reading, facts)
        free = [e for e in found.events if not any(map(page.is_held, e.sources[0].evidence))]
        self._dropped_events += len(found.events) - len(free)
        events = tuple(replace(e, made_by=f"{e.made_by} for {self.made_by}") for e in free)
        issues = [*warnings, *found.issues]
        if failure.cause not in self._told:
            self._told.add(failure.cause)
            issues.append(_failed(failure, self.made_by, reading.document.article))
        return Extracted(events, tuple(issues), complete=not failure.later)


def open_llm(tools: Tools) -> Llm:
    """The extractor of the settings; nobody is asked yet."""
    endpoint = open_endpoint(tools.settings, json_schema(tools.lexicon.event_types))
    return Llm(tools, endpoint, open_rules(tools))


def _page(document: Document, tools: Tools) -> Page:
    return Page(document, Text(document.article.text), addressed(document, tools.lexicon))


def _events_of(text: str) -> list[object] | Failure:
    """The list of events in the model's text, each still to be checked."""
    fenced = _FENCE.fullmatch(text)
    try:
        return Reply.model_validate_json(fenced.group(1) if fenced else text).events
    except ValidationError as error:
        said = error.errors()[0]["msg"]
        reason = f"the model's text is not the JSON that was asked for: {said}"
        return Failure("not_json", reason, answered=True)


def _distinct(made: Sequence[Event | None]) -> tuple[Event, ...]:
    """Each once: a model may repeat itself."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in made:
        if event is not None:
            kept.setdefault((event.id, event.mode, event.sources), event)
    return tuple(kept.values())


def _first_of_each(held: Sequence[Passage]) -> list[Passage]:
    """One passage for each wording."""
    return list({passage.words: passage for passage in reversed(held)}.values())[::-1]


# --- issues


def _where(article: Article) -> str:
    return article.title or article.source or article.id


def _held_back(passage: Passage, article: Article) -> Issue:
    message = (
        f"{_where(article)}: “{passage.words[:60]}” speaks to a machine; its paragraph and the "
        "next one were not sent to the model, and no event rests on them"
    )
    return Issue("llm_addressed", message, article.source, article.id, "warning")


def _cut_off(article: Article, max_chars: int) -> Issue:
    message = (
        f"{_where(article)}: only the first {max_chars} characters were sent to the model; raise "
        "max_chars of [extractor] when it can take more"
    )
    return Issue("llm_cut", message, article.source, article.id, "info")


def _failed(failure: Failure, made_by: str, article: Article) -> Issue:
    again = "are read again by the next run" if failure.later else "are not asked for again"
    message = (
        f"{made_by} cannot be used: {failure.reason}. It was asked about {_where(article)} first; "
        f"articles with this failure are read by the rules and {again}"
    )
    return Issue(f"llm_{failure.cause}", message, article.source, article.id, "warning")
