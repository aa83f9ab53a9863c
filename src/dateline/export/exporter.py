"""What an export format is, and which ones there are."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dateline.model.plugins import discover
from dateline.model.record import Record


class Write(Protocol):
    """Writes a record to a file or, for formats of several files, a folder."""

    def __call__(self, record: Record, target: Path, *, title: str) -> None:
        """Write `record`, called `title`, to `target`; the same record gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format the record can be written in; `name` is what follows `--to`."""

    name: str
    summary: str
    write: Write


def exporters() -> tuple[Exporter, ...]:
    """Return every export format, sorted by the name of its module."""
    return discover("dateline.export", "EXPORTER")
