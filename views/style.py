"""The style sheet of the page. It holds no data."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from views import palette

_SHEET: Final = Path(__file__).with_name("page.css")


def sheet(ground: palette.Ground) -> str:
    """A style element: the sheet, the colours of the types, the colour of the sea."""
    kinds = [*palette.TYPES.items(), ("OTHER", palette.UNKNOWN)]
    rules = [f'[class*="-{kind}"]{{--c:{look.css}}}' for kind, look in kinds]
    rules += [f".card .w{step}{{width:{5 * step}%}}" for step in range(21)]
    root = f":root{{--sea:{ground.sea};--land:rgb{ground.land}}}"
    return f"<style>{root}{''.join(rules)}{_SHEET.read_text(encoding='utf-8')}</style>"
