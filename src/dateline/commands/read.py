"""`dateline read`: what each report says, on its own."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.options import PATHS, PUBLISHED, SPACY, STRICT, load_pipeline
from dateline.terminal import Progress, close, one_line

if TYPE_CHECKING:
    from dateline.ingest.reading import Skipped
    from dateline.model.findings import Findings


@click.command()
@PATHS
@PUBLISHED
@click.option(
    "--format",
    "layout",
    type=click.Choice(["jsonl", "table", "timeml"]),
    help="One JSON object a report, tables for people, or the times as one TimeML document a report. "
    "Tables on a terminal, else jsonl.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="With --format timeml: a folder for the documents of several reports.",
)
@SPACY
@STRICT
def read(
    paths: tuple[str, ...],
    published: str | None,
    layout: str | None,
    output: Path | None,
    pipeline: str | None,
    strict: bool,
) -> None:
    """Print what each report says: date, times, names, statements, events.

    PATH is a file, a folder (walked in sorted order) or - for standard input: plain text, Markdown, HTML,
    PDF, DOCX, RSS, Atom, WARC, WACZ, JSONL, CSV, Parquet, or a ZIP of these.
    """
    from dateline.engine.reading import read_findings

    skipped: list[Skipped] = []
    layout = layout or ("table" if sys.stdout.isatty() else "jsonl")
    if output is not None and layout != "timeml":
        raise click.UsageError("-o DIR goes with --format timeml; send other output to a file with > FILE")
    with Progress("Reading") as watch:
        findings = read_findings(
            paths,
            published=published,
            skipped=skipped,
            stdin=sys.stdin.buffer,
            pipeline=load_pipeline(pipeline),
        )
        count = _print_findings(watch(findings), layout, output)
    close(count, skipped, verb="read", strict=strict)


def _print_findings(findings: "Iterable[Findings]", layout: str, folder: Path | None) -> int:
    """Print what each report says and return how many there were."""
    if layout == "timeml":
        from dateline.export.timeml import write_documents

        def put(document: bytes) -> None:
            click.echo(document, nl=False)

        def tell(line: str) -> None:
            click.echo(one_line(line), err=True)

        return write_documents(findings, folder, put=put, tell=tell)
    count = 0
    for one in findings:
        count += 1
        if layout == "jsonl":
            from dateline.model.plain import to_json_line

            click.echo(to_json_line(one).encode("utf-8", "surrogatepass"))
        else:
            from dateline.export.table import print_findings

            print_findings(one)
    return count


COMMANDS = (read,)
