"""Whether a case's file is whole, and its tables are those that this release's migrations make."""

import re

import sqlalchemy as sa

from dateline.case.migrating import migrate
from dateline.model.checked import Tally

RESTORE = "put a backup in its place, or build the case again"
_MOST_ROWS = 100
# Tables that SQLite's full-text index and its planner keep for themselves.
_OWN = re.compile(r"fulltext_\w+|sqlite_\w+")


def verify_pages(connection: sa.Connection, tally: Tally) -> bool:
    """Have SQLite read every page, index and reference between tables; tell whether the rest can be read."""
    said = connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_ROWS})").scalars().all()
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    tally.count("pages of the file", pages)
    for words in said:
        if words != "ok":
            tally.fault("the file", str(words), RESTORE)
    return said == ["ok"]


def verify_references(connection: sa.Connection, tally: Tally) -> None:
    """See that every foreign key leads to a row."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    for table, row, parent, _ in broken:
        tally.fault(f"{table}, row {row}", f"leads to a row of {parent} that is not there", RESTORE)
    tables = [
        name for name in sa.inspect(connection).get_table_names() if connection.dialect.name == "sqlite"
    ]
    for name in tables:
        keys = len(sa.inspect(connection).get_foreign_keys(name))
        if keys:
            rows = connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one()
            tally.count("foreign keys", keys * rows)


def verify_tables(connection: sa.Connection, tally: Tally) -> None:
    """See that tables, indexes and triggers are those that a new case has."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as fresh:
        migrate(fresh)
        wanted = _read_tables(fresh)
    engine.dispose()
    found = _read_tables(connection)
    tally.count("tables, indexes and triggers", len(found))
    for name in sorted(wanted.keys() - found.keys()):
        tally.fault(f"the tables: {name}", "is missing", RESTORE)
    for name in sorted(found.keys() - wanted.keys()):
        tally.note(f"{name} is no table, index or trigger of this release; it is left alone")
    for name in sorted(wanted.keys() & found.keys()):
        if wanted[name] != found[name]:
            tally.fault(f"the tables: {name}", "is not as this release makes it", RESTORE)


def _read_tables(connection: sa.Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {f"{row.type} {row.name}": " ".join(row.sql.split()) for row in rows if not _OWN.match(row.name)}
