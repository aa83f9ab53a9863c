"""`dateline check` and `dateline backup`: whether a case is sound, and a copy of it that is."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE

if TYPE_CHECKING:
    from dateline.case.location import Location


@click.command()
@CASE
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
def check(case: "Location", layout: str) -> None:
    """Verify that a case is whole, and that every entry rests on the words it names.

    Looked at are the pages of the file; tables, indexes and references; the words of every entry, each at its
    place in its text; every id, made anew; the search; and the record as the corrections make it of what was
    linked. The case is not touched, and others may work on it meanwhile.

    \b
    Exit status:
      0  the case is sound
      1  it is not, or it cannot be read; each fault is told with where it is and what to do
    """
    from dateline.case.checking import check_case
    from dateline.export.checkup import print_checkup, to_json

    checkup = check_case(case)
    if layout == "json":
        click.echo(to_json(checkup))
    else:
        from dateline.export.ledger import make_console

        print_checkup(checkup, console=make_console())
    if not checkup.sound:
        sys.exit(1)


@click.command()
@CASE
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="COPY.dateline"
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def backup(case: "Location", output: Path, force: bool) -> None:
    """Copy a case to another file, while others may be writing to it, and verify the copy.

    The copy holds all that was there at one moment, and takes its place only once `dateline check` would call
    it sound. It is a case like any other. To restore it, stop what works on the case and put the copy in its
    place:

    \b
      cp COPY.dateline STORY.dateline && rm -f STORY.dateline-journal
    """
    from dateline.case.backup import back_up_case
    from dateline.terminal import one_line

    checkup = back_up_case(case, output, force=force)
    reports, words = checkup.verified.get("reports", 0), checkup.verified.get("words of evidence", 0)
    click.echo(one_line(f"{output}: {reports} reports, {words} words of evidence verified"), err=True)


COMMANDS = (check, backup)
