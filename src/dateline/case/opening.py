"""Opening the SQLite file of a case: what it must be, how it is locked, and what can be wrong with it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from dateline.case.schema import APPLICATION_ID
from dateline.model.errors import CaseBusy, CaseError, UsageError

_SQLITE_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
# How long to wait for another process that is writing, before saying so.
_WAIT_SECONDS = 5.0
_LOCKED = "locked"


def check_header(path: Path) -> None:
    """Look at the first bytes of `path` before SQLite does.

    Raises:
        CaseError: There is no such file, it cannot be read, or it is no case file.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        raise CaseError(f"{path}: there is no such case file; `dateline build` makes one") from None
    except IsADirectoryError:
        raise CaseError(f"{path}: a folder, not a case file") from None
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror})") from None
    marked = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    if not header.startswith(_SQLITE_MAGIC) or not marked:
        raise CaseError(f"{path}: not a case file of dateline; name another one")


def is_case(path: Path) -> bool:
    """Tell whether `path` is meant as a case, by its name or its first bytes; it may still be no good one."""
    if path.suffix == ".dateline":
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC
    except OSError:
        return False


def check_folder(path: Path) -> None:
    """See that the case at `path` can be written, before hours of reading go into it.

    Raises:
        CaseError: Its folder is not there, or it or the folder cannot be written.
    """
    if not path.parent.is_dir():
        raise CaseError(f"{path}: there is no folder {path.parent} to write it to")
    if not is_writable(path):
        raise CaseError(f"{path}: cannot be written here; choose a folder that can be")


def is_writable(path: Path) -> bool:
    """Tell whether SQLite can write `path`, there or not, and its journal beside it."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def connect(path: Path, *, write: bool) -> sa.Engine:
    """Return an engine on the SQLite file at `path`.

    A transaction begins when SQLAlchemy says so (the driver would begin it later and leave table
    definitions outside), and a writing one takes the lock at once. The journal is SQLite's rollback
    journal: one file, and nothing left beside it once a transaction ends.
    """
    # A reader too may have to roll back the journal of a build that was killed, so it asks for `rw`.
    mode = "rw" if write or is_writable(path) else "ro"
    return _make_engine(
        f"sqlite:///{make_address(path, mode)}&uri=true", "BEGIN IMMEDIATE" if write else "BEGIN"
    )


def make_address(path: Path, mode: str) -> str:
    """Return the address by which SQLite opens `path`; `mode` is ro, rw or rwc."""
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


# An engine holds no connection, only the queries it has put into words: kept, each is worded once.
@lru_cache(maxsize=8)
def _make_engine(address: str, begin: str) -> sa.Engine:
    engine = sa.create_engine(address, poolclass=NullPool, connect_args={"timeout": _WAIT_SECONDS})
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _beginner(begin))
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _beginner(statement: str) -> Callable[[sa.Connection], None]:
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


@contextmanager
def connected(path: Path, *, write: bool) -> Iterator[sa.Connection]:
    """Give a connection in one transaction that is kept when the block ends well."""
    engine = connect(path, write=write)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says into one line a person can act on.

    Raises:
        CaseBusy: Another program is writing.
        CaseError: With the case file's name, what happened, and what to do next.
        UsageError: What is asked or to be kept is no text.
    """
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _make_error(path, str(error.orig)) from error
    except sqlite3.Error as error:
        raise _make_error(path, str(error)) from error
    except UnicodeEncodeError as error:  # half of a character, as a shell may hand over
        raise UsageError(f"{error.object!r:.60} is no text that can be looked for or kept") from None


def _make_error(path: Path, message: str) -> CaseError:
    kind = CaseBusy if _LOCKED in message else CaseError
    return kind(f"{path}: {_say(message)}")


def _say(message: str) -> str:
    if _LOCKED in message:
        return "another program is writing to it; try again when that is done"
    if "readonly" in message or "unable to open" in message:
        return "cannot be written here; copy it to a folder that can be"
    if "disk is full" in message:
        return "the disk is full; the case is as it was before"
    if "disk I/O error" in message:
        return "the disk could not be read or written; the case is as it was before"
    if "malformed" in message or "not a database" in message:
        return "the file is damaged; put a backup in its place, or build it again"
    return f"cannot be used ({message})"
