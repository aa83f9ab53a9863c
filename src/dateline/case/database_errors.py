"""What PostgreSQL says, as one line that a person can act on, and never with a password in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa

from dateline.case.location import Database
from dateline.model.errors import CaseBusy, CaseError, UsageError

_BUSY = "another program is writing to it; try again when that is done"
# By the class of the state that the server names, or all of it: what a person can do.
_SAID = {
    "55P03": _BUSY,
    "40": _BUSY,
    "42501": "this user may not do that; ask whoever runs the database for the right",
    "25006": "cannot be written here: the database is open for reading alone",
    "53": "the server has no room left (disk, memory or connections); the case is as it was before",
    "57": "the server is stopping or starting; the case is as it was before",
    "08": "the connection was lost; the case is as it was before",
}
_BEFORE_REASON = re.compile(r".*(?:FATAL:|failed:|error:)\s*", re.DOTALL)


@contextmanager
def plain_errors(database: Database) -> Iterator[None]:
    """Turn what PostgreSQL and its driver say into one line.

    Raises:
        CaseBusy: Another program is writing, or too many read.
        CaseError: With the case's address, what happened, and what to do next.
        UsageError: What is asked or to be kept is no text.
    """
    try:
        yield
    except sa.exc.DBAPIError as error:
        words = _say(error)
        kind = CaseBusy if words == _BUSY else CaseError
        raise kind(f"{database}: {_hide(words, database)}") from error
    except sa.exc.TimeoutError:
        raise CaseBusy(f"{database}: too many read it at once; try again") from None
    except UnicodeEncodeError as error:  # half of a character, as a shell may hand over
        raise UsageError(f"{error.object!r:.60} is no text that can be looked for or kept") from None


def _say(error: sa.exc.DBAPIError) -> str:
    cause: Any = error.orig
    state = getattr(cause, "sqlstate", None) or ""
    for beginning in (state, state[:2]):
        if beginning in _SAID:
            return _SAID[beginning]
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    if state or not isinstance(error, sa.exc.OperationalError):
        return f"cannot be used ({lines[0] if lines else type(cause).__name__})"
    if error.connection_invalidated:
        return _SAID["08"]
    reason = _BEFORE_REASON.sub("", lines[0] if lines else "")
    return f"cannot be reached ({reason or 'nobody answers'})"


def _hide(words: str, database: Database) -> str:
    """Return what is said without the password, should a driver ever repeat it."""
    parts = urlsplit(database.address)
    secret = parts.netloc.rpartition("@")[0].partition(":")[2]
    for one in {secret, unquote(secret)}:
        if len(one) > 3:
            words = words.replace(one, "…")
    return words
