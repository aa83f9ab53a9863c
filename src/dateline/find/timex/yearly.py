"""Counting what comes every year: which March, which Thanksgiving, which 29 February is meant.

In: what makes the period for one year, and what is known of the clause: its tense, its weekday, "last" or
"next". Out: a way to count the one meant from a day. Which words say what is left to the readers.
"""

from collections.abc import Callable
from datetime import date, timedelta

from dateline.find.timex.anchors import Counting
from dateline.find.timex.periods import Period
from dateline.find.timex.tense import Tense

_YEAR_DAYS = 366
_YEAR_END = 11  # the month from which "that January" is the next

# How much further away a day seems against the tense than along with it: days ahead, days back.
_AGAINST = {
    Tense.OVER: (1, 1),
    Tense.PAST: (5, 1),
    Tense.OPEN: (3, 1),
    Tense.AIM: (1, 1),
    Tense.FUTURE: (1, 6),
    Tense.AHEAD: (1, 1),
}


def count_yearly(make: Callable[[int], Period | None], tense: Tense) -> Counting:
    """Return how to count what comes every year, `make` giving it for one year."""
    return lambda day: _pick_near(make, day, lambda ones: sort_by_nearness(ones, day, tense))


def count_on_weekday(make: Callable[[int], Period | None], weekday: int, tense: Tense) -> Counting:
    """Return how to count a day of the year that falls on `weekday`, within a year to either side.

    "Monday, Oct. 26" tells its year by that, whatever the tense; where none falls on it, it is a slip.
    """

    def count(day: date) -> Period:
        near = [one for year in (-1, 0, 1) if (one := make(day.year + year)) is not None]
        near = [one for one in near if abs((one.first_day() - day).days) <= _YEAR_DAYS]
        fitting = [one for one in near if one.first_day().weekday() == weekday]
        if not fitting:
            return count_yearly(make, tense)(day)
        return min(fitting, key=lambda one: (_distance(one, day, tense), one.number))

    return count


def count_begun(make: Callable[[int], Period | None], *, ahead_days: int = 0) -> Counting:
    """Return how to count the last of what comes every year that has begun, or will in `ahead_days`.

    Quarters are mostly told of when they have begun; only the next one is looked ahead to.
    """

    def count(day: date) -> Period:
        last = day + timedelta(days=ahead_days)
        return _pick_near(make, day, lambda ones: [one for one in ones if one.first_day() <= last][-1:])

    return count


def count_in_year(make: Callable[[int], Period | None]) -> Counting:
    """Return how to count what comes every year in a story: in the same year, or from its end in the next."""

    def count(day: date) -> Period:
        period = make(day.year)
        if day.month >= _YEAR_END and period is not None and period.month in (1, 2):
            period = make(day.year + 1)
        if period is None:
            raise ValueError("no such day in that year")
        return period

    return count


def count_which(make: Callable[[int], Period | None], which: int) -> Counting:
    """Return how to count "this", "last" or "next" of what comes every year."""

    def pick(ones: list[Period], day: date) -> list[Period]:
        if which < 0:
            return [one for one in ones if one.last_day() < day][which:][:1]
        if which > 0:
            return [one for one in ones if one.first_day() > day][which - 1 :][:1]
        return sorted(ones, key=lambda one: abs((one.first_day() - day).days + (one.last_day() - day).days))

    return lambda day: _pick_near(make, day, lambda ones: pick(ones, day))


def _pick_near(
    make: Callable[[int], Period | None], day: date, pick: Callable[[list[Period]], list[Period]]
) -> Period:
    """Return the first that `pick` takes from those of the years around `day`; of 29 February, of more years.

    Raises:
        ValueError: There is none.
    """
    for reach in (2, 8):
        years = range(day.year - reach, day.year + reach + 1)
        picked = pick([one for year in years if (one := make(year)) is not None])
        if picked:
            return picked[0]
    raise ValueError("no such day in the years around")


def sort_by_nearness(candidates: list[Period], day: date, tense: Tense) -> list[Period]:
    """Sort by nearness to `day`; those against `tense` seem further away, and are left out if it is sure."""
    if tense is Tense.OVER:
        candidates = [one for one in candidates if one.first_day() <= day]
    elif tense is Tense.AHEAD:
        candidates = [one for one in candidates if one.last_day() >= day]
    return sorted(candidates, key=lambda one: (_distance(one, day, tense), one.number))


def _distance(period: Period, day: date, tense: Tense) -> int:
    if period.first_day() <= day <= period.last_day():
        return 0
    ahead, back = _AGAINST[tense]
    days = (period.first_day() - day).days
    return days * ahead if days > 0 else (day - period.last_day()).days * back
