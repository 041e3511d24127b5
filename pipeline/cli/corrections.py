"""``corrections``: what persons corrected; list, undo, take out and bring in as a patch file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import JsonOption, StoreOption, settings_for
from pipeline.cli.output import say, say_json, tell
from pipeline.errors import BadInput

if TYPE_CHECKING:
    from pipeline.store.trail import Kept

app = typer.Typer(
    help="What persons corrected: list, undo, export and import.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("list")
def listing(
    event: Annotated[
        str, typer.Option("--event", metavar="ID", show_default=False, help="Of one event only.")
    ] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show every correction with who, when and why; also those undone and those that fit nothing.

    \b
    Examples:
      python -m pipeline corrections list
      python -m pipeline corrections list --event ev-3f2a --json
    """
    from pipeline.store.read import open_reader

    with open_reader(settings_for(store).store) as reader:
        log = reader.corrections(event or None)
    if as_json:
        say_json([_record(one) for one in log])
        return
    for one in log:
        say(_line(one))
    say(_number(len(log)) if log else "No corrections.")


@app.command("export")
def export(
    out: Annotated[
        Path,
        typer.Argument(dir_okay=False, show_default=False, help="The file; replaced when there."),
    ],
    store: StoreOption = None,
) -> None:
    """Write all corrections to a patch file, JSON Lines; see docs/corrections.md.

    \b
    Example:
      python -m pipeline corrections export corrections.jsonl
    """
    from pipeline.review import export_patch
    from pipeline.store.read import open_reader

    with open_reader(settings_for(store).store) as reader:
        text, count = export_patch(reader), len(reader.corrections())
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{out} cannot be written: {error.strerror}; name another file") from error
    say(f"{_number(count)} in {out}")


@app.command("import")
def bring_in(
    source: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            readable=True,
            show_default=False,
            help="A file made by `corrections export`.",
        ),
    ],
    store: StoreOption = None,
) -> None:
    """Take over a patch file, all of it or nothing; importing it again changes nothing.

    Exit code 1 when some of it fits no event of the store. That is kept: it holds as soon as its
    article is read.

    \b
    Example:
      python -m pipeline corrections import corrections.jsonl
    """  # fmt: skip
    from pipeline.review import import_patch

    done = import_patch(settings_for(store).store, source.read_bytes())
    for one in done.unfit:
        tell(f"fits nothing: {one.correction.id} {one.why}")
    fitting = done.new - len(done.unfit)
    say(f"{done.new} new ({fitting} fit, {len(done.unfit)} fit nothing), {done.known} known")
    if done.unfit:
        raise typer.Exit(1)


@app.command("undo")
def undo(
    name: Annotated[
        str, typer.Argument(metavar="ID", show_default=False, help="Or the beginning of it.")
    ],
    author: Annotated[str, typer.Option(show_default=False, help="Who undoes it.")],
    reason: Annotated[str, typer.Option(show_default=False, help="Why.")],
    store: StoreOption = None,
) -> None:
    """Undo a correction by a further entry; undoing that entry makes the correction hold again.

    \b
    Example:
      python -m pipeline corrections undo co-3f2a --author Ana --reason "wrong town"
    """
    from pipeline import review

    path = settings_for(store).store
    made = review.undo(path, name, author=author, reason=reason, at=review.now())
    say(f"{made.id} undoes {name}")


def _number(count: int) -> str:
    return f"{count} correction{'' if count == 1 else 's'}"


def _line(one: Kept) -> str:
    from pipeline.corrections import to_words

    made = one.correction
    where = ", ".join(one.event_ids) or made.about[0].article_id
    state = "" if one.state in ("holds", "undoing") else f" [{one.state}]"
    told = f"{made.id} {made.at:%Y-%m-%d %H:%M} {made.author}: {to_words(made.change)}"
    return f"{told} ({where}){state} – {' '.join(made.reason.split())}"


def _record(one: Kept) -> dict[str, Any]:
    from pipeline.corrections import to_line

    return {
        **json.loads(to_line(one.correction)),
        "state": one.state,
        "why": one.why,
        "event_ids": list(one.event_ids),
        "undone_by": one.undone_by.id if one.undone_by else None,
    }
