"""Dates by prefix (EDTF: `2019`, `2019-04`, `2019-04-17`): the days that one holds, and what two share."""

from calendar import monthrange
from datetime import date, timedelta

DAY = len("2019-04-17")
_MONTH = len("2019-04")


def first_day(value: str) -> str:
    """Return the first day of a year, month or day."""
    return (value + "-01-01"[len(value) - 4 :])[:DAY] if len(value) < DAY else value[:DAY]


def last_day(value: str) -> str:
    """Return the last day of a year, month or day."""
    if len(value) >= DAY:
        return value[:DAY]
    if len(value) == _MONTH:
        return f"{value}-{monthrange(int(value[:4]), int(value[5:]))[1]:02}"
    return f"{value}-12-31"


def is_day(day: str) -> bool:
    """Tell whether a calendar has the day `YYYY-MM-DD`, whose month it has."""
    year, month, number = map(int, day.split("-"))
    return number <= monthrange(year, month)[1]


def find_shared(first: str, last: str) -> str | None:
    """Return the finest date that holds two days: the day, their month, their year; None where none does."""
    return next((first[:end] for end in (DAY, _MONTH, 4) if first[:end] == last[:end]), None)


def are_neighbours(one: str, other: str) -> bool:
    """Tell whether two dates are days, and the same or next to each other."""
    if len(one) != DAY or len(other) != DAY:
        return False
    return abs(date.fromisoformat(one) - date.fromisoformat(other)) <= timedelta(days=1)
