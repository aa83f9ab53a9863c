"""Corrections that change how a report is read: its date, its outlet, what of it is article.

The report is read anew as corrected, all is linked anew, and the case keeps beside it what was read first, so
that a correction can be taken back. Those of the record alone need none of this, see `dateline.case.log`.
"""

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime

from dateline.case.aiming import check_correction
from dateline.case.file import Case
from dateline.case.location import Location
from dateline.engine.building import extend_case
from dateline.engine.revising import find_revisions, revise
from dateline.model.correction import Correction
from dateline.model.errors import CaseChanged

_TRIES = 5


def correct_case(file: Location, added: Sequence[Correction]) -> int:
    """Add corrections to the case at `file` and bring its record up to date; return how many were new.

    Two programs that correct at once both succeed: whoever comes second works on what the first left.

    Raises:
        CaseError: `file` is no case, or cannot be written.
        UsageError: One of them is no correction that dateline writes.
    """
    for one in added:
        check_correction(one)
    for last in range(_TRIES, 0, -1):
        with Case.open(file) as case:
            known = case.corrections()
            fresh = [one for one in added if one.id not in {each.id for each in known}]
            revisions = find_revisions((*known, *fresh))
            as_read = case.as_read()
            # Only reports that are, or were, corrected can have moved.
            touched = revisions.keys() | as_read.keys()
            moved = any(
                revise(as_read.get(id_, report), revisions.get(id_, ())) != report
                for id_, report in case.reports_as_kept(touched).items()
            )
            if not moved:
                return case.correct(fresh)
        try:
            extend_case(file, (), create=False, corrections=fresh)
        except CaseChanged:
            if last == 1:
                raise
        else:
            return len(fresh)
    raise AssertionError("the last try returns or raises")


def stamp_now() -> str:
    """Return the time as a correction keeps it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def find_user() -> str:
    """Return what the user is called on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user, as in a bare container
        return "somebody"
