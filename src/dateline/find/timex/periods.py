"""Calendar arithmetic: stretches of the calendar, from a day to a century, that can be counted and compared.

A period is a unit and a number that counts that unit from a fixed beginning, so that "three quarters later"
is plus three. Years are astronomical (0 is 1 BC), so that BC counts on without a gap. Values are those of
TIMEX3, days those of the proleptic Gregorian calendar. Weeks are ISO 8601's.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """Units of the calendar, by the letter TIMEX3 uses in a duration."""

    HOUR = "H"
    MINUTE = "TM"
    SECOND = "S"
    DAY = "D"
    WEEK = "W"
    WEEKEND = "WE"
    MONTH = "M"
    QUARTER = "Q"
    SEASON = "SE"
    SOUTHERN_SEASON = "SS"
    HALF = "HY"
    YEAR = "Y"
    DECADE = "DE"
    CENTURY = "CE"
    MILLENNIUM = "ML"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.SOUTHERN_SEASON: 3, Unit.HALF: 6}
_YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}
_SEASONS = ("SP", "SU", "FA", "WI")
_BEGIN = {Unit.SEASON: (3, 6, 9, 12), Unit.SOUTHERN_SEASON: (9, 12, 3, 6)}  # months in which the four begin
_HALVES = {Unit.YEAR: "6M", Unit.HOUR: "30M", Unit.MINUTE: "30S"}
_CLOCK = (Unit.HOUR, Unit.MINUTE, Unit.SECOND)


@dataclass(frozen=True, slots=True)
class Period:
    """The `number`-th `unit` of the calendar."""

    unit: Unit
    number: int

    def shift(self, count: int) -> "Period":
        """Return the period `count` units later, earlier where it is negative."""
        return Period(self.unit, self.number + count)

    @property
    def year(self) -> int:
        """The astronomical year it begins in."""
        if self.unit in _YEARS:
            return self.number * _YEARS[self.unit]
        if self.unit in _MONTHS:
            return self.number * _MONTHS[self.unit] // 12
        return self.first_day().year

    @property
    def month(self) -> int | None:
        """The month it lies in, 1 to 12; None where it is longer than a month."""
        if self.unit is Unit.MONTH:
            return self.number % 12 + 1
        return self.first_day().month if self.unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND) else None

    def first_day(self) -> date:
        """Return its first day.

        Raises:
            ValueError: It begins before the year 1 or after 9999, which `date` cannot hold.
        """
        match self.unit:
            case Unit.DAY:
                return _from_ordinal(self.number)
            case Unit.WEEK:
                return _from_ordinal(self.number * 7 + 1)
            case Unit.WEEKEND:
                return _from_ordinal(self.number * 7 + 6)
            case Unit.SEASON | Unit.SOUTHERN_SEASON:
                return date(self.number // 4, _BEGIN[self.unit][self.number % 4], 1)
            case _ if self.unit in _MONTHS:
                first = self.number * _MONTHS[self.unit]
                return date(first // 12, first % 12 + 1, 1)
            case _:
                return date(self.number * _YEARS[self.unit], 1, 1)

    def last_day(self) -> date:
        """Return its last day.

        Raises:
            ValueError: `date` cannot hold it.
        """
        if self.unit is Unit.DAY:
            return self.first_day()
        if self.unit is Unit.WEEKEND:
            return _from_ordinal(self.number * 7 + 7)
        if self.unit in _BEGIN:
            first = self.first_day()
            return _month_end(first.year + (first.month + 1) // 12, (first.month + 1) % 12 + 1)
        self.first_day()  # the last day before our era must not pass for one
        return self.shift(1).first_day() - timedelta(days=1)

    @property
    def value(self) -> str:
        """Its TIMEX3 value."""
        match self.unit:
            case Unit.DAY:
                return self.first_day().isoformat()
            case Unit.WEEK | Unit.WEEKEND:
                iso = self.first_day().isocalendar()
                return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit is Unit.WEEKEND else "")
            case Unit.MONTH:
                return f"{_year(self.number // 12)}-{self.number % 12 + 1:02}"
            case Unit.QUARTER:
                return f"{_year(self.number // 4)}-Q{self.number % 4 + 1}"
            case Unit.HALF:
                return f"{_year(self.number // 2)}-H{self.number % 2 + 1}"
            case Unit.SEASON | Unit.SOUTHERN_SEASON:
                return f"{_year(self.number // 4)}-{_SEASONS[self.number % 4]}"
            case _:
                digits = len(str(_YEARS[self.unit])) - 1
                text = _year(self.year)
                return text[: len(text) - digits]

    def within(self, unit: Unit) -> "Period":
        """Return the period of `unit` that it, or its first day, lies in.

        Raises:
            ValueError: `date` cannot hold its first day.
        """
        if unit is self.unit:
            return self
        if unit in _YEARS:
            return Period(unit, self.year // _YEARS[unit])
        if unit in _MONTHS and unit not in _BEGIN and self.unit in _MONTHS and self.unit not in _BEGIN:
            return Period(unit, self.number * _MONTHS[self.unit] // _MONTHS[unit])
        return period_at(unit, self.first_day())


def period_at(unit: Unit, day: date) -> Period:
    """Return the period of `unit` that holds `day`; of units shorter than a day, the day."""
    if unit in _YEARS:
        return Period(unit, day.year // _YEARS[unit])
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return Period(unit, (day.toordinal() - 1) // 7)
    if unit in _BEGIN:
        season = ((day.month - _BEGIN[unit][0]) % 12) // 3
        return Period(unit, (day.year - (day.month < 3)) * 4 + season)
    if unit in _MONTHS:
        return Period(unit, (day.year * 12 + day.month - 1) // _MONTHS[unit])
    return Period(Unit.DAY, day.toordinal())


def make_period(year: int, month: int | None = None, day: int | None = None) -> Period | None:
    """Return the year, month or day named, None where the calendar has none; `year` is astronomical."""
    if month is None:
        return Period(Unit.YEAR, year)
    if day is None:
        return Period(Unit.MONTH, year * 12 + month - 1)
    if not 1 <= year <= 9999 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Period(Unit.DAY, date(year, month, day).toordinal())


def write_duration(count: float | None, unit: Unit) -> str:
    """Return the TIMEX3 value of `count` units, "X" where the number is not told.

    Decades and longer are written in years ("P20Y") where they are counted: ISO 8601 has no letter for them.
    """
    if unit in _YEARS and unit is not Unit.YEAR and count is not None:
        count, unit = count * _YEARS[unit], Unit.YEAR
    clock = "T" if unit in _CLOCK else ""
    if count is not None and count % 1 == 0.5 and unit in _HALVES:
        whole = f"{int(count)}{unit.value.removeprefix('T')}" if count >= 1 else ""
        return f"P{clock}{whole}{_HALVES[unit]}"
    number = "X" if count is None else f"{count:g}" if count < 1_000_000 else str(int(count))
    return f"P{clock}{number}{unit.value.removeprefix('T')}"


def _year(year: int) -> str:
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _from_ordinal(number: int) -> date:
    if not 1 <= number <= date.max.toordinal():
        raise ValueError("beyond the years 1 to 9999")
    return date.fromordinal(number)
