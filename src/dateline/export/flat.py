"""Flat tables: rows and columns with keys between them, for CSV, Parquet and SQLite.

In: things and, in words, which of their fields are a table's columns. Out: tables whose cells are text,
numbers or None. Which tables a record makes stands in `flat_tables`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, cast

from dateline.export.exporter import make_encodable

Cell = str | int | float | None
Row = tuple[Cell, ...]

_KINDS: Mapping[str, type[str] | type[int] | type[float]] = {"": str, "int": int, "float": float}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and the table whose ids they are, None for other values."""

    name: str
    holds: type[str] | type[int] | type[float]
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; where its first column is `id`, that is its key. `searched` are its columns of prose."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    searched: tuple[str, ...] = ()


def make_table(name: str, things: Iterable[object], columns: str, *, searched: str = "") -> Table:
    """Return a table with a row for each of `things`.

    Args:
        name: Of the table.
        things: Dataclasses, mappings, or tuples of them.
        columns: What the columns are called, with commas between: `id`; `reports:int` for a number,
            `actor>actors` for an id of another table, `country=place.country` for a field of a field and
            `name=1.name` for one of the second of a tuple. What has no value is None.
        searched: The names of the columns of prose.
    """
    made, paths = [], []
    for one in columns.split(","):
        told, _, path = one.strip().partition("=")
        kept, _, refers = told.partition(">")
        column, _, kind = kept.partition(":")
        made.append(Column(column, _KINDS[kind], refers or None))
        paths.append((path or column).split("."))
    rows = tuple(tuple(_read_cell(thing, path) for path in paths) for thing in things)
    return Table(name, tuple(made), rows, tuple(searched.split()))


def _read_cell(thing: Any, path: list[str]) -> Cell:
    for step in path:
        if thing is None:
            return None
        if step.isdigit():
            thing = thing[int(step)]
        else:
            thing = thing.get(step) if isinstance(thing, Mapping) else getattr(thing, step)
    if isinstance(thing, Enum):
        return str(thing.value)
    if isinstance(thing, str):
        return make_encodable(thing) or None
    return cast("Cell", int(thing) if isinstance(thing, bool) else thing)


def resolve(tables: Iterable[Table]) -> Iterator[Table]:
    """Return tables in which a reference to what is not there is None.

    So an id that may be of either of two tables stands in the column of the one that has it.

    Args:
        tables: Those that others refer to first.
    """
    ids: dict[str, set[Cell]] = {}
    for table in tables:
        ids[table.name] = {row[0] for row in table.rows}
        known = [None if column.refers is None else ids[column.refers] for column in table.columns]
        rows = tuple(
            tuple(
                cell if held is None or cell in held else None for cell, held in zip(row, known, strict=True)
            )
            for row in table.rows
        )
        yield replace(table, rows=rows)
