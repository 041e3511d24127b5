"""An article cut into passages and sentences, each with its language."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon import Lexicon, tokenise
from pipeline.model import Article, Document, Sentence, Span
from pipeline.read.language import Heard, article_language, passage_language
from pipeline.read.posts import Passage, passages
from pipeline.read.sentences import split


def to_document(article: Article, lexicon: Lexicon) -> Document:
    """Sentences in text order. Each code point that is no blank belongs to exactly one.

    A language that the lexicon does not know keeps its own code; its sentences then have no words.
    """
    main = article_language(article.text, article.lang, lexicon.codes)
    sentences = tuple(
        sentence
        for number, passage in enumerate(passages(article.text))
        for sentence in _sentences(article.text, passage, number, main, lexicon)
    )
    return Document(article, sentences)


def _sentences(
    text: str, passage: Passage, number: int, main: Heard, lexicon: Lexicon
) -> Iterator[Sentence]:
    lang = _language(text, passage, main, lexicon)
    for span in split(text, Span(passage.start, passage.end), lexicon.language(lang)):
        yield Sentence(
            span,
            lang,
            "post" if passage.post else "body",
            number,
            tokenise(span.of(text), offset=span.start),
            passage.author,
        )


def _language(text: str, passage: Passage, main: Heard, lexicon: Lexicon) -> str:
    """The passage's language; one that holds all that was heard need not be heard again."""
    if main.to and passage.start == 0 and passage.end >= min(main.to, len(text)):
        return main.code
    words = text[passage.start : passage.end]
    return passage_language(words, main.code, lexicon.codes, post=passage.post)
