"""A case copied while others may be writing to it: SQLite's own backup, page by page, of one moment."""

import sqlite3
from contextlib import closing
from pathlib import Path

from dateline.case.file_store import FileStore, new_file
from dateline.case.location import Location
from dateline.case.opening import check_header, is_writable, make_address, plain_errors
from dateline.model.checked import Checkup
from dateline.model.errors import CaseError, UsageError

_BUSY_SECONDS = 60.0


def copy_case(path: Path, copy: Path) -> None:
    """Copy the case file at `path` to `copy`, all of it as it is at one moment, whoever writes meanwhile.

    Pages are copied as they lie, damage included. A build that was killed is rolled back first, as by whoever
    opens the case.

    Raises:
        CaseError: It is no case, cannot be read, or there is no room for the copy.
    """
    check_header(path)
    mode = "rw" if is_writable(path) else "ro"
    with (
        plain_errors(path),
        closing(sqlite3.connect(make_address(path, mode), uri=True, timeout=_BUSY_SECONDS)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        # A statement first: it takes the lock, or says within the time allowed that it cannot.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target, pages=-1)


def back_up_case(location: Location, output: Path, *, force: bool = False) -> Checkup:
    """Copy a case to `output`, and verify the copy before it takes its place there.

    Args:
        location: The case; it stays as it is, and others may read and write it meanwhile.
        output: The copy's file.
        force: Whether a file that is there already is replaced, once the copy is verified.

    Returns:
        What the check of the copy found; the copy is there only where it is sound.

    Raises:
        UsageError: `output` is the case itself, or is there already and `force` is not set.
        CaseError: The case cannot be read, the copy cannot be written, or the case is not sound.
    """
    from dateline.case.checking import check_copy

    if not isinstance(location, Path):
        raise CaseError(f"{location}: a database is backed up by its own means (pg_dump)")
    check_header(location)
    if output.exists() and output.samefile(location):
        raise UsageError(f"{output} is the case itself; name another file")
    if output.exists() and not force:
        raise UsageError(f"{output} is there already; name another file, or say --force to replace it")
    if not output.parent.is_dir():
        raise CaseError(f"{output}: there is no folder {output.parent} to write it to")
    FileStore(output).clear_leftovers()
    with plain_errors(output), new_file(output, replace=force) as building:
        copy_case(location, building)
        checkup = check_copy(building)
        if not checkup.sound:
            raise CaseError(
                f"{location}: not sound, so no backup was made of it ({checkup.found} faults); "
                "`dateline check` says which"
            )
    return checkup
