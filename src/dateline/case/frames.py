"""Rows of a case's tables as Arrow, and so as pandas or polars: typed columns, each of one kind of value."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.case.columns import Cell, Column, Holds
from dateline.case.rows import storable
from dateline.model.errors import MissingPackage

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


def make_arrow(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> "pyarrow.Table":
    """Return rows as a table: days as `date32`, counts as `int64`, few words as a dictionary."""
    import pyarrow

    made = [_make_array(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    return pyarrow.table(made, names=[column.name for column in columns])


def _make_array(column: Column, cells: list[Cell]) -> Any:
    import pyarrow

    match column.holds:
        case Holds.DAY:
            # By way of numpy, which has days before our era too.
            days = np.array([np.datetime64("NaT") if one is None else one for one in cells], "datetime64[D]")
            return pyarrow.array(days, pyarrow.date32())
        case Holds.COUNT:
            return pyarrow.array(cells, pyarrow.int64())
        case Holds.PAGE:
            return pyarrow.array(cells, pyarrow.int32())
        case Holds.NUMBER:
            return pyarrow.array(cells, pyarrow.float64())
        case Holds.TRUTH:
            return pyarrow.array(cells, pyarrow.bool_())
        case Holds.CHOICE:
            return pyarrow.array([storable(one) for one in cells], pyarrow.string()).dictionary_encode()
        case Holds.TEXT:
            return pyarrow.array([storable(one) for one in cells], pyarrow.string())


def make_pandas(read: Callable[[], "pyarrow.Table"]) -> "pandas.DataFrame":
    """Return the table that `read` gives for pandas: days are `datetime64`, few words `category`.

    Raises:
        MissingPackage: pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise MissingPackage("to_pandas needs pandas: pip install pandas") from None
    import pyarrow

    types = {pyarrow.int32(): pandas.Int32Dtype()}
    return read().to_pandas(date_as_object=False, types_mapper=types.get)


def make_polars(read: Callable[[], "pyarrow.Table"]) -> "polars.DataFrame":
    """Return the table that `read` gives for polars: days are `Date`, few words `Categorical`.

    Raises:
        MissingPackage: polars is not installed.
    """
    try:
        import polars
    except ImportError:
        raise MissingPackage("to_polars needs polars: pip install polars") from None
    return polars.from_arrow(read())
