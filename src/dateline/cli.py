"""The command line: what a person types, and nothing but a thin coat over `engine`, `case` and `export`.

Imports of the floors below stand inside the commands, so that `dateline --help` answers at once.
Exit status: 0 when something was read or built, 1 when nothing could be (or, with --strict, when anything
was skipped), 2 for wrong usage, 130 when interrupted.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from dateline import __version__
from dateline.terminal import Progress, close, one_line

if TYPE_CHECKING:
    from dateline.engine.building import Outcome
    from dateline.engine.spacy_pipeline import Pipeline
    from dateline.ingest.reading import Skipped
    from dateline.model.findings import Findings


def _check_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return a date given as 2011-09-17, 2011-09 or 2011 as it is.

    Raises:
        click.BadParameter: It is none.
    """
    from datetime import date

    try:
        if value is not None:
            if len(value) not in (4, 7, 10):
                raise ValueError
            date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date such as 2011-09-17, 2011-09 or 2011") from None
    return value


_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
_PUBLISHED = click.option(
    "--published",
    metavar="DATE",
    callback=_check_date,
    help="The publication date of every report named here, as 2011-09-17, 2011-09 or 2011.",
)
_STRICT = click.option("--strict", is_flag=True, help="Exit with status 1 when any input was skipped.")
_SPACY = click.option(
    "--spacy",
    "pipeline",
    metavar="NAME",
    help="A spaCy pipeline, installed or in a folder, whose names are used in the place of dateline's.",
)
_TRACEBACK = "DATELINE_TRACEBACK"
_STDOUT = Path("-")
_DEEDS = ("merge", "split", "rename", "reject", "confirm", "date", "outlet", "furniture", "article", "undo")
_CASE = click.argument("case", type=click.Path(path_type=Path), metavar="STORY.dateline")


class _Program(click.Group):
    """Turns what the library raises into one line and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        from dateline.model.errors import DatelineError, UsageError

        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error)) from None
        except DatelineError as error:
            raise click.ClickException(str(error)) from None
        except BrokenPipeError:
            # The reader of our output has seen enough; Python would complain once more when it flushes.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("Interrupted: nothing was written.", err=True)
            ctx.exit(130)
        except OSError as error:
            words = f"{error.filename}: {error.strerror}" if error.filename else str(error)
            raise click.ClickException(one_line(words)) from None
        # Whatever else comes up is this program's fault; whoever mends it wants the whole of it.
        except Exception as error:
            if isinstance(error, click.ClickException | click.exceptions.Exit) or _TRACEBACK in os.environ:
                raise
            words = one_line(f"{type(error).__name__}: {error}")
            raise click.ClickException(
                f"dateline failed, through no fault of yours ({words}). Nothing was written. "
                f"Please report it, with what {_TRACEBACK}=1 prints."
            ) from None


def _show_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from dateline.nlp.encoder import read_model_version

        click.echo(f"dateline {__version__}, encoder {read_model_version()}")
        ctx.exit()


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Print the versions of the program and of its encoder.",
)
def main() -> None:
    """Turn a folder of news reports into a record one can check.

    What happened when, who said so, and on whose authority: every entry leads to the words it rests on.

    \b
    To begin:
      dateline build my-folder -o story.dateline
      dateline report story.dateline -o story.html
    """


@main.command()
@_PATHS
@_PUBLISHED
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
@_SPACY
@_STRICT
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
            pipeline=_load_pipeline(pipeline),
        )
        count = _print_findings(watch(findings), layout, output)
    close(count, skipped, verb="read", strict=strict)


@main.command()
@_PATHS
@click.option(
    "-o", "--output", "case", required=True, type=click.Path(path_type=Path), metavar="STORY.dateline"
)
@_PUBLISHED
@_SPACY
@_STRICT
def build(
    paths: tuple[str, ...], case: Path, published: str | None, pipeline: str | None, strict: bool
) -> None:
    """Build the record of a story into one case file.

    PATH is a file or a folder of reports; `dateline read --help` lists the formats.

    Where the case file exists already, reports that it holds are not read again.
    """
    _extend(paths, case, published=published, pipeline=pipeline, strict=strict, create=True)


@main.command()
@_CASE
@_PATHS
@_PUBLISHED
@_SPACY
@_STRICT
def add(
    case: Path, paths: tuple[str, ...], published: str | None, pipeline: str | None, strict: bool
) -> None:
    """Add the reports in PATH… to a case file that exists."""
    _extend(paths, case, published=published, pipeline=pipeline, strict=strict, create=False)


@main.command(name="open")
@_CASE
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Where to listen; any free one."
)
@click.option("--no-browser", "quiet", is_flag=True, help="Only print the address.")
def open_(case: Path, port: int, quiet: bool) -> None:
    """Read a case in the browser: on this machine alone, with no network.

    It goes on until you stop it with Ctrl-C.
    """
    from dateline.case.file import Case
    from dateline.reader.server import serve

    def tell(address: str) -> None:
        click.echo(f"{case.name} is open at {address}", err=True)
        click.echo("Press Ctrl-C here to stop.", err=True)

    with Case.open(case):  # what is no case is said here, and not on a page
        pass
    serve(case, port=port, browse=not quiet, tell=tell)


def _list_formats(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        from dateline.export.exporter import exporters

        for exporter in exporters():
            click.echo(f"{exporter.name:<13}{exporter.summary}{', a folder' if exporter.is_folder else ''}")
        ctx.exit()


@main.command()
@_CASE
@click.argument("query", nargs=-1, required=True, metavar="WORDS…")
@click.option("--page", type=click.IntRange(1), default=1, metavar="N", help="Which page of what is found.")
@click.option(
    "--size", type=click.IntRange(1, 1000), default=20, show_default=True, help="So many on a page."
)
@click.option("--words-only", is_flag=True, help="Leave out what is near in meaning alone.")
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
def search(case: Path, query: tuple[str, ...], page: int, size: int, words_only: bool, layout: str) -> None:
    """Search the sentences of a case: who says them, where, and what else is near in meaning.

    \b
    WORDS may be
      flood barrier            both, in whatever form ("barriers" too)
      "flood barrier"          side by side (quote it for your shell: '"flood barrier"')
      barri*                   a beginning
      NEAR(barrier cost, 5)    at most five words apart
      flood OR surge           either;  -ferry  not that
      speaker:verrin  outlet:"The Selby Tribune"  act:denial  form:direct  kind:anonymous
      before:2020-03  after:2019
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

    print_found(found, heads, page=page, size=size, console=make_console())


@main.command()
@_CASE
@click.argument("deed", type=click.Choice([*_DEEDS]), metavar="DEED")
@click.argument("what", nargs=-1, required=True, metavar="WHAT…")
@click.option("--why", default="", metavar="WORDS", help="The reason, kept beside the correction.")
@click.option("--by", metavar="NAME", help="Who corrects; your user name if you do not say.")
def correct(case: Path, deed: str, what: tuple[str, ...], why: str, by: str | None) -> None:
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
      furniture REPORT START-END   this stretch of its text is no article
      article REPORT START-END     this stretch is
      undo CORRECTION           take one back; `dateline corrections` lists them

    ACTOR is a name or an id, REPORT an id or a path; the beginning of an id will do. The words of reports are
    never changed.
    """
    from datetime import UTC, datetime

    from dateline.case.aiming import make
    from dateline.case.file import Case
    from dateline.engine.correcting import correct_case

    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    with Case.open(case) as opened:
        made = make(opened, deed, what, at=now, by=by or _find_user(), why=why)
    correct_case(case, [made])
    with Case.open(case) as opened:
        missing = [one.why for one in opened.unfit() if one.correction.id == made.id]
    click.echo(
        f"Kept as {made.id[:8]}" + (f", but it changes nothing: {missing[0]}" if missing else ""), err=True
    )


@main.command()
@_CASE
@click.argument("action", type=click.Choice(["list", "export", "import"]), default="list")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[FILE]")
def corrections(case: Path, action: str, file: Path | None) -> None:
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
            _spare(case, file)
            file.write_text(lines, encoding="utf-8")
            click.echo(f"Wrote {len(held)} to {file}", err=True)
        return
    many = correct_case(case, read_lines(sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")))
    with Case.open(case) as opened:
        unfit = opened.unfit()
    click.echo(f"{many} added; {len(unfit)} of all do not fit this case", err=True)


def _find_user() -> str:
    """Return what the user is called on this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user, as in a bare container
        return "somebody"


@main.command()
@_CASE
@click.option("--to", "name", metavar="FORMAT", help="The format; see --list.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Where to write; - for standard output, where the format is one file.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats; it needs no case.",
)
def export(case: Path, name: str | None, output: Path | None) -> None:
    """Write the record of a case in a format that other programs read."""
    from dateline.case.file import Case
    from dateline.export.exporter import exporters

    known = {exporter.name: exporter for exporter in exporters()}
    exporter = known.get(name or "")
    if exporter is None:
        raise click.UsageError(f"--to {name or '…'}: the formats are {', '.join(known)}")
    if output is None:
        raise click.UsageError("say where to write: -o DIR" if exporter.is_folder else "say where: -o FILE")
    if exporter.is_folder and output == _STDOUT:
        raise click.UsageError(f"{exporter.name} is several files, which standard output cannot hold: -o DIR")
    _spare(case, output)
    with Case.open(case) as opened:
        record = opened.record()
    if output == _STDOUT:
        with TemporaryDirectory() as folder:
            exporter.write(record, Path(folder) / _STDOUT, title=_title_of(case))
            click.echo((Path(folder) / _STDOUT).read_bytes(), nl=False)
        return
    exporter.write(record, output, title=_title_of(case))
    click.echo(f"Wrote {output}", err=True)


@main.command()
@_CASE
@click.option("--about", metavar="ACTOR", help="Only what names this actor: a name, an alias or an id.")
@click.option("--from", "first", metavar="DATE", callback=_check_date, help="Only from then on.")
@click.option("--to", "last", metavar="DATE", callback=_check_date, help="Only up to then.")
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
    case: Path,
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
            click.echo(to_timelinejs(record, entries, title=_title_of(case)))
        case _:
            from dateline.export.ledger import make_console

            print_timeline(record, entries, console=make_console())


@main.command()
@_CASE
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["conflict", "figure", "date", "changed_position", "update", "scope"]),
    help="Only of this kind; may be given more than once.",
)
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
def disagreements(case: Path, kinds: tuple[str, ...], layout: str) -> None:
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


@main.command()
@_CASE
@click.option("--by", metavar="ACTOR", help="Only what this actor, a name, an alias or an id, said.")
@click.option(
    "--outcome",
    type=click.Choice(["reported_done", "reported_not_done", "reversed", "repeated", "open"]),
    help="Only what came out so.",
)
@click.option("--format", "layout", type=click.Choice(["table", "json"]), default="table", show_default=True)
def commitments(case: Path, by: str | None, outcome: str | None, layout: str) -> None:
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


@main.command()
@click.argument("path", metavar="STORY.dateline|PATH")
@click.argument("entry", metavar="[ID]", required=False)
@_PUBLISHED
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
    from dateline.case.opening import is_case
    from dateline.engine.reading import read_findings
    from dateline.model.record import Record

    if is_case(Path(path)):
        from dateline.case.file import Case

        if entry is None or published is not None:
            raise click.UsageError("of a case say which entry, and nothing else: explain STORY.dateline ID")
        with Case.open(Path(path)) as opened:
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


@main.command()
@_CASE
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="STORY.html")
def report(case: Path, output: Path) -> None:
    """Write the record as one self-contained page to read in a browser."""
    from dateline.case.file import Case
    from dateline.export.html import EXPORTER

    _spare(case, output)
    with Case.open(case) as opened:
        EXPORTER.write(opened.record(), output, title=_title_of(case))
    click.echo(f"Wrote {output}: open it in a browser.", err=True)


def _spare(case: Path, output: Path) -> None:
    """Refuse to write over the case that is read.

    Raises:
        click.UsageError: `output` is `case`.
    """
    if case.exists() and output.exists() and output.samefile(case):
        raise click.UsageError(f"-o {output} is the case itself, and would be lost; name another file")


def _title_of(case: Path) -> str:
    return case.stem.replace("-", " ").replace("_", " ").strip().capitalize() or "Record"


def _load_pipeline(name: str | None) -> "Pipeline | None":
    from dateline.engine.spacy_pipeline import load_pipeline

    return None if name is None else load_pipeline(name)


def _extend(
    paths: tuple[str, ...],
    case: Path,
    *,
    published: str | None,
    pipeline: str | None,
    strict: bool,
    create: bool,
) -> None:
    from dateline.engine.building import extend_case

    with Progress("Reading") as watch:
        outcome = extend_case(
            case,
            paths,
            published=published,
            create=create,
            watch=watch,
            pipeline=_load_pipeline(pipeline),
        )
    _tell_outcome(outcome, case)
    close(outcome.read, outcome.skipped, verb="read", strict=strict, held=outcome.held)


def _tell_outcome(outcome: "Outcome", case: Path) -> None:
    if outcome.known:
        click.echo(f"{outcome.known} already in {case.name} or met twice", err=True)
    if outcome.other_language:
        click.echo(
            f"{outcome.other_language} not in English: kept, but nothing was looked for in them", err=True
        )


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


if __name__ == "__main__":
    main()
