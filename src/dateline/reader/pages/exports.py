"""The record for other programs: the formats in which it is to be had, a link each."""

from dataclasses import dataclass

from dateline.case.file import Case
from dateline.export.exporter import exporters
from dateline.reader.asked import Asked
from dateline.reader.page import Page


@dataclass(frozen=True, slots=True)
class FormatView:
    """A format: what `--to` calls it, what it is, and how its file's name ends."""

    name: str
    summary: str
    ending: str


@dataclass(frozen=True, slots=True)
class ExportsView:
    """The formats by name, and of how many `reports` they are written."""

    formats: tuple[FormatView, ...]
    reports: int


def read(case: Case, _asked: Asked) -> ExportsView:
    """Return the formats."""
    formats = (
        FormatView(one.name, one.summary, ".zip" if one.is_folder else one.ending) for one in exporters()
    )
    return ExportsView(tuple(formats), len(case))


PAGE = Page(name="exports", path="/exports", read=read, title="Export", place=11)
