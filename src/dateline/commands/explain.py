"""`dateline explain`: how an entry of the record, or a date, came about."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.options import PUBLISHED
from dateline.terminal import close

if TYPE_CHECKING:
    from dateline.ingest.reading import Skipped


@click.command()
@click.argument("path", metavar="STORY.dateline|PATH")
@click.argument("entry", metavar="[ID]", required=False)
@PUBLISHED
def explain(path: str, entry: str | None, published: str | None) -> None:
    """Print how an entry of the record came about.

    That is: the rule or model, the words, the sentence, the report. ID is the id in an export, its
    beginning as timeline, disagreements and commitments print it, or what ends the address on the page:
    s-…. What was found in a report has the address REPORT:START-END, in code points of its text; REPORT:t2
    is its second time expression.

    With the PATH of a report, or - for standard input, and no ID: its date and all its time expressions, each
    with its rule and the way to its date.
    """
    from dateline.case.explaining import explain as explain_entry
    from dateline.case.explaining import explain_times
    from dateline.case.location import read_location
    from dateline.case.opening import is_case
    from dateline.engine.reading import read_findings
    from dateline.model.record import Record

    location = read_location(path)
    if not isinstance(location, Path) or is_case(location):
        from dateline.case.file import Case

        if entry is None or published is not None:
            raise click.UsageError("of a case say which entry, and nothing else: explain STORY.dateline ID")
        with Case.open(location) as opened:
            click.echo(explain_entry(opened.record(), entry))
        return
    skipped: list[Skipped] = []
    findings = list(read_findings([path], published=published, skipped=skipped, stdin=sys.stdin.buffer))
    if entry is None:
        for one in findings:
            click.echo(explain_times(one).encode("utf-8", "surrogatepass"))
    elif findings:
        click.echo(explain_entry(Record(reports=tuple(findings)), entry).encode("utf-8", "surrogatepass"))
    close(len(findings), skipped, verb="read", strict=False)


COMMANDS = (explain,)
