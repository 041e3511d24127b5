"""The nouns: small frozen values that every step takes and gives.

Angles are degrees in WGS84, distances kilometres, dates calendar days of the place told about.
Offsets are code points into ``Article.text``; ``text[start:end]`` equals the quote.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, NamedTuple, Protocol

Precision = Literal[
    "exact", "site", "city", "offset", "adm2", "adm1", "water_body", "country", "unknown"
]
PlaceRoleName = Literal["origin", "via", "location", "destination", "return"]
ActorRole = Literal["actor", "recipient", "host", "escorted"]
TimePrecision = Literal["time", "day", "week", "month", "year", "unknown"]
DateBasis = Literal["stated", "relative", "publication", "person"]
Modality = Literal["asserted", "future", "hypothetical", "historical"]
Polarity = Literal["positive", "negative"]
ClaimKind = Literal["confirmed", "denied", "claimed", "reported"]
ClaimStatus = Literal["reported", "confirmed", "denied", "disputed", "retracted"]
SentenceKind = Literal["title", "body", "post"]
Use = Literal["literal", "associative"]

_STRETCHES = frozenset({"week", "month", "year"})


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A position. Raises ValueError outside the ranges, for NaN and for infinities."""

    lat: float  # degrees north, -90 to 90
    lon: float  # degrees east, -180 to 180

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lat) and math.isfinite(self.lon)):
            raise ValueError(f"a position must be finite, not ({self.lat}, {self.lon})")
        if not -90.0 <= self.lat <= 90.0:
            raise ValueError(f"latitude {self.lat} is outside -90 to 90 (are lat and lon swapped?)")
        if not -180.0 <= self.lon <= 180.0:
            raise ValueError(f"longitude {self.lon} is outside -180 to 180")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of text. Raises ValueError when it is empty or runs backwards."""

    start: int  # first code point
    end: int  # one past the last code point

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"a span must run forwards from 0, not {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The quoted piece of ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Token(NamedTuple):
    """A word, number, acronym or single mark of punctuation; see ``lexicon.tokenise``.

    A tuple, because an article has hundreds of them and a tuple is made three times as fast; it
    is never indexed.
    """

    start: int  # offset of its first code point in the article
    end: int
    text: str  # as written
    lower: str  # in small letters, spelt as word lists are; see ``lexicon.script``

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or a digit."""
        return self.text[0].isalnum()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with an upper-case (or title-case) letter."""
        return self.text[0].isupper() or self.text[0].istitle()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the language of its passage."""

    span: Span
    lang: str  # ISO 639-1
    kind: SentenceKind  # ``post``: an embedded post of another author
    paragraph: int  # counted from 0
    tokens: tuple[Token, ...]
    author: str | None = None  # of an embedded post, as printed; None in the article's own text

    def holding(self, places: Iterable[Place]) -> list[Place]:
        """Those of the places that it names, in their order."""
        start, end = self.span.start, self.span.end
        return [p for p in places if start <= p.span.start and p.span.end <= end]


@dataclass(frozen=True, slots=True)
class Article:
    """One text of one publisher, dated."""

    id: str  # stable: the author's own id, else a hash of url or text
    text: str  # NFC, line ends ``\n``; all offsets count here
    published: date  # calendar day of publication
    title: str = ""  # not part of ``text``; empty when there is none
    publisher: str = ""  # as printed; empty when unknown
    url: str = ""  # http(s) only; empty when there is none
    lang: str | None = None  # ISO 639-1 as declared; None: to be detected
    source: str = ""  # label of the file or feed it came from, for messages
    notes: tuple[str, ...] = ()  # what reading had to repair, for the Issue list

    @property
    def text_hash(self) -> str:
        """Hash of the folded words: equal for reprints."""
        words = " ".join(self.text.casefold().split())
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    @property
    def revision(self) -> str:
        """Hash of everything that extraction sees: another value means the article was edited."""
        parts = (self.text, self.published.isoformat(), self.title, self.publisher, self.url)
        return hashlib.sha256("\x1f".join((*parts, self.lang or "")).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into passages and sentences, each with its language."""

    article: Article
    sentences: tuple[Sentence, ...]  # in order; sentences of the title are not among them

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds this offset, None between sentences."""
        for sentence in self.sentences:
            if sentence.span.start <= offset < sentence.span.end:
                return sentence
        return None


@dataclass(frozen=True, slots=True)
class When:
    """A closed interval of days."""

    first: date
    last: date  # inclusive; equals ``first`` for a single day
    precision: TimePrecision
    basis: DateBasis
    span: Span | None = None  # the words; None when the publication date stands in
    anchor: str = (
        "publication"  # what it counts from: publication | previous | running (to publication)
    )
    background: bool = False  # another year or season than the news of the article
    clock: str = ""  # local time as HH:MM or a part of the day; empty when none is given
    recurs: str = ""  # week, month, year: the words name another day after it ("Monday"); else ""
    until: bool = False  # "until Friday": when something ends, which seldom is when it happened
    vague: bool = False  # "of the year", "by the end of the month": no day of an event
    only: Span | None = None  # the stretch of the sentence that alone happened then
    but: Span | None = None  # the stretch of the sentence that did not

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval must run forwards, not {self.first} to {self.last}")

    def dates(self, offset: int) -> bool:
        """Whether it dates what stands there: "two days after *envoys met*" has its own day."""
        inside = self.only is None or self.only.start <= offset < self.only.end
        return inside and not (self.but and self.but.start <= offset < self.but.end)

    def parts(self, one: int, other: int) -> bool:
        """Whether two offsets are of two happenings: "two days after *a slide near Odda*, jets"."""
        deed = self.only or self.but
        return deed is not None and (deed.start <= one < deed.end) != (
            deed.start <= other < deed.end
        )

    def overlaps(self, other: When) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the gazetteer."""

    id: str  # ``gn:3646738``, ``icao:KDYS``, ``iso:VEN``, ``own:sea/caribbean``, ``adm1:US.TX``
    name: str  # in English where one is common
    kind: str  # see gazetteer/kinds.py
    point: Point
    country: str  # ISO 3166 alpha-3; empty on the high seas
    admin1: str  # GeoNames code (``US.TX``); empty when unknown
    population: int  # people; 0 when unknown
    precision: Precision
    radius_km: float  # half the extent, never 0
    icao: str = ""  # of an airfield
    rank: int = 0  # press rank: higher for places that the news names although few live there


class Names(Protocol):
    """What recognition and resolution ask of a gazetteer."""

    def lookup(self, name: str, lang: str | None = None) -> Sequence[Entry]:
        """Every place of this name, best known first; empty when there is none."""

    def longest(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens from ``at`` the longest known name covers; 0 when none begins there."""

    def entry(self, gazetteer_id: str) -> Entry | None:
        """The row with this id."""

    def needs_context(self, name: str, entry: Entry) -> bool:
        """Whether this name means the place only where the text helps: "Minot" for its base."""

    def borrowers(self, name: str, lang: str) -> frozenset[str]:
        """Ids of those that have the name as an alternate only, where others bear it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the text, kept or refused, always with its reason."""

    span: Span
    text: str  # as written
    lang: str
    use: Use  # ``associative``: stands for people, a government, a club
    reason: str  # the rule that decided, in words
    refused: bool = False  # a guard says that this is no place
    feature: str = ""  # class that a word beside it demands: ``city``, ``sea``, ``airbase`` …
    container: str = ""  # name written behind it ("Paris, Texas"); empty when none
    candidates: tuple[Entry, ...] = ()  # from the gazetteer, best known first


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible place for a mention, with the score it got."""

    entry: Entry
    score: float  # 0 to 1, comparable within one mention only
    parts: Mapping[str, float]  # part of the score by its name


@dataclass(frozen=True, slots=True)
class Relation:
    """How a place lies to its anchor: "50 miles off the coast of Venezuela"."""

    op: Literal["bearing", "offshore", "inland", "near", "between", "border", "distance", "part"]
    span: Span  # the whole phrase, anchor included
    anchors: tuple[Span, ...]  # mentions it is measured from
    distance_km: float | None = None  # None when none is given
    bearing_deg: float | None = None  # clockwise from north; None when none is given
    offshore: bool | None = None  # True: on the water, False: on land, None: not said


SEAT = "seat"  # kind of a capital that is told by its seat of power: "at the Élysée"


@dataclass(frozen=True, slots=True)
class Place:
    """A mention with its position, or without one and the reason why."""

    span: Span
    text: str  # as written, the whole relative phrase when there is one
    name: str  # common name; the phrase for an offset
    point: Point | None  # None: known to be somewhere, not where
    country: str  # ISO 3166 alpha-3; empty when none or unknown
    precision: Precision
    radius_km: float | None  # None exactly when ``point`` is None
    kind: str
    gazetteer_id: str  # empty when unresolved
    use: Use
    score: float  # 0 to 1: how sure the choice is
    rule: str  # what decided
    candidates: tuple[Candidate, ...] = ()  # the others, best first, at most five
    relation: Relation | None = None
    area: str = ""  # GeoJSON geometry of an offset or sea; empty when a circle says it all
    icao: str = ""
    admin1: str = ""
    # Part of the chosen one's score by its name, as in ``Candidate``; empty when none was kept.
    parts: Mapping[str, float] = field(default_factory=dict, hash=False)

    def at(self, entry: Entry) -> Place:
        """The same mention at another entry; use, score and reasons stay."""
        return replace(
            self,
            name=entry.name,
            point=entry.point,
            country=entry.country,
            precision=entry.precision,
            radius_km=entry.radius_km,
            kind=entry.kind,
            gazetteer_id=entry.id,
            icao=entry.icao,
            admin1=entry.admin1,
        )

    def as_candidate(self) -> Candidate | None:
        """The choice itself as one of the candidates; None when no position was found."""
        if self.point is None or self.radius_km is None:
            return None
        entry = Entry(
            id=self.gazetteer_id,
            name=self.name,
            kind=self.kind,
            point=self.point,
            country=self.country,
            admin1=self.admin1,
            population=0,  # a place does not keep it
            precision=self.precision,
            radius_km=self.radius_km,
            icao=self.icao,
        )
        return Candidate(entry, self.score, self.parts)


@dataclass(frozen=True, slots=True)
class PlaceInEvent:
    """A place in its role."""

    role: PlaceRoleName
    place: Place
    reached: bool | None = None  # destinations only; None for other roles
    evidence: Span | None = None  # the words that give the role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who: a state, force, agency, group, company or person."""

    name: str  # canonical, English where common
    country: str  # ISO 3166 alpha-3; empty when none
    sector: str  # government military police rebels civilians company media organisation person
    role: ActorRole = "actor"
    span: Span | None = None  # the words; None when inferred
    text: str = ""  # as written
    id: str = ""  # row of data/actors.csv; empty for a name found only here


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says about the truth of an event."""

    status: ClaimKind
    speaker: str  # canonical; empty when unnamed ("officials")
    speaker_country: str
    addressee: str  # outlet it was told to; empty when none
    quote: str
    span: Span
    detail: bool = False  # about a detail, not about whether it happened


@dataclass(frozen=True, slots=True)
class Aircraft:
    """Aircraft named in the text."""

    icao: str  # ICAO Doc 8643 designator; empty when only a class is named ("bombers")
    name: str  # "Rockwell B-1 Lancer"; the class when no type is named
    category: str  # bomber fighter tanker transport patrol recon awacs drone helicopter airliner …
    count_min: int | None  # None: not said
    count_max: int | None  # None with a count_min: open ("at least two")
    span: Span
    text: str
    operator: str = ""  # ISO 3166 alpha-3 of the operator when said beside it


@dataclass(frozen=True, slots=True)
class Flight:
    """What is known of a flight beside its places, which stand in ``Event.places``."""

    aircraft: tuple[Aircraft, ...]
    callsigns: tuple[str, ...] = ()
    manoeuvre: str = ""  # holding orbit parallel_to_coast turned_back escort low_pass …
    escorted: tuple[Aircraft, ...] = ()  # the other party of an intercept


@dataclass(frozen=True, slots=True)
class Callsign:
    """A radio callsign, tail number or flight number, as printed."""

    span: Span
    text: str  # BART21; without blanks and hyphens
    kind: Literal["callsign", "tail", "flight_number"] = "callsign"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with one finite verb, as far as commas and conjunctions show."""

    span: Span
    sentence: int  # index in ``Document.sentences``
    modality: Modality
    polarity: Polarity
    quoted: bool = False  # inside quotation marks
    cues: tuple[str, ...] = ()  # the words that decided, for the explanation

    def is_of_earlier(self, whens: Iterable[When]) -> bool:
        """Whether it tells of an earlier one: "after last week's meeting had been called off".

        Its dates are weeks, months or years that were over when what is told beside it took
        place; a single day may be that of the ban.
        """
        dated = [when for when in whens if when.span]
        inside = [w for w in dated if w.span and self.span.contains(w.span)]
        others = [w for w in dated if w not in inside]
        over = all(
            w.precision in _STRETCHES and any(w.last < other.first for other in others)
            for w in inside
        )
        return bool(inside) and over


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found in a document before events are made of it."""

    places: tuple[Place, ...]  # in text order; an offset stands instead of its anchor
    whens: tuple[When, ...]
    actors: tuple[Actor, ...]
    aircraft: tuple[Aircraft, ...]
    callsigns: tuple[Callsign, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its place mentions and the places they were resolved to."""

    document: Document
    mentions: tuple[Mention, ...]  # refused ones included
    places: tuple[Place, ...]  # anchors, before relative phrases are applied


@dataclass(frozen=True, slots=True)
class Source:
    """Where an event was read."""

    article_id: str
    publisher: str
    url: str
    published: date
    lang: str
    text_hash: str  # equal for reprints, which count as one voice
    evidence: tuple[Span, ...]  # sentences that carry the event, best first
    quotes: tuple[str, ...]  # the same as text


DecisionKind = Literal["place", "date", "kind", "actors", "reject", "split", "join", "note"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an event, beside what the machine had; see ``corrections``."""

    id: str  # of the correction
    kind: DecisionKind
    author: str  # who decided, as they sign
    at: datetime  # when, UTC
    reason: str  # in words
    person: str  # the value that was decided, in words; empty when the reason says it all
    machine: str  # the value that it stands for, in words; empty when there was none
    position: int | None = None  # in ``Event.places``; None: about no place that is left


@dataclass(frozen=True, slots=True)
class Uncorrected:
    """What an event said before persons corrected it, and what they decided."""

    type: str
    mode: str
    when: When
    actors: tuple[Actor, ...]
    places: tuple[PlaceInEvent, ...]
    conf_geocode: float | None
    conf_date: float | None
    made_by: str
    decisions: tuple[Decision, ...]  # those that are in force, the oldest first


@dataclass(frozen=True, slots=True)
class Links:
    """What persons decided about which tellings are of one happening; ids as ``telling_id``."""

    together: tuple[tuple[str, ...], ...] = ()  # each a group of one happening
    apart: tuple[tuple[str, str], ...] = ()  # pairs of two happenings; no group holds both

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self.together or self.apart)


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, as one article tells it or as several do after merging."""

    id: str  # hash of content, see ``event_id``
    type: str  # PLOVER type, DISASTER or ACCIDENT
    mode: str
    title: str
    when: When
    modality: Modality
    polarity: Polarity
    actors: tuple[Actor, ...]
    places: tuple[PlaceInEvent, ...]
    flight: Flight | None
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]  # one before merging
    conf_extraction: float | None  # 0 to 1; None for a row of an outside export, which says none
    conf_geocode: float | None  # 0 to 1; None without a place
    conf_date: float | None  # 0 to 1; None as above
    made_by: str  # extractor and version
    fatalities_low: int | None = None  # None: not said
    fatalities_high: int | None = None
    merged_why: tuple[str, ...] = ()  # reasons, one a join; empty for a single telling
    mention_ids: tuple[str, ...] = ()  # ids of the tellings that were merged
    uncorrected: Uncorrected | None = None  # None: nobody has corrected it

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What persons decided about it, the oldest first."""
        return self.uncorrected.decisions if self.uncorrected else ()

    @property
    def rejected(self) -> bool:
        """Whether a person says that it is no event."""
        return any(decision.kind == "reject" for decision in self.decisions)

    def place(self, role: PlaceRoleName) -> PlaceInEvent | None:
        """The first place in this role, None when there is none."""
        return next((p for p in self.places if p.role == role), None)

    @property
    def claim_status(self) -> ClaimStatus:
        """Derived: who affirms and who denies that it happened."""
        kinds = {claim.status for claim in self.claims if not claim.detail}
        affirmed = bool(kinds & {"confirmed", "claimed"})
        if "denied" in kinds:
            positive = self.polarity == "positive"
            return "disputed" if affirmed or positive else "denied"
        return "confirmed" if "confirmed" in kinds else "reported"


def event_id(event_type: str, when: When, actor: str, point: Point | None, extra: str = "") -> str:
    """Id from content: type, interval, principal actor and a place cell of 0.1 degree."""
    cell = f"{point.lat:.1f},{point.lon:.1f}" if point else ""
    parts = (event_type, when.first.isoformat(), when.last.isoformat(), actor, cell, extra)
    return "ev-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def telling_id(event: Event) -> str:
    """Id of an event as one article tells it: the article, the event and the sentences."""
    source = event.sources[0]
    sentences = ",".join(f"{span.start}-{span.end}" for span in source.evidence)
    flight = event.flight
    aircraft = ",".join(item.icao for item in flight.aircraft) if flight else ""
    callsigns = ",".join(flight.callsigns) if flight else ""
    parts = (source.article_id, event.id, event.mode, sentences, aircraft, callsigns)
    return "te-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Issue:
    """Why an item gave nothing, or gave less than it might have."""

    code: str  # short stable word: ``no_date``, ``binary``, ``no_event``, ``place_unknown`` …
    message: str  # a sentence: what was seen, where, what to do
    source: str = ""  # file or address
    article_id: str = ""  # empty when no article came of it
    severity: Literal["error", "warning", "info"] = "error"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an article gave: rows, reasons, never silence."""

    article: Article
    events: tuple[Event, ...] = ()
    issues: tuple[Issue, ...] = ()
    places: tuple[Place, ...] = field(default=())  # all resolved mentions, for the card
    complete: bool = True  # False: an online service failed, and reading it again may give more
