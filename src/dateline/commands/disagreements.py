"""`dateline disagreements`: what reports do not say alike."""

from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE

if TYPE_CHECKING:
    from dateline.case.location import Location


@click.command()
@CASE
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["conflict", "figure", "date", "changed_position", "update", "scope"]),
    help="Only of this kind; may be given more than once.",
)
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
def disagreements(case: "Location", kinds: tuple[str, ...], layout: str) -> None:
    """Print what reports do not say alike, each with both sides' words and why.

    \b
    conflict          both cannot be true
    figure            numbers whose ranges do not meet
    date              days that differ
    changed_position  one side said otherwise later
    update            what a later report supersedes
    scope             numbers of some beside numbers of all
    """
    from dateline.case.file import Case
    from dateline.export.disagreements import print_disagreements, select_disagreements, to_json

    with Case.open(case) as opened:
        record = opened.record()
    entries = select_disagreements(record, kinds)
    if layout == "json":
        click.echo(to_json(entries))
        return
    from dateline.export.ledger import make_console

    print_disagreements(record, entries, console=make_console())


COMMANDS = (disagreements,)
