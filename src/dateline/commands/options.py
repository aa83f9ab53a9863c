"""What several commands take and do alike: a case, paths, dates, and where not to write."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dateline.case.location import Location
    from dateline.engine.spacy_pipeline import Pipeline


def check_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return a date given as 2011-09-17, 2011-09 or 2011 as it is.

    Raises:
        click.BadParameter: It is none.
    """
    if value is None:
        return None
    from dateline.case.conditions import first_day
    from dateline.model.errors import UsageError

    try:
        first_day(value)
    except UsageError as error:
        raise click.BadParameter(str(error)) from None
    return value


PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


PUBLISHED = click.option(
    "--published",
    metavar="DATE",
    callback=check_date,
    help="The publication date of every report named here, as 2011-09-17, 2011-09 or 2011.",
)


STRICT = click.option("--strict", is_flag=True, help="Exit with status 1 when any input was skipped.")


SPACY = click.option(
    "--spacy",
    "pipeline",
    metavar="NAME",
    help="A spaCy pipeline, installed or in a folder, whose names are used in the place of dateline's.",
)


def with_engine(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say where finding runs; it is handed a `Choice`, as `choice`."""

    @wraps(command)
    def chosen(
        *given: Any, engine: str, workers: int | None, address: str | None, findings: str | None, **named: Any
    ) -> None:
        from dateline.engine.engines import Choice, Engine

        command(*given, choice=Choice(Engine(engine), workers, address, findings), **named)

    options = (
        click.option(
            "--engine",
            type=click.Choice(["here", "processes", "ray"]),
            default="here",
            show_default=True,
            help="Where reports are searched: in this process, in several, or on a Ray cluster.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(1),
            metavar="N",
            help="With processes or ray: how many search; one a processor where it is not said.",
        ),
        click.option(
            "--address",
            metavar="HOST:PORT",
            help="With ray: where the cluster answers, or auto. Without it, one is started on this machine.",
        ),
        click.option(
            "--findings",
            metavar="DIR",
            help="With processes or ray: a folder, or its address in an object store, that keeps what is "
            "found, as Parquet. Without it, that is kept beside the case until the case is whole.",
        ),
    )
    for option in reversed(options):
        chosen = option(chosen)
    return chosen


class _CaseType(click.Path):
    """A case: the path of a file, or the address of a database."""

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        """Return where the case lies."""
        from dateline.case.location import read_location

        return value if not isinstance(value, str) else read_location(value)


CASE_TYPE = _CaseType()


CASE = click.argument("case", type=CASE_TYPE, metavar="STORY.dateline")


STDOUT = Path("-")


def spare(case: "Location", output: Path) -> None:
    """Refuse to write over the case that is read.

    Raises:
        click.UsageError: `output` is `case`.
    """
    if isinstance(case, Path) and case.exists() and output.exists() and output.samefile(case):
        raise click.UsageError(f"-o {output} is the case itself, and would be lost; name another file")


def title_of(case: "Location") -> str:
    """Return what a story is called after its file, or after its place in a database."""
    from dateline.export.exporter import make_title

    return make_title(case.stem)


def load_pipeline(name: str | None) -> "Pipeline | None":
    """Return the spaCy pipeline that is named, None where none is."""
    from dateline.engine.spacy_pipeline import load_pipeline

    return None if name is None else load_pipeline(name)
