"""Lists as files: all that a page's question finds, as CSV or JSON lines, sent as it is read."""

from collections.abc import Iterator
from contextlib import ExitStack

from starlette.responses import Response, StreamingResponse

from dateline.case.selection import Selection
from dateline.export.tables import write_csv
from dateline.model.plain import to_json_line

_TYPES = {".csv": "text/csv; charset=utf-8", ".jsonl": "application/x-ndjson"}
FILES = tuple(_TYPES)
_ROWS_AT_ONCE = 200


def send_list(chosen: Selection[object], ending: str, held: ExitStack) -> Response:
    """Return entries as a file to keep; `held` is let go of when all is sent."""
    return StreamingResponse(
        _read(chosen, ending, held),
        media_type=_TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{chosen.name}{ending}"'},
    )


def _read(chosen: Selection[object], ending: str, held: ExitStack) -> Iterator[str]:
    with held:
        if ending == ".csv":
            lines = write_csv([column.name for column in chosen.columns], chosen.rows())
        else:
            lines = (f"{to_json_line(entry)}\n" for entry in chosen)
        kept: list[str] = []
        for line in lines:
            kept.append(line)
            if len(kept) == _ROWS_AT_ONCE:
                yield "".join(kept)
                kept.clear()
        yield "".join(kept)
