"""What a model told and the text does not bear out: counted, and listed up to a bound."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from pipeline.geocoders.secrets import Redactor
from pipeline.model import Article, Issue

MAX_ISSUES: Final = 40  # of one article; the others are only counted
_SHOWN: Final = 80  # characters of a quote in a message


@dataclass(slots=True)
class Notes:
    """The issues of one article while it is being read."""

    article: Article
    made_by: str
    hidden: Redactor
    events: int = 0  # dropped
    fields: int = 0  # dropped
    issues: list[Issue] = field(default_factory=list)

    def drop_event(self, what: str, why: str) -> None:
        """An event is not kept."""
        self.events += 1
        self._add("llm_event", f"the event {self._quoted(what)} is not kept: {self._clean(why)}")

    def drop_field(self, kind: str, what: str, why: str) -> None:
        """A field of an event is not kept."""
        self.fields += 1
        self._add("llm_field", f"the {kind} {self._quoted(what)} is not kept: {self._clean(why)}")

    def _quoted(self, what: str) -> str:
        return f"“{self._clean(what)[:_SHOWN]}”"

    def _clean(self, text: str) -> str:
        """One line without secrets; reasons repeat words of the reply too."""
        return self.hidden.clean(text)

    def _add(self, code: str, said: str) -> None:
        if len(self.issues) < MAX_ISSUES:
            self.issues.append(self._issue(code, said))
        elif len(self.issues) == MAX_ISSUES:
            self.issues.append(self._issue(code, "more than this is left out and only counted"))

    def _issue(self, code: str, said: str) -> Issue:
        article = self.article
        where = article.title or article.source or article.id
        message = f"{where}: {self.made_by}: {said}"
        return Issue(code, message, article.source, article.id, "info")
