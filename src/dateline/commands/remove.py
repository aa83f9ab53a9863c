"""`dateline remove`: reports out of a case."""

from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE
from dateline.terminal import Progress

if TYPE_CHECKING:
    from dateline.case.location import Location

_SHOWN = 8


@click.command()
@CASE
@click.argument("reports", nargs=-1, required=True, metavar="REPORT…")
def remove(case: "Location", reports: tuple[str, ...]) -> None:
    """Take reports out of a case, with all that rested on them alone.

    REPORT is an id or its beginning, a path or its end, or an address. The record is then the same as if the
    report had never been added. Your files are not touched: `dateline add` brings a report back.

    Corrections stay in the log. Those that find nothing to change any more are listed, here and by
    `dateline corrections`, and hold again when the report is there again.
    """
    from dateline.engine.removing import remove_reports
    from dateline.model.correction import describe

    with Progress("Reading") as watch:
        done = remove_reports(case, reports, watch=watch)
    for one in done.gone:
        click.echo(f"removed {one.name} ({one.id[:_SHOWN]})", err=True)
    for unfit in done.unfit:
        told = describe(unfit.correction)
        click.echo(f"no longer fits: {unfit.correction.id[:_SHOWN]} {told}: {unfit.why}", err=True)
    click.echo(f"{len(done.gone)} removed, {done.held} left in {case.name}", err=True)


COMMANDS = (remove,)
