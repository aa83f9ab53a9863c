"""Reports out of a case, with all that rested on them alone: what `dateline remove` does.

The record is linked from what is left, as if the reports had never been there. The corrections stay: one that
was of a report that is gone finds nothing to change, is listed as such, and holds again when the report is
added again. Removing is no correction itself: it says nothing of what the record should be, and a colleague
who takes in the corrections keeps the reports.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.case.aiming import aim_at_report
from dateline.case.file import Case
from dateline.case.location import Location
from dateline.engine.building import Watch, extend_case
from dateline.model.correction import Target, Unfit


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of a case from which reports were removed.

    Args:
        gone: The reports, in the order of their paths.
        unfit: The corrections that fitted before and find nothing to change now.
        held: Reports in the case now.
    """

    gone: tuple[Target, ...]
    unfit: tuple[Unfit, ...]
    held: int


def remove_reports(file: Location, names: Iterable[str], *, watch: Watch | None = None) -> Removal:
    """Take reports out of the case at `file`, all of them or, where one is not found, none.

    Args:
        file: Where the case lies.
        names: Of each report the id or its beginning, the path or its end, or the address.
        watch: Sees the work go by; None where nobody looks.

    Raises:
        CaseError: `file` is no case, or cannot be written.
        UnknownEntry: The case holds no such report.
        UsageError: Several reports are meant by one name.
    """
    with Case.open(file) as case:
        gone = {target.id: target for target in (aim_at_report(case, name) for name in names)}
        before = {one.correction.id for one in case.unfit()}
    outcome = extend_case(file, (), create=False, gone=frozenset(gone), watch=watch)
    with Case.open(file) as case:
        unfit = tuple(one for one in case.unfit() if one.correction.id not in before)
    ordered = sorted(gone.values(), key=lambda one: (one.name or "", one.id))
    return Removal(tuple(ordered), unfit, outcome.held)
