"""`dateline build` and `dateline add`: reports into a case."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.options import (
    CASE,
    CASE_TYPE,
    PATHS,
    PUBLISHED,
    SPACY,
    STRICT,
    load_pipeline,
    with_engine,
)
from dateline.terminal import Progress, close

if TYPE_CHECKING:
    from dateline.case.location import Location
    from dateline.engine.building import Outcome
    from dateline.engine.engines import Choice


@click.command()
@PATHS
@click.option("-o", "--output", "case", required=True, type=CASE_TYPE, metavar="STORY.dateline")
@click.option(
    "--stories",
    is_flag=True,
    help="Tell the stories in the reports apart, and build a case for each, in the folder that -o names.",
)
@PUBLISHED
@SPACY
@with_engine
@STRICT
def build(
    paths: tuple[str, ...],
    case: "Location",
    stories: bool,
    published: str | None,
    pipeline: str | None,
    choice: "Choice",
    strict: bool,
) -> None:
    """Build the record of a story into one case file.

    PATH is a file or a folder of reports, on disk or in an object store (s3://…); `dateline read --help`
    lists the formats.

    Where the case file exists already, reports that it holds are not read again. Here and wherever a case
    is named, it may lie in a PostgreSQL database instead: postgresql://user@host/database?schema=name.
    """
    if stories:
        _build_archive(paths, case, published=published, pipeline=pipeline, choice=choice, strict=strict)
        return
    _extend(paths, case, published=published, pipeline=pipeline, choice=choice, strict=strict, create=True)


@click.command()
@CASE
@PATHS
@PUBLISHED
@SPACY
@with_engine
@STRICT
def add(
    case: "Location",
    paths: tuple[str, ...],
    published: str | None,
    pipeline: str | None,
    choice: "Choice",
    strict: bool,
) -> None:
    """Add the reports in PATH… to a case file that exists."""
    _extend(paths, case, published=published, pipeline=pipeline, choice=choice, strict=strict, create=False)


def _extend(
    paths: tuple[str, ...],
    case: "Location",
    *,
    published: str | None,
    pipeline: str | None,
    choice: "Choice",
    strict: bool,
    create: bool,
) -> None:
    from dateline.engine.building import extend_case
    from dateline.engine.engines import Engine, open_place

    if pipeline and choice.engine is not Engine.HERE:
        raise click.UsageError("--spacy goes with --engine here")
    with Progress("Reading") as watch, open_place(choice, case) as place:
        outcome = extend_case(
            case,
            paths,
            published=published,
            create=create,
            watch=watch,
            pipeline=load_pipeline(pipeline),
            place=place,
        )
    _tell_outcome(outcome, case)
    close(outcome.read, outcome.skipped, verb="read", strict=strict, held=outcome.held)


def _build_archive(
    paths: tuple[str, ...],
    folder: "Location",
    *,
    published: str | None,
    pipeline: str | None,
    choice: "Choice",
    strict: bool,
) -> None:
    from dateline.engine.archive import build_archive
    from dateline.engine.engines import open_spread

    if pipeline:
        raise click.UsageError("--spacy does not go with --stories")
    if not isinstance(folder, Path) or folder.is_file():
        raise click.UsageError("with --stories, -o names a folder")
    with Progress("Reading") as watch, open_spread(choice, folder) as spread:
        archive = build_archive(folder, paths, spread, published=published, watch=watch)
    click.echo(f"{len(archive.stories)} stories, listed in {folder / 'stories.jsonl'}", err=True)
    close(archive.reports, archive.skipped, verb="read", strict=strict)


def _tell_outcome(outcome: "Outcome", case: "Location") -> None:
    if outcome.known:
        click.echo(f"{outcome.known} already in {case.name} or met twice", err=True)
    if outcome.other_language:
        click.echo(
            f"{outcome.other_language} not in English: kept, but nothing was looked for in them", err=True
        )


COMMANDS = (build, add)
