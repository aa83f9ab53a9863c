"""The ledger of what was announced, promised, threatened, foretold and denied, and what became of it.

In: a record. Out: its commitments in the order in which they were made, cut to one actor or one outcome, and
the same as a table or as JSON.
"""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.export.timeline import find_actor, name_report
from dateline.model.findings import Interval
from dateline.model.plain import to_json_line
from dateline.model.record import Commitment, Record

OUTCOMES = ("reported_done", "reported_not_done", "reversed", "repeated", "open")
_LATEST = "9999"
_COLUMNS = (("Said", 2), ("By", 3), ("What", 8), ("To be", 2), ("What became of it", 6), ("In", 3))


def select_commitments(
    record: Record, *, by: str | None = None, outcome: str | None = None
) -> tuple[Commitment, ...]:
    """Return commitments in the order in which they were made, those of an unknown date last.

    Args:
        record: Of a whole case.
        by: An actor's id, name or alias: only what it announced, promised, threatened, foretold or denied.
        outcome: One of `OUTCOMES`.

    Raises:
        UsageError: `by` names no actor of the record, or several.
    """
    who = None if by is None else find_actor(record, by, option="--by").id
    kept = [
        one
        for one in record.commitments
        if (who is None or one.by == who) and (outcome is None or one.outcome == outcome)
    ]
    return tuple(sorted(kept, key=_order))


def _order(entry: Commitment) -> tuple[str, str]:
    on = entry.on or ""
    return (on if on[:1].isdigit() else f"{_LATEST}{on}", entry.id)


def describe_horizon(horizon: Interval | None) -> str:
    """Return when something is to be as a reader would write it, "" where that was not said."""
    if horizon is None or horizon == Interval(None, None):
        return ""
    if horizon.earliest is None:
        return f"by {horizon.latest}"
    if horizon.latest is None:
        return f"from {horizon.earliest}"
    if horizon.earliest == horizon.latest:
        return horizon.earliest
    return f"{horizon.earliest} to {horizon.latest}"


def describe_outcome(entry: Commitment) -> str:
    """Return what became of a commitment in words, with the day of the report that shows it, and why."""
    told = entry.outcome.replace("_", " ")
    day = f" ({entry.outcome_on})" if entry.outcome_on else ""
    return f"{told}{day}: {entry.why}" if entry.why else f"{told}{day}"


def print_commitments(record: Record, entries: Sequence[Commitment], *, console: Console) -> None:
    """Print entries as a table: when, by whom, what, by when it is to be, what became of it, and where."""
    names = {one.id: one.name for one in record.actors} | {one.id: one.name for one in record.sources}
    reports = {one.report.id: one.report for one in record.reports}
    table = Table(box=None, pad_edge=False)
    for heading, ratio in _COLUMNS:
        table.add_column(heading, ratio=ratio)
    for entry in entries:
        by = names.get(entry.by or "") or ("not named" if entry.statements else "the report’s own")
        outlets = dict.fromkeys(name_report(reports[words.report]) for words in entry.evidence)
        cells = (
            entry.on or "unknown",
            by,
            f"{entry.kind}: {entry.what}",
            describe_horizon(entry.horizon),
            describe_outcome(entry),
            ", ".join(outlets),
        )
        table.add_row(*(escape(" ".join(cell.split())) for cell in cells))
    console.print(table)


def to_json(entries: Sequence[Commitment]) -> str:
    """Return entries as one JSON array, an entry a line, in the shape of the record's `commitments.jsonl`."""
    lines = ",\n".join(to_json_line(one) for one in entries)
    return f"[\n{lines}\n]" if entries else "[]"
