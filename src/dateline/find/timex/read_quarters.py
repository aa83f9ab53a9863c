"""Readers for quarters and halves of a year, and for years that are not the calendar's.

In: a match and its context. Out: its meaning, or None where there is no such part of a year. Where a business
or a government begins its year is not told: the bounds of what is counted in such years are left open.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from dateline.find.timex.anchors import Context
from dateline.find.timex.captured import mod_in, number_in, read_year, word_in
from dateline.find.timex.grammar import Match
from dateline.find.timex.meaning import Meaning, carry
from dateline.find.timex.periods import Period, Unit, make_period, period_at
from dateline.find.timex.read_dates import read_in_year, read_yearly
from dateline.find.timex.tense import Tense
from dateline.find.timex.yearly import count_begun, count_yearly
from dateline.model.findings import Anchor

_QUARTER_DAYS = 92
_HALF_QUARTER = timedelta(days=45)
_SAME_PARAGRAPHS = 600  # characters within which "the quarter ended" is the one told of
_FISCAL = re.compile(r"(?i)\bfiscal\b|\bFY")


def read_fiscal_year(match: Match, context: Context) -> Meaning | None:
    """Read a fiscal year: its value is the calendar year it is named for, its bounds are left open."""
    year = read_year(match, context)
    if year is not None:
        return _leave_open(Meaning(period=Period(Unit.YEAR, year), mod=mod_in(match, context)))
    near = read_in_year(match, context, lambda y: Period(Unit.YEAR, y))
    return _leave_open(near) if near else None


def _leave_open(year: Meaning) -> Meaning:
    """Let the bounds of a fiscal year, or of a quarter of one, take in all that its name may mean.

    Where a business or a government begins its year is not told. One that is named for the year it ends in
    may begin in February of the year before, one that is named for the year it begins in may end in March of
    the year after.
    """

    def months_from(period: Period, months: int, *, first: bool) -> Period:
        month = period.first_day() if first else period.last_day()
        return period_at(Unit.MONTH, month).shift(months)

    bounds = partial(months_from, months=-11, first=True), partial(months_from, months=3, first=False)
    return replace(year, reaches=tuple(carry(year, bound) for bound in bounds))


def read_two_years(match: Match, context: Context) -> Meaning | None:
    """Read "the 2010-11 season", "2010/11": begun in one year, over in the next, without a value."""
    words = match.words.get("two_years") or match.words["slashed_years"]
    first, last = int(words[:4]), int(words[5:])
    if last % 100 != (first + 1) % 100 or (last > 100 and last != first + 1):
        return None
    return Meaning(
        reaches=(Meaning(period=Period(Unit.YEAR, first)), Meaning(period=Period(Unit.YEAR, first + 1)))
    )


def read_quarter(match: Match, context: Context) -> Meaning | None:
    """Read "the third quarter", with a year or of the quarters around the day of publication."""
    ordinal = word_in(match, context, "ordinal") or number_in(match, "quarter_number")
    if ordinal is None or ordinal > 4:
        return None
    make = _make_quarter(ordinal)
    year = read_year(match, context)
    if year is not None:
        quarter: Meaning | None = Meaning(period=make(year))
    elif "which" in match.words or "which_told" in match.words:
        quarter = read_in_year(match, context, make)
    elif context.history:
        quarter = read_yearly(match, context, make, f"XXXX-Q{ordinal}")
    else:
        quarter = _read_quarter_near(match, context, make, ordinal)
    if quarter is None or _FISCAL.search(context.text, match.start, match.end) is None:
        return quarter
    return _leave_open(quarter)


def _read_quarter_near(
    match: Match, context: Context, make: Callable[[int], Period], ordinal: int
) -> Meaning:
    tense = context.tense(match.start, match.end)
    ahead = tense.looks_ahead or tense is Tense.AIM
    counting = count_begun(make, ahead_days=_QUARTER_DAYS if ahead else 0)
    return Meaning(counting=counting, undated=f"XXXX-Q{ordinal}", anchor=Anchor.PUBLISHED)


def read_quarter_ended(match: Match, context: Context) -> Meaning | None:
    """Read "the quarter ended Sept. 30": the one just told of, or that of the calendar most of it lies in.

    A company counts its quarters by a year of its own: "its first quarter" may end in September.
    """
    told = context.told_near(Unit.QUARTER, match.start, _SAME_PARAGRAPHS)
    if told is not None:
        return Meaning(period=told, anchor=Anchor.NARRATIVE)
    month, day = word_in(match, context, "month"), number_in(match, "day")
    tense = Tense.FUTURE if "ending" in context.text[match.end : match.end + 10] else Tense.PAST
    counting = count_yearly(partial(make_period, month=month, day=day), tense)
    return Meaning(
        counting=lambda day: period_at(Unit.QUARTER, counting(day).first_day() - _HALF_QUARTER),
        anchor=Anchor.PUBLISHED,
    )


def _make_quarter(ordinal: int) -> Callable[[int], Period]:
    return lambda year: Period(Unit.QUARTER, year * 4 + ordinal - 1)


def read_half(match: Match, context: Context) -> Meaning | None:
    """Read "the first half of 1990"."""
    half = word_in(match, context, "half") or number_in(match, "half_number") or 1
    year = read_year(match, context)
    if year is not None:
        return Meaning(period=Period(Unit.HALF, year * 2 + half - 1))
    return read_in_year(match, context, lambda y: Period(Unit.HALF, y * 2 + half - 1))
