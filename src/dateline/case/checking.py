"""Whether a case is sound: every word it rests on where it says, every reference, every id, every correction.

The case is not touched: what is looked at is a copy of one moment, so that nobody who writes meanwhile waits.
"""

import tempfile
from pathlib import Path

import sqlalchemy as sa

from dateline.case.copying import copy_case
from dateline.case.location import Location
from dateline.case.log import bring_up_to_date
from dateline.case.migrating import check_revision, read_revision
from dateline.case.opening import connect, plain_errors
from dateline.case.schema import HEAD, corrections, linked, meta, unfit
from dateline.case.verify.entries import verify_entries, verify_leads
from dateline.case.verify.ids import verify_ids
from dateline.case.verify.lookups import verify_search
from dateline.case.verify.replay import Replay, verify_log
from dateline.case.verify.reports import verify_reports
from dateline.case.verify.tables import RESTORE, verify_pages, verify_references, verify_tables
from dateline.model.checked import Checkup, Tally
from dateline.model.errors import CaseError


def check_case(location: Location) -> Checkup:
    """Verify all that a case holds, and return how much of what was verified, and what is wrong.

    Args:
        location: The case; of an earlier release's, the copy is brought up to date first.

    Raises:
        CaseTooNew: A later release wrote it.
        CaseError: There is none, it is no case file, or there is no room for a copy of it.
    """
    if not isinstance(location, Path):
        raise CaseError(f"{location}: only a case in a file can be checked")
    with tempfile.TemporaryDirectory(prefix="dateline-check-") as folder:
        copy = Path(folder) / location.name
        copy_case(location, copy)
        return check_copy(copy)


def check_copy(path: Path) -> Checkup:
    """Verify a case that nobody else has open; it stays as it is."""
    tally = Tally()
    engine = connect(path, write=True)
    try:
        with plain_errors(path), engine.connect() as connection:
            try:
                _check(connection, path, tally)
            except sa.exc.DatabaseError as error:
                tally.fault("the file", f"cannot be read on ({error.orig})", RESTORE)
            finally:
                connection.rollback()
    finally:
        engine.dispose()
    return tally.close()


def _check(connection: sa.Connection, path: Path, tally: Tally) -> None:
    if not verify_pages(connection, tally):
        return
    if check_revision(connection, str(path)):
        tally.note(
            f"the case is of an earlier release (tables {read_revision(connection)}, now {HEAD}): a copy was "
            "brought up to date and checked; the case itself will be when it is next opened"
        )
        bring_up_to_date(connection)
    verify_tables(connection, tally)
    verify_references(connection, tally)
    said = _verify_meta(connection, tally)
    entries = verify_entries(connection, tally)
    told = verify_reports(connection, entries, tally)
    verify_leads(entries, told.ids, tally)
    verify_search(connection, tally)
    verify_log(connection, tally)
    if tally.found:
        tally.note("ids of entries and corrections are made anew only where all else is sound")
        return
    corrected = any(
        connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        for table in (corrections, linked, unfit)
    )
    replayed = Replay(connection) if corrected else None
    if replayed is not None:
        replayed.take_out()
    verify_ids(connection, told.findings, tally, by=said["dateline"])
    if replayed is not None:
        replayed.put_in(tally, by=said["dateline"])


def _verify_meta(connection: sa.Connection, tally: Tally) -> dict[str, str]:
    said = {row.key: row.value for row in connection.execute(sa.select(meta.c.key, meta.c.value))}
    for key in ("dateline", "model", "change"):
        if key not in said or (key == "change" and not said[key].isdigit()):
            tally.fault(f"meta: {key}", "the case does not say it", RESTORE)
    return said
