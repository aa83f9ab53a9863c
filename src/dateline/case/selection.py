"""Entries of a case that meet some conditions: described first, read when they are asked for.

In comes a query that yields one entry's JSON a row; out come entries, a page of them, counts of them, or a
table for pandas or polars where the user has those. What they can be chosen by is told by
`dateline.case.conditions`.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import sqlalchemy as sa

from dateline.model.errors import MissingPackage, UsageError
from dateline.model.plain import from_plain

if TYPE_CHECKING:
    import pandas
    import polars

T = TypeVar("T")
Connect = Callable[[], AbstractContextManager[sa.Connection | None]]
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, eq=False)
class Selection(Generic[T]):
    """Entries of one kind, in a fixed order; nothing is read before it is asked for.

    It can be asked again and again, and each time shows the case as it is then.
    """

    _connect: Connect
    _kind: type[T]
    # Selects the columns that `count_by` may name, and the entry as JSON in `data`, with its conditions.
    _query: sa.Select[Any]
    _order: tuple[sa.ColumnElement[Any], ...]

    def __iter__(self) -> Iterator[T]:
        """Yield the entries in their order."""
        yield from self._read(self._query)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return self._ask(sa.select(sa.func.count()).select_from(self._query.subquery()), 0)

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
        rows = self._query.subquery()
        if column not in rows.c or column == "data":
            known = ", ".join(name for name in rows.c.keys() if name != "data")  # noqa: SIM118  a collection
            raise UsageError(f"{column!r} is no column to count by; there are {known}")
        value = rows.c[column]
        counted = sa.select(value, sa.func.count().label("many")).group_by(value)
        with self._connect() as connection:
            if connection is None:
                return {}
            found = connection.execute(counted.order_by(sa.desc("many"), value)).all()
        return {row[0]: row[1] for row in found}

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the entries in plain form: what `dateline export --to jsonl` writes, a dictionary each."""
        return list(self._read_plain(self._query))

    def to_pandas(self) -> "pandas.DataFrame":
        """Return the entries as a table, a row each; what is nested in an entry gets columns with dots.

        Raises:
            MissingPackage: pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise MissingPackage("to_pandas needs pandas: pip install pandas") from None
        return pandas.json_normalize(self.to_dicts())

    def to_polars(self) -> "polars.DataFrame":
        """Return the entries as a table, a row each, with what is nested in an entry as structs and lists.

        Raises:
            MissingPackage: polars is not installed.
        """
        try:
            import polars
        except ImportError:
            raise MissingPackage("to_polars needs polars: pip install polars") from None
        return polars.DataFrame(self.to_dicts(), infer_schema_length=None)

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
