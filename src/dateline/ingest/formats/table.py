"""Tables as text (CSV, TSV): one report a row, the columns known by their names."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import TextIO

from dateline.ingest.decoding import decode_text
from dateline.ingest.records import find_columns, make_row_page, require_text
from dateline.ingest.source import Format, Limits, Source, Yielded
from dateline.model.errors import UnreadableInput

_DELIMITERS = (",", "\t", ";", "|")


def _read(source: Source, limits: Limits) -> Iterator[Yielded]:
    csv.field_size_limit(limits.report_bytes)
    with _open_text(source, limits) as stream:
        header_line = stream.readline(1 << 20)
        delimiter = max(_DELIMITERS, key=header_line.count)
        header = next(csv.reader([header_line], delimiter=delimiter), [])
        columns = find_columns(header)
        require_text(source.path, columns)
        rows = csv.reader(stream, delimiter=delimiter)
        number = 0
        while True:
            number += 1
            try:
                row = next(rows, None)
            except csv.Error as error:
                # After a field without end nothing tells where the next row starts.
                yield UnreadableInput(f"{source.path}#{number}", f"a row that cannot be told apart ({error})")
                return
            if row is None:
                break
            if any(row):
                yield make_row_page(source, dict(zip(header, row, strict=False)), number, columns, limits)
    if number == 1:
        raise UnreadableInput(source.path, "a table without rows")


def _open_text(source: Source, limits: Limits) -> TextIO:
    """Return the table as text: UTF-8 streamed, any other encoding read whole and told."""
    if _is_utf8(source):
        return io.TextIOWrapper(source.open(), encoding="utf-8-sig", newline="")
    return io.StringIO(decode_text(source.read_all(limits.document_bytes), source.path), newline="")


def _is_utf8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open() as stream:
        try:
            while chunk := stream.read(1 << 20):
                if b"\x00" in chunk:
                    return False
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _recognise(head: bytes, name: str) -> bool:
    if name.endswith(FORMAT.suffixes):
        return True
    if "." in name.strip("."):
        return False
    # Standard input has no name: a first line that names a text column and two more is a table's.
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    delimiter = max(_DELIMITERS, key=line.count)
    columns = find_columns(line.strip().split(delimiter))
    return line.count(delimiter) > 1 and bool(columns["text"]) and sum(map(bool, columns.values())) > 2


FORMAT = Format(
    name="CSV",
    suffixes=(".csv", ".tsv", ".tab"),
    rank=2,
    recognise=_recognise,
    read=_read,
    apart=True,
    rows=True,
)
