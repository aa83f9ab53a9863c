"""Readers for dates counted from the day of publication or from a date told of before.

In: a match and its context. Out: its meaning, or None where it means no time after all.
"""

import re
from datetime import date, timedelta

from dateline.find.timex.anchors import Context
from dateline.find.timex.captured import mod_in, number_in, unit_in, word_in
from dateline.find.timex.grammar import Match
from dateline.find.timex.meaning import Meaning
from dateline.find.timex.periods import Period, Unit, period_at
from dateline.find.timex.read_told import find_told
from dateline.find.timex.tense import Tense
from dateline.find.timex.yearly import count_yearly
from dateline.model.findings import Anchor, TimexType

_QUARTER_REACH = 1500  # characters within which "a year earlier" is a year before the quarter told of


def read_today(match: Match, context: Context) -> Meaning | None:
    """Read "today", "yesterday", "tomorrow"; without a day of publication "today" is but the present."""
    days = word_in(match, context, "today") or 0
    undated = "PRESENT_REF" if days == 0 else None
    if context.history and days == 0:
        return Meaning(value="PRESENT_REF")
    return Meaning(
        counting=lambda day: period_at(Unit.DAY, day).shift(days),
        undated=undated,
        mod=mod_in(match, context),
        anchor=Anchor.PUBLISHED,
    )


# "It turned out to be a Tuesday" means some Tuesday; "a Tuesday meeting" means the one that was.
_ANY_WEEKDAY = re.compile(r"(?i)\ba $")
_NAMED_AFTER = re.compile(r"\s+(?!(?:in|of|when|that|and|or|at|by|to)\b)[a-z]+|\s+[A-Z]")


# "gave us a minute back" is no minute ago
_GIVEN = re.compile(
    r"\b(?:gave|giv(?:e|es|en|ing)|g[eo]ts?|gett?ing|tak(?:e|es|en|ing)|took|wants?|won)\b[\w\s]*\Z"
)


# "They lodge in town from Monday to Friday": every week.
_WORKING_WEEK = re.compile(r"Monday\s+(?:to|through|till|until)\s+Friday|Monday\s?[-–]\s?Friday")


def read_weekday(match: Match, context: Context) -> Meaning | None:
    """Read a weekday: the last one up to the day of publication, or the next where the clause looks ahead."""
    weekday = word_in(match, context, "weekday_full") or 0
    undated = f"XXXX-WXX-{weekday + 1}"
    mod = mod_in(match, context)
    if _ANY_WEEKDAY.search(context.text, max(0, match.start - 3), match.start) and not _NAMED_AFTER.match(
        context.text, match.end
    ):
        return Meaning(value=undated, mod=mod)
    if _is_of_working_week(match, context):
        return Meaning(value=undated, mod=mod)
    told = word_in(match, context, "which_told")
    if told is not None and (day := context.told_day()) is not None:
        found = _find_weekday(day, weekday, told or 1)
        return Meaning(period=found, mod=mod, anchor=Anchor.NARRATIVE)
    which = word_in(match, context, "which")
    if which is None:
        which = told
    if which is None or which == 0:
        tense = context.tense(match.start, match.end)
        ahead = tense.looks_ahead or (which == 0 and tense is Tense.OPEN)

        def count(day: date) -> Period:
            days_ahead = (weekday - day.weekday()) % 7
            nearer = tense is Tense.AIM and days_ahead < 7 - days_ahead
            return _find_weekday(day, weekday, 0 if days_ahead == 0 else 1 if ahead or nearer else -1)

        return Meaning(counting=count, undated=undated, mod=mod, anchor=Anchor.PUBLISHED)
    step = which
    return Meaning(
        counting=lambda day: _find_weekday(day, weekday, step),
        undated=undated,
        mod=mod,
        anchor=Anchor.PUBLISHED,
    )


def _is_of_working_week(match: Match, context: Context) -> bool:
    week = _WORKING_WEEK.search(context.text, max(0, match.start - 16), match.end + 16)
    return week is not None and week.start() <= match.start and match.end <= week.end()


def _find_weekday(day: date, weekday: int, step: int) -> Period:
    """Return the nearest such weekday before (`step` < 0) or after `day`; for 0 it is `day` itself."""
    if step < 0:
        back = (day.weekday() - weekday) % 7 or 7
        return period_at(Unit.DAY, day).shift(-back)
    ahead = (weekday - day.weekday()) % 7
    return period_at(Unit.DAY, day).shift(ahead or (7 if step else 0))


def read_unit(match: Match, context: Context) -> Meaning | None:
    """Read "last week", "this month", "next year"."""
    unit = unit_in(match, context, "calendar_unit")
    which = word_in(match, context, "which") or 0
    by_name = unit is Unit.CENTURY and match.words["which"].lower() == "last"  # "built last century"
    if unit in (Unit.DECADE, Unit.CENTURY) and which < 0 and not by_name:
        from dateline.find.timex.read_lengths import measure_past

        return measure_past(1, unit, None)
    undated = {Unit.YEAR: "XXXX", Unit.MONTH: "XXXX-XX", Unit.WEEK: "XXXX-WXX"}.get(unit)
    return Meaning(
        counting=lambda day: period_at(unit, day).shift(which),
        undated=undated,
        mod=mod_in(match, context),
        anchor=Anchor.PUBLISHED,
    )


def read_shift(match: Match, context: Context) -> Meaning | None:
    """Read "two weeks ago", "a year earlier", "three days later"."""
    unit = unit_in(match, context, "unit")
    count = context.grammar.numbers.read(match.words["number"]) if "number" in match.words else 1.0
    ago, later = word_in(match, context, "ago"), word_in(match, context, "later")
    later = later or word_in(match, context, "later_alone")
    sign = ago or later or 1
    mod = mod_in(match, context)
    if count is None:
        return Meaning(value="PAST_REF" if sign < 0 else "FUTURE_REF", mod=mod)
    if count != int(count) and unit is Unit.YEAR:
        count, unit = count * 12, Unit.MONTH
    if unit is Unit.DECADE:
        count, unit = count * 10, Unit.YEAR
    steps = sign * round(count)
    if unit is Unit.YEAR and sign < 0:
        quarter = context.told_near(Unit.QUARTER, match.start, _QUARTER_REACH)
        if quarter is not None and not context.history:
            return Meaning(period=quarter.shift(4 * steps), mod=mod, anchor=Anchor.NARRATIVE, tells=False)
    if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
        back = match.words.get("ago", "").lower() == "back"
        if back and _GIVEN.search(context.text[max(0, match.start - 24) : match.start]):
            return None
        return _read_hours(steps, unit, later, context)
    if later is not None and (context.told is not None or context.history):
        period = find_told(context, unit)
        if period is not None:
            return Meaning(period=period.shift(steps), mod=mod, anchor=Anchor.NARRATIVE)
        if context.history:
            return Meaning(value="XXXX-XX-XX" if unit is Unit.DAY else None, mod=mod)
    return Meaning(counting=lambda day: period_at(unit, day).shift(steps), mod=mod, anchor=Anchor.PUBLISHED)


def _read_hours(steps: int, unit: Unit, later: int | None, context: Context) -> Meaning:
    """Read "two hours ago": the hour is not known, the day nearly."""
    days = 1 + abs(steps) // {Unit.HOUR: 24, Unit.MINUTE: 1440}.get(unit, 86400)
    if later is not None:
        return Meaning(type=TimexType.TIME, value=None, anchor=Anchor.NARRATIVE)

    def stretch(day: date) -> tuple[date, date]:
        other = day + timedelta(days=days if steps > 0 else -days)
        return min(day, other), max(day, other)

    return Meaning(type=TimexType.TIME, stretch=stretch, anchor=Anchor.PUBLISHED)


def read_year_ago(match: Match, context: Context) -> Meaning | None:
    """Read "the year-earlier quarter", "the 1988 period": a year before the quarter or year told of."""
    ordinal = word_in(match, context, "ordinal")
    quarter = context.told_near(Unit.QUARTER, match.start, _QUARTER_REACH)
    year = number_in(match, "year")
    if ordinal is not None and ordinal <= 4:
        counting = count_yearly(lambda y: Period(Unit.QUARTER, y * 4 + ordinal - 1), Tense.PAST)
        return Meaning(counting=lambda day: counting(day).shift(-4), anchor=Anchor.PUBLISHED, tells=False)
    if quarter is not None and year is not None:
        return Meaning(
            period=Period(Unit.QUARTER, year * 4 + quarter.number % 4), anchor=Anchor.NARRATIVE, tells=False
        )
    if year is not None:
        return Meaning(period=Period(Unit.YEAR, year))
    if quarter is not None:
        return Meaning(period=quarter.shift(-4), anchor=Anchor.NARRATIVE, tells=False)
    return Meaning(counting=lambda day: period_at(Unit.YEAR, day).shift(-1), anchor=Anchor.PUBLISHED)


def read_end_of_unit(match: Match, context: Context) -> Meaning | None:
    """Read "year-end", "month's end"."""
    unit = unit_in(match, context, "end_unit")
    told = find_told(context, unit) if context.history else None
    if told is not None:
        return Meaning(period=told, mod="END", anchor=Anchor.NARRATIVE)
    return Meaning(counting=lambda day: period_at(unit, day), mod="END", anchor=Anchor.PUBLISHED)


def read_ref(match: Match, context: Context) -> Meaning | None:
    """Read "now", "recently", "the future"; of "the weeks before the flood" only that it is a date."""
    value = match.rule.fields.get("value")
    return Meaning(value=str(value) if value else None)
