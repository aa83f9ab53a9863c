"""Every table of the record as CSV and as Parquet, in one folder.

CSV is for people: hidden characters are spelled out, and a cell that a spreadsheet would take for a formula
has an apostrophe before it. Parquet has the words as they are and the types of the columns.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from dateline.export.exporter import Exporter, make_folder, put_file
from dateline.export.flat import Cell, Table
from dateline.export.flat_tables import make_tables
from dateline.export.page.controls import show_text
from dateline.model.record import Record

# What LibreOffice and Excel read as the beginning of a formula, in the full width of CJK keyboards too
# (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def make_csv(table: Table) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8, with a line of headings; None is an empty cell."""
    return "".join(write_csv([column.name for column in table.columns], table.rows)).encode()


def write_csv(names: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """Yield the lines of CSV (RFC 4180), those of headings first; None is an empty cell."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    for row in chain([names], rows):
        writer.writerow([_disarm(cell) for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _disarm(cell: Cell) -> str | int | float:
    if not isinstance(cell, str):
        return "" if cell is None else cell
    shown = show_text(cell)
    return f"'{shown}" if shown.lstrip(" \n").startswith(_FORMULA) else shown


def make_parquet(table: Table) -> bytes:
    """Return a table as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64()}
    columns = {
        column.name: pa.array([row[at] for row in table.rows], kinds[column.holds])
        for at, column in enumerate(table.columns)
    }
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _write(record: Record, target: Path, *, title: str) -> None:
    make_folder(target)
    for table in make_tables(record):
        put_file(target / f"{table.name}.csv", make_csv(table))
        put_file(target / f"{table.name}.parquet", make_parquet(table))


EXPORTER = Exporter(name="tables", summary="every table as CSV and Parquet", write=_write, is_folder=True)
