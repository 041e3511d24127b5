"""What the commands print: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from pipeline.model import Issue

_MARKS = {"error": "error", "warning": "warning", "info": "note"}


def say(text: str) -> None:
    """A line of the result."""
    typer.echo(text)


def tell(text: str) -> None:
    """A line about the work."""
    typer.echo(text, err=True)


def complain(text: str) -> None:
    """What went wrong, in words."""
    typer.secho("error: ", fg="red", bold=True, nl=False, err=True)
    typer.echo(text, err=True)


def say_json(value: Any) -> None:
    """A result for a program: one JSON document."""
    typer.echo(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))


def tell_issue(issue: Issue) -> None:
    """An issue as one line, with where it came from."""
    where = f"{issue.source}: " if issue.source and issue.source not in issue.message else ""
    tell(f"{_MARKS[issue.severity]}: {where}{issue.message}")


@contextmanager
def counting(title: str) -> Iterator[Callable[[str], None]]:
    """A line that counts items whose number is not known; nothing where nobody watches."""
    with _progress("{task.description} {task.completed:.0f} {task.fields[item]}") as progress:
        task = progress.add_task(title, total=None, item="")
        yield lambda item: progress.update(task, advance=1, item=item[:60])


@contextmanager
def share_done(title: str) -> Iterator[Callable[[str, float], None]]:
    """A bar from 0 to 1, moved by calling with what is being done and the share done."""
    with _progress("{task.description}", bar=True) as progress:
        task = progress.add_task(title, total=1.0)

        def move(what: str, share: float) -> None:
            progress.update(task, completed=share, description=f"{title}: {what}")

        yield move


@contextmanager
def _progress(line: str, *, bar: bool = False) -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = [SpinnerColumn(), TextColumn(line, markup=False), TimeElapsedColumn()]
    if bar:
        columns.insert(2, BarColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not sys.stderr.isatty()
    ) as progress:
        yield progress
