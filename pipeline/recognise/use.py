"""Literal or associative: is the place meant, or those it stands for: people, a government?"""

from __future__ import annotations

from pipeline.model import Use
from pipeline.recognise.found import Found
from pipeline.recognise.guards import Known


def use_of(found: Found, known: Known) -> tuple[Use, str]:
    """How the name is used and the rule that says so."""
    words = known.words
    if found.people:
        return "associative", "adjective or people"
    if found.dateline:
        return "associative", "dateline"
    if found.part in ("based", "pair"):
        return "associative", "modifier with a hyphen"
    if found.behind in words.speech:
        return "associative", "speaks, so it stands for people"
    if found.capital_behind and found.behind in words.organisations:
        return "associative", "part of an organisation's name"
    if found.behind in words.people and found.line.touches(found.last - 1):
        return "associative", "modifies people"
    if found.before in words.at and found.line.lower(found.first - 2) in words.homes:
        return "associative", "home town"
    return "literal", "place named"
