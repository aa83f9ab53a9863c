"""Reports as references, for programs that manage literature: what was printed where, by whom, and when.

In: a record. Out: one reference a report, with only what is known; a date that is not known stays open, and
what bounds it is told in a note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.export.documents import name_document
from dateline.export.page.controls import show_line
from dateline.export.page.places import safe_url
from dateline.export.page.words import say_published
from dateline.model.record import Record
from dateline.model.report import Published, Report

_KNOWN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A report as a reference; all text is on one line. `issued` is year, month and day as far as known."""

    id: str
    title: str
    outlet: str | None
    authors: tuple[str, ...]
    issued: tuple[int, ...]
    accessed: tuple[int, ...]
    url: str | None
    language: str | None
    note: str


def list_references(record: Record) -> Iterator[Reference]:
    """Return a reference for each report of a record, in its order."""
    for one in record.reports:
        report = one.report
        known = find_known_date(report.published)
        yield Reference(
            id=report.id,
            title=name_title(report),
            outlet=_fold(report.outlet),
            authors=tuple(name for by in report.bylines if (name := _fold(by))),
            issued=tuple(map(int, known.split("-"))) if known else (),
            accessed=_read_day(report.collected),
            url=safe_url(report.url),
            language=_fold(report.language),
            note=f"Published: {say_published(report.published)} (basis: {report.published.basis.value}). "
            f"dateline report {report.id}",
        )


def name_title(report: Report) -> str:
    """Return a report's headline on one line, the name of its file where it has none."""
    return _fold(report.title) or name_document(report.path)


def find_known_date(published: Published) -> str | None:
    """Return the day, month or year of publication as ISO 8601 has it, None where the year is not known."""
    return published.value if published.value and _KNOWN.fullmatch(published.value) else None


def _read_day(day: str | None) -> tuple[int, ...]:
    match = _KNOWN.match(day or "")
    return tuple(int(part) for part in match.groups() if part) if match else ()


def _fold(text: str | None) -> str | None:
    return show_line(text or "") or None
