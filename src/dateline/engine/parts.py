"""Findings as Parquet, a part a slice: what is found in many processes is handed on and kept in this form.

A row is a report: what one asks of reports most in columns of their own, and in `kept`, as JSON, all that was
found in it, which comes back as it was. What could not be read has a row too, with its `reason`. Any program
that reads Parquet reads a folder of parts as one table.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from dateline.case.rows import dump, storable
from dateline.ingest.reading import Skipped
from dateline.model.findings import Findings
from dateline.model.plain import from_plain, to_plain

Thing = Findings | Skipped

_OF_REPORTS: Final[Mapping[str, tuple[str, Callable[[Findings], Any]]]] = {
    "report": ("string", lambda one: one.report.id),
    "url": ("string", lambda one: one.report.url),
    "title": ("string", lambda one: one.report.title),
    "outlet": ("string", lambda one: one.report.outlet),
    "language": ("string", lambda one: one.report.language),
    "earliest": ("string", lambda one: one.report.published.earliest),
    "latest": ("string", lambda one: one.report.published.latest),
    "characters": ("int64", lambda one: sum(span.end - span.start for span in one.report.body)),
    "times": ("int64", lambda one: len(one.times)),
    "mentions": ("int64", lambda one: len(one.mentions)),
    "statements": ("int64", lambda one: len(one.statements)),
    "events": ("int64", lambda one: len(one.events)),
}


def write_part(things: Sequence[Thing]) -> bytes:
    """Return findings, and what could not be read, as Parquet; the same bytes for the same content."""
    import pyarrow
    from pyarrow import parquet

    columns = {"path": pyarrow.array([storable(_path_of(one)) for one in things], "string")}
    for name, (kind, read) in _OF_REPORTS.items():
        cells = [storable(read(one)) if isinstance(one, Findings) else None for one in things]
        columns[name] = pyarrow.array(cells, kind)
    reasons = [one.reason if isinstance(one, Skipped) else None for one in things]
    columns["reason"] = pyarrow.array([storable(one) for one in reasons], "string")
    columns["kept"] = pyarrow.array([dump(to_plain(one)) for one in things], "string")
    out = io.BytesIO()
    # What is all different would only swell a dictionary.
    parquet.write_table(
        pyarrow.table(columns), out, compression="zstd", use_dictionary=["outlet", "language"]
    )
    return out.getvalue()


def read_part(content: bytes) -> Iterator[Thing]:
    """Yield what `write_part` was given, in its order."""
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(content), columns=["reason", "kept"])
    for reason, kept in zip(*(table[name].to_pylist() for name in ("reason", "kept")), strict=True):
        plain = json.loads(kept)
        yield from_plain(Findings, plain) if reason is None else from_plain(Skipped, plain)


def read_kept(content: bytes) -> list[str]:
    """Return the JSON of the findings in a part, without those rows that tell what could not be read."""
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(content), columns=["kept"], filters=[("report", "!=", "")])
    kept: list[str] = table["kept"].to_pylist()
    return kept


def _path_of(thing: Thing) -> str:
    return thing.path if isinstance(thing, Skipped) else thing.report.path
