"""The language of an article and of each of its passages."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

_ARTICLE_SAMPLE = 1_200  # characters of an article that are looked at; more change nothing
_PASSAGE_SAMPLE = 400
_SHORT = 60  # characters below which a passage speaks its article's language
_SHORT_POST = 20  # the same for a post, which is another author's
_SURE = 0.9  # probability for leaving the article's language
_SURE_SHORT = 0.98  # the same below 120 characters
_LONG = 200  # characters from which an article may show a language that we do not know
_SURE_FOREIGN = 0.95
# Addresses, handles and tags are in no language.
_NO_WORDS = re.compile(r"https?://\S+|\bpic\.twitter\.com/\S+|[@#]\w+")

Scores = Mapping[str, float]


def article_language(text: str, declared: str | None, known: Collection[str]) -> str:
    """ISO 639-1 code of the article: what is declared unless the text clearly says otherwise.

    A language outside ``known`` is told only when it is plain, so that its text is not taken for
    a neighbour's.
    """
    sample = _NO_WORDS.sub(" ", text[:_ARTICLE_SAMPLE])
    scores = _scores(sample)
    own = _among(scores, {*known, declared} if declared else known)
    best = max(own, key=lambda code: own[code]) if own else ""
    overall = max(scores, key=lambda code: scores[code])
    foreign = overall not in own and scores[overall] >= _SURE_FOREIGN and len(sample) >= _LONG
    if declared and not foreign:
        sure = len(sample) >= _LONG and own.get(best, 0.0) >= _SURE_SHORT
        return best if sure else declared
    return overall if foreign else best or declared or overall


def passage_language(text: str, article: str, known: Collection[str], *, post: bool) -> str:
    """The language of a passage: its article's unless it is long enough and plainly another's."""
    sample = _NO_WORDS.sub(" ", text[:_PASSAGE_SAMPLE])
    letters = sum(map(str.isalpha, sample))
    if letters < (_SHORT_POST if post else _SHORT):
        return article
    scores = _scores(sample)
    own = _among(scores, {*known, article})
    if not own:
        return article
    best = max(own, key=lambda code: own[code])
    needed = _SURE if post or letters >= 2 * _SHORT else _SURE_SHORT
    return best if own[best] >= needed else article


def _among(scores: Scores, codes: Collection[str]) -> dict[str, float]:
    """The scores of ``codes`` alone, scaled to a sum of one."""
    kept = {code: scores[code] for code in codes if code in scores}
    total = sum(kept.values())
    return {code: score / total for code, score in kept.items()} if total > 0.0 else {}


def _scores(text: str) -> dict[str, float]:
    """Probability of each of the model's languages."""
    ranked = _identifier().rank(text)
    best = ranked[0][1]
    # As the model's own normalising: the square root of the length keeps it honest over lengths.
    softness = math.sqrt(len(text.encode("utf-8", "surrogatepass")) or 1)
    raised = {code: math.exp(max((score - best) / softness, -300.0)) for code, score in ranked}
    total = sum(raised.values())
    return {code: value / total for code, value in raised.items()}


_loading = threading.Lock()


def _identifier() -> Any:
    with _loading:  # two threads must not load 100 MB each
        return _load()


@cache
def _load() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # costs half a second: only if used

    return LanguageIdentifier.from_model_file(MODEL_FILE)
