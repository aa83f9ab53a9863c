"""`dateline stories`: a mixed pile, or a stream, split into the stories that its reports tell."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.options import PATHS, PUBLISHED, STRICT
from dateline.terminal import Progress, close

if TYPE_CHECKING:
    from dateline.link.stories.story_stream import Story


@click.command()
@PATHS
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Build a case for each story there, named after its title.",
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(["jsonl", "table"]),
    help="One JSON object a report, or the stories for people. Stories on a terminal, else jsonl.",
)
@click.option(
    "--stream",
    is_flag=True,
    help="The reports come in order of publication: place each as it is read, print each story when it goes "
    "quiet, and hold only what is open.",
)
@click.option(
    "--quiet",
    "quiet_days",
    type=click.IntRange(1),
    default=60,
    show_default=True,
    metavar="DAYS",
    help="A story of which so many days tell nothing is over.",
)
@PUBLISHED
@STRICT
def stories(
    paths: tuple[str, ...],
    folder: Path | None,
    layout: str | None,
    stream: bool,
    quiet_days: int,
    published: str | None,
    strict: bool,
) -> None:
    """Split reports into the stories that they tell.

    Each report stands in one story. A story has a title, the days on which its reports were published, and
    those who act in most of them. PATH is a file, a folder or - for standard input;
    `dateline read --help` lists the formats.
    """
    from dateline.engine.stories import Aside, Cases, read_stories
    from dateline.ingest.reading import Skipped

    skipped: list[Skipped] = []
    layout = layout or ("table" if sys.stdout.isatty() else "jsonl")
    with Progress("Reading") as watch, Aside() as aside:
        cases = None if folder is None else Cases(folder, aside, published=published)
        found = read_stories(
            paths,
            published=published,
            is_stream=stream,
            quiet_days=quiet_days,
            skipped=skipped,
            stdin=sys.stdin.buffer,
            aside=None if cases is None else aside,
            watch=watch,
        )
        told = _print_stories(found, layout, as_they_come=stream)
        count = 0
        for story in told:
            count += len(story.gists)
            if cases is not None:
                cases.build(story)
    close(count, skipped, verb="read", strict=strict)


def _print_stories(found: "Iterable[Story]", layout: str, *, as_they_come: bool) -> "Iterable[Story]":
    """Print stories and yield each."""
    from dateline.export.ledger import make_console
    from dateline.export.stories import print_stories, print_story, to_json_lines

    if layout == "table" and not as_they_come:
        every = list(found)
        print_stories(every, console=make_console())
        yield from every
        return
    for story in found:
        if layout == "table":
            print_story(story, console=make_console())
        else:
            for line in to_json_lines(story):
                click.echo(line.encode("utf-8", "surrogatepass"))
        yield story


COMMANDS = (stories,)
