"""`dateline search`: sentences of a case by their words and by what they mean."""

from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE

if TYPE_CHECKING:
    from dateline.case.location import Location


@click.command()
@CASE
@click.argument("query", nargs=-1, required=True, metavar="WORDS…")
@click.option("--page", type=click.IntRange(1), default=1, metavar="N", help="Which page of what is found.")
@click.option(
    "--size", type=click.IntRange(1, 1000), default=20, show_default=True, help="So many on a page."
)
@click.option("--words-only", is_flag=True, help="Leave out what is near in meaning alone.")
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
def search(
    case: "Location", query: tuple[str, ...], page: int, size: int, words_only: bool, layout: str
) -> None:
    """Search the sentences of a case: who says them, where, and what else is near in meaning.

    What is near is sorted by its meaning and by how much of the words it holds; it never holds all of them.

    \b
    WORDS may be
      flood barrier            both, in whatever form ("barriers" too)
      "flood barrier"          side by side (quote it for your shell: '"flood barrier"')
      barri*                   a beginning
      NEAR(barrier cost, 5)    at most five words apart
      flood OR surge           either;  -ferry  not that
      speaker:verrin  act:denial  form:direct  kind:anonymous
      outlet:"The Selby Tribune"  title:barrier  report:PATH-OR-ID  before:2020-03  after:2019
    """
    from dateline.case.file import Case
    from dateline.export.found import print_found
    from dateline.model.plain import to_json_line

    # A word that the shell handed over with spaces inside was quoted for it: a field's value, or a phrase.
    with Case.open(case) as opened:
        found = opened.search(" ".join(query), page=page, size=size, by_meaning=not words_only)
        heads = {head.id: head for head in opened.reports(ids=found.reports())}
    if layout == "json":
        click.echo(to_json_line(found))
        return
    from dateline.export.ledger import make_console

    print_found(found, heads, page=page, console=make_console())


COMMANDS = (search,)
