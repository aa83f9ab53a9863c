"""Findings -> a record whose times agree with its dates.

What one report says helps to date another, and "last Monday" in that other is counted from its date: where
linking narrows a date the report is read anew with it, and all is linked again, until nothing moves. The
findings that come in stay as they are, so the help is gone as soon as the report it came from is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.link.linking import link
from dateline.model.findings import Findings
from dateline.model.record import Record
from dateline.model.report import Report

# A date that is narrowed may narrow another's, whose times may narrow a third's; farther it hardly goes.
_ROUNDS = 3


def link_by_date(
    findings: Sequence[Findings], find: Callable[[Iterable[Report]], Iterable[Findings]]
) -> Record:
    """Join findings into one record, and read anew the reports that others in it date.

    Args:
        findings: One a report, before linking, in any order.
        find: Finds in reports, in their order; it is given those whose date was narrowed.

    Returns:
        The record that `link` gives for the findings counted from the narrowed dates.
    """
    for _ in range(_ROUNDS):
        record = link(findings)
        known = {one.report.id: one for one in findings}
        moved = [
            one.report
            for one in record.reports
            if one.report.published != known[one.report.id].report.published
        ]
        if not moved:
            return record
        timed = [one for one in moved if known[one.id].times or known[one.id].events]
        again = {one.id: replace(known[one.id], report=one) for one in moved}
        again |= {one.report.id: one for one in find(timed)}
        findings = [again.get(one.report.id, one) for one in findings]
    return link(findings)
