"""The house: who may import whom, and what no file may hold. Read from the syntax tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOOR = {"model", "errors", "config", "lexicon"}
# They may see every step.
ABOVE = {"api", "added", "run", "review", "cli", "score", "export", "__main__", "__init__"}
# A step that may open another one, because it is the one way into it.
# Extractors put events and flights behind one face, and treat a service as geocoders do.
# The store keeps events as persons corrected them, so it asks corrections what they say.
DOORS = {
    "store": {"corrections"},
    "resolve": {"gazetteer", "geocoders"},
    "geocoders": {"gazetteer"},
    "extractors": {"events", "flights", "geocoders"},
}
PAGE_MAY_SEE = {"model", "errors", "config", "store", "lexicon", "export"}
# The page writes corrections through one door and nothing else; these files alone may open it.
MAY_CORRECT = {"review.py", "review_form.py", "review_places.py", "review_log.py"}
NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx", "aiohttp", "feedparser",
           "httpx2", "openai"}  # fmt: skip
MAY_TOUCH_IT = {"read", "geocoders", "extractors"}
# Learned parts: loaded only when the settings name them.
LEARNED = {"openai", "httpx2", "spacy", "torch", "transformers", "gliner", "pickle", "joblib"}
SQL = {"sqlite3", "pysqlite3", "sqlalchemy"}


def sources(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def steps_of(path: Path) -> set[str]:
    """The parts of pipeline/ that a file imports."""
    parts = (name.split(".") for name in imports(path))
    return {part[1] for part in parts if part[0] == "pipeline" and len(part) > 1}


def home(path: Path) -> str:
    return path.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")


def modules() -> set[str]:
    return {home(path) for path in sources("pipeline")}


@pytest.mark.parametrize("path", sources("pipeline"), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_step_imports_the_floor_and_itself(path: Path) -> None:
    if home(path) in ABOVE:
        return
    allowed = {home(path)} | FLOOR | DOORS.get(home(path), set())
    if home(path) in FLOOR:
        allowed = FLOOR
    foreign = (steps_of(path) & modules()) - allowed
    assert not foreign, f"{path.relative_to(ROOT)} imports the step {sorted(foreign)}"


@pytest.mark.parametrize("path", sources("pipeline"), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_pipeline_knows_no_page(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    assert not tops & {"streamlit", "pydeck", "altair", "views", "dashboard"}


@pytest.mark.parametrize(
    "path", [*sources("views"), ROOT / "dashboard.py"], ids=lambda p: str(p.relative_to(ROOT))
)
def test_the_page_sees_the_reading_half_of_the_store(path: Path) -> None:
    more = {"review", "corrections"} if path.name in MAY_CORRECT else set()
    # Adding articles reads and keeps them, through the one door that programs use.
    more |= {"api"} if path.stem in ("add_jobs", "add_preview", "add_ways") else set()
    assert (steps_of(path) & modules()) <= PAGE_MAY_SEE | more
    stores = [name for name in imports(path) if name.startswith("pipeline.store.")]
    assert all(name.startswith("pipeline.store.read") for name in stores), stores


@pytest.mark.parametrize("path", sources("pipeline"), ids=lambda p: str(p.relative_to(ROOT)))
def test_only_readers_geocoders_and_extractors_touch_the_network(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)} | set(imports(path))
    if home(path) not in MAY_TOUCH_IT:
        assert not tops & NETWORK
    if home(path) == "extractors" and path.parent.name != "llm":
        assert not tops & NETWORK  # the rules and the interface ask nobody


@pytest.mark.parametrize("path", sources("pipeline"), ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_store_speaks_sql(path: Path) -> None:
    if home(path) != "store":
        assert not {name.split(".")[0] for name in imports(path)} & SQL


@pytest.mark.parametrize(
    "path", [*sources("pipeline"), *sources("views")], ids=lambda p: str(p.relative_to(ROOT))
)
def test_only_the_settings_look_at_the_environment(path: Path) -> None:
    if path.name == "config.py":
        return
    text = path.read_text(encoding="utf-8")
    assert "os.environ" not in text, path
    assert "getenv" not in text, path


def tracked() -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_no_file_names_a_path_of_one_machine() -> None:
    pattern = re.compile(r"(?<![\w.])/(work|root|home/\w+|Users/\w+)/[a-z]")
    found = []
    for path in tracked():
        if path.suffix in {".py", ".toml", ".md", ".csv", ".txt", ""} and path != Path(__file__):
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [path.name for match in pattern.finditer(text) if match]
    assert not found


def test_nothing_swallows_every_exception() -> None:
    found = []
    for path in [*sources("pipeline"), *sources("views"), ROOT / "dashboard.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None
                or (
                    isinstance(node.type, ast.Name)
                    and node.type.id in {"Exception", "BaseException"}
                )
            ):
                raises = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
                if not raises:
                    found.append(f"{path.name}:{node.lineno}")
    assert not found


def test_every_step_is_named_in_the_architecture_page() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    missing = [name for name in sorted(modules() - {"__init__", "__main__"}) if name not in text]
    assert not missing, f"docs/architecture.md does not name {missing}"


def test_the_pipeline_imports_without_the_page() -> None:
    code = "import sys, pipeline.run; sys.exit('streamlit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=120)
    assert done.returncode == 0


def test_nothing_learned_is_loaded_by_default() -> None:
    code = (
        "import sys; from pipeline.run import open_kit; open_kit(); "
        f"print(sorted({LEARNED!r} & set(sys.modules) - {{'pickle'}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, timeout=120, capture_output=True
    )
    assert done.stdout.decode().split("\n")[0] == "[]", done.stderr.decode()


@pytest.mark.parametrize("path", sources("pipeline"), ids=lambda p: str(p.relative_to(ROOT)))
def test_weights_and_pickles_come_only_with_what_the_settings_name(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    allowed = {"entities.py": {"spacy"}}.get(path.name, set())
    if path.parent.name == "llm":
        allowed = {"openai", "httpx2"}
    assert not (tops & LEARNED) - allowed
