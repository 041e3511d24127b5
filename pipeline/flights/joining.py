"""Pieces of the same movement to one track; pieces of another start a new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.flights.another import Further, further_of
from pipeline.flights.belonging import belongs
from pipeline.flights.draft import Draft
from pipeline.flights.track import Track, of_category, sentences_since

_NEWS = frozenset({"aid_flight", "diversion", "recon"})  # flights that need no aircraft named


def tracks_of(drafts: Iterable[Draft]) -> tuple[Track, ...]:
    """The movements of an article, in the order in which they are first told."""
    tracks: list[Track] = []
    for told in drafts:
        draft = told if tracks else _first_told(told)
        at = None if draft.elliptic else _home(draft, tracks)
        if draft.elliptic:
            tracks += _one_more(draft, tracks)
        elif at is not None:
            tracks[at] = replace(tracks[at], drafts=(*tracks[at].drafts, draft))
        elif _opens(draft) or (tracks and _is_another_off(draft)):
            tracks.append(Track((draft,), _lender(draft, tracks)))
        elif (met := _other_side(draft, tracks)) is not None:
            own = replace(draft.parties, own=of_category(draft, met))
            tracks.append(Track((replace(draft, parties=own),), met))
    return tuple(tracks)


def _first_told(draft: Draft) -> Draft:
    """Where nothing was told before, "истребители" takes nothing up: it names what flies."""
    if draft.kind != "air" or draft.parties.own or not draft.again:
        return draft
    own = tuple(a for a in draft.segment.aircraft if a.category in draft.again)
    return replace(draft, parties=replace(draft.parties, own=own), again=frozenset())


def _one_more(draft: Draft, tracks: Sequence[Track]) -> list[Track]:
    """ "Another two flew there a day later": of the kind of those told right before."""
    lender = tracks[-1] if tracks else None
    further = further_of(draft.segment) or Further()
    if lender is None or lender.first.kind != "air" or sentences_since(draft, lender) > 1:
        return []
    if not (draft.places or draft.when or further.counted):
        return []
    own = [replace(a, count_min=further.low, count_max=further.low) for a in lender.own]
    parties = replace(draft.parties, own=tuple(own))
    return [Track((replace(draft, parties=parties, civil=lender.is_civil),), lender)]


def _other_side(draft: Draft, tracks: Sequence[Track]) -> Track | None:
    """The track whose other side moves on by itself: "the bombers" that a tanker has served."""
    if not (draft.anaphoric and draft.places) or draft.silent or draft.kind != "air":
        return None
    return next((t for t in reversed(tracks) if of_category(draft, t)), None)


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
        beside = [n for n in bare if sentences_since(draft, tracks[n]) <= 1]
        return next(reversed(beside or bare[:1]), None)
    for at in range(len(tracks) - 1, -1, -1):
        if _tells(draft) and belongs(draft, tracks[at]):
            return at
    return None


def _tells(draft: Draft) -> bool:
    """Whether it adds anything to a track."""
    return bool(draft.places or draft.callsigns or draft.when or draft.manoeuvre)


def _opens(draft: Draft) -> bool:
    """Whether a piece can stand alone: it names what moves, and it is no mere denial."""
    if draft.silent or (draft.polarity == "negative" and not draft.is_cancelled):
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
    if draft.civil and both_ends and "flight" in draft.triggers:
        return True  # no news by itself, but it may have come down elsewhere
    if "diversion" in draft.triggers:
        both_ends = len(draft.places) > 1  # where it was bound and where it landed
    return (
        bool(draft.places)
        and bool(draft.triggers & _NEWS)
        and ("flight" in draft.triggers or draft.civil or both_ends or draft.lands_elsewhere)
    )


def _is_another_off(draft: Draft) -> bool:
    """Whether a further flight with its own day is called off: "a second one, on Thursday"."""
    further = draft.fresh and "flight" in draft.triggers and draft.when is not None
    return further and not draft.civil and draft.is_cancelled


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


def _is_seen(draft: Draft) -> bool:
    """Whether it is told where they were or went, not only whence others came to help."""
    return any(place.found.role != "origin" for place in draft.places)


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
