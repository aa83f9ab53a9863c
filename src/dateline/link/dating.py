"""Reports that help to date each other: copies in, reports with narrower publication dates out.

A text that says "on Monday" is printed within the week of that Monday, by whoever prints it. Where one copy
is dated and another is not, the words they share that are counted from the day of printing bound the other.
The help is part of the record and of no report: it is gone when the report it came from is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dateline.ingest.edtf import find_shared
from dateline.lexicons import load
from dateline.model.findings import Anchor, Findings, TimeExpression
from dateline.model.record import CopyGroup
from dateline.model.report import Basis, DateEvidence, Published, Report
from dateline.model.span import Span

# A copy that says "today" may be the evening's or the next morning's.
_TODAY = timedelta(days=1)
_WEEK = timedelta(days=6)
# So many words on both sides must be the same: "on Monday" alone stands in many reports.
_AROUND = 6
# A thousand copies say no more of each other than the first few do.
_MOST_ASKED = 8
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Window:
    """The days between which a report was printed, and why."""

    first: date
    last: date
    evidence: DateEvidence


def date_by_copies(reports: Sequence[Findings], copies: Iterable[CopyGroup]) -> tuple[Findings, ...]:
    """Narrow the dates of reports without a day by those of their copies that have one.

    Args:
        reports: Findings sorted by report id.
        copies: The groups of copies among them.

    Returns:
        The same reports in the same order. Of a date that was narrowed the evidence names the other reports;
        one that the user gave, or that speaks against its copies, stays as it was.
    """
    by_id = {one.report.id: one for one in reports}
    narrowed: dict[str, Published] = {}
    for group in copies:
        members = [by_id[one] for one in sorted(filter(None, (group.original, *group.copies)))]
        dated = [(day, one) for one in members if (day := _read_day(one.report)) is not None]
        dated = sorted(dated, key=lambda one: (one[0], one[1].report.id))[:_MOST_ASKED]
        for one in members:
            if _read_day(one.report) is None and one.report.published.basis is not Basis.GIVEN:
                windows = [each for day, copy in dated for each in _find_windows(copy, day, one.report)]
                narrowed[one.report.id] = _narrow(one.report.published, windows)
    return tuple(
        replace(one, report=replace(one.report, published=narrowed[one.report.id]))
        if one.report.id in narrowed
        else one
        for one in reports
    )


def _read_day(report: Report) -> date | None:
    """Return the day on which a report was published, None where it is not known to the day."""
    published = report.published
    if published.earliest is None or published.earliest != published.latest:
        return None
    return date.fromisoformat(published.earliest)


def _find_windows(dated: Findings, day: date, other: Report) -> Iterator[_Window]:
    """Yield when `other` was printed by what it says in the very words of its copy."""
    for time in dated.times:
        window = _bound_printing(dated.report, time, day)
        shared = _find_shared(dated.report, time, other) if window else None
        if window and shared:
            first, last = window
            name = dated.report.outlet or dated.report.path
            why = (
                f"stands so in {name} of {day} too, a copy (report {dated.report.id}): "
                f"published from {first} to {last}"
            )
            yield _Window(first, last, DateEvidence(shared.start, shared.end, why))


def _bound_printing(report: Report, time: TimeExpression, day: date) -> tuple[date, date] | None:
    """Return when words counted from the day of printing can have been printed, None for other words."""
    if time.anchor is not Anchor.PUBLISHED or time.earliest is None or time.earliest != time.latest:
        return None
    words = set(re.findall(r"[a-z]+", report.text[time.start : time.end].lower()))
    if words & {"today", "tonight", "yesterday", "tomorrow"}:
        return day - _TODAY, day + _TODAY
    if not words <= {*_weekdays(), "morning", "afternoon", "evening", "night"} or not words & _weekdays():
        return None
    told = date.fromisoformat(time.earliest)
    return (told, told + _WEEK) if told <= day else (told - _WEEK, told)


def _find_shared(report: Report, time: TimeExpression, other: Report) -> Span | None:
    """Return where `other` has the words of `time` with the words around them, None where it has not."""
    body = next((part for part in report.body if part.start <= time.start < part.end), None)
    if body is None:
        return None
    before = _WORD.findall(report.text[body.start : time.start])[-_AROUND:]
    after = _WORD.findall(report.text[time.end : body.end])[:_AROUND]
    if len(before) + len(after) < _AROUND:
        return None
    left, said, right = (
        r"\s+".join(map(re.escape, words))
        for words in (before, report.text[time.start : time.end].split(), after)
    )
    glue = r"\s*"
    pattern = re.compile(rf"{left}{glue}(?P<said>{said}){glue}{right}")
    for part in other.body:
        if match := pattern.search(other.text, part.start, part.end):
            return Span(*match.span("said"))
    return None


def _narrow(published: Published, windows: Sequence[_Window]) -> Published:
    """Return the date between the bounds that it had and those of its copies."""
    if not windows:
        return published
    first = max([published.earliest or "", *(one.first.isoformat() for one in windows)])
    last = min([published.latest or "9999", *(one.last.isoformat() for one in windows)])
    value = published.value or ""
    if first > last:
        return published
    if value.startswith("XXXX"):
        days = [f"{year:04}{value[4:]}" for year in range(int(first[:4]), int(last[:4]) + 1)]
        fitting = [day for day in days if first <= day <= last]
        if len(fitting) != 1:
            return published
        first = last = fitting[0]
    evidence = tuple(dict.fromkeys((*published.evidence, *(one.evidence for one in windows))))
    finer = find_shared(first, last)
    value_now = finer if finer and len(finer) >= len(value) else published.value
    return Published(value_now, first, last, Basis.INFERRED, evidence)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(word.lower() for word in load("en", "calendar").words["weekday"])
