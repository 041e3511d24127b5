"""The language of an article and of each of its passages."""

from __future__ import annotations

import copy
import re
import threading
from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

_ARTICLE_SAMPLE = 400  # characters of an article that are looked at
_PASSAGE_SAMPLE = 160
_SHORT = 60  # letters below which a passage speaks its article's language
_SHORT_POST = 20  # the same for a post, which is another author's
_SURE = 0.9  # probability for leaving the article's language
_SURE_SHORT = 0.98  # the same for a passage below twice ``_SHORT``, and against a declaration
_LONG = 200  # characters from which an article may contradict what is known or declared
_SURE_FOREIGN = 0.95
# Addresses, handles and tags are in no language.
_NO_WORDS = re.compile(r"https?://\S+|\bpic\.twitter\.com/\S+|[@#]\w+")


class Heard(NamedTuple):
    """The language of an article."""

    code: str  # ISO 639-1
    to: int  # code points from its beginning that are plainly in it; 0 when that is not sure


def article_language(text: str, declared: str | None, known: Collection[str]) -> Heard:
    """The language of the article: what is declared unless the text clearly says otherwise.

    A language outside ``known`` is told only when it is plain, so that its text is not taken for
    a neighbour's.
    """
    sample = _NO_WORDS.sub(" ", text[:_ARTICLE_SAMPLE])
    overall, sure = _model().classify(sample)
    long = len(sample) >= _LONG
    if overall == declared or (overall in known and not declared):
        return Heard(str(overall), _ARTICLE_SAMPLE if long and sure >= _SURE else 0)
    if overall not in known and sure >= _SURE_FOREIGN and long:
        return Heard(str(overall), 0)
    best, sure = _likeliest(sample, {*known, declared} if declared else known)
    if declared:
        return Heard(best if long and sure >= _SURE_SHORT else declared, 0)
    return Heard(best or str(overall), 0)


def passage_language(text: str, article: str, known: Collection[str], *, post: bool) -> str:
    """The language of a passage: its article's unless it is long enough and plainly another's."""
    sample = _NO_WORDS.sub(" ", text[:_PASSAGE_SAMPLE])
    letters = sum(map(str.isalpha, sample))
    if letters < (_SHORT_POST if post else _SHORT):
        return article
    best, sure = _likeliest(sample, {*known, article})
    return best if sure >= (_SURE if post or letters >= 2 * _SHORT else _SURE_SHORT) else article


def _likeliest(text: str, codes: Collection[str]) -> tuple[str, float]:
    """The likeliest of ``codes`` and its probability among them; nothing when none is modelled."""
    model = _model_of(frozenset(codes))
    return model.classify(text) if model else ("", 0.0)


_loading = threading.Lock()


def _model() -> Any:
    with _loading:  # two threads must not load 100 MB each
        return _load()


@cache
def _load() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # costs half a second: only if used

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _model_of(codes: frozenset[str]) -> Any:
    """The model restricted to these languages; it shares the tables of the whole one."""
    whole = _model()
    modelled = codes.intersection(whole.labels)
    if not modelled:
        return None
    restricted = copy.copy(whole)
    restricted.set_languages(modelled)
    return restricted
