"""`dateline statements`: who said what, when, narrowed to what one asks for."""

from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE, check_date
from dateline.model.findings import Act, Form, SpeakerKind

if TYPE_CHECKING:
    from dateline.case.location import Location

KINDS, ACTS, FORMS = (click.Choice([one.value for one in kind]) for kind in (SpeakerKind, Act, Form))


@click.command()
@CASE
@click.option("--speaker", metavar="NAME", help="A name, an alias, an id, or what a report calls the source.")
@click.option(
    "--kind", "kinds", multiple=True, type=KINDS, help="How the speaker is known; one or more times."
)
@click.option("--act", "acts", multiple=True, type=ACTS, help="What it is to say it; may come again.")
@click.option("--form", "forms", multiple=True, type=FORMS, help="Whether it is quoted; may come again.")
@click.option("--outlet", metavar="NAME", help="In reports of this outlet.")
@click.option("--after", metavar="DATE", callback=check_date, help="In reports of this day or later.")
@click.option("--before", metavar="DATE", callback=check_date, help="In reports of an earlier day.")
@click.option("--words", metavar="WORDS", help="With these words in its sentences, as in `dateline search`.")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="csv: for spreadsheets, with the outlet and the offsets of each.",
)
def statements(
    case: "Location",
    speaker: str | None,
    kinds: tuple[str, ...],
    acts: tuple[str, ...],
    forms: tuple[str, ...],
    outlet: str | None,
    after: str | None,
    before: str | None,
    words: str | None,
    layout: str,
) -> None:
    """Print who said what, by day of report; those of reports without a date come last."""
    from dateline.case.file import Case
    from dateline.export.ledger import make_console
    from dateline.export.statements import print_statements, write_array
    from dateline.export.tables import write_csv

    with Case.open(case) as opened:
        chosen = opened.statements(
            speaker=speaker,
            kind=kinds or None,
            act=acts or None,
            form=forms or None,
            outlet=outlet,
            after=after,
            before=before,
            words=words,
        )
        if layout == "csv":
            for line in write_csv([column.name for column in chosen.columns], chosen.rows()):
                click.echo(line.encode(), nl=False)
        elif layout == "json":
            for line in write_array(chosen):
                click.echo(line)
        else:
            heads = {head.id: head for head in opened.reports()}
            print_statements(chosen, heads, console=make_console())


COMMANDS = (statements,)
