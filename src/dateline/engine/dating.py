"""Findings -> a record whose times agree with its dates.

What one report says helps to date another, and "last Monday" in that other is counted from its date: where
linking narrows a date the report is read anew with it, and all is linked again, until nothing moves. The
findings that come in stay as they are, so the help is gone as soon as the report it came from is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.link.linking import join_reports, make_record
from dateline.link.memory import Memory, remember_found
from dateline.model.findings import Findings
from dateline.model.record import Record
from dateline.model.report import Report

# A date that is narrowed may narrow another's, whose times may narrow a third's; farther it hardly goes.
_ROUNDS = 3


def link_by_date(
    findings: Sequence[Findings],
    find: Callable[[Iterable[Report]], Iterable[Findings]],
    memory: Memory | None = None,
) -> Record:
    """Join findings into one record, and read anew the reports that others in it date.

    Args:
        findings: One a report, before linking, in any order.
        find: Finds in reports, in their order; it is given those whose date was narrowed.
        memory: What is kept of earlier linking, if anything is.

    Returns:
        The record that `link` gives for the findings counted from the narrowed dates.
    """
    joined = join_reports(findings)
    for _ in range(_ROUNDS):
        known = {one.report.id: one for one in findings}
        moved = [
            one.report
            for one in joined.reports
            if one.report.published != known[one.report.id].report.published
        ]
        if not moved:
            break
        timed = [one for one in moved if known[one.id].times or known[one.id].events]
        again = {one.id: replace(known[one.id], report=one) for one in moved}
        again |= {one.report.id: one for one in remember_found(memory, timed, find)}
        findings = [again.get(one.report.id, one) for one in findings]
        if memory is not None:
            memory.note(again.values())
        joined = join_reports(findings)
    return make_record(joined, memory)
