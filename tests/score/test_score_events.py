"""The scorer of events agrees with the independent script beside the checkout."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadInput
from pipeline.score.events import Report, load_gold, score_articles, score_events
from pipeline.score.events.assignment import pair_up
from pipeline.score.events.names import same_name
from pipeline.score.events.similarity import find_quote

GOLD = Path(__file__).parents[3] / "shared" / "gold"

Record = dict[str, Any]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    path = GOLD / "score_events.py"
    if not path.exists():
        pytest.skip("the shared evaluation set is not beside this checkout")
    spec = importlib.util.spec_from_file_location("reference_scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotated() -> dict[str, list[Record]]:
    lines = (GOLD / "articles" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {note["id"]: note["events"] for note in map(json.loads, lines)}


def right_row(article: str, event: Record) -> Record:
    def first(role: str) -> Record:
        return next((place for place in event["places"] if place["role"] == role), {})

    craft = event["aircraft"] or {}
    location, origin, destination = map(first, ("location", "origin", "destination"))
    return {
        "event_id": f"{event['key']}",
        "event_type": event["event_type"],
        "date_start": event["date_start"],
        "date_end": event["date_end"],
        "time_precision": event["time_precision"],
        "modality": event["modality"],
        "polarity": event["polarity"],
        "actors": [actor["name"] for actor in event["actors"]],
        "place_name": location.get("name"),
        "lat": location.get("lat"),
        "lon": location.get("lon"),
        "geo_precision": location.get("geo_precision"),
        "origin_name": origin.get("name"),
        "origin_lat": origin.get("lat"),
        "origin_lon": origin.get("lon"),
        "destination_name": destination.get("name"),
        "destination_lat": destination.get("lat"),
        "destination_lon": destination.get("lon"),
        "destination_reached": destination.get("reached"),
        "via": ";".join(p["name"] for p in event["places"] if p["role"] == "via"),
        "aircraft_type": craft.get("type_icao"),
        "aircraft_count_min": craft.get("count_min"),
        "aircraft_count_max": craft.get("count_max"),
        "callsigns": craft.get("callsigns"),
        "claim_status": event["claim_status"],
        "evidence": event["evidence"],
        "article_ids": article,
    }


def spoil(row: Record, rng: random.Random) -> Record:
    """A row with some of its values wrong, missing or strange."""
    spoiled = dict(row)
    for _ in range(rng.randrange(5)):
        column = rng.choice(sorted(row))
        spoiled[column] = rng.choice(SPOILS.get(column, ["", None]))
    if isinstance(spoiled["lat"], float) and rng.random() < 0.4:
        spoiled["lat"] = max(-90.0, min(90.0, spoiled["lat"] + rng.uniform(-2, 2)))
    if rng.random() < 0.3:
        quote = str(spoiled["evidence"] or "")
        cut = rng.randrange(1, max(2, len(quote)))
        spoiled["evidence"] = quote[:cut] + rng.choice(["", " …", " | etwas anderes ganz", " xyz"])
    return spoiled


SPOILS: dict[str, list[Any]] = {
    "event_type": ["PROTEST", "MOBILIZE", "assault", "DISASTER", "NONSENSE"],
    "date_start": ["2024-04-09", "2025-11-20", "kein Datum", "2024-02-31"],
    "date_end": ["2024-04-11", "", "2025-12-01"],
    "modality": ["future", "HISTORICAL", ""],
    "polarity": ["negative"],
    "actors": ["Russia;US Navy;police", ["protesters", "Nigeria"], "the Air Force", "U.S."],
    "place_name": ["Houston", "Caracas", "Texel;Paris", "Sevilla, Spain"],
    "lat": ["12,5", "north", None, 52.0],
    "lon": [-66.9, 4.9, ""],
    "origin_name": ["Minot", "Leeuwarden Air Base", ""],
    "via": ["Florida", "Djibouti;Paris", ""],
    "destination_reached": [True, False, "yes", "0", ""],
    "aircraft_type": ["B-52;F16", "F-35A", ""],
    "aircraft_count_min": [1, 2, "", "two"],
    "aircraft_count_max": [2, 4.0, None],
    "callsigns": ["TOXIN11;XX12", "COBRA 55", ""],
    "claim_status": ["confirmed", "Denied", "disputed", "reported"],
    "article_ids": ["dev-01;dev-02", "https://example.org/dev-03", "nowhere", "", "dev-18"],
    "event_id": ["same-for-all", "", "other"],
}


def predictions(seed: int) -> list[Record]:
    rng = random.Random(seed)
    right = [
        right_row(article, event) for article, events in annotated().items() for event in events
    ]
    kept = [row for row in right if rng.random() < 0.85]
    rows = [spoil(row, rng) for row in kept + rng.sample(right, 12)]
    rng.shuffle(rows)
    return rows


def as_figures(report: Report) -> Record:
    """The report in the shape of the reference."""
    joined = report.clusters
    return {
        **block_figures(report.total),
        "info": {k: {"score": m.score, "n": m.n} for k, m in report.precision_info.items()},
        "spurious": dict(report.spurious),
        "zero": (report.zero_event_articles, report.false_alarms),
        "clusters": (joined.gold_pairs, joined.predicted_pairs, joined.precision, joined.recall),
        "counts": (report.rows, report.rows_without_article, report.unknown_article_ids),
        "missed": sorted((miss.article, miss.key) for miss in report.missed),
        "false": sorted(
            (r.article, r.event_id, r.event_type, r.place, r.evidence) for r in report.false_rows
        ),
        "violations": sorted((v.article, v.event_id, v.column, v.name) for v in report.violations),
        "by_lang": {lang: block_figures(block) for lang, block in report.by_lang.items()},
    }


def block_figures(block: Any) -> Record:
    found = block.detection
    return {
        "articles": block.articles,
        "detection": (
            found.tp,
            found.optional,
            found.split,
            found.fp,
            found.fn,
            found.required,
            found.predicted,
            found.duplicates,
        ),
        "prf": (found.precision, found.recall, found.f1),
        "fields": {name: (mean.score, mean.n) for name, mean in block.fields.items()},
        "row_score": block.row_score,
    }


def reference_figures(out: Record) -> Record:
    joined, zero = out["clusters"], out["zero_event"]
    return {
        **reference_block(out),
        "info": out["info"],
        "spurious": {
            k: out["spurious"].get(k, 0) for k in ("origin", "destination", "callsigns", "aircraft")
        },
        "zero": (zero["articles"], zero["false_alarms"]),
        "clusters": tuple(joined[k] for k in ("gold_pairs", "pred_pairs", "precision", "recall")),
        "counts": (out["rows"], out["rows_without_article"], out["unknown_article_ids"]),
        "missed": sorted((miss["article"], miss["key"]) for miss in out["missed"]),
        "false": sorted(
            (r["article"], r["event_id"], r["event_type"].upper(), r["place"], r["evidence"])
            for r in out["false_rows"]
        ),
        "violations": sorted(
            (v["article"], v["event_id"], v["column"], v["name"]) for v in out["not_places"]["list"]
        ),
        "by_lang": {lang: reference_block(block) for lang, block in out["by_lang"].items()},
    }


def reference_block(block: Record) -> Record:
    names = ["tp", "optional", "split", "fp", "fn", "req", "pred", "duplicates"]
    found = block["detection"]
    return {
        "articles": block["articles"],
        "detection": tuple(found[name] for name in names),
        "prf": (found["precision"], found["recall"], found["f1"]),
        "fields": {name: (mean["score"], mean["n"]) for name, mean in block["fields"].items()},
        "row_score": block["row_score"],
    }


def close(left: Any, right: Any) -> bool:
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(close(left[k], right[k]) for k in left)
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(close, left, right))
    return bool(left == pytest.approx(right) if isinstance(left, float) else left == right)


def reference_report(reference: ModuleType, rows: list[Record], folder: Path) -> Record:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    articles = reference.load_gold(str(GOLD / "articles"))
    return dict(reference.score(articles, reference.load_pred(str(path))))


@pytest.mark.parametrize("seed", range(12))
def test_all_figures_agree_with_the_reference(
    reference: ModuleType, tmp_path: Path, seed: int
) -> None:
    rows = predictions(seed)
    ours = as_figures(score_events(GOLD / "articles", rows))
    theirs = reference_figures(reference_report(reference, rows, tmp_path))
    wrong = {k: (ours[k], theirs[k]) for k in theirs if not close(ours[k], theirs[k])}
    assert not wrong


def test_the_table_shows_what_the_reference_shows(reference: ModuleType, tmp_path: Path) -> None:
    rows = predictions(99)
    ours = score_events(GOLD / "articles", rows).table(by_lang=True)
    theirs = reference.table(reference_report(reference, rows, tmp_path), by_lang=True)
    for line, wanted in zip(ours.splitlines(), theirs.splitlines(), strict=True):
        if "filled without ground" not in line:  # its order is that of the first occurrence there
            assert line == wanted


def test_right_rows_get_full_marks(reference: ModuleType) -> None:
    rows = [right_row(a, event) for a, events in annotated().items() for event in events]
    report = score_events(GOLD / "articles", rows)
    assert report.total.detection.f1 == 1.0
    assert report.total.row_score == pytest.approx(1.0)
    assert not report.classes


def small_set(folder: Path) -> Path:
    place = folder / "en" / "quake"
    place.mkdir(parents=True)
    (place / "article.md").write_text(
        '---\nid: quake\nlang: en\npublished: 2025-01-02\ntitle: "A quake"\n---\n'
        "The ground shook in Lima on Wednesday.\n",
        encoding="utf-8",
    )
    event = {
        "key": "lima",
        "event_type": "DISASTER",
        "date_start": "2025-01-01",
        "evidence": "The ground shook in Lima on Wednesday.",
        "actors": [{"name": "US Air Force"}],
        "places": [
            {
                "role": "location",
                "name": "Lima",
                "lat": -12.05,
                "lon": -77.04,
                "tol_km": 20,
                "geo_precision": "city",
            }
        ],
    }
    (place / "expected.json").write_text(json.dumps({"events": [event]}), encoding="utf-8")
    (folder / "aliases.json").write_text('{"US Air Force": ["Pentagon"]}', encoding="utf-8")
    return folder


def test_nested_folder_with_defaults_and_aliases(tmp_path: Path) -> None:
    (article,) = load_gold(small_set(tmp_path))
    (event,) = article.events
    assert article.body == "The ground shook in Lima on Wednesday."
    assert (event.modalities, event.polarities, event.required) == (
        ("asserted",),
        ("positive",),
        True,
    )
    assert event.actors[0].names == ("US Air Force", "Pentagon")


def test_classes_of_error_are_counted(tmp_path: Path) -> None:
    articles = load_gold(small_set(tmp_path))
    other = {"event_type": "PROTEST", "evidence": "Nothing of the kind", "article_ids": "quake"}
    report = score_articles(articles, [other])
    found = {kind.name: kind.count for kind in report.classes}
    assert found == {"missed: no row from its sentences": 1, "false: sentence tells no event": 1}
    assert "no row from its sentences" in report.table(errors=True)


def test_empty_folder_and_broken_annotation_say_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="holds no annotated articles"):
        load_gold(tmp_path)
    folder = small_set(tmp_path) / "en" / "quake"
    (folder / "expected.json").write_text('{"events": [{"key": "x"}]}', encoding="utf-8")
    with pytest.raises(BadInput, match="not as it should be"):
        load_gold(tmp_path)


@given(st.integers(1, 5), st.integers(1, 5), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_no_other_pairing_is_better(rows: int, columns: int, rng: random.Random) -> None:
    table = [[rng.choice([0.0, rng.random()]) for _ in range(columns)] for _ in range(rows)]
    pairs = pair_up(table)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
    assert sum(table[r][c] for r, c in pairs) == pytest.approx(best_total(table, frozenset()))


def best_total(table: list[list[float]], used: frozenset[int]) -> float:
    if not table:
        return 0.0
    rest = table[1:]
    taken = [
        table[0][c] + best_total(rest, used | {c}) for c in range(len(table[0])) if c not in used
    ]
    return max([best_total(rest, used), *taken])


@pytest.mark.parametrize(
    ("given_name", "alias", "same"),
    [
        ("the U.S. Navy", "US Navy", True),
        ("Armée française", "armee francaise", True),
        ("Nigerian police", "Niger", False),
        ("police", "Police nationale", False),
        ("Venezolaanse", "Venezolaans", True),
        ("", "US", False),
    ],
)
def test_names(given_name: str, alias: str, *, same: bool) -> None:
    assert same_name(given_name, [alias]) is same


def test_a_quote_is_found_across_line_ends() -> None:
    assert find_quote("one two\nthree", "two three …") == (4, 13)
    assert find_quote("one two", "three") is None
