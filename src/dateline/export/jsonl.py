"""The record as JSON lines: one file a table, one object a line, sorted by id.

The same reports give the same bytes, in whatever order and steps the case was built.
"""

from pathlib import Path

from dateline.export.exporter import Exporter, make_folder, make_json_lines, put_file
from dateline.model.findings import Findings
from dateline.model.record import Entry, Record

TABLES = (
    "reports",
    "actors",
    "statements",
    "events",
    "timeline",
    "disagreements",
    "commitments",
    "sources",
    "copies",
)


def write_jsonl(record: Record, target: Path, *, title: str) -> None:
    """Write `record` to the folder `target`, made where it is not there; files of the same name are replaced.

    Args:
        record: What is written.
        target: A folder.
        title: Not used: the tables have no place for it.

    Raises:
        UsageError: `target` is no folder and cannot be made one.
    """
    make_folder(target)
    for name in TABLES:
        things = sorted(getattr(record, name), key=_read_id)
        put_file(target / f"{name}.jsonl", make_json_lines(things))


def _read_id(thing: Findings | Entry) -> str:
    return thing.report.id if isinstance(thing, Findings) else thing.id


EXPORTER = Exporter(name="jsonl", summary="JSON lines, one file a table", write=write_jsonl, is_folder=True)
