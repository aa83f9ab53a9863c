"""The two engines that keep cases, for tests that hold for both: a fixture with `params=ENGINES`."""

from pathlib import Path

import sqlalchemy as sa

from dateline.case.location import Location
from dateline.case.store import find_store
from tests.postgresql import start_server

ENGINES = ("file", "database")


def name_case(engine: str, folder: Path, name: str = "story") -> Location:
    """Return where a case may lie that nobody has made yet: in `folder`, or in a server's database."""
    return folder / f"{name}.dateline" if engine == "file" else start_server().name_case(name)


def run(location: Location, *statements: str) -> None:
    """Carry out statements of SQL on the tables of a case, behind its back, in one transaction.

    Raises:
        CaseError: The engine refuses one.
    """
    store = find_store(location)
    try:
        with store.writing() as connection:
            for statement in statements:
                connection.execute(sa.text(statement))
    finally:
        store.close()
