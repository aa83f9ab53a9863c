"""Entries of a case that meet some conditions: described first, read when they are asked for.

In comes a query that yields one entry's JSON a row; out come entries, a page of them, counts of them, or a
table for pandas or polars where the user has those. What they can be chosen by is told by
`dateline.case.conditions`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, overload

import sqlalchemy as sa

from dateline.case.columns import COLUMNS, Cell, Column, Given, Told, make_rows
from dateline.case.frames import make_arrow, make_pandas, make_polars
from dateline.case.schema import ENTRY_TABLES, reports
from dateline.case.wording import read_json, rising
from dateline.model.errors import UsageError
from dateline.model.plain import from_plain

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

T = TypeVar("T")
P = ParamSpec("P")
Connect = Callable[[], AbstractContextManager[sa.Connection | None]]
_ROWS_AT_ONCE = 500
_ENTRIES = {one.name: one.table.c for one in ENTRY_TABLES}
_TELLING: dict[Given, sa.Select[Any] | sa.CompoundSelect[Any]] = {
    Given.OUTLET: sa.select(reports.c.id, reports.c.outlet),
    Given.TITLE: sa.select(reports.c.id, reports.c.title),
    Given.NAME: sa.union_all(
        *(sa.select(_ENTRIES[one].id, _ENTRIES[one].name) for one in ("sources", "actors"))
    ),
    Given.VOICE: sa.select(
        _ENTRIES["statements"].id,
        sa.func.coalesce(
            _ENTRIES["statements"].speaker,
            read_json(_ENTRIES["statements"].data, "anonymity", "descriptor"),
        ),
    ),
}


@dataclass(frozen=True, eq=False)
class Selection(Generic[T]):
    """Entries of one kind, in a fixed order; nothing is read before it is asked for.

    It can be asked again and again, and each time shows the case as it is then.

    Attributes:
        name: Of the table that they stand in.
        asked: The conditions they meet, as they were given.
    """

    name: str
    _connect: Connect
    _kind: type[T]
    # Selects the columns that `count_by` and `pick` may name, and the entry in `data`, as JSON.
    _query: sa.Select[Any]
    _order: tuple[sa.ColumnElement[Any], ...]
    asked: tuple[tuple[str, Any], ...] = ()

    def __repr__(self) -> str:
        conditions = ", ".join(f"{name}={value!r}" for name, value in self.asked)
        return f"<{self.name}{f' where {conditions}' if conditions else ''}; nothing is read yet>"

    def __iter__(self) -> Iterator[T]:
        """Yield the entries in their order."""
        yield from self._read(self._query)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return self._ask(sa.select(sa.func.count()).select_from(self._query.subquery()), 0)

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return self.first() is not None

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        """Return the entry at a place, from 0 or, if negative, from the end, or those of a slice.

        Raises:
            IndexError: There is no entry at this place.
        """
        places = range(len(self))[at]
        if isinstance(places, int):
            return next(self._read(self._query.limit(1).offset(places)))
        if not places:
            return ()
        first, last = min(places[0], places[-1]), max(places[0], places[-1])
        found = tuple(self._read(self._query.limit(last - first + 1).offset(first)))
        return tuple(found[place - first] for place in places)

    def first(self) -> T | None:
        """Return the first entry, None where there is none."""
        return next(self._read(self._query.limit(1)), None)

    def page(self, number: int = 1, *, size: int = 50) -> tuple[T, ...]:
        """Return the entries of one page; the pages are counted from 1, and one past the last is empty.

        Raises:
            UsageError: There is no such page: `number` or `size` is less than 1.
        """
        if number < 1 or size < 1:
            raise UsageError(f"page {number} of {size} entries: both count from 1")
        return tuple(self._read(self._query.limit(size).offset((number - 1) * size)))

    def count_by(self, column: str) -> dict[str | None, int]:
        """Return how many entries have each value of `column`, most first, None where it is not known.

        Raises:
            UsageError: There is no such column.
        """
        return {value: many for (value,), many in self._count((column,)).items()}

    def count_by_both(self, first: str, second: str) -> dict[tuple[str | None, str | None], int]:
        """Return how many entries have each pair of values of two columns that some have, most first.

        Raises:
            UsageError: There is no such column.
        """
        return {(one, other): many for (one, other), many in self._count((first, second)).items()}

    def pick(self, *columns: str) -> list[tuple[Any, ...]]:
        """Return the values of some columns of every entry, in the order of the entries.

        For what looks at all of them at once: no entry is read whole.

        Raises:
            UsageError: There is no such column.
        """
        known = dict(self._query.selected_columns.items())
        wanted = self._query.with_only_columns(*(self._find(known, name) for name in columns))
        with self._connect() as connection:
            if connection is None:
                return []
            return [tuple(row) for row in connection.execute(wanted.order_by(*self._order))]

    def _count(self, columns: tuple[str, ...]) -> dict[tuple[Any, ...], int]:
        rows = self._query.subquery()
        values = [self._find(dict(rows.c.items()), name) for name in columns]
        counted = sa.select(*values, sa.func.count().label("many")).group_by(*values)
        order = (sa.desc("many"), *map(rising, values))
        with self._connect() as connection:
            if connection is None:
                return {}
            found = connection.execute(counted.order_by(*order)).all()
        return {tuple(row[:-1]): row[-1] for row in found}

    def _find(self, known: Mapping[str, sa.ColumnElement[Any]], name: str) -> sa.ColumnElement[Any]:
        if name not in known or name == "data":
            names = ", ".join(one for one in known if one != "data")
            raise UsageError(f"{name!r} is no column to count by; there are {names}")
        return known[name]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the entries in plain form: what `dateline export --to jsonl` writes, a dictionary each."""
        return list(self._read_plain(self._query))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the entries as a flat table, in their order."""
        return COLUMNS[self.name]

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the entries as rows of a flat table, one at a time; see `columns`."""
        return make_rows(self.columns, self._read_plain(self._query), self._tell())

    def to_arrow(self) -> "pyarrow.Table":
        """Return the entries as a table of Arrow, a row each; DuckDB, R and others take it as it is."""
        return make_arrow(self.columns, list(self.rows()))

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the entries as a table of pandas, a row each: days are `datetime64`, few words `category`.

        Raises:
            MissingPackage: pandas is not installed.
        """
        return make_pandas(self.to_arrow)

    def to_polars(self) -> "polars.DataFrame":
        """Return the entries as a table of polars, a row each: days are `Date`, few words `Categorical`.

        Raises:
            MissingPackage: polars is not installed.
        """
        return make_polars(self.to_arrow)

    def _tell(self) -> Told:
        """Return what the columns tell of the ids that entries hold."""
        told: dict[Given, dict[str, str | None]] = {}
        with self._connect() as connection:
            for given in {column.gives for column in self.columns if column.gives is not None}:
                rows = connection.execute(_TELLING[given]).all() if connection is not None else []
                told[given] = {row[0]: row[1] for row in rows}
        return told

    def _read(self, query: sa.Select[Any]) -> Iterator[T]:
        return (from_plain(self._kind, plain) for plain in self._read_plain(query))

    def _read_plain(self, query: sa.Select[Any]) -> Iterator[dict[str, Any]]:
        with self._connect() as connection:
            if connection is None:
                return
            for row in connection.execute(query.order_by(*self._order)).yield_per(_ROWS_AT_ONCE):
                yield json.loads(row.data)

    def _ask(self, query: sa.Select[Any], empty: int) -> int:
        with self._connect() as connection:
            return empty if connection is None else int(connection.execute(query).scalar_one())


def remember(choose: Callable[P, Selection[T]]) -> Callable[P, Selection[T]]:
    """Return a method that chooses entries so that its selection knows what was asked."""

    @wraps(choose)
    def choose_and_tell(*given: P.args, **conditions: P.kwargs) -> Selection[T]:
        told = tuple((name, value) for name, value in conditions.items() if value is not None)
        return replace(choose(*given, **conditions), asked=told)

    return choose_and_tell
