"""The scorer of places agrees with the independent script, and the figures hold their floors."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from pipeline.errors import BadInput
from pipeline.model import Point, Span
from pipeline.score.places import Predicted, lines, load_gold, score_corpus, score_places

PINNED = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
FLOORS, OWN_FLOORS = PINNED["places"], PINNED["places.golden"]
OWN = Path(__file__).parents[1] / "golden" / "places"
ASKED = SimpleNamespace(kinds=None, remove="none", match="overlap", km=161.0)


@pytest.fixture(scope="module")
def corpora() -> Path:
    folder = Path(__file__).parents[3] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip("the shared corpora are not beside this checkout")
    return folder


@pytest.fixture(scope="module")
def reference(corpora: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_places", corpora / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shaken(toponyms, dice: random.Random) -> list[Predicted]:
    """Annotated toponyms, some of them lost, moved, widened, doubled or without a position."""
    found = []
    for one in toponyms:
        fate, span, point = dice.random(), one.span, one.point
        if fate < 0.2:
            continue
        if fate < 0.4:
            span = Span(span.start, span.end + 3)
        if fate < 0.5 or point is None:
            point = None
        elif fate < 0.7:
            point = Point(max(-90.0, point.lat - 2.0), point.lon)
        found.append(Predicted(span, point))
        if fate > 0.9:
            found.append(Predicted(Span(span.end + 5, span.end + 9), Point(0.0, 1.0)))
    return found


def as_record(found: list[Predicted]) -> dict:
    return {
        "toponyms": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "lat": one.point.lat if one.point else None,
                "lon": one.point.lon if one.point else None,
            }
            for one in found
        ]
    }


@pytest.mark.parametrize("name", ["lgl", "trnews"])
def test_the_figures_agree_with_the_independent_script(corpora, reference, name) -> None:
    gold, dice = load_gold(corpora / f"{name}.jsonl"), random.Random(7)
    found = {one.article.id: shaken(one.toponyms, dice) for one in gold}
    raw = [json.loads(line) for line in (corpora / f"{name}.jsonl").open(encoding="utf-8")]
    rows = [reference.per_doc(one, as_record(found[one["id"]]), ASKED) for one in raw]
    theirs, ours = reference.total(rows, ASKED), score_places(gold, found).figures
    for mine, other in ((ours.exact, "exact"), (ours.overlap, "overlap"), (ours.whole, "e2e")):
        assert (mine.precision, mine.recall, mine.f1) == pytest.approx(theirs[other], abs=5e-4)
    resolution, other = ours.resolution, theirs["res"]
    assert resolution.toponyms == other["n"]
    assert resolution.accuracy == pytest.approx(other["acc"], abs=5e-4)
    assert resolution.auc == pytest.approx(other["auc"], abs=5e-4)
    assert resolution.mean_km == pytest.approx(other["mean"], rel=1e-4)
    assert resolution.median_km == pytest.approx(other["median"], rel=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_pipeline_holds_its_floors(corpora, kit, name) -> None:
    hold(corpora / f"{name}.jsonl", kit, FLOORS[name])


@pytest.mark.slow
@pytest.mark.parametrize("lang", sorted(OWN_FLOORS))
def test_our_own_texts_hold_their_floors(kit, lang) -> None:
    hold(OWN / f"{lang}.jsonl", kit, OWN_FLOORS[lang])


def hold(path: Path, kit, floors: dict[str, float]) -> None:
    report = score_corpus(path, kit)
    figures = report.figures
    reached = {
        "exact_f1": figures.exact.f1,
        "accuracy": figures.resolution.accuracy,
        "whole_f1": figures.whole.f1,
    }
    short = [what for what, floor in floors.items() if reached[what] < floor]
    assert not short, "\n".join(lines(report, path.name, errors=True))


def test_intervals_hold_the_figure_and_are_the_same_each_time(tmp_path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(json.dumps(record(at)) for at in range(30)), encoding="utf-8")
    gold = load_gold(path)
    found = {one.article.id: shaken(one.toponyms, random.Random(at)) for at, one in enumerate(gold)}
    first, again = (score_places(gold, found, resamplings=50) for _ in range(2))
    low, high = first.intervals["whole_f1"]
    assert low <= first.figures.whole.f1 <= high and first == again


def record(at: int) -> dict:
    return {
        "id": str(at),
        "text": "Rain in Perm, sun in Nice.\u2028",
        "toponyms": [
            {"start": 8, "end": 12, "text": "Perm", "lat": 58.0, "lon": 56.25},
            {"start": 21, "end": 25, "text": "Nice", "lat": 43.7, "lon": 7.27},
        ],
    }


def test_an_unusable_line_is_named(tmp_path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps(record(1)) + '\n{"id": 2}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"corpus\.jsonl, line 2"):
        load_gold(path)


def test_nothing_found_is_no_error(tmp_path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps(record(1)), encoding="utf-8")
    report = score_places(load_gold(path), {})
    assert report.figures.whole.f1 == 0.0 and report.missing == 1
    assert list(lines(report, "corpus"))
