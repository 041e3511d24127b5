"""Pieces of the same movement to one track; pieces of another start a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pipeline.flights.another import Further, further_of
from pipeline.flights.countries import is_allied
from pipeline.flights.distance import are_near
from pipeline.flights.draft import Draft
from pipeline.model import Aircraft, Place, When

_NEXT_DAY = timedelta(days=1)
_NEWS = frozenset({"aid_flight", "diversion", "recon"})  # flights that need no aircraft named
_SENTENCES = 8  # sentences after which "the aircraft" are no longer those of a track
_FIGHTING = frozenset({"fighter", "attack"})


@dataclass(frozen=True, slots=True)
class Track:
    """One movement: its pieces in text order, and what it has from the track before."""

    drafts: tuple[Draft, ...]
    inherited: Track | None = None  # the track that lends a date, a place, a destination

    @property
    def first(self) -> Draft:
        """The piece that opened the track."""
        return self.drafts[0]

    @property
    def when(self) -> When | None:
        """Its own date; two days when it left on one and landed on the next."""
        whens = [draft.when for draft in self.drafts if draft.when is not None]
        if not whens:
            return None
        days = [w for w in whens if w.precision in {"day", "time"}]
        if len(days) > 1:
            return _spanning(days)
        return days[0] if days else min(whens, key=lambda w: w.last - w.first)

    @property
    def said_on(self) -> When | None:
        """The day on which it was told."""
        return next((d.segment.said_on for d in self.drafts if d.segment.said_on), None)

    @property
    def aircraft(self) -> tuple[Aircraft, ...]:
        """All aircraft of both sides."""
        return tuple(a for d in self.drafts for a in (*d.parties.own, *d.parties.other))

    @property
    def own(self) -> tuple[Aircraft, ...]:
        """The aircraft that act, each type or class once."""
        own = {a.icao or a.category: a for d in reversed(self.drafts) for a in d.parties.own}
        return tuple(own.values())

    @property
    def is_civil(self) -> bool:
        """Whether any piece tells a civil flight."""
        return any(draft.civil for draft in self.drafts)

    @property
    def met(self) -> Track | None:
        """The track whose aircraft this one meets: "two Su-27 rose to stop the jets"."""
        first = self.first
        meets = first.again and first.parties.own and "intercept" in first.triggers
        return self.inherited if meets else None

    def places(self, role: str) -> list[Place]:
        """The places in a role, in text order."""
        return [p.place for draft in self.drafts for p in draft.of_role(role)]


def _spanning(days: Sequence[When]) -> When:
    first = min(days, key=lambda when: when.first)
    last = max(days, key=lambda when: when.last)
    return first if first.last >= last.last else replace(first, last=last.last)


def tracks_of(drafts: Iterable[Draft]) -> tuple[Track, ...]:
    """The movements of an article, in the order in which they are first told."""
    tracks: list[Track] = []
    for draft in drafts:
        at = None if draft.elliptic else _home(draft, tracks)
        if draft.elliptic:
            tracks += _one_more(draft, tracks)
        elif at is not None:
            tracks[at] = replace(tracks[at], drafts=(*tracks[at].drafts, draft))
        elif _opens(draft) or (tracks and _is_another_off(draft)):
            tracks.append(Track((draft,), _lender(draft, tracks)))
        elif (met := _other_side(draft, tracks)) is not None:
            own = replace(draft.parties, own=_of_category(draft, met))
            tracks.append(Track((replace(draft, parties=own),), met))
    return tuple(tracks)


def _one_more(draft: Draft, tracks: Sequence[Track]) -> list[Track]:
    """ "Another two flew there a day later": of the kind of those told right before."""
    lender = tracks[-1] if tracks else None
    further = further_of(draft.segment) or Further()
    if lender is None or lender.first.kind != "air" or _sentences_since(draft, lender) > 1:
        return []
    if not (draft.places or draft.when or further.counted):
        return []
    own = [replace(a, count_min=further.low, count_max=further.low) for a in lender.own]
    parties = replace(draft.parties, own=tuple(own))
    return [Track((replace(draft, parties=parties, civil=lender.is_civil),), lender)]


def _other_side(draft: Draft, tracks: Sequence[Track]) -> Track | None:
    """The track whose other side moves on by itself: "the bombers" that a tanker has served."""
    if not (draft.anaphoric and draft.places) or draft.kind != "air":
        return None
    return next((t for t in reversed(tracks) if _of_category(draft, t)), None)


def _of_category(draft: Draft, track: Track) -> tuple[Aircraft, ...]:
    other = (a for d in track.drafts for a in d.parties.other)
    return tuple(a for a in other if a.category in draft.again)


def _home(draft: Draft, tracks: Sequence[Track]) -> int | None:
    """Index of the latest track that the piece belongs to.

    A piece that only gives callsigns belongs to the track without any that was told right before,
    else to the first such.
    """
    bare_call = not (draft.parties.own or draft.anaphoric or draft.fresh or draft.places)
    if draft.callsigns and bare_call:
        bare = [
            n
            for n, t in enumerate(tracks)
            if t.first.kind == "air" and not any(d.callsigns for d in t.drafts)
        ]
        beside = [n for n in bare if _sentences_since(draft, tracks[n]) <= 1]
        return next(reversed(beside or bare[:1]), None)
    for at in range(len(tracks) - 1, -1, -1):
        if _tells(draft) and _belongs(draft, tracks[at]):
            return at
    return None


def _sentences_since(draft: Draft, track: Track) -> int:
    return draft.segment.number - track.drafts[-1].segment.number


def _tells(draft: Draft) -> bool:
    """Whether it adds anything to a track."""
    return bool(draft.places or draft.callsigns or draft.when or draft.manoeuvre)


def _opens(draft: Draft) -> bool:
    """Whether a piece can stand alone: it names what moves, and it is no mere denial."""
    if draft.polarity == "negative" and not _is_cancelled(draft):
        return False
    if draft.kind == "sea" and not _names_a_ship(draft):
        return False
    if draft.kind != "air":
        return bool(draft.places) or draft.kind == "drone"
    counted = any(a.count_min for a in draft.parties.own)
    if (draft.again or draft.pronoun) and not counted and not _is_seen(draft):
        return False
    if draft.parties.own:
        typed = counted or any(a.icao for a in draft.parties.own)
        return bool(draft.places) or draft.fresh or typed
    if draft.triggers & {"evacuation", "exercise"}:
        return bool(draft.places)
    both_ends = len({p.found.role for p in draft.places} & {"origin", "destination"}) > 1
    if "diversion" in draft.triggers:
        both_ends = len(draft.places) > 1  # where it was bound and where it landed
    return (
        bool(draft.places)
        and bool(draft.triggers & _NEWS)
        and ("flight" in draft.triggers or draft.civil or both_ends or _lands_elsewhere(draft))
    )


def _is_another_off(draft: Draft) -> bool:
    """Whether a further flight with its own day is called off: "a second one, on Thursday"."""
    further = draft.fresh and "flight" in draft.triggers and draft.when is not None
    return further and not draft.civil and _is_cancelled(draft)


def _names_a_ship(draft: Draft) -> bool:
    """Whether ships are named, or a port call: "the ship" alone is one told of before."""
    return any(
        draft.segment.has(path)
        for path in (
            "flights.ships",
            "flights.prefixes",
            "triggers.naval_deploy",
            "triggers.exercise",
        )
    )


def _lands_elsewhere(draft: Draft) -> bool:
    """ "The plane was diverted to X": told so plainly that the flight need not be named before."""
    return "diversion" in draft.triggers and any(p.cue == "diverted" for p in draft.places)


def _is_seen(draft: Draft) -> bool:
    """Whether it is told where they were or went, not only whence others came to help."""
    return any(place.found.role != "origin" for place in draft.places)


def _is_cancelled(draft: Draft) -> bool:
    return any(
        cue.startswith("cancelled") for clause in draft.segment.clauses for cue in clause.cues
    )


def _lender(draft: Draft, tracks: Sequence[Track]) -> Track | None:
    """The track before that lends what this one does not say: of the same type, else the last."""
    types = {a.icao for a in draft.parties.own if a.icao}
    alike = [t for t in tracks if types & {a.icao for a in t.aircraft}]
    near = [
        t
        for t in tracks
        if t.drafts[-1].segment.sentence.paragraph == draft.segment.sentence.paragraph
    ]
    return next(reversed(alike or near or list(tracks[:1])), None)


# --- does it belong


def _belongs(draft: Draft, track: Track) -> bool:
    if draft.kind != track.first.kind or draft.fresh or _is_a_diversion_of_its_own(draft, track):
        return False
    if draft.polarity == "negative" and (draft.anaphoric or not _is_cancelled(draft)):
        return False
    return (
        _same_standing(draft, track)
        and _same_days(draft, track)
        and _same_aircraft(draft, track)
        and _same_ends(draft, track)
    )


def _is_a_diversion_of_its_own(draft: Draft, track: Track) -> bool:
    """A flight told with its beginning and its landing, behind one that was not diverted."""
    whole = _lands_elsewhere(draft) and any(p.found.role == "origin" for p in draft.places)
    return whole and not any("diversion" in d.triggers for d in track.drafts)


def _same_standing(draft: Draft, track: Track) -> bool:
    """Happened or only planned; a piece without a verb of its own takes what the track has."""
    if draft.anaphoric and draft.when is None:
        return True
    happened = {"asserted", "historical"}
    same = (draft.modality in happened) == (track.first.modality in happened)
    return same and draft.polarity == track.first.polarity


def _same_days(draft: Draft, track: Track) -> bool:
    when = track.when
    if draft.when is None or when is None:
        return draft.when is None or track.inherited is None or draft.anaphoric
    if draft.when.overlaps(when):
        return True
    gap = max(draft.when.first - when.last, when.first - draft.when.last)
    moves = draft.moves | {label for d in track.drafts for label in d.moves}
    return draft.anaphoric and gap <= _NEXT_DAY and {"takeoff", "arrive"} <= moves


def _same_aircraft(draft: Draft, track: Track) -> bool:
    if draft.kind == "drone":
        return True
    if draft.kind == "sea":
        return draft.anaphoric or _same_countries(draft, track)
    if draft.anaphoric:
        return _takes_up(draft, track)
    if not draft.parties.own:
        return bool(draft.callsigns)
    if not track.aircraft:
        return True
    if _is_unlike_a_diverted(draft, track):
        return False
    types = {a.icao for a in draft.parties.own if a.icao}
    known = {a.icao for a in track.aircraft if a.icao}
    if types and known and not types & known:
        return _meets(draft, track)
    if not (types and known) and not _same_class(draft, track):
        return False
    return _same_number(draft, track) and _same_countries(draft, track)


def _is_unlike_a_diverted(draft: Draft, track: Track) -> bool:
    """Whether it names a type and the track is an airliner, without one, that was diverted."""
    diverted = any(_lands_elsewhere(piece) for piece in track.drafts)
    untyped = not any(aircraft.icao for aircraft in track.aircraft)
    return diverted and untyped and any(aircraft.icao for aircraft in draft.parties.own)


def _takes_up(draft: Draft, track: Track) -> bool:
    """Whether "the bombers" can be those of the track; "they" and "the aircraft" can be any."""
    since = _sentences_since(draft, track)
    if since > (1 if draft.pronoun else _SENTENCES):
        return False
    if _is_other_side(draft, track):
        return False
    known = {a.category for a in track.aircraft}
    again = draft.again - {"aircraft"}
    if not again or not known or "aircraft" in known:
        return True
    return bool(again & known) or bool(again & _FIGHTING and known & _FIGHTING)


def _is_other_side(draft: Draft, track: Track) -> bool:
    """ "The bombers" of a tanker's track go their own way when both have parted."""
    own = {a.category for d in track.drafts for a in d.parties.own}
    met = any("intercept" in d.triggers for d in track.drafts)
    return not met and not draft.again & own and bool(_of_category(draft, track))


def _meets(draft: Draft, track: Track) -> bool:
    """Fighters that shadow "the bombers" of the track: the two sides of one meeting.

    Right behind the other side they need not name it: "Two F-16s intercepted it".
    """
    if "intercept" in draft.triggers and _is_met_right_before(draft, track):
        return True
    known = {a.category for a in track.aircraft}
    return "intercept" in draft.triggers and bool(draft.again & (known | {"aircraft"}))


def _is_met_right_before(draft: Draft, track: Track) -> bool:
    """Whether the track told right before is of the other camp, and nobody else is met here."""
    near = draft.segment.sentence.paragraph == track.drafts[-1].segment.sentence.paragraph
    if draft.parties.other or not near or _sentences_since(draft, track) > 1:
        return False
    camps = {is_allied(a.operator, a.name) for a in draft.parties.own if a.icao}
    others = {is_allied(a.operator, a.name) for a in track.own if a.icao}
    return len(camps) == len(others) == 1 and camps != others


def _same_class(draft: Draft, track: Track) -> bool:
    classes = {a.category for a in draft.parties.own}
    known = {a.category for a in track.aircraft}
    if "aircraft" in classes | known or classes & known:
        return True
    return bool(classes & _FIGHTING and known & _FIGHTING)


def _same_number(draft: Draft, track: Track) -> bool:
    for mine in draft.parties.own:
        for theirs in track.aircraft:
            if (
                (mine.icao or theirs.icao)
                and mine.icao
                and theirs.icao
                and (mine.icao != theirs.icao)
            ):
                continue
            if _apart(mine, theirs) and mine.category == theirs.category:
                return False
    return True


def _apart(one: Aircraft, other: Aircraft) -> bool:
    if one.count_min is None or other.count_min is None:
        return False
    high_one = one.count_max if one.count_max is not None else 10**6
    high_other = other.count_max if other.count_max is not None else 10**6
    return one.count_min > high_other or other.count_min > high_one


def _same_countries(draft: Draft, track: Track) -> bool:
    mine = {a.country for a in draft.actors if a.country}
    theirs = {a.country for d in track.drafts for a in d.actors if a.country}
    return not mine or not theirs or bool(mine & theirs)


def _same_ends(draft: Draft, track: Track) -> bool:
    """No other origin, no other destination than the track has."""
    for role in ("origin", "destination"):
        mine = [p.place for p in draft.of_role(role)]
        theirs = track.places(role)
        if mine and theirs and not any(are_near(a, b) for a in mine for b in theirs):
            return role == "destination" and draft.anaphoric
    return True
