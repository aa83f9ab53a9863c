"""Readers for weeks and weekends that are named by their number or by a day in them.

In: a match and its context. Out: its meaning, or None where the year has no such week. Weeks are those of
ISO 8601: week 1 of a year holds its first Thursday.
"""

from datetime import date
from functools import partial

from dateline.find.timex.anchors import Context
from dateline.find.timex.captured import number_in, read_year, word_in
from dateline.find.timex.grammar import Match
from dateline.find.timex.meaning import Meaning
from dateline.find.timex.periods import Unit, make_period, period_at
from dateline.find.timex.tense import Tense
from dateline.find.timex.yearly import count_yearly
from dateline.model.findings import Anchor

_IN_EVERY_LAST_WEEK = (12, 28)


def read_numbered_week(match: Match, context: Context) -> Meaning | None:
    """Read "week 37 of 2011", "2011-W37", "the last week of 2011"."""
    year = read_year(match, context)
    week = number_in(match, "week_number") or word_in(match, context, "ordinal")
    if year is None or not 1 <= year <= 9999:
        return None
    if week is None:
        return Meaning(period=period_at(Unit.WEEK, date(year, *_IN_EVERY_LAST_WEEK)))
    try:
        return Meaning(period=period_at(Unit.WEEK, date.fromisocalendar(year, week, 1)))
    except ValueError:  # a year without a 53rd week
        return None


def read_week_of(match: Match, context: Context) -> Meaning | None:
    """Read "the week of March 6", "the weekend of 6-7 March 2010"."""
    unit = Unit(str(context.grammar.look_up("week_unit", match.words["week_unit"])))
    month, day_number = word_in(match, context, "month") or 1, number_in(match, "day")
    year = read_year(match, context)
    if year is not None:
        day = make_period(year, month, day_number)
        return Meaning(period=day.within(unit)) if day else None
    if make_period(2000, month, day_number) is None:
        return None
    counting = count_yearly(partial(make_period, month=month, day=day_number), Tense.OPEN)
    return Meaning(counting=lambda day: counting(day).within(unit), anchor=Anchor.PUBLISHED)
