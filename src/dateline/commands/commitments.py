"""`dateline commitments`: what was announced and denied, and what became of it."""

from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE

if TYPE_CHECKING:
    from dateline.case.location import Location


@click.command()
@CASE
@click.option("--by", metavar="ACTOR", help="Only what this actor, a name, an alias or an id, said.")
@click.option(
    "--outcome",
    type=click.Choice(["reported_done", "reported_not_done", "reversed", "repeated", "open"]),
    help="Only what came out so.",
)
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
def commitments(case: "Location", by: str | None, outcome: str | None, layout: str) -> None:
    """Print what was announced, promised, threatened, foretold and denied, and what became of it."""
    from dateline.case.file import Case
    from dateline.export.commitments import print_commitments, select_commitments, to_json

    with Case.open(case) as opened:
        record = opened.record()
    entries = select_commitments(record, by=by, outcome=outcome)
    if layout == "json":
        click.echo(to_json(entries))
        return
    from dateline.export.ledger import make_console

    print_commitments(record, entries, console=make_console())


COMMANDS = (commitments,)
