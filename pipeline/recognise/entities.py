"""Names of places that the scan passed over, from a model for named entities; off by default.

The model only points. What it points at is taken as the name of a place when the gazetteer holds
that name and the scan had not judged it already; otherwise it is kept as refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.config import RecogniserSettings
from pipeline.errors import ConfigError
from pipeline.model import Document, Mention, Names, Span

LABELS = frozenset({"GPE", "LOC", "FAC"})  # of OntoNotes: states and towns, landscape, buildings
_MANY_LANGUAGES = "xx"  # spaCy's code of a pipeline for several


@dataclass(frozen=True, slots=True)
class Named:
    """What a model takes for the name of a place."""

    span: Span  # in the article's text
    label: str  # as the model calls it: GPE, LOC, FAC


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A model for named entities."""

    name: str  # as in the settings, for the reasons
    lang: str  # ISO 639-1 of its texts; ``xx``: several
    find: Callable[[str], Sequence[Named]]


def open_recogniser(settings: RecogniserSettings) -> Recogniser | None:
    """The recogniser that the settings name, None when they name none.

    Raises ConfigError when it is not known, or when its package or its model is missing.
    """
    if not settings.name:
        return None
    if settings.name != "spacy":
        raise ConfigError(
            f"{settings.name!r} is no recogniser; there is spacy. "
            "It is the setting name of [recogniser]"
        )
    return of_pipeline(_load(settings.model), settings.model)


def _load(model: str) -> Any:
    if not model:
        raise ConfigError(
            "the recogniser spacy needs a model: en_core_web_sm, say, in [recogniser]"
        )
    try:
        import spacy  # costs seconds: only if used
    except ImportError as error:
        raise ConfigError(
            "the recogniser spacy needs the package spacy; install it with: pip install spacy, or "
            "take [recogniser] out of data/settings.toml"
        ) from error
    try:
        return spacy.load(model)
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"spaCy cannot open the model {model!r}; install it with: python -m spacy download "
            f"{model}, or correct the setting model of [recogniser]"
        ) from error


def of_pipeline(nlp: Any, name: str) -> Recogniser:
    """A loaded pipeline of spaCy as a recogniser."""

    def find(text: str) -> list[Named]:
        return [
            Named(Span(entity.start_char, entity.end_char), entity.label_)
            for entity in nlp(text).ents
            if entity.label_ in LABELS
        ]

    return Recogniser(f"spacy {name}", nlp.lang, find)


def add_names(
    document: Document, mentions: Sequence[Mention], names: Names, recogniser: Recogniser
) -> tuple[Mention, ...]:
    """The mentions with those that the recogniser adds, kept and refused, in text order."""
    added = _added(document, mentions, names, recogniser)
    return tuple(sorted((*mentions, *added), key=lambda mention: mention.span))


def _added(
    document: Document, mentions: Sequence[Mention], names: Names, recogniser: Recogniser
) -> Iterator[Mention]:
    known = [mention.span for mention in mentions]
    langs = {sentence.lang for sentence in document.sentences}
    if recogniser.lang not in (*langs, _MANY_LANGUAGES):
        return
    for named in recogniser.find(document.article.text):
        if any(named.span.overlaps(span) for span in known):
            continue  # the scan has judged it, and its guards know more
        sentence = document.sentence_at(named.span.start)
        if sentence and recogniser.lang in (sentence.lang, _MANY_LANGUAGES):
            yield _mention(document, named, names, recogniser)


def _mention(document: Document, named: Named, names: Names, recogniser: Recogniser) -> Mention:
    who = f"{recogniser.name} sees a place ({named.label})"
    found = name_at(document, named.span, names, reason=who)
    if found is not None:
        return found
    return Mention(
        span=named.span,
        text=named.span.of(document.article.text),
        lang=recogniser.lang,
        use="literal",
        reason=f"{who}, but the gazetteer holds no such name",
        refused=True,
    )


def name_at(
    document: Document, span: Span, names: Names, *, reason: str = "named by a model"
) -> Mention | None:
    """The mention of a place at this span; None when the gazetteer does not hold its words."""
    sentence = document.sentence_at(span.start)
    text = " ".join(span.of(document.article.text).split())
    entries = tuple(names.lookup(text, sentence.lang)) if sentence else ()
    if sentence is None or not entries or not sentence.span.contains(span):
        return None
    return Mention(
        span=span,
        text=span.of(document.article.text),
        lang=sentence.lang,
        use="literal",
        reason=reason,
        candidates=entries,
    )
