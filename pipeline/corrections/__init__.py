"""What persons correct: place, date, kind, actors, what is one happening, and what is none.

A correction is an entry of a log that only grows (``entry``). It names what it is about by
article, quoted sentence and kind of event (``anchor``), so that it finds the same happening after
another run, and what it wants (``changes``). Undoing is a further entry (``force``). Entries are
laid over what the machine read and merged (``laying``); the machine's values stay beside them.
``patch`` writes and reads them as a file.
"""

from __future__ import annotations

from pipeline.corrections.anchor import Anchor, anchors, find
from pipeline.corrections.changes import (
    ActorChange,
    Change,
    DateChange,
    Join,
    KindChange,
    Note,
    PlaceChange,
    Rejection,
    Split,
    Spot,
    Undo,
    to_words,
)
from pipeline.corrections.entry import Correction, from_line, to_line
from pipeline.corrections.force import Fitted, in_force, undone_by
from pipeline.corrections.laying import BY_A_PERSON, lay
from pipeline.corrections.spots import spot_at, spot_of

__all__ = [
    "BY_A_PERSON",
    "ActorChange",
    "Anchor",
    "Change",
    "Correction",
    "DateChange",
    "Fitted",
    "Join",
    "KindChange",
    "Note",
    "PlaceChange",
    "Rejection",
    "Split",
    "Spot",
    "Undo",
    "anchors",
    "find",
    "from_line",
    "in_force",
    "lay",
    "spot_at",
    "spot_of",
    "to_line",
    "to_words",
    "undone_by",
]
