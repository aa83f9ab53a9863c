"""How precisely a calendar interval is known: day, month, season, year, decade or interval."""

import re
from calendar import monthrange
from datetime import date

from dateline.model.record import TimelineDate

_SEASON = re.compile(r"\d{4}-(?:SP|SU|FA|WI)")
_DECADE = re.compile(r"\d{3}X?")


def make_date(earliest: str, latest: str, value: str | None = None) -> TimelineDate:
    """Return an interval of ISO dates as a date of the timeline; `value` is its TIMEX3 value."""
    precision = name_precision(earliest, latest, value)
    return TimelineDate(earliest, latest, precision, value if precision == "season" else None)


def name_precision(earliest: str, latest: str, value: str | None = None) -> str:
    """Return the precision of an interval of ISO dates; a season is only told by its TIMEX3 `value`."""
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if first == last:
        return "day"
    if value and _SEASON.fullmatch(value):
        return "season"
    if value and _DECADE.fullmatch(value):
        return "decade"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return "month" if last.day == monthrange(last.year, last.month)[1] else "interval"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return "year"
    return "interval"
