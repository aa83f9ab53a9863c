"""Writing a case file, so that it is whole whatever happens meanwhile, and nothing of another's is lost.

A new case is written to a file beside its place and takes it only when whole; a change to one that exists is
a single transaction. Whoever pulls the plug in between finds the case as it was before.
"""

import os
import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from dateline.case.log import add_corrections, apply_added, replay
from dateline.case.migrating import migrate
from dateline.case.opening import check_folder, connected, plain_errors
from dateline.case.overlay import Overlay
from dateline.case.recording import drop_reports, replace_record
from dateline.case.rows import count_change, put_as_read, put_meta, put_report, read_change, read_given
from dateline.case.schema import APPLICATION_ID
from dateline.model.correction import Correction
from dateline.model.errors import CaseChanged, CaseError
from dateline.model.findings import Findings
from dateline.model.record import Record
from dateline.model.report import Report
from dateline.model.version import __version__

_ENDING = ".building"


@dataclass(frozen=True, slots=True)
class Addition:
    """What is kept at once: see `Case.extend`, whose arguments these are."""

    added: Sequence[Findings]
    record: Record
    model: str
    published: str | None = None
    again: Sequence[Findings] = ()
    corrections: Sequence[Correction] = ()
    as_read: Mapping[str, Report] = field(default_factory=dict)
    gone: Collection[str] = ()


def create_case(path: Path, addition: Addition) -> None:
    """Make the case file at `path`.

    Raises:
        CaseChanged: Another program has made one there meanwhile.
        CaseError: It cannot be written; no file is left.
    """
    with plain_errors(path), _new_file(path) as building, connected(building, write=True) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection)
        _write(connection, addition)


def extend_case_file(path: Path, addition: Addition, *, change: str) -> None:
    """Change the case file at `path`, which was read when it counted `change`.

    Raises:
        CaseChanged: Another program has changed it since: `addition` was made from what is not all there is.
        CaseError: It cannot be written; it is as it was before.
    """
    check_folder(path)
    with plain_errors(path), connected(path, write=True) as connection:
        if read_change(connection) != change:
            raise CaseChanged(f"{path}: another program has changed it meanwhile; run this once more")
        _write(connection, addition)


def correct_case_file(path: Path, added: Sequence[Correction]) -> int:
    """Add corrections to the log of the case at `path` and apply them; return how many were new.

    Raises:
        CaseError: It cannot be written; it is as it was before.
    """
    with plain_errors(path), connected(path, write=True) as connection:
        fresh = add_corrections(connection, added)
        apply_added(connection, fresh)
        if fresh:
            count_change(connection)
    return len(fresh)


def clear_leftovers(path: Path) -> None:
    """Delete what an earlier build of the case at `path` left beside it when it was killed.

    What another program is writing at the time is none of that.
    """
    # A file before its journal, which tells nothing once the file is gone.
    for leftover in sorted(path.parent.iterdir()):
        name = leftover.name.removesuffix("-journal")
        ours = name.startswith(f".{path.name}.") and name.endswith(_ENDING)
        if ours and not _is_being_written(leftover.with_name(name)):
            with suppress(OSError):
                leftover.unlink()


def _write(connection: sa.Connection, addition: Addition) -> None:
    # What is compared with what linking makes now is what it made before, without the corrections.
    Overlay(connection).restore()
    given = read_given(connection) if addition.again else {}
    for findings in addition.again:
        put_report(connection, findings, model=addition.model, published=given.get(findings.report.id))
    for findings in addition.added:
        put_report(connection, findings, model=addition.model, published=addition.published)
    put = {findings.report.id for findings in (*addition.again, *addition.added)}
    replace_record(connection, addition.record, renewed=put)
    drop_reports(connection, addition.gone)
    put_meta(connection, dateline=__version__, model=addition.model)
    count_change(connection)
    add_corrections(connection, addition.corrections)
    replay(connection)
    put_as_read(connection, addition.as_read)


def _is_being_written(path: Path) -> bool:
    address = f"{path.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        return "locked" in str(error)
    return False


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """Give a file beside `path` to write to, and move it there when the block ends well."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_ENDING, dir=path.parent)
    except OSError as error:
        raise CaseError(f"{path}: cannot be written here ({error.strerror}); choose another folder") from None
    os.close(handle)
    building = Path(name)
    try:
        yield building
        # mkstemp makes files that only their owner can read; a case is a document like any other.
        building.chmod(0o666 & ~_read_umask())
        _put_in_place(building, path)
    finally:
        building.unlink(missing_ok=True)
        building.with_name(f"{building.name}-journal").unlink(missing_ok=True)


def _put_in_place(building: Path, path: Path) -> None:
    """Give a new file its name, unless a file has it by now: a link fails there, a move would not."""
    try:
        os.link(building, path)
    except FileExistsError:
        raise CaseChanged(f"{path}: another program has made it meanwhile; run this once more") from None
    except OSError:  # a file system that knows no links
        building.replace(path)


def _read_umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
