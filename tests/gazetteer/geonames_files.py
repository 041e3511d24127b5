"""Files in GeoNames' and OurAirports' own formats, with invented places, for the tests."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterable
from pathlib import Path

# Shares of feature codes as in the real file: populated places first, then sites, waters, heights.
_CODES = (
    ["P.PPL"] * 38
    + ["S.HTL", "S.SCH", "S.CH", "S.FRM", "S.HSP"] * 4
    + ["H.STM"] * 13
    + ["H.LK", "H.SPNG", "H.WLL", "H.BAY"]
    + ["T.MT", "T.HLL", "T.ISL", "T.PK"] * 3
    + ["A.ADM3", "A.ADM4", "L.LCTY", "L.AREA", "R.RD", "V.FRST"]
)
_STEMS = (
    "bar",
    "cel",
    "dor",
    "fen",
    "gal",
    "hul",
    "ister",
    "jor",
    "kav",
    "lun",
    "mor",
    "nev",
    "ost",
)
_ENDS = ("a", "en", "ów", "ville", "ská", "o", "ino", "stad", "é", "burg", "ka", "pur", "ý", "'an")


def place(
    number: int,
    name: str,
    *,
    at: tuple[float, float] = (48.0, 9.0),
    code: str = "P.PPL",
    country: str = "NL",
    admin: tuple[str, str] = ("07", ""),
    people: int = 0,
    plain: str = "",
    others: str = "",
) -> str:
    """A line of allCountries."""
    feature, kind = code.split(".")
    cells = [str(number), name, plain or name, others, str(at[0]), str(at[1]), feature, kind]
    cells += [country, "", *admin, "", "", str(people), "", "3", "Europe/Amsterdam", "2026-01-02"]
    return "\t".join(cells)


def alternate(
    number: int, name: str, *, lang: str = "", preferred: bool = False, flags: str = "\t\t"
) -> str:
    """A line of alternateNamesV2; ``flags``: short, colloquial, historic."""
    marks = f"{'1' if preferred else ''}\t{flags}"
    return f"{number * 10 + len(name)}\t{number}\t{lang}\t{name}\t{marks}\t\t"


def write(path: Path, lines: Iterable[str], *, packed: bool = False) -> Path:
    """A file of these lines, or a zip with it beside the path."""
    text = "".join(f"{line}\n" for line in lines)
    if not packed:
        path.write_text(text, encoding="utf-8")
        return path
    inside = path.with_suffix(".zip")
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("readme.txt", "about")
        out.writestr(path.name, text)
    return inside


def invented(count: int, *, seed: int = 1, most_others: int = 5) -> Iterable[str]:
    """Lines as in allCountries: as long, with as many alternate names, of the same features."""
    draw = random.Random(seed)
    for number in range(1, count + 1):
        name = _name(draw)
        others = min(most_others, draw.choice((0, 0, 0, 1, 1, 2, 5)))
        yield place(
            20_000_000 + number,
            name,
            at=(round(draw.uniform(-60, 75), 5), round(draw.uniform(-180, 180), 5)),
            code=draw.choice(_CODES),
            country=draw.choice(("US", "CN", "NO", "MX", "RU", "IN", "DE", "UA", "BR", "ID")),
            admin=(f"{draw.randrange(1, 60):02}", f"{draw.randrange(1, 400):03}"),
            people=draw.choice((0,) * 9 + (draw.randrange(5000),)),
            plain=name.encode("ascii", "ignore").decode(),
            others=",".join(_name(draw) for _ in range(others)),
        )


def _name(draw: random.Random) -> str:
    words = []
    for _ in range(draw.choice((1, 1, 2, 2, 3))):
        stems = "".join(draw.choice(_STEMS) for _ in range(draw.choice((1, 2, 2, 3))))
        words.append((stems + draw.choice(_ENDS)).capitalize())
    return " ".join(words)
