"""Parquet tables: one report a row, the columns known by their names, read a few rows at a time."""

from collections.abc import Iterator

from dateline.ingest.records import find_columns, flatten, make_row_page, require_text
from dateline.ingest.source import Format, Limits, Source, Yielded
from dateline.ingest.streams import open_seekable
from dateline.model.errors import UnreadableInput

_ROWS = 64


def _read(source: Source, limits: Limits) -> Iterator[Yielded]:
    import pyarrow
    from pyarrow import parquet

    with open_seekable(source, limits) as stream:
        try:
            table = parquet.ParquetFile(stream)
        except (pyarrow.ArrowInvalid, OSError) as error:
            raise UnreadableInput(source.path, "a damaged or truncated Parquet table") from error
        number = 0
        with table:
            require_text(source.path, find_columns(column.path for column in table.schema))
            for batch in table.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    flat = flatten(row)
                    yield make_row_page(source, flat, number, find_columns(flat), limits)
    if not number:
        raise UnreadableInput(source.path, "a table without rows")


FORMAT = Format(
    name="Parquet",
    suffixes=(".parquet", ".pq"),
    rank=0,
    recognise=lambda head, name: head.startswith(b"PAR1"),
    read=_read,
    apart=True,
)
