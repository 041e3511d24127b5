"""Sentences to clauses, each with its modality and polarity.

A clause here is what lies between strong punctuation, quotation marks and conjunctions: enough to
keep "could strike airfields" apart from "a bomb tore through a block" in the next clause. The
words are those of ``[clauses]`` in ``data/lang``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.lexicon import Hit, Language, Lexicon
from pipeline.model import Clause, Document, Modality, Polarity, Sentence, Span, Token

_BREAKS = frozenset(";؛:–—()")
_QUOTES = frozenset('“”„«»"')
_OPENING = frozenset("„«")
_COMMAS = frozenset(",،")
_MARKS = _BREAKS | _QUOTES | _COMMAS
_NEGATIVE = ("cancelled", "negated")
_NAME_TOKENS = 3  # words of a name in quotation marks, «Адмирал Эссен»; more may be speech


def find_clauses(document: Document, lexicon: Lexicon) -> tuple[Clause, ...]:
    """The clauses of a document in text order; together they cover every token."""
    return tuple(
        clause
        for index, sentence in enumerate(document.sentences)
        for clause in _of_sentence(sentence, index, lexicon.language(sentence.lang))
    )


def _of_sentence(sentence: Sentence, index: int, language: Language) -> Iterator[Clause]:
    tokens = sentence.tokens
    cues = [hit for hit in language.phrases("clauses.cues").find(tokens) if _counts(hit, tokens)]
    hits = _intended(_undenied(cues))
    named = _around_names(tokens)
    starts = _starts(tokens, language, named)
    quoted = _quoted(tokens, named)
    for first, last in zip(starts, [*starts[1:], len(tokens)], strict=True):
        inside = [hit for hit in hits if first <= hit.first < last]
        yield Clause(
            span=Span(tokens[first].start, tokens[last - 1].end),
            sentence=index,
            modality=_modality(inside),
            polarity=_polarity(inside),
            quoted=quoted[first],
            cues=tuple(f"{hit.label}: {_words(hit, tokens)}" for hit in inside),
        )


def _undenied(hits: Sequence[Hit]) -> list[Hit]:
    """Without the cues that end in words which deny nothing: "not cancelled", "despite the ban".

    Nor does a strike not take place of which is told that "flights were cancelled".
    """
    counted = [hit for hit in hits if hit.label == "counted"]
    return [
        hit
        for hit in hits
        if hit in counted or not any(c.first < hit.last <= c.last for c in counted)
    ]


def _intended(hits: Sequence[Hit]) -> list[Hit]:
    """What somebody meant to do is a plan where words call it off; else it may have been done.

    "Teachers wanted to strike on Friday, but the union called it off", not "wanted to help".
    """
    called_off = max((hit.first for hit in hits if hit.label == "cancelled"), default=-1)
    return [
        hit._replace(label="future") if hit.label == "intended" else hit
        for hit in hits
        if hit.label != "intended" or hit.first < called_off
    ]


def _counts(hit: Hit, tokens: Sequence[Token]) -> bool:
    """An ending such as *erán marks a verb, never a name (Teherán)."""
    return not (hit.phrase.startswith("*") and tokens[hit.first].is_capitalised)


def _around_names(tokens: Sequence[Token]) -> frozenset[int]:
    """Indexes of the quotation marks around names: «Киаран», «шахедами», which part no clause."""
    marks: set[int] = set()
    opened: int | None = None
    for at in [at for at, token in enumerate(tokens) if token.text in _QUOTES]:
        token = tokens[at]
        if opened is None or token.text in _OPENING:
            opened = at
            continue
        inside = tokens[opened + 1 : at]
        named = len(inside) == 1 or (inside and inside[0].is_capitalised)
        if named and len(inside) <= _NAME_TOKENS and at + 1 < len(tokens):
            marks |= {opened, at}
        opened = None
    return frozenset(marks)


def _starts(tokens: Sequence[Token], language: Language, named: frozenset[int]) -> list[int]:
    """Indexes of the tokens that begin a clause; ``named`` are quotation marks that part none."""
    anywhere = {hit.first for hit in language.phrases("clauses.boundaries").each(tokens)}
    behind_comma = {hit.first for hit in language.phrases("clauses.after_comma").each(tokens)}
    starts = [0] if tokens else []
    ends = _verb_ends(tokens, language)
    marked = {n for n, t in enumerate(tokens) if t.text in _MARKS}
    for at in sorted({*anywhere, *marked, *(n + 1 for n in marked)}):
        if not 0 < at < len(tokens):
            continue
        before = tokens[at - 1].text
        if (
            before in _BREAKS
            or (before in _QUOTES and at - 1 not in named)
            or (tokens[at].text in _QUOTES and at not in named)
            or at in anywhere
            or (before in _COMMAS and (at - 1 in ends or at in behind_comma))
        ):
            starts.append(at)
    return starts


def _verb_ends(tokens: Sequence[Token], language: Language) -> frozenset[int]:
    """Indexes behind a verb that ends its clause: "der in Köln landen sollte, wich aus".

    Words for plans where the language's subordinate clauses end in their verb
    (``clauses.verb_final``), and the endings of verbs where all clauses do (``clauses.finite``).
    """
    ends = language.phrases("clauses.finite").find(tokens)
    if language.get("clauses.verb_final") is True:
        ends += language.phrases("clauses.cues").find(tokens)
    return frozenset(hit.last for hit in ends)


def _quoted(tokens: Sequence[Token], named: frozenset[int]) -> list[bool]:
    """Whether each token stands inside quotation marks that hold no mere name."""
    if not any(token.text in _QUOTES for token in tokens):
        return [False] * len(tokens)
    inside, flags = False, []
    for at, token in enumerate(tokens):
        if token.text in _QUOTES and at not in named:
            inside = token.text in "“„«" or (token.text == '"' and not inside)
        flags.append(inside)
    return flags


def _modality(hits: Sequence[Hit]) -> Modality:
    labels = {hit.label for hit in hits}
    if "cancelled" in labels:  # what was called off had been planned, whatever the mood
        return "future" if labels & {"future", "hypothetical"} else "asserted"
    if "future" in labels:  # "prepare a march for the 20th if …" is a plan, with a condition
        return "future"
    if "hypothetical" in labels:
        return "hypothetical"
    return "asserted"


def _polarity(hits: Sequence[Hit]) -> Polarity:
    return "negative" if any(hit.label in _NEGATIVE for hit in hits) else "positive"


def _words(hit: Hit, tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens[hit.first : hit.last])
