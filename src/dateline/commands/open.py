"""`dateline open`: a case in the browser."""

from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE

if TYPE_CHECKING:
    from dateline.case.location import Location


@click.command(name="open")
@CASE
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Where to listen; any free one."
)
@click.option("--no-browser", "quiet", is_flag=True, help="Only print the address.")
def open_(case: "Location", port: int, quiet: bool) -> None:
    """Read a case in the browser: on this machine alone, with no network.

    It goes on until you stop it with Ctrl-C.
    """
    from dateline.case.file import Case
    from dateline.reader.server import serve

    def tell(address: str) -> None:
        click.echo(f"{case.name} is open at {address}", err=True)
        click.echo("Press Ctrl-C here to stop.", err=True)

    # What is no case is said here, and not on a page; a database is not gone to anew for each page.
    with Case.open(case):
        serve(case, port=port, browse=not quiet, tell=tell)


COMMANDS = (open_,)
