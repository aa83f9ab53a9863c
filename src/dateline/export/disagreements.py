"""Where the reports differ: the record's disagreements, cut to the kinds asked for.

In: a record. Out: entries in the order in which the later side was printed, as a table or as JSON.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rich.console import Console

from dateline.export.ledger import Line, name_report, print_ledger
from dateline.export.page.refs import describe
from dateline.export.page.words import say_published
from dateline.export.sayings import say_whose
from dateline.model.plain import to_json_line
from dateline.model.record import Disagreement, Record, StatementEntry
from dateline.model.report import Report


def select_disagreements(record: Record, kinds: Collection[str] = ()) -> tuple[Disagreement, ...]:
    """Return the entries of these kinds, all where none is named, sorted by when each side was printed.

    The earlier side counts first, a report without a date comes last; two of one date are sorted by id.
    """
    days = {
        one.report.id: one.report.published.earliest or one.report.published.latest or "9999"
        for one in record.reports
    }

    def order(entry: Disagreement) -> tuple[list[str], str]:
        return [days[words.report] for words in entry.evidence], entry.id

    return tuple(sorted((one for one in record.disagreements if not kinds or one.kind in kinds), key=order))


def print_disagreements(record: Record, entries: Sequence[Disagreement], *, console: Console) -> None:
    """Print entries: the kind, the words of both sides, each with whose word it is, and under them why."""
    reports = {one.report.id: one.report for one in record.reports}
    said = {one.id: one for one in record.statements}
    rows = ((one.kind.replace("_", " "), one.id, _tell_sides(one, reports, said)) for one in entries)
    print_ledger(rows, console=console)


def _tell_sides(
    entry: Disagreement, reports: Mapping[str, Report], said: Mapping[str, StatementEntry]
) -> Iterator[Line]:
    for side, words in zip((entry.left, entry.right), entry.evidence[:2], strict=True):
        report = reports[words.report]
        voice = (said[side].speaker.name or describe(said[side])) if side in said else ""
        yield Line(words.exact, say_whose(voice, f"{name_report(report)}, {say_published(report.published)}"))
    yield Line("", entry.why)


def to_json(entries: Sequence[Disagreement]) -> str:
    """Return entries as one JSON array, one a line, in the shape of the record's `disagreements.jsonl`."""
    lines = ",\n".join(to_json_line(one) for one in entries)
    return f"[\n{lines}\n]" if entries else "[]"
