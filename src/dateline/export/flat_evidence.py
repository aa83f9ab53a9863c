"""All evidence of a record as one flat table: the words, where they stand, and what rests on them.

In: a record. Out: a row for each stretch of words that an entry rests on, with a column for each kind of
entry, of which one is filled, and what the words are of it: source, cue or content of a statement, outcome.
"""

from collections.abc import Iterator

from dateline.export.flat import Table, make_table
from dateline.model.findings import Findings, Statement
from dateline.model.record import Evidence, Record
from dateline.model.span import Span

_RESTING = (
    "statements", "actors", "events", "timeline", "disagreements", "commitments", "sources", "copy_groups",
)  # fmt: skip


def list_evidence(record: Record) -> Table:
    """Return the table of evidence; an outcome's is part of its commitment's."""
    columns = (f"{_name_one(kind)}>{kind}={2 + at}" for at, kind in enumerate(_RESTING))
    return make_table(
        "evidence",
        (
            (one, use, *(entry if kind == of else None for kind in _RESTING))
            for of, entry, use, one in _list_uses(record)
        ),
        "report>reports=0.report, start:int=0.start, end:int=0.end, exact=0.exact, page:int=0.page, use=1, "
        + ", ".join(columns),
    )


def _name_one(kind: str) -> str:
    return kind if kind == "timeline" else kind.removesuffix("s")


def _list_uses(record: Record) -> Iterator[tuple[str, str, str, Evidence]]:
    """Return all evidence with the table and the id of its entry, and what it is of it."""
    parts = {key: part for one in record.reports for key, part in _list_parts(one)}
    for kind in _RESTING:
        for entry in getattr(record, "copies" if kind == "copy_groups" else kind):
            for one in entry.evidence:
                yield kind, entry.id, parts.get((entry.id, one.start, one.end), "evidence"), one
            for one in entry.outcome_evidence if kind == "commitments" else ():
                yield kind, entry.id, "outcome", one


def _list_parts(findings: Findings) -> Iterator[tuple[tuple[str, int, int], str]]:
    for one in findings.statements:
        yield from (((one.id, span.start, span.end), part) for part, span in _list_spans(one))


def _list_spans(statement: Statement) -> Iterator[tuple[str, Span]]:
    """Return the spans of a statement, each with what it is: source, cue, content."""
    for part, spans in (("source", statement.source), ("cue", statement.cue), ("content", statement.content)):
        yield from ((part, span) for span in spans)
