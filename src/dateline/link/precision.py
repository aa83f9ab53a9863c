"""How precisely a calendar interval is known: day, month, season, year, decade or interval."""

import re
from calendar import monthrange
from datetime import date

_SEASON = re.compile(r"\d{4}-(?:SP|SU|FA|WI)")
_DECADE = re.compile(r"\d{3}X?")


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
