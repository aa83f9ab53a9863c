"""Reports that help to date each other: copies and offices in, reports with narrower publication dates out.

A text that says "on Monday" is printed within the week of that Monday, by whoever prints it. Where one copy
is dated and another is not, the words they share that are counted from the day of printing bound the other.
Who holds an office before a report says that another does is read in `dateline.link.tenures`.
The help is part of the record and of no report: it is gone when the report it came from is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from dateline.find.statements.saying import date_sayings
from dateline.ingest.days import Constraint, Days, Strength, read_yearless, solve
from dateline.lexicons import load
from dateline.link.tenures import find_successions, read_day
from dateline.model.findings import Anchor, Findings, TimeExpression
from dateline.model.record import Actor, CopyGroup
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


def date_by_others(
    reports: Sequence[Findings], copies: Iterable[CopyGroup], actors: Iterable[Actor]
) -> tuple[Findings, ...]:
    """Narrow the dates of reports without a day by those of others that have one.

    Args:
        reports: Findings sorted by report id.
        copies: The groups of copies among them.
        actors: Who is in them, with the offices that they are given.

    Returns:
        The same reports in the same order. Of a date that was narrowed the evidence names the other reports;
        one that the user gave, or that speaks against its copies, stays as it was.
    """
    by_id = {one.report.id: one for one in reports}
    found: dict[str, list[Constraint]] = {}
    for group in copies:
        members = [by_id[one] for one in sorted(filter(None, (group.original, *group.copies)))]
        dated = [(day, one) for one in members if (day := read_day(one.report)) is not None]
        dated = sorted(dated, key=lambda one: (one[0], one[1].report.id))[:_MOST_ASKED]
        for one in members:
            windows = [each for day, copy in dated for each in _find_windows(copy, day, one.report)]
            found.setdefault(one.report.id, []).extend(windows)
    for report, bound in find_successions(actors, {id_: one.report for id_, one in by_id.items()}):
        found.setdefault(report, []).append(bound)
    return tuple(_date(one, found.get(one.report.id, [])) for one in reports)


def _date(one: Findings, constraints: Sequence[Constraint]) -> Findings:
    published = one.report.published
    if not constraints or published.basis is Basis.GIVEN or read_day(one.report) is not None:
        return one
    report = replace(one.report, published=_narrow(published, constraints))
    # What a report passes on was said before it was published.
    return replace(one, report=report, statements=date_sayings(report, one.statements, one.times))


def _find_windows(dated: Findings, day: date, other: Report) -> Iterator[Constraint]:
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
            said = DateEvidence(shared.start, shared.end, why)
            yield Constraint(Days.between(first, last), Strength.OTHER_REPORT, said)


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


def _narrow(published: Published, constraints: Sequence[Constraint]) -> Published:
    """Return the date between the bounds that it had and those of the other reports."""
    within = Days.of(published.earliest, published.latest)
    value = published.value
    if value is not None and value.startswith("XXXX"):
        within = within & read_yearless(value, published.basis)
    solution = solve(constraints, within)
    if any(one.strength is Strength.OTHER_REPORT for one in solution.against):
        return published  # its copies contradict it, or each other
    days = solution.days
    if not solution.used:
        return published
    evidence = tuple(dict.fromkeys((*published.evidence, *(one.evidence for one in solution.used))))
    known = len(days.stretches) == 1 and days.shared
    return Published(days.shared if known else value, days.earliest, days.latest, Basis.INFERRED, evidence)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(word.lower() for word in load("en", "calendar").words["weekday"])
