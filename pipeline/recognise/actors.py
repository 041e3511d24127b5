"""Who: states, forces, offices, groups, companies and persons, with canonical English names.

Proper names come from ``data/actors.csv``; generic words ("air force", "protesters") and
nationalities from ``[actors]`` and ``[demonyms]`` of the language. A nationality or a country
beside a generic word makes one actor: "Amerikaanse luchtmacht" is the United States Air Force.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.lexicon import Hit, Language, Lexicon
from pipeline.model import SEAT, Actor, Document, Place, Sentence, Span, Token
from pipeline.recognise.acting import Word, acting_place, acts, state_of
from pipeline.recognise.actor_table import ActorRow, ActorTable, load_actors
from pipeline.recognise.airlines import airline_words
from pipeline.recognise.beside import COUNTERPART, counterparts, is_maker
from pipeline.recognise.both_sides import both_sides
from pipeline.recognise.capitals import capital_words
from pipeline.recognise.found import BELONGING
from pipeline.recognise.parts import part_phrases, parts_of
from pipeline.recognise.taken_up import taken_up
from pipeline.recognise.units import unit_words
from pipeline.recognise.whose import settle, without_kinds, without_titles

__all__ = ["ActorTable", "find_actors", "load_actors"]

_SECTORS = ("military", "police", "government", "local", "civilians", "rebels")
_OF_STATE = frozenset({"military", "police", "government"})  # become the force of a country
# Countries whose English name takes an article.
_WITH_ARTICLE = frozenset({
    "ARE", "BHS", "CAF", "COD", "COG", "COM", "DOM", "GBR", "GMB", "MDV", "NLD", "PHL", "SLB",
    "SYC", "USA",
})  # fmt: skip
_GENITIVE_WORDS = 3  # between an office and the organisation: "of the ten"
_PROPER = frozenset({"metonym", "leader", "media"})  # kinds of rows that are no generic word


def find_actors(
    document: Document, lexicon: Lexicon, table: ActorTable, places: Sequence[Place]
) -> tuple[Actor, ...]:
    """The actors named in a document, in text order, places that act among them."""
    found = [
        actor
        for sentence in document.sentences
        for actor in _of_sentence(document, sentence, lexicon, table, places)
    ]
    states = [state for place in places if (state := state_of(place, table))]
    found.extend(both_sides(document, found, states, lexicon))
    found.sort(key=lambda actor: actor.span or Span(0, 1))
    found = without_titles(found, document.article.text)
    lang = document.sentences[0].lang if document.sentences else ""
    home = frozenset(code.upper() for code in lexicon.language(lang).words("places.countries"))
    genitive = lexicon.language(lang).words("actors.genitive")

    def between(one: Actor, other: Actor) -> bool:
        return _is_genitive(one, other, document.article.text, genitive)

    found = taken_up(without_kinds(found, between), lexicon.language(lang), document.article.text)
    return settle(
        found,
        places,
        home,
        lambda country, actor: _of_country(country, actor, lexicon, table),
        between,
    )


def _is_genitive(one: Actor, other: Actor, text: str, genitive: frozenset[str]) -> bool:
    """Whether "of", "of the" or "of the ten" is all that parts one from the other behind it."""
    if one.span is None or other.span is None or one.span.end > other.span.start:
        return False
    between = text[one.span.end : other.span.start].lower()
    words = between.replace("'", " ").replace("’", " ").split()
    begun = {" ".join(words[:n]) for n in range(1 if words else 0, len(words) + 1)}
    return len(words) <= _GENITIVE_WORDS and bool(begun & genitive)


def _of_country(country: str, actor: Actor, lexicon: Lexicon, table: ActorTable) -> Actor:
    """The force or office of a country, for one that is only called by its generic word."""
    english = lexicon.language("en")
    labels = {
        label.lower(): label for sector in _SECTORS for label in english.table(f"actors.{sector}")
    }
    label = labels.get(actor.name)
    if label is None:
        return actor
    own = table.force(country, label)
    if own:
        return replace(_of_row(own, actor.span), text=actor.text, role=actor.role)
    name = _of_state(label, actor.sector, country, english, table)
    return replace(actor, name=name, country=country)


def _of_sentence(
    document: Document,
    sentence: Sentence,
    lexicon: Lexicon,
    table: ActorTable,
    places: Sequence[Place],
) -> Iterator[Actor]:
    language = lexicon.language(sentence.lang)
    english = lexicon.language("en")
    tokens = parts_of(sentence.tokens)
    inside = sentence.holding(places)
    words = _words(tokens, inside, language, table)
    names = {word.first for word in words if word.kind == "row"}
    taken = list[Span]()
    for group in _groups(words, tokens, language):
        span = Span(tokens[group[0].first].start, tokens[group[-1].last - 1].end)
        if group[-1].kind in _OF_STATE and group[-1].last in names:
            taken.append(span)  # the office or force of who is named next: "President Joseph Aoun"
            continue
        if any(place.kind == SEAT and place.span.contains(span) for place in inside):
            continue  # "at the Kremlin" is where somebody was received
        if is_maker(group, tokens, sentence.tokens, language):
            taken.append(span)
            continue
        actor = _actor(group, span, table, english)
        if actor and acts(group, span, tokens, inside, language):
            taken.append(span)
            yield _with_text(actor, document)
    for place in inside:
        acting = acting_place(place, table)
        at = next((n for n, token in enumerate(tokens) if token.end >= place.span.end), 0)
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if acting and following in language.words("actors.places"):
            continue  # "on the Belarusian border"
        if acting and not any(place.span.overlaps(span) for span in taken):
            yield acting


def _with_text(actor: Actor, document: Document) -> Actor:
    assert actor.span is not None
    text = actor.span.of(document.article.text)
    return Actor(actor.name, actor.country, actor.sector, actor.role, actor.span, text, actor.id)


# --- words


def _words(
    tokens: Sequence[Token], places: Sequence[Place], language: Language, table: ActorTable
) -> list[Word]:
    """All words for actors, the longest where they overlap."""
    found = [
        *(
            Word(hit.first, hit.last, *_row_kind(hit, table))
            for hit in table.phrases(language).find(tokens)
        ),
        *(
            Word(hit.first, hit.last, "adjective", hit.label)
            for hit in part_phrases(language, "demonyms").find(tokens)
        ),
        *_generic(tokens, language),
        *counterparts(tokens, language),
        *unit_words(tokens, language, table),
        *airline_words(tokens, language, table),
    ]
    found += capital_words(tokens, found, places, language)
    found += _owners(tokens, found, language, table)
    found.sort(key=lambda word: (word.first, -word.last, word.kind == "adjective"))
    kept: list[Word] = []
    for word in found:
        if not kept or word.first >= kept[-1].last:
            kept.append(word)
    return [_common(word, kept, table) for word in kept]


def _owners(
    tokens: Sequence[Token], words: Sequence[Word], language: Language, table: ActorTable
) -> list[Word]:
    """A country with the s of belonging beside a force: "Israels Luftwaffe", "Luftwaffe Iraks"."""
    if language.code not in BELONGING:
        return []
    found: list[Word] = []
    forces = [w for w in words if w.kind != "adjective"]
    beside = {w.first - 1 for w in forces if w.first} | {w.last for w in forces}
    for at in sorted(at for at in beside if at < len(tokens)):
        token = tokens[at]
        if not (token.is_capitalised and token.lower.endswith("s")):
            continue
        name = token._replace(text=token.text[:-1], lower=token.lower[:-1])
        kinds = (_row_kind(hit, table) for hit in table.phrases(language).at((name,), 0))
        found += [Word(at, at + 1, kind, label) for kind, label in kinds if kind == "country"]
    return found


def _common(word: Word, words: Sequence[Word], table: ActorTable) -> Word:
    """A force's own name that is a common word too: "russische Luftwaffe" is no German one."""
    if word.kind != "row" or table.row(word.label).kind in {"", *_PROPER}:
        return word
    row = table.row(word.label)
    beside = [
        w
        for w in words
        if w.kind in {"adjective", "country"}
        and w.label != row.country
        and (w.last == word.first or w.first == word.last)
    ]
    return Word(word.first, word.last, row.sector, row.kind) if beside else word


def _row_kind(hit: Hit, table: ActorTable) -> tuple[str, str]:
    row = table.row(hit.label)
    return ("country", row.country) if row.kind == "state" else ("row", row.id)


def _generic(tokens: Sequence[Token], language: Language) -> Iterator[Word]:
    for sector in _SECTORS:
        for hit in part_phrases(language, f"actors.{sector}").find(tokens):
            yield Word(hit.first, hit.last, sector, hit.label)


def _groups(words: Sequence[Word], tokens: Sequence[Token], language: Language) -> list[list[Word]]:
    """Words that name one actor together: nationality and force, force and country."""
    groups: list[list[Word]] = []
    for word in words:
        before = groups[-1] if groups else None
        if before and len(before) == 1 and _belong(before[0], word, tokens, language):
            before.append(word)
        else:
            groups.append([word])
    return groups


def _belong(one: Word, other: Word, tokens: Sequence[Token], language: Language) -> bool:
    kinds = {one.kind, other.kind}
    if not (kinds & set(_SECTORS) and kinds & {"adjective", "country"}):
        return False
    between = [token.lower for token in tokens[one.last : other.first]]
    if not between:
        return True
    if one.kind == "country":  # Russia's navy, Rusya'nın donanması
        ends = language.words("actors.possessive") or {"s"}
        return len(between) == 2 and between[0] in ("'", "’") and between[1] in ends
    if other.kind == "country":
        return " ".join(between) in language.words("actors.genitive")
    return False


# --- actors


def _actor(group: Sequence[Word], span: Span, table: ActorTable, english: Language) -> Actor | None:
    if len(group) == 2:
        return _combined(group, span, table, english)
    word = group[0]
    if word.kind == "row":
        return _of_row(table.row(word.label), span)
    if word.kind in {"country", "adjective"}:
        row = table.state(word.label)
        return _of_row(row, span) if row else None
    if word.label == COUNTERPART:
        return None
    return Actor(name=_plain(word), country="", sector=word.kind, span=span)


def _of_row(row: ActorRow, span: Span | None) -> Actor:
    return Actor(row.name, row.country, row.sector, span=span, id=row.id)


def _plain(word: Word) -> str:
    return word.label.lower() if word.kind in _OF_STATE else word.label


def _combined(
    group: Sequence[Word], span: Span, table: ActorTable, english: Language
) -> Actor | None:
    generic = next(word for word in group if word.kind in _SECTORS)
    country = next(word for word in group if word is not generic).label
    state = table.state(country) if generic.label == COUNTERPART else None
    own = state or table.force(country, generic.label)
    if own:
        return _of_row(own, span)
    if generic.kind not in _OF_STATE:
        return Actor(generic.label, country, generic.kind, span=span)
    name = _of_state(generic.label, generic.kind, country, english, table)
    return Actor(name, country, generic.kind, span=span)


def _of_state(label: str, sector: str, country: str, english: Language, table: ActorTable) -> str:
    """ "Egyptian Police", but "Presidency of Egypt", as offices are called."""
    row = table.state(country)
    if sector != "government" or row is None:
        return f"{_adjective(country, english, table)} {label}"
    return f"{label} of {'the ' if country in _WITH_ARTICLE else ''}{row.name}"


def _adjective(country: str, english: Language, table: ActorTable) -> str:
    """The English adjective of a country, without the mark of its inflection."""
    forms = english.list(f"demonyms.{country}")
    if forms:
        return next((form for form in forms if " " in form), forms[0]).rstrip("*")
    row = table.state(country)
    return row.name if row else country
