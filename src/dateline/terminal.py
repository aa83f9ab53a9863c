"""What a person sees on the terminal while a command runs and when it ends: all of it on standard error."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dateline.ingest.reading import Skipped

T = TypeVar("T")


def close(
    count: int, skipped: "Iterable[Skipped]", *, verb: str, strict: bool, held: int | None = None
) -> None:
    """Print the closing summary and leave with the status it calls for.

    Args:
        count: How many reports were read.
        skipped: What could not be read.
        verb: What was done with them: "read".
        strict: Leave with status 1 when anything was skipped.
        held: How many reports the case holds now, None where there is no case.
    """
    skipped = list(skipped)
    for one in skipped:
        click.echo(one_line(f"skipped: {one.path}: {one.reason}"), err=True)
    if held == 0:
        click.echo("nothing could be read, so no case file was written", err=True)
    click.echo(f"{count} {verb}, {len(skipped)} skipped", err=True)
    if (not count and not held) or (strict and skipped):
        sys.exit(1)


def one_line(words: str) -> str:
    """Return `words` as a terminal may safely print them: what no line may hold is written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in words)


class Progress:
    """What is being done and how far it is, on standard error, from the second second on, on a terminal."""

    def __init__(self, task: str) -> None:
        self._task = task
        self._bar: Any = None
        self._shown: Any = None

    def __enter__(self) -> "Progress":
        if sys.stderr.isatty():
            from threading import Timer

            from rich import progress
            from rich.console import Console

            columns = (
                progress.SpinnerColumn(),
                progress.TextColumn("{task.description}"),
                progress.TextColumn("{task.completed} reports"),
            )
            self._bar = progress.Progress(
                *columns, progress.TimeElapsedColumn(), console=Console(stderr=True), transient=True
            )
            self._shown = self._bar.add_task(self._task, total=None)
            self._timer = Timer(1.0, self._bar.start)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bar is not None:
            self._timer.cancel()
            self._timer.join()
            self._bar.stop()

    def __call__(self, things: "Iterable[T]") -> "Iterator[T]":
        """Pass `things` on and count them."""
        for thing in things:
            if self._bar is not None:
                self._bar.advance(self._shown)
            yield thing

    def say(self, task: str) -> None:
        """Say what is done now."""
        if self._bar is not None:
            self._bar.update(self._shown, description=task)
