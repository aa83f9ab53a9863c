"""`dateline timeline`: the dates that matter, with the sentences that tell of them."""

from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE, check_date, title_of

if TYPE_CHECKING:
    from dateline.case.location import Location


@click.command()
@CASE
@click.option("--about", metavar="ACTOR", help="Only what names this actor: a name, an alias or an id.")
@click.option("--from", "first", metavar="DATE", callback=check_date, help="Only from then on.")
@click.option("--to", "last", metavar="DATE", callback=check_date, help="Only up to then.")
@click.option(
    "--top",
    type=click.IntRange(1),
    metavar="N",
    help="Only the N dates of which most is made; without it as many as a timeline by hand would have.",
)
@click.option("--all", "every", is_flag=True, help="Every date that the reports speak of.")
@click.option(
    "--sentences", type=click.IntRange(1, 3), default=2, show_default=True, help="At most so many a date."
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "json", "timelinejs", "semeval"]),
    default="table",
    show_default=True,
    help="semeval: with --about, all that the actor is told to have done or had done to it, whoever's word "
    "it is: a line an event with its place in the order, its date and its words.",
)
def timeline(
    case: "Location",
    about: str | None,
    first: str | None,
    last: str | None,
    top: int | None,
    every: bool,
    sentences: int,
    layout: str,
) -> None:
    """Print the dates that matter, each with the sentences that say best what happened, word for word."""
    from dateline.case.file import Case
    from dateline.export.deeds import to_deed_lines
    from dateline.export.timeline import find_actor, print_timeline, select_entries, to_json
    from dateline.export.timelinejs import to_timelinejs

    if layout == "semeval" and (about is None or first or last or top or every):
        raise click.UsageError("--format semeval goes with --about ACTOR alone: it has all dates")
    if every and top:
        raise click.UsageError("--all and --top N leave nothing to choose; give one of them")
    with Case.open(case) as opened:
        record = opened.record()
    if layout == "semeval" and about is not None:
        click.echo(to_deed_lines(record, find_actor(record, about)))
        return
    entries = select_entries(
        record,
        about=about,
        first=first,
        last=last,
        top=None if every else top or "that matter",
        sentences=sentences,
    )
    match layout:
        case "json":
            click.echo(to_json(entries))
        case "timelinejs":
            click.echo(to_timelinejs(record, entries, title=title_of(case)))
        case _:
            from dateline.export.ledger import make_console

            print_timeline(record, entries, console=make_console())


COMMANDS = (timeline,)
