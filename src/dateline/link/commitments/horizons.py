"""By when something announced is to be: the interval that the words of the announcement give.

In: the times of a report and the words. Out: an interval. A time that had passed when it was said is no
horizon, unless the words only retell what was announced. "Before 1 October" ends on the day before and has no
beginning, "from 12 April" has no end.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from dateline.model.findings import Findings, Interval, TimeExpression, TimexType
from dateline.model.span import Span

_BOUND = re.compile(
    r"(?i)\b(before|by|until|till|no later than|within|after|from|since|not before|starting|beginning)"
    r"(?:\s+(?:the|about|around|early|late|mid|end of|the end of|start of|at the latest))*\W*$"
)
_END = re.compile(r"(?i)\b(?:end|close)\s+of\b")
_YEARS_MONTHS = re.compile(r"P(\d+)([YMWD])")
# A stretch that has begun when it is named.
_RUNNING = re.compile(
    r"(?i)(?:later\s|end\b|(?:the\s)?end\sof\s|by\s)?(?:this|the\send|today|tonight|now|coming|the\s(?:coming|next))\b"
)
_FILED = re.compile(
    r"\s*\([A-Z][^)]{1,20}\)\s*(?:—|–|-)"
)  # "Port Selby, May 6 (Wire) —" says when it was filed
_REACH = 28
_DAYS = {"Y": 365, "M": 30, "W": 7, "D": 1}


def find_horizon(
    findings: Findings,
    spans: Iterable[Span],
    *,
    said: Interval,
    past: bool = False,
    not_this: int | None = None,
) -> Interval | None:
    """Return the first interval in the words that was to come when they were said, None where there is none.

    Args:
        findings: Of the report.
        spans: Where the words stand.
        said: When they were said; nothing is to come where that is not known.
        past: Take one that was over by then instead: "promised that it would be done by last May".
        not_this: The index of the time that says when the words were said.
    """
    if said.latest is None:
        return None
    line = findings.report.dateline
    for span in sorted(spans):
        for index, time in enumerate(findings.times):
            if index == not_this or (line is not None and line.start <= time.start < line.end):
                continue
            if _FILED.match(findings.report.text, time.end, span.end):
                continue
            if span.start <= time.start and time.end <= span.end:
                found = _read(findings.report.text, time, span.start, said)
                words = findings.report.text[time.start : time.end]
                if (
                    found is not None
                    and _is_over(found, said) == past
                    and (past or _is_to_come(found, said, words))
                ):
                    return found
    return None


def _is_over(found: Interval, said: Interval) -> bool:
    return found.latest is not None and found.latest < (said.earliest or said.latest or "")


def _is_to_come(found: Interval, said: Interval, words: str) -> bool:
    """Tell whether an interval lies ahead: "on Friday", "this week"; "the spring" of this year may not."""
    first = said.earliest or said.latest or ""
    return found.earliest is None or found.earliest >= first or _RUNNING.match(words) is not None


def _read(text: str, time: TimeExpression, start: int, said: Interval) -> Interval | None:
    found = _BOUND.search(text, max(start, time.start - _REACH), time.start)
    bound = found[1].casefold() if found else ""
    length = _YEARS_MONTHS.fullmatch(time.value or "")
    if time.type is TimexType.DURATION and length and time.earliest is None:
        if bound != "within" or said.latest is None:
            return None
        days = int(length[1]) * _DAYS[length[2]]
        return _within(said.latest, days)
    if time.type not in (TimexType.DATE, TimexType.TIME, TimexType.DURATION):
        return None
    if (
        time.earliest is None
        or time.latest is None
        or (time.value or "").endswith("_REF")
        or bound == "since"
    ):
        return None
    if bound == "before":
        whole = _END.search(text, max(start, time.start - _REACH), time.end) or time.mod in ("END", "START")
        return Interval(None, time.latest if whole else _day_before(time.earliest))
    if bound in ("by", "until", "till", "no later than", "within"):
        return Interval(None, time.latest)
    if bound in ("after", "from", "not before", "starting", "beginning"):
        return Interval(time.earliest, None)
    return Interval(time.earliest, time.latest)


def _day_before(day: str) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except OverflowError:
        return day


def _within(day: str, days: int) -> Interval | None:
    try:
        return Interval(None, (date.fromisoformat(day) + timedelta(days=days)).isoformat())
    except OverflowError:
        return None
