"""Search words in texts: all of a column at once, in Arrow.

Texts are compared folded: small letters, no accents. Folding letter by letter is for the texts that
need it; most are plain ASCII.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pyarrow import compute

SEPARATOR: Final = "\n"  # after each column of a text: no search word holds it
LONG: Final = 4  # letters of a word that is searched in all texts at once


def fold(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.lower()
    return _combining().sub("", unicodedata.normalize("NFKD", text.casefold()))


def folded(columns: Sequence[pd.Series]) -> pd.Series:
    """One text a row: its cells, folded, a line each; so no word runs from a row into the next."""
    cells = [*(texts(column) for column in columns), pa.scalar("", pa.large_string())]
    joined = compute.binary_join_element_wise(*cells, pa.scalar(SEPARATOR, pa.large_string()))
    plain = compute.string_is_ascii(joined)
    small = compute.ascii_lower(joined)
    others = joined.filter(compute.invert(plain)).to_pylist()
    folds = pa.array([fold(text) for text in others], pa.large_string())
    whole = compute.replace_with_mask(small, compute.invert(plain), folds)
    return pd.Series(pd.array(whole, dtype="str"))


def holding(haystack: pd.Series, text: str) -> npt.NDArray[np.bool_]:
    """Rows of ``folded`` that hold every word of a text."""
    stacks = texts(haystack)
    found = np.ones(len(stacks), dtype=bool)
    for term in sorted(fold(text).split(), key=len, reverse=True):
        # What the words before did not find is not looked at again.
        left = np.flatnonzero(found)
        whole = len(left) == len(found)
        found[left] = _with(stacks if whole else stacks.take(pa.array(left)), term)
    return found


def _with(stacks: Any, term: str) -> npt.NDArray[np.bool_]:
    """Texts with a word in them.

    A long word is searched in all texts at once, three times as fast as text by text. A short one
    would be found too often.
    """
    if len(term) < LONG:
        return np.asarray(compute.match_substring(stacks, term), dtype=bool)
    _, ends, letters = stacks.buffers()
    starts = np.frombuffer(ends, dtype=np.int64, count=stacks.offset + len(stacks) + 1)
    hits = re.finditer(re.escape(term.encode()), letters or b"")
    at = np.fromiter((hit.start() for hit in hits), dtype=np.int64)
    rows = np.searchsorted(starts[stacks.offset :], at, side="right") - 1
    found = np.zeros(len(stacks), dtype=bool)
    found[rows[(rows >= 0) & (rows < len(stacks))]] = True
    return found


def texts(column: pd.Series) -> Any:
    """A column as one Arrow array of texts."""
    found = pa.array(column, pa.large_string(), from_pandas=True)
    whole = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
    return compute.fill_null(whole, "")


@cache
def _combining() -> re.Pattern[str]:
    """All marks that combine with the letter before them."""
    points = np.array([n for n in range(sys.maxunicode + 1) if unicodedata.combining(chr(n))])
    parts = np.split(points, np.flatnonzero(np.diff(points) > 1) + 1)
    return re.compile("[" + "".join(f"{chr(p[0])}-{chr(p[-1])}" for p in parts) + "]+")
