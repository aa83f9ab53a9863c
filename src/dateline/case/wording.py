"""What SQLite and PostgreSQL have different words for: expressions of SQL that are worded when they are sent.

Whoever writes a query uses these and knows of neither. A path into the entry that a row keeps as JSON reads
as those of `EntryTable.columns`: names, and places in lists, counted from -1, the last.
"""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Either(FunctionElement[Any]):
    """An expression in the words of SQLite, and the same in those of PostgreSQL."""

    name = "either"
    inherit_cache = True

    def __init__(self, in_sqlite: sa.ColumnElement[Any], in_postgresql: sa.ColumnElement[Any]) -> None:
        super().__init__(in_sqlite, in_postgresql)
        self.type = in_sqlite.type

    def self_group(self, against: Any = None) -> Any:
        """Return the expression as it is: it stands in brackets, and what is a condition stays one."""
        return self


@compiles(Either, "sqlite")
def _word_for_sqlite(either: Either, compiler: SQLCompiler, **options: Any) -> str:
    in_sqlite, _ = either.clauses
    return f"({compiler.process(in_sqlite, **options)})"


@compiles(Either, "postgresql")
def _word_for_postgresql(either: Either, compiler: SQLCompiler, **options: Any) -> str:
    _, in_postgresql = either.clauses
    return f"({compiler.process(in_postgresql, **options)})"


def read_json(column: sa.ColumnElement[Any], *path: str | int) -> sa.ColumnElement[Any]:
    """Return what a path leads to in the JSON of a column: text, or a list as JSON; NULL where nothing is."""
    steps = "".join(f".{step}" if isinstance(step, str) else f"[#{step}]" for step in path)
    keys: sa.ColumnClause[Any] = sa.literal_column(f"'{{{','.join(map(str, path))}}}'")
    return Either(
        sa.func.json_extract(column, f"${steps}", type_=sa.Text),
        # What reads JSON there refuses a character that text may not hold; `plain_json` spares it that.
        sa.collate(sa.func.plain_json(column).op("#>>", return_type=sa.Text())(keys), "C"),
    )


def is_in_list(column: sa.ColumnElement[Any], values: Sequence[Any]) -> sa.ColumnElement[bool]:
    """Return the condition that a column has one of many values, handed over as one parameter."""
    listed = json.dumps(values)
    inside = sa.func.json_each(listed).table_valued("value")
    # A driver takes a hundred times as long over a list as over a text.
    spared = json.dumps([_spare_nul(one) for one in values], ensure_ascii=False)
    one = sa.func.json_array_elements_text(sa.cast(sa.literal(spared, sa.Text), sa.JSON)).column_valued("one")
    return Either(column.in_(sa.select(inside.c.value)), column.in_(sa.select(sa.cast(one, column.type))))


def _spare_nul(value: Any) -> Any:
    """Return a value with a picture of NUL for NUL, as PostgreSQL keeps it."""
    return value.replace("\0", "\u2400") if isinstance(value, str) else value


def is_found_by(
    connection: sa.Connection, column: sa.ColumnElement[Any], query: sa.Select[Any]
) -> sa.ColumnElement[bool]:
    """Return the condition that a column has one of the values that a query finds, asked now and once."""
    if connection.dialect.name == "postgresql":
        return is_in_list(column, connection.execute(query).scalars().all())
    (found,) = query.subquery().c
    values = connection.execute(sa.select(sa.func.json_group_array(found))).scalar_one()
    return column.in_(sa.select(sa.func.json_each(values).table_valued("value").c.value))


def is_chosen_by(
    connection: sa.Connection, column: sa.ColumnElement[Any], query: sa.Select[Any]
) -> sa.ColumnElement[bool]:
    """Return the condition that a column has one of the values of a query that finds few of many.

    PostgreSQL takes it to find half of them where one of several conditions may hold, and joins all first.
    """
    if connection.dialect.name == "postgresql":
        return is_found_by(connection, column, query)
    return column.in_(query)


def insert_new(connection: sa.Connection, table: sa.Table) -> sa.Insert:
    """Return the insertion of rows that leaves those alone that are there."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


def rising(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the order by a column in which what is not known comes first, as it does in SQLite unasked."""
    return column.nulls_first()


def falling(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return the order down a column in which what is not known comes last, as it does in SQLite unasked."""
    return column.desc().nulls_last()


def begins_with(column: sa.ColumnElement[str], beginning: str) -> sa.ColumnElement[bool]:
    """Return the condition that a column begins so, an ASCII letter in either case."""
    return column.istartswith(beginning, autoescape=True)
