"""`dateline export` and `dateline report`: the record for other programs, and as a page."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE, STDOUT, spare, title_of

if TYPE_CHECKING:
    from dateline.case.location import Location


def _list_formats(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from dateline.export.exporter import exporters

        for exporter in exporters():
            click.echo(f"{exporter.name:<13}{exporter.summary}{', a folder' if exporter.is_folder else ''}")
        ctx.exit()


@click.command()
@CASE
@click.option("--to", "name", metavar="FORMAT", help="The format; see --list.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Where to write; - for standard output, where the format is one file.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats; it needs no case.",
)
def export(case: "Location", name: str | None, output: Path | None) -> None:
    """Write the record of a case in a format that other programs read."""
    from dateline.case.file import Case
    from dateline.export.exporter import exporters

    known = {exporter.name: exporter for exporter in exporters()}
    exporter = known.get(name or "")
    if exporter is None:
        raise click.UsageError(f"--to {name or '…'}: the formats are {', '.join(known)}")
    if output is None:
        raise click.UsageError("say where to write: -o DIR" if exporter.is_folder else "say where: -o FILE")
    if exporter.is_folder and output == STDOUT:
        raise click.UsageError(f"{exporter.name} is several files, which standard output cannot hold: -o DIR")
    spare(case, output)
    with Case.open(case) as opened:
        record = opened.record()
    if output == STDOUT:
        with TemporaryDirectory() as folder:
            exporter.write(record, Path(folder) / STDOUT, title=title_of(case))
            click.echo((Path(folder) / STDOUT).read_bytes(), nl=False)
        return
    exporter.write(record, output, title=title_of(case))
    click.echo(f"Wrote {output}", err=True)


@click.command()
@CASE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="STORY.html")
def report(case: "Location", output: Path) -> None:
    """Write the record as one self-contained page to read in a browser."""
    from dateline.case.file import Case
    from dateline.export.html import EXPORTER

    spare(case, output)
    with Case.open(case) as opened:
        EXPORTER.write(opened.record(), output, title=title_of(case))
    click.echo(f"Wrote {output}: open it in a browser.", err=True)


COMMANDS = (export, report)
