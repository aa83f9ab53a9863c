"""A case file copied while others may be writing to it: SQLite's own backup, page by page, of one moment."""

import sqlite3
from contextlib import closing
from pathlib import Path

from dateline.case.opening import check_header, is_writable, make_address, plain_errors

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
