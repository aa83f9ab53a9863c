"""The ledger of what was announced, promised, threatened, foretold and denied, and what became of it.

In: a record. Out: its commitments in the order in which they were made, cut to one actor or one outcome, and
the same as a table or as JSON.
"""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console

from dateline.export.ledger import Line, name_report, print_ledger
from dateline.export.page.words import say_edtf, say_horizon
from dateline.export.timeline import find_actor
from dateline.model.days import say_day
from dateline.model.plain import to_json_line
from dateline.model.record import Commitment, Record
from dateline.model.report import Report

OUTCOMES = ("reported_done", "reported_not_done", "reversed", "repeated", "open")
_LATEST = "9999"


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


def describe_outcome(entry: Commitment) -> str:
    """Return what became of a commitment in words, with the day of the report that shows it, and why."""
    told = entry.outcome.replace("_", " ")
    day = f" ({say_day(entry.outcome_on)})" if entry.outcome_on else ""
    return f"{told}{day}: {entry.why}" if entry.why else f"{told}{day}"


def print_commitments(record: Record, entries: Sequence[Commitment], *, console: Console) -> None:
    """Print entries: when, what, and under it by whom, by when it is to be, what became of it, and where."""
    names = {one.id: one.name for one in record.actors} | {one.id: one.name for one in record.sources}
    reports = {one.report.id: one.report for one in record.reports}
    rows = (
        (say_edtf(one.on) if one.on else "day unknown", one.id, _tell(one, names, reports)) for one in entries
    )
    print_ledger(rows, console=console)


def _tell(entry: Commitment, names: Mapping[str, str], reports: Mapping[str, Report]) -> Iterator[Line]:
    by = names.get(entry.by or "") or ("somebody" if entry.statements else "the report itself")
    horizon = say_horizon(entry.horizon)
    outlets = dict.fromkeys(name_report(reports[words.report]) for words in entry.evidence)
    told = ", ".join(one for one in entry.chain if one != by)
    whose = f"{entry.kind}, {by}{f', as told by {told}' if told else ''}"
    whose += f"{f' · to be: {horizon}' if horizon else ''} · {', '.join(outlets)}"
    yield Line(entry.what, whose)
    yield Line("", describe_outcome(entry))


def to_json(entries: Sequence[Commitment]) -> str:
    """Return entries as one JSON array, an entry a line, in the shape of the record's `commitments.jsonl`."""
    lines = ",\n".join(to_json_line(one) for one in entries)
    return f"[\n{lines}\n]" if entries else "[]"
