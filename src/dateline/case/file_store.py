"""A case in one SQLite file, whole whatever happens meanwhile.

A new case is written to a file beside its place and takes it only when whole; a change to one that exists is
a single transaction. Whoever pulls the plug in between finds the case as it was before.
"""

import os
import sqlite3
import tempfile
from collections.abc import Hashable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa

from dateline.case.opening import check_folder, check_header, connect, connected, is_writable, plain_errors
from dateline.case.schema import APPLICATION_ID
from dateline.case.store import Store
from dateline.model.errors import CaseChanged, CaseError

_ENDING = ".building"
# What is written is held in memory up to so much and put into the file at the end: from the first page that
# SQLite puts there, nobody can read.
_HELD_KIB = 256 * 1024


class FileStore(Store):
    """A file, there or not yet."""

    remedy = "copy it to a folder that can be written"

    def __init__(self, path: Path) -> None:
        self.location = self._path = path
        self._engine: sa.Engine | None = None

    def is_made(self) -> bool:
        """Tell whether there is such a file."""
        return self._path.exists()

    def check(self) -> None:
        """Look at the first bytes of the file before SQLite does."""
        check_header(self._path)

    def check_writable(self) -> None:
        """See that SQLite can write the file and its journal beside it."""
        check_folder(self._path)

    def is_writable(self) -> bool:
        """Tell whether SQLite can write the file."""
        return is_writable(self._path)

    def clear_leftovers(self) -> None:
        """Delete what an earlier build left beside the file when it was killed.

        What another program is writing at the time is none of that.
        """
        # A file before its journal, which tells nothing once the file is gone.
        for leftover in sorted(self._path.parent.iterdir()):
            name = leftover.name.removesuffix("-journal")
            ours = name.startswith(f".{self._path.name}.") and name.endswith(_ENDING)
            if ours and not _is_being_written(leftover.with_name(name)):
                with suppress(OSError):
                    leftover.unlink()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that reads; SQLite keeps writers from finishing while it does."""
        if self._engine is None:
            self._engine = connect(self._path, write=False)
        with plain_errors(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection in one transaction that has the lock and is kept when the block ends well."""
        with plain_errors(self._path), connected(self._path, write=True) as connection:
            connection.exec_driver_sql(f"PRAGMA cache_size = -{_HELD_KIB}")
            yield connection

    @contextmanager
    def making(self) -> Iterator[sa.Connection]:
        """Give a connection to a new file, which takes the case's place when the block ends well."""
        with (
            plain_errors(self._path),
            new_file(self._path) as building,
            connected(building, write=True) as connection,
        ):
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            yield connection

    def read_state(self, connection: sa.Connection) -> Hashable:
        """Return which file this is: one that was built again may count as many changes, but not its time."""
        file = self._path.stat()
        return str(self._path), file.st_ino, file.st_mtime_ns

    def close(self) -> None:
        """Let go of the file."""
        if self._engine is not None:
            self._engine.dispose()


def _is_being_written(path: Path) -> bool:
    address = f"{path.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        return "locked" in str(error)
    return False


@contextmanager
def new_file(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give a file beside `path` to write to, which takes that place when the block ends well.

    Args:
        path: The place.
        replace: Whether a file that is there is replaced; without it nothing of another's is lost.

    Raises:
        CaseChanged: There is a file by now.
        CaseError: Nothing can be written there.
    """
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
        if replace:
            building.replace(path)
        else:
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
