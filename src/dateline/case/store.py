"""What keeps a case: the one seam between the case and the engine that its rows lie in.

Whoever reads or writes a case asks for a connection here and sees tables alone. How the engine is opened,
locked and made, and what its errors mean to a person, each store knows for itself.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable
from contextlib import AbstractContextManager

import sqlalchemy as sa

from dateline.case.location import Database, Location


class Store(ABC):
    """Where one case is kept, there or not yet."""

    location: Location
    remedy: str
    """What to do about a case of an earlier release that cannot be brought up to date here."""

    @abstractmethod
    def is_made(self) -> bool:
        """Tell whether there is anything where the case lies.

        Raises:
            CaseError: It cannot be told.
        """

    @abstractmethod
    def check(self) -> None:
        """See that there is a case, before anything is asked of it.

        Raises:
            CaseError: There is none, it cannot be reached, or what is there is no case.
        """

    @abstractmethod
    def check_writable(self) -> None:
        """See that the case can be written, there or not, before hours of reading go into it.

        Raises:
            CaseError: It cannot.
        """

    @abstractmethod
    def is_writable(self) -> bool:
        """Tell whether a case that is there can be changed, and brought up to date."""

    @abstractmethod
    def clear_leftovers(self) -> None:
        """Delete what an earlier build left when it was killed."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[sa.Connection]:
        """Give a connection that sees the case as it is when it is first asked, whoever writes meanwhile.

        Raises:
            CaseError: What the engine says, in one line.
        """

    @abstractmethod
    def writing(self) -> AbstractContextManager[sa.Connection]:
        """Give a connection whose changes are kept when the block ends well; nobody else writes meanwhile.

        Raises:
            CaseError: What the engine says, in one line; the case is as it was before.
        """

    @abstractmethod
    def making(self) -> AbstractContextManager[sa.Connection]:
        """Give a connection to an empty place for a new case, which is there when the block ends well.

        Raises:
            CaseChanged: Another program has made one there meanwhile.
            CaseError: What the engine says, in one line; nothing is left.
        """

    @abstractmethod
    def read_state(self, connection: sa.Connection) -> Hashable:
        """Return what tells this case from one that lay here before and was deleted."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what is held open for reading."""


def find_store(location: Location) -> Store:
    """Return what keeps the case at `location`."""
    # Who has a file needs nothing of databases, and the other way round.
    if isinstance(location, Database):
        from dateline.case.database_store import DatabaseStore

        return DatabaseStore(location)
    from dateline.case.file_store import FileStore

    return FileStore(location)
