"""Lists as files: all that a page's question finds, as CSV or JSON lines.

A list is written aside before the first byte of it is sent: whoever takes it in slowly, or stalls, keeps
nobody from writing to the case meanwhile.
"""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from dateline.case.selection import Selection
from dateline.export.tables import write_csv
from dateline.model.plain import to_json_line

_TYPES = {".csv": "text/csv; charset=utf-8", ".jsonl": "application/x-ndjson"}
FILES = tuple(_TYPES)
_MOST_IN_MEMORY = 4_000_000
_CHUNK = 1 << 16


def send_list(chosen: Selection[object], ending: str) -> Response:
    """Return entries as a file to keep: all of them are read when this returns."""
    held = SpooledTemporaryFile(_MOST_IN_MEMORY)  # noqa: SIM115  it is closed when all is sent
    if ending == ".csv":
        lines = write_csv([column.name for column in chosen.columns], chosen.rows())
    else:
        lines = (f"{to_json_line(entry)}\n" for entry in chosen)
    for line in lines:
        held.write(line.encode())
    return send_file(held, f"{chosen.name}{ending}", _TYPES[ending])


def send_file(held: IO[bytes], name: str, media_type: str) -> Response:
    """Return what was written to `held` as a file to keep; `held` is closed when it is sent."""
    length = held.tell()
    held.seek(0)
    # RFC 6266: what a case is called may be anything.
    named = f"attachment; filename*=utf-8''{quote(name, safe='', errors='replace')}"
    headers = {"content-disposition": named, "content-length": str(length)}
    return StreamingResponse(_read(held), media_type=media_type, headers=headers)


def _read(held: IO[bytes]) -> Iterator[bytes]:
    with held:
        while chunk := held.read(_CHUNK):
            yield chunk
