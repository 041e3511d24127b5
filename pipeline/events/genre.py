"""Articles about other things: sport, markets, recipes, reviews, opinion. They hold no events,
however warlike their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Document, Facts, Span, Token

# A genre is taken for certain with this many different words of its list, making up this share
# of all words outside quotations. News of a protest in a stadium has two or three; a match report
# has ten.
MIN_DIFFERENT = 5
MIN_SHARE = 0.02


def genre_of(document: Document, facts: Facts, lexicon: Lexicon) -> str | None:
    """The genre whose articles hold no events, None for news."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    words = 0
    for number, sentence in enumerate(document.sentences):
        quoted = [c.span for c in facts.clauses if c.sentence == number and c.quoted]
        words += sum(token.is_word for token in _outside(quoted, sentence.tokens))
        for hit in lexicon.language(sentence.lang).phrases("genres").find(sentence.tokens):
            if not any(span.start <= hit.span.start < span.end for span in quoted):
                seen[hit.label][hit.phrase] += 1
    if document.sentences:
        own_language = lexicon.language(document.sentences[0].lang)
        for hit in own_language.phrases("genres").find(tokenise(document.article.title)):
            seen[hit.label][hit.phrase] += 1
    for label, phrases in seen.items():
        if len(phrases) >= MIN_DIFFERENT and phrases.total() >= MIN_SHARE * words:
            return label
    return None


def _outside(spans: Sequence[Span], tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without those in the spans."""
    if not spans:
        return tokens
    return [t for t in tokens if not any(span.start <= t.start < span.end for span in spans)]
