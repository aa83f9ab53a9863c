"""Readers for dates that name a year, month, day, decade or century.

In: a match and its context. Out: its meaning, or None where the calendar has no such day. A part that is not
named, mostly the year, is told from the day of publication, the tense of the clause, or the dates told of
before.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from dateline.find.timex.anchors import Context, Counting
from dateline.find.timex.captured import mod_in, number_in, read_year, word_in
from dateline.find.timex.grammar import Match
from dateline.find.timex.meaning import Meaning
from dateline.find.timex.periods import Period, Unit, make_period, period_at
from dateline.find.timex.yearly import (
    count_begun,
    count_in_year,
    count_on_weekday,
    count_which,
    count_yearly,
    sort_by_nearness,
)
from dateline.model.findings import Anchor, TimexType
from dateline.nlp.calendar import find_calendar_dates


def read_yearly(
    match: Match, context: Context, make: Callable[[int], Period | None], undated: str
) -> Meaning | None:
    """Read what comes every year and has no year of its own; `undated` is its value without one."""
    mod = mod_in(match, context)
    which, told = word_in(match, context, "which"), word_in(match, context, "which_told")
    if told is not None and context.told is not None:
        counting = count_which(make, told) if told else count_in_year(make)
        return _read_from_told(context.told, counting, undated, mod)
    if which is not None or told is not None:
        counting = count_which(make, which or told or 0)
        return Meaning(counting=counting, undated=undated, mod=mod, anchor=Anchor.PUBLISHED)
    if context.history:
        return _read_in_history(match, context, make, undated, mod)
    weekday, tense = word_in(match, context, "weekday"), context.tense(match.start, match.end)
    if context.word_before(match.start) in context.grammar.lists["begun"]:
        counting = count_begun(make)
    elif weekday is not None:
        counting = count_on_weekday(make, weekday, tense)
    else:
        counting = count_yearly(make, tense)
    return Meaning(counting=counting, undated=undated, mod=mod, anchor=Anchor.PUBLISHED)


def _read_from_told(told: Period, counting: Counting, undated: str, mod: str | None) -> Meaning:
    try:
        period = counting(told.first_day())
    except (ValueError, OverflowError):  # before our era, where days are not counted
        return Meaning(value=undated, mod=mod, anchor=Anchor.NARRATIVE)
    return Meaning(period=period, mod=mod, anchor=Anchor.NARRATIVE)


def _read_in_history(
    match: Match, context: Context, make: Callable[[int], Period | None], undated: str, mod: str | None
) -> Meaning | None:
    """Take the year told of last; from late in a year the early months of the next are nearer."""
    told = context.told_in_course(match.start)
    if told is None:
        return Meaning(value=undated, mod=mod)
    period = make(told.year)
    if period is None:
        return None
    if told.month is not None and told.month >= 11 and period.month is not None and period.month <= 2:
        period = make(told.year + 1) or period
    return Meaning(period=period, mod=mod, anchor=Anchor.NARRATIVE)


def read_date(match: Match, context: Context) -> Meaning | None:
    """Read a date by its parts."""
    month = word_in(match, context, "month") or word_in(match, context, "month_clear")
    day = number_in(match, "day") or number_in(match, "day_ordinal") or word_in(match, context, "day_word")
    year = read_year(match, context)
    if year is None and month is None:
        return None
    if year is not None or month is None:
        period = make_period(year or 0, month, day)
        return Meaning(period=period, mod=mod_in(match, context)) if period else None
    if day is not None and day > monthrange(2000, month)[1]:
        return None
    undated = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    return read_yearly(match, context, partial(make_period, month=month, day=day), undated)


# "from May 2 to " before "9" and "May 2-" before "9, 2011"; "on May 2 and 9 ships" is no range.
_RANGE_HEAD = re.compile(
    r"(?:[^\W\d]+[.,]{0,2}\s){1,3}[0-9]{1,2}(?:st|nd|rd|th)?(\s?[-–]\s?|\s(?:to|and|or)\s)"
)
_OPEN_SIGNS = ("from", "between")


def read_last_of_range(match: Match, context: Context) -> Meaning | None:
    """Read the "9" of "May 2-9, 2011": a day of the month that the range begins in, None where none does."""
    head = _RANGE_HEAD.fullmatch(context.text, context.told_at, match.start)
    told, day = context.told, number_in(match, "range_day")
    if head is None or told is None or told.unit is not Unit.DAY or day is None:
        return None
    first = told.first_day()
    sure = (
        "year" in match.words
        or head[1].strip() in "-–"
        or context.word_before(context.told_at) in _OPEN_SIGNS
    )
    if not sure or day <= first.day or read_year(match, context) not in (None, first.year):
        return None
    period = make_period(first.year, first.month, day)
    return Meaning(period=period, anchor=Anchor.NARRATIVE) if period else None


_MONTHS_AROUND = 40  # from a Friday the 31st to the next there may be over two years


def read_weekday_of_month(match: Match, context: Context) -> Meaning | None:
    """Read "Friday the 13th": of the months in which it is a Friday, the nearest to publication."""
    weekday, day = word_in(match, context, "weekday"), number_in(match, "day_ordinal") or 0
    tense = context.tense(match.start, match.end)

    def count(now: date) -> Period:
        months = (now.year * 12 + now.month - 1 + n for n in range(-_MONTHS_AROUND, _MONTHS_AROUND + 1))
        days = [one for n in months if (one := make_period(n // 12, n % 12 + 1, day)) is not None]
        return sort_by_nearness([one for one in days if one.first_day().weekday() == weekday], now, tense)[0]

    return Meaning(
        counting=count, undated=f"XXXX-XX-{day:02}", mod=mod_in(match, context), anchor=Anchor.PUBLISHED
    )


def read_year_month(match: Match, context: Context) -> Meaning | None:
    """Read "2011-09"."""
    year, month = match.words["year_month"].split("-")
    return Meaning(period=make_period(int(year), int(month)))


_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


def read_iso_time(match: Match, context: Context) -> Meaning | None:
    """Read "2011-09-17T08:05:00Z": its own value and zone, None where the calendar has no such day."""
    words = match.words["iso_time"].upper()
    period = make_period(int(words[:4]), int(words[5:7]), int(words[8:10]))
    if period is None:
        return None
    zone = _ZONE.search(words, 10)
    part = words[10 : zone.start()] if zone else words[10:]
    return Meaning(type=TimexType.TIME, period=period, part=part, zone=zone[0] if zone else None)


def read_part_of_month(match: Match, context: Context) -> Meaning | None:
    """Read "the last week of August": the month, with the part of it that is meant."""
    month = read_date(match, context)
    mod = str(context.grammar.look_up("part_of_month", match.words["part_of_month"]))
    return replace(month, mod=mod) if month else None


def read_named_day(match: Match, context: Context) -> Meaning | None:
    """Read a day that has a name of its own, as the lexicon dates it."""
    return Meaning(period=period_at(Unit.DAY, date.fromisoformat(str(match.rule.fields["value"]))))


def read_date_of_year(match: Match, context: Context) -> Meaning | None:
    """Read "July last year", "August of that year"."""
    month = word_in(match, context, "month") or word_in(match, context, "month_clear")
    day = number_in(match, "day")
    return read_in_year(match, context, partial(make_period, month=month, day=day))


def read_in_year(match: Match, context: Context, make: Callable[[int], Period | None]) -> Meaning | None:
    """Read what lies in this, last or next year, or in the year told of; `make` gives it for one year."""
    which, told = word_in(match, context, "which"), word_in(match, context, "which_told")
    mod = mod_in(match, context)
    if told is not None and context.told is not None:
        period = make(context.told.year + told)
        return Meaning(period=period, mod=mod, anchor=Anchor.NARRATIVE) if period else None

    def count(day: date) -> Period:
        period = make(day.year + (which or told or 0))
        if period is None:
            raise ValueError("no such day")
        return period

    return Meaning(counting=count, mod=mod, anchor=Anchor.PUBLISHED)


def read_numeric(match: Match, context: Context) -> Meaning | None:
    """Read a date in figures; where month and day could change places, nothing is said."""
    dates = find_calendar_dates(context.text, match.start, match.end)
    if len(dates) != 1:
        return None
    period = make_period(dates[0].year or 0, dates[0].month, dates[0].day)
    return Meaning(period=period) if period else None


def read_day_of_month(match: Match, context: Context) -> Meaning | None:
    """Read "the 20th": of the month told of last."""
    day = number_in(match, "day_ordinal")
    if context.told is None or context.told.month is None or day is None:
        return None
    period = make_period(context.told.year, context.told.month, day)
    return Meaning(period=period, anchor=Anchor.NARRATIVE) if period else None


def read_decade(match: Match, context: Context) -> Meaning | None:
    """Read "the 1930s", "the nineties", "the '80s": without a century, of the twentieth."""
    year = number_in(match, "decade")
    if year is None:
        short = number_in(match, "short_decade")
        year = (word_in(match, context, "century_word") or 1900) + (
            short if short is not None else word_in(match, context, "nineties") or 0
        )
    number = year // 10
    if "bc" in match.words:
        number = -(year // 10) - 1
    return Meaning(period=Period(Unit.DECADE, number), mod=mod_in(match, context))


def read_century(match: Match, context: Context) -> Meaning | None:
    """Read "the 20th century": the years 1900 to 1999, as print means it."""
    ordinal = word_in(match, context, "ordinal")
    if ordinal is None:
        return None
    if "bc" in match.words:
        return Meaning(value=f"BC{ordinal - 1:02}")
    return Meaning(period=Period(Unit.CENTURY, ordinal - 1), mod=mod_in(match, context))
