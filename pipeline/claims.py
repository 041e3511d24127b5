"""Who confirms and who denies: claims put on the events that they are about.

A denial is a claim on its event and never an event. Of a detail (a border crossed, rubber bullets
used) it leaves the event itself undisputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon import Hit, Language, Lexicon
from pipeline.model import Actor, Claim, ClaimKind, Document, Event, Facts, Sentence, Span

_OFFICIAL = frozenset({"government", "military", "police", "organisation"})
_NEGATION = 3  # tokens between "not" and "confirmed"
_PAUSES = frozenset(",;:.")
_WITNESS = frozenset({"witnesses", "aid workers"})
_RANK = (
    "untrue",
    "denied_whole",
    "denied_that",
    "confirmed",
    "denied",
    "claimed",
    "said",
    "according",
)
_FINE = ("site", "city")
BARE_WORDS = 3  # "Moscow denied."
BACKWARD_WORDS = 7  # "The army in Moscow denied it on Tuesday."
SPEAKER_CHARS = 40  # from the speaker to "said": a title and a name, not half a sentence


@dataclass(frozen=True, slots=True)
class _Saying:
    """A sentence in which somebody speaks about a happening."""

    cue: str
    span: Span  # of the cue
    sentence: int
    speaker: Actor | None
    outlet: str


def attach_claims(
    document: Document, events: Sequence[Event], facts: Facts, lexicon: Lexicon
) -> tuple[Event, ...]:
    """The same events, each with what is said about its truth in this article.

    Claims that an event brings along come first.
    """
    sayings = list(_sayings(document, facts, lexicon))
    claims: dict[int, list[Claim]] = {}
    rumours: set[int] = set()  # told of in one sentence, by who denies it
    for saying in sayings:
        target = _target(saying, document, events, facts)
        if target is not None:
            claim = _claim(saying, events[target], document)
            claims.setdefault(target, []).append(claim)
            if _is_rumour(saying, events[target], document):
                rumours.add(target)
    return tuple(
        replace(
            event,
            claims=_distinct((*event.claims, *claims.get(number, ()))),
            polarity="negative" if number in rumours else event.polarity,
        )
        for number, event in enumerate(events)
    )


def _sayings(document: Document, facts: Facts, lexicon: Lexicon) -> Iterable[_Saying]:
    for number, sentence in enumerate(document.sentences):
        language = lexicon.language(sentence.lang)
        hit = _strongest(sentence, language)
        if hit is None:
            continue
        actors = [a for a in facts.actors if a.span and sentence.span.contains(a.span)]
        outlet = next((a.name for a in actors if a.sector == "media"), "")
        speaker = _speaker(hit, [a for a in actors if a.sector != "media"], sentence, language)
        cue = "denied_whole" if _is_bare(hit, sentence, language) else hit.label
        yield _Saying(cue, hit.span, number, speaker, outlet)


def _is_bare(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """Whether a denial names nothing, and so is of all that was told: "Moscow denies it."."""
    ends = hit.last >= len(sentence.tokens) - 1
    if hit.label != "denied" and not (hit.label == "denied_that" and ends):
        return False
    words = [token.lower for token in sentence.tokens if token.text[0].isalpha()]
    backward = not language.words("claims.backward").isdisjoint(words)
    return len(words) <= (BACKWARD_WORDS if backward else BARE_WORDS)


def _strongest(sentence: Sentence, language: Language) -> Hit | None:
    hits = [
        hit
        for hit in language.phrases("claims.cues").find(sentence.tokens)
        if hit.label != "confirmed" or not _is_negated(hit, sentence, language)
    ]
    hits += language.phrases("claims.according").find(sentence.tokens)
    rumours = [hit for hit in hits if hit.label == "denied_that"]
    hits = [hit for hit in hits if not any(_is_part(hit, rumour) for rumour in rumours)]
    return min(hits, key=lambda h: (_RANK.index(h.label), h.first), default=None)


def _is_part(hit: Hit, whole: Hit) -> bool:
    """Whether it is a piece of a longer cue: "yalanladı" of "bombaladığını yalanladı"."""
    inside = whole.first <= hit.first and hit.last <= whole.last
    return inside and hit.last - hit.first < whole.last - whole.first


def _is_negated(hit: Hit, sentence: Sentence, language: Language) -> bool:
    """Whether nothing is confirmed: "has not confirmed it", "bestätigte das nicht"."""
    tokens = sentence.tokens
    nots = [h for h in language.phrases("clauses.cues").find(tokens) if h.label == "negated"]
    for no in nots:
        first, last = sorted((no.last, hit.last)) if no.first > hit.first else (no.last, hit.first)
        between = [token.text for token in tokens[first:last]]
        ends = no.last >= len(tokens) or not tokens[no.last].text[0].isalnum()
        near = len(between) <= _NEGATION and not _PAUSES & set(between)
        if near and (no.first < hit.last or ends):
            return True
    return False


def _speaker(
    hit: Hit, actors: Sequence[Actor], sentence: Sentence, language: Language
) -> Actor | None:
    """The named or unnamed speaker nearest to the cue; behind it for "according to"."""
    unnamed = [
        Actor(name=found.label, country="", sector=_sector(found.label), span=found.span)
        for found in language.phrases("claims.speakers").find(sentence.tokens)
    ]
    speakers = [a for a in (*actors, *unnamed) if a.span is not None]
    behind = hit.label == "according"
    nearest = min(speakers, key=lambda a: _gap(a, hit, behind=behind), default=None)
    return nearest if nearest and _gap(nearest, hit, behind=behind)[1] <= SPEAKER_CHARS else None


def _gap(actor: Actor, hit: Hit, *, behind: bool) -> tuple[bool, int]:
    if actor.span is None:
        return True, 0
    before = actor.span.start < hit.span.start
    gap = hit.span.start - actor.span.end if before else actor.span.start - hit.span.end
    return before if behind else not before, max(gap, 0)


def _sector(name: str) -> str:
    return "civilians" if name in _WITNESS else "police" if name == "police" else "government"


def _target(
    saying: _Saying, document: Document, events: Sequence[Event], facts: Facts
) -> int | None:
    """The event that a saying is about: that of its own sentence, else one that shares its
    aircraft, else, for words such as "that did not happen", that of the sentence before."""
    sentence = document.sentences[saying.sentence]
    own = [n for n, e in enumerate(events) if _tells(e, sentence)]
    if own:
        return own[0]
    shared = [n for n, e in enumerate(events) if _shares_aircraft(e, sentence, facts)]
    if shared:
        return shared[0]
    if saying.cue not in ("denied_whole", "confirmed") or saying.sentence == 0:
        return None
    before = document.sentences[saying.sentence - 1]
    if before.paragraph != sentence.paragraph and saying.cue == "denied_whole":
        target = 0 if len(events) == 1 else None
    else:
        target = next((n for n, e in enumerate(events) if _tells(e, before)), None)
    if target is None or saying.cue == "confirmed":
        return target
    return None if _is_elsewhere(events[target], sentence, facts) else target


def _is_elsewhere(event: Event, sentence: Sentence, facts: Facts) -> bool:
    """Whether the sentence names towns and none of the event's: it is about something else."""
    own = {place.place.name for place in event.places}
    towns = {
        place.name
        for place in facts.places
        if place.use == "literal"
        and place.precision in _FINE
        and sentence.span.contains(place.span)
    }
    return bool(own) and bool(towns) and not towns & own


def _tells(event: Event, sentence: Sentence) -> bool:
    return any(sentence.span.overlaps(span) for s in event.sources for span in s.evidence)


def _shares_aircraft(event: Event, sentence: Sentence, facts: Facts) -> bool:
    if event.flight is None:
        return False
    types = {a.icao for a in event.flight.aircraft if a.icao}
    return any(a.icao in types and sentence.span.contains(a.span) for a in facts.aircraft)


def _claim(saying: _Saying, event: Event, document: Document) -> Claim:
    sentence = document.sentences[saying.sentence]
    speaker = saying.speaker
    return Claim(
        status=_status(saying, event),
        speaker=speaker.name if speaker else "",
        speaker_country=speaker.country if speaker else "",
        addressee=saying.outlet,
        quote=sentence.span.of(document.article.text),
        span=sentence.span,
        detail=saying.cue == "denied"
        or (saying.cue == "denied_that" and not _is_rumour(saying, event, document)),
    )


def _is_rumour(saying: _Saying, event: Event, document: Document) -> bool:
    """Whether the event is told behind "denied that", or as untrue, and nowhere else."""
    sentence = document.sentences[saying.sentence]
    told = [span for source in event.sources for span in source.evidence]
    only_here = all(sentence.span.overlaps(span) for span in told)
    if saying.cue == "untrue":
        return only_here
    if saying.cue not in ("denied_whole", "denied_that"):
        return False
    named = [place.evidence for place in event.places if place.evidence is not None]
    behind = all(span.start >= saying.span.start for span in named)
    return only_here and bool(named) and (behind or _closes(saying, sentence, document))


def _closes(saying: _Saying, sentence: Sentence, document: Document) -> bool:
    """Whether the denial ends its sentence and so is of what stands before: "… yalanladı"."""
    rest = document.article.text[saying.span.end : sentence.span.end]
    return saying.cue == "denied_that" and not any(letter.isalnum() for letter in rest)


def _status(saying: _Saying, event: Event) -> ClaimKind:
    """An official of the acting side, or of the place in a disaster, confirms by saying it."""
    if saying.cue in ("untrue", "denied_whole", "denied_that", "denied"):
        return "denied"
    if saying.cue == "confirmed":
        return "confirmed"
    if _is_competent(saying.speaker, event):
        return "confirmed"
    return "claimed" if saying.cue == "claimed" else "reported"


def _is_competent(speaker: Actor | None, event: Event) -> bool:
    if speaker is None or speaker.sector not in _OFFICIAL:
        return False
    if event.type in ("DISASTER", "ACCIDENT"):
        return True
    acting = {a.country for a in event.actors if a.role == "actor" and a.sector in _OFFICIAL}
    return bool(speaker.country) and speaker.country in acting


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    seen: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        seen.setdefault((claim.status, claim.speaker, claim.addressee), claim)
    return tuple(seen.values())
