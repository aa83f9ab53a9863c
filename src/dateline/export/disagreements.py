"""Where the reports differ: the record's disagreements, cut to the kinds asked for.

In: a record. Out: entries in the order in which the later side was printed, as a table or as JSON.
"""

from collections.abc import Collection, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.export.timeline import name_report
from dateline.model.plain import to_json_line
from dateline.model.record import Disagreement, Record


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
    """Print entries as a table: the kind, the words of both sides with their reports, and under them why."""
    reports = {one.report.id: one.report for one in record.reports}
    table = Table("Kind", "What the reports say", "In", box=None, pad_edge=False)
    for entry in entries:
        kind = entry.kind.replace("_", " ")
        for words in entry.evidence[:2]:
            cells = (kind, " ".join(words.exact.split()), name_report(reports[words.report]))
            table.add_row(*map(escape, cells))
            kind = ""
        table.add_row("", f"[italic]{escape(entry.why)}[/italic]", "", end_section=True)
    console.print(table)


def to_json(entries: Sequence[Disagreement]) -> str:
    """Return entries as one JSON array, one a line, in the shape of the record's `disagreements.jsonl`."""
    lines = ",\n".join(to_json_line(one) for one in entries)
    return f"[\n{lines}\n]" if entries else "[]"
