"""The record as one SQLite database that Datasette opens: keys between the tables, and full-text search."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from dateline.export.exporter import Exporter, write_file
from dateline.export.flat import Column, Table
from dateline.export.flat_tables import make_tables
from dateline.model.record import Record

_KINDS = {str: "TEXT", int: "INTEGER", float: "REAL"}


def make_database(record: Record, *, title: str) -> bytes:
    """Return the database file: a table for each of the record's, an FTS5 index for those that hold prose.

    Args:
        record: What is written.
        title: Not used: a database is called after its file.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in make_tables(record):
            for statement in _define(table):
                connection.execute(statement)
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(
                f"INSERT INTO {_quote(table.name)} VALUES ({marks})",
                table.rows,
            )
            if table.searched:
                _index(connection, table)
        connection.commit()
        return connection.serialize()


def _define(table: Table) -> Iterator[str]:
    columns = ", ".join(_define_column(column) for column in table.columns)
    yield f"CREATE TABLE {_quote(table.name)} ({columns})"
    for column in table.columns:
        if column.refers:
            index = _quote(f"{table.name}_{column.name}")
            yield f"CREATE INDEX {index} ON {_quote(table.name)} ({_quote(column.name)})"


def _define_column(column: Column) -> str:
    words = [_quote(column.name), _KINDS[column.holds]]
    if column.name == "id":
        words.append("PRIMARY KEY")
    if column.refers:
        words.append(f"REFERENCES {_quote(column.refers)}")
    return " ".join(words)


def _index(connection: sqlite3.Connection, table: Table) -> None:
    index, columns = _quote(f"{table.name}_fts"), ", ".join(_quote(one) for one in table.searched)
    connection.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({columns}, content={_quote(table.name)}, "
        "tokenize='porter unicode61')"
    )
    connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def _quote(name: str) -> str:
    return f'"{name}"'


EXPORTER = Exporter(
    name="datasette",
    summary="one SQLite database for Datasette, with search",
    write=write_file(make_database),
    ending=".db",
    media_type="application/vnd.sqlite3",
)
