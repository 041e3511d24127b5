"""The style sheet of the page. It holds no data."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from views import palette

_SHEETS: Final = tuple(
    Path(__file__).with_name(name) for name in ("page.css", "drawn.css", "reach.css")
)

# The page's own ground, and green and red that can be read on it (contrast of 4.5 and more).
_INKS: Final = {
    "light": "--ground:#ffffff;--strong:#19222b;--yes:#1c6b41;--no:#a82a1e",
    "dark": "--ground:#141b22;--strong:#e6ebef;--yes:#5fcf94;--no:#ff8d80",
}


def sheet(ground: palette.Ground) -> str:
    """A style element: the sheet, the colours of the types, the colour of the sea."""
    kinds = [*palette.TYPES.items(), ("OTHER", palette.UNKNOWN)]
    rules = [f'[class*="-{kind}"]{{--c:{look.css}}}' for kind, look in kinds]
    rules += [f".card .w{step}{{width:{5 * step}%}}" for step in range(21)]
    inks = _INKS["dark" if ground == palette.GROUND["dark"] else "light"]
    root = f":root{{--sea:{ground.sea};--land:rgb{ground.land};{inks}}}"
    sheets = "".join(path.read_text(encoding="utf-8") for path in _SHEETS)
    return f"<style>{root}{''.join(rules)}{sheets}</style>"
