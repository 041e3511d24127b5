"""Words that give a place its role, "took off from", "Dublin-bound", and where they stand."""

from __future__ import annotations

from pipeline.flights.segment import Segment
from pipeline.lexicon import Hit
from pipeline.lexicon.tokens import Tokens, rest_of
from pipeline.model import Place

Cues = dict[int, list[Hit]]  # role words by the index of the token behind them


def cues_of(segment: Segment) -> Cues:
    """Role words by the index of the token behind them; a day may stand among them.

    "Landed on Tuesday in Rome" is "landed in Rome" on a Tuesday.
    """
    phrases = segment.language.phrases("flights.roles")
    cues: Cues = {}
    for at in range(len(segment.tokens)):
        for hit in phrases.at(segment.tokens, at):
            cues.setdefault(hit.last, []).append(hit)
    numbers = segment.undated()
    undated = Tokens(segment.tokens[number] for number in numbers)
    for at in range(len(undated)) if len(undated) < len(segment.tokens) else ():
        for hit in phrases.at(undated, at):
            first, last = numbers[hit.first], numbers[hit.last - 1] + 1
            if last - first > hit.last - hit.first:  # across a day
                cues.setdefault(last, []).append(hit._replace(first=first, last=last))
    return cues


def cue_after(place: Place, segment: Segment) -> str:
    """Cue of a word right behind the name: "Kiel verlassen", "a Dublin-bound flight"."""
    joined = _joined(place, segment)
    if joined is not None:
        return joined.label
    at = segment.token_at(place.span.end - 1) + 1
    after = segment.language.phrases("flights.roles_after")
    hits = after.at(segment.tokens, at) if at < len(segment.tokens) else []
    return max(hits, key=lambda hit: hit.last).label if hits else ""


def is_end_of_word(place: Place, segment: Segment) -> bool:
    """Whether a hyphen joins it to a word that gives its role: "Barksdale-based bombers"."""
    return _joined(place, segment) is not None


def _joined(place: Place, segment: Segment) -> Hit | None:
    at = segment.token_at(place.span.end - 1)
    if at == len(segment.tokens) or place.span.end >= segment.tokens[at].end:
        return None
    rest = Tokens((rest_of(segment.tokens[at], place.span.end + 1),))
    return next(iter(segment.language.phrases("flights.roles_after").at(rest, 0)), None)
