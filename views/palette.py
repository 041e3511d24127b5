"""Colours and plain words of event types, and the colours of the map by day and by night.

Those of the types are the exports' too; see ``pipeline.export.report.looks``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from pipeline.export.report.looks import STATUS as STATUS
from pipeline.export.report.looks import TYPES as TYPES
from pipeline.export.report.looks import UNKNOWN as UNKNOWN
from pipeline.export.report.looks import Look as Look
from pipeline.export.report.looks import Rgb as Rgb
from pipeline.export.report.looks import look as look
from pipeline.export.report.looks import mode_label as mode_label

Mode = Literal["light", "dark"]


def rgb(css: str) -> Rgb:
    """The colour of ``#rrggbb``."""
    red, green, blue = (int(css[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


@dataclass(frozen=True, slots=True)
class Ground:
    """Colours of what lies under the events."""

    mode: Mode
    sea: str  # CSS, behind the map
    land: Rgb
    border: Rgb
    country: Rgb  # names
    water: Rgb  # names of seas
    outline: Rgb  # around marks
    ink: Rgb  # the selection


GROUND: Final[dict[Mode, Ground]] = {
    "light": Ground(
        mode="light", sea="#dfe7ec", land=(248, 247, 243), border=(196, 196, 190),
        country=(122, 124, 124), water=(120, 146, 166), outline=(255, 255, 255), ink=(20, 26, 34),
    ),
    "dark": Ground(
        mode="dark", sea="#0f161d", land=(33, 41, 50), border=(66, 77, 89), country=(132, 144, 156),
        water=(76, 104, 128), outline=(15, 22, 29), ink=(244, 247, 250),
    ),
}  # fmt: skip
