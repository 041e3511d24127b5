"""What axe-core finds wrong with a page for people who use a keyboard or a screen reader.

The script comes with the package axe-playwright-python; nothing is fetched.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

BAD: Final = ("serious", "critical")
# What Streamlit draws and this project cannot change: rule, a part of the selector, why.
KNOWN: Final[tuple[tuple[str, str, str], ...]] = ()


def findings(page: Any) -> list[str]:
    """``rule selector: markup`` of each serious or critical finding that is not known."""
    page.evaluate(_script())
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']} {' '.join(map(str, node['target']))}: {node['html'][:160]}"
        for rule in result["violations"]
        if rule["impact"] in BAD
        for node in rule["nodes"]
        if not _known(rule["id"], " ".join(map(str, node["target"])))
    ]


def _known(rule: str, target: str) -> bool:
    return any(rule == name and part in target for name, part, _ in KNOWN)


@cache
def _script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
