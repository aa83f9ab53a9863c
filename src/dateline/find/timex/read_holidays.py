"""Readers for days with a name: Thanksgiving, Christmas Eve, Easter week.

In: a match and its context. Out: its meaning. The lexicon says when a day falls: on a date ("12-25"), on the
fourth Thursday of a month ("11-thu4"), or so many days from Easter ("easter-2").
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from dateline.find.timex.anchors import Context
from dateline.find.timex.captured import read_year, unit_in
from dateline.find.timex.grammar import Match, normalise
from dateline.find.timex.meaning import Meaning
from dateline.find.timex.periods import Period, Unit, period_at
from dateline.find.timex.read_dates import read_yearly

_HOLIDAY = re.compile(r"(\d\d)-(?:(\d\d)|([a-z]{3})(-?\d)(\+\d)?)|easter([+-]\d+)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_holiday(match: Match, context: Context) -> Meaning | None:
    """Read a day with a name."""
    spec = str(context.grammar.tables["holiday"][normalise(match.words["holiday"])])
    unit = unit_in(match, context, "one_unit") if "one_unit" in match.words else Unit.DAY

    def make(year: int) -> Period | None:
        day = find_holiday(spec, year)
        return period_at(unit, day) if day else None

    year = read_year(match, context)
    if year is not None:
        period = make(year)
        return Meaning(period=period) if period else None
    fixed = re.fullmatch(r"\d\d-\d\d", spec)
    return read_yearly(match, context, make, f"XXXX-{spec}" if fixed and unit is Unit.DAY else "XXXX-XX-XX")


def find_holiday(spec: str, year: int) -> date | None:
    """Return the day that `spec` falls on in `year`: "12-25", "11-thu4" (the fourth), "easter-2"."""
    parts = _HOLIDAY.fullmatch(spec)
    if parts is None or not 1 <= year <= 9999:
        return None
    if parts[6]:
        return find_easter(year) + timedelta(days=int(parts[6]))
    month = int(parts[1])
    if parts[2]:
        return date(year, month, int(parts[2]))
    weekday, count = _WEEKDAYS.index(parts[3]), int(parts[4])
    if count > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    else:
        last = date(year, month, monthrange(year, month)[1])
        day = last - timedelta(days=(last.weekday() - weekday) % 7)
    return day + timedelta(days=int(parts[5] or 0))


def find_easter(year: int) -> date:
    """Return Western Easter of a Gregorian year (the algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
