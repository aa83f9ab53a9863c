"""`dateline correct` and `dateline corrections`: what a person says is otherwise."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.options import CASE, spare

if TYPE_CHECKING:
    from dateline.case.location import Location

_DEEDS = ("merge", "split", "rename", "reject", "confirm", "date", "outlet", "furniture", "article", "undo")


@click.command()
@CASE
@click.argument("deed", type=click.Choice([*_DEEDS]), metavar="DEED")
@click.argument("what", nargs=-1, required=True, metavar="WHAT…")
@click.option("--why", default="", metavar="WORDS", help="The reason, kept beside the correction.")
@click.option("--by", metavar="NAME", help="Who corrects; your user name if you do not say.")
def correct(case: "Location", deed: str, what: tuple[str, ...], why: str, by: str | None) -> None:
    """Correct the record: the correction is kept with who made it, when and why, and can be undone.

    \b
    DEED and WHAT may be
      merge ACTOR INTO          two actors are one
      split ACTOR NAME…         these names are somebody else's
      rename ACTOR NAME         call it otherwise
      reject ID                 a statement, event, disagreement, commitment or date is none
      confirm ID                it is right
      date REPORT DATE          when it was published: 2011-09-17, 2011-09 or 2011
      outlet REPORT [NAME]      who printed it; without a name, nobody knows
      furniture REPORT WORDS    these words of its text are no article: they, or their place, as 120-480
      article REPORT WORDS      these are
      undo CORRECTION           take one back; `dateline corrections` lists them

    ACTOR is a name or an id, REPORT an id or a path; the beginning of an id will do. The words of reports are
    never changed.
    """
    from dateline.case.aiming import make
    from dateline.case.file import Case
    from dateline.engine.correcting import correct_case, find_user, stamp_now

    with Case.open(case) as opened:
        made = make(opened, deed, what, at=stamp_now(), by=by or find_user(), why=why)
    correct_case(case, [made])
    with Case.open(case) as opened:
        missing = [one.why for one in opened.unfit() if one.correction.id == made.id]
    click.echo(
        f"Kept as {made.id[:8]}" + (f", but it changes nothing: {missing[0]}" if missing else ""), err=True
    )


@click.command()
@CASE
@click.argument("action", type=click.Choice(["list", "export", "import"]), default="list")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[FILE]")
def corrections(case: "Location", action: str, file: Path | None) -> None:
    """List the corrections of a case, or carry them to a colleague's.

    \b
    list            all of them, and which no longer fit
    export FILE     write them as JSON lines, - for standard output
    import FILE     add those in FILE that the case does not hold
    """
    from dateline.case.file import Case
    from dateline.engine.correcting import correct_case
    from dateline.export.corrections import print_corrections, read_lines, to_lines
    from dateline.export.ledger import make_console

    with Case.open(case) as opened:
        held, unfit = opened.corrections(), opened.unfit()
    if action == "list":
        print_corrections(held, unfit, console=make_console())
        return
    if file is None:
        raise click.UsageError(f"say which file to {action}: corrections {case} {action} FILE")
    if action == "export":
        lines = to_lines(held)
        if str(file) == "-":
            click.echo(lines, nl=False)
        else:
            spare(case, file)
            file.write_text(lines, encoding="utf-8")
            click.echo(f"Wrote {len(held)} to {file}", err=True)
        return
    many = correct_case(case, read_lines(sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")))
    with Case.open(case) as opened:
        unfit = opened.unfit()
    click.echo(f"{many} added; {len(unfit)} of all do not fit this case", err=True)


COMMANDS = (correct, corrections)
