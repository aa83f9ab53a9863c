"""Readers for what is counted from the date that a text has told of last: "that week", "the following month".

In: a match and its context. Out: its meaning, or None where it tells of no time.
"""

from datetime import date

from dateline.find.timex.anchors import Context
from dateline.find.timex.captured import mod_in, unit_in, word_in
from dateline.find.timex.grammar import Match
from dateline.find.timex.meaning import Meaning
from dateline.find.timex.periods import Period, Unit, period_at
from dateline.find.timex.tense import Tense
from dateline.model.findings import Anchor

_SAME_PASSAGE = 200  # characters within which "the following week" follows a day
_DAYS_OF_NEWS = 5
_WHOLE_UNITS = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY)


def read_told(match: Match, context: Context) -> Meaning | None:
    """Read "that day", "the following month", "the quarter": counted from the date told of last."""
    unit = unit_in(match, context, "calendar_unit") if "calendar_unit" in match.words else Unit.QUARTER
    steps = word_in(match, context, "which_told") or 0
    mod = mod_in(match, context)
    period = find_told(context, unit)
    if unit is Unit.YEAR and not steps and not context.history and _is_deadline(match, context):
        # "by the end of the year" lies ahead of the report, whatever year it told of just before.
        period = None
    if unit is Unit.WEEKEND and "which_told" not in match.words and _is_near(context):
        return _read_weekend(match, context, mod)
    if period is None and steps and not context.history:
        # "The surge of 14 May broke a wall built in 1950. The following week": a week after the surge.
        day = context.told_near(Unit.DAY, match.start, _SAME_PASSAGE)
        period = day.within(unit) if day is not None and _is_longer(unit, Unit.DAY) else None
    if "latest" in match.rule.fields and not context.history:
        return _read_latest(unit, period)
    if period is not None:
        return Meaning(period=period.shift(steps), mod=mod, anchor=Anchor.NARRATIVE)
    if context.history or (unit is Unit.DAY and "which_told" in match.words):
        return Meaning(value=None, mod=mod)
    if "which_told" in match.words and _is_of_story(context, match.start):
        return Meaning(value=None, mod=mod, anchor=Anchor.NARRATIVE)
    if unit is Unit.DAY:
        return None
    # The quarter a company reports on is the one before it reports.
    back = -1 if unit is Unit.QUARTER and not mod else 0
    if unit is Unit.WEEKEND:
        return _read_weekend(match, context, mod)
    return Meaning(
        counting=lambda day: period_at(unit, day).shift(steps + back), mod=mod, anchor=Anchor.PUBLISHED
    )


def _is_near(context: Context) -> bool:
    """Tell whether the date told of last lies in the days around publication."""
    told, now = context.told, context.now.day
    if told is None or now is None or told.unit is not Unit.DAY:
        return False
    return abs((told.first_day() - now).days) < _DAYS_OF_NEWS


def _is_of_story(context: Context, at: int) -> bool:
    """Tell whether a stretch long over was told of right before: "in August 2011. The following week"."""
    told, now = context.told, context.now.low
    if told is None or now is None or at - context.told_at > _SAME_PASSAGE:
        return False
    try:
        return told.last_day() < now
    except ValueError:  # before our era
        return True


def _read_latest(unit: Unit, told: Period | None) -> Meaning:
    """Read "the latest quarter": the last that is over, or the one told of where that lies before it."""

    def count(day: date) -> Period:
        over = period_at(unit, day).shift(-1)
        return told if told is not None and told.unit is unit and told.number < over.number else over

    return Meaning(counting=count, anchor=Anchor.PUBLISHED)


def _read_weekend(match: Match, context: Context, mod: str | None) -> Meaning:
    tense = context.tense(match.start, match.end)
    ahead = tense.looks_ahead or tense is Tense.AIM

    def count(day: date) -> Period:
        weekend = period_at(Unit.WEEKEND, day)
        return weekend if ahead or day.weekday() >= 5 else weekend.shift(-1)

    return Meaning(counting=count, undated="XXXX-WXX-WE", mod=mod, anchor=Anchor.PUBLISHED)


def find_told(context: Context, unit: Unit) -> Period | None:
    """Return the `unit` told of last: the one named last, or the one that the date told of last lies in."""
    told = context.told
    context.asked_at = context.told_at
    if told is None:
        return None
    if told.unit is unit:
        return told
    if unit is Unit.QUARTER:
        context.asked_at, quarter = context.told_by_unit.get(unit, (context.told_at, None))
        return quarter
    if _is_longer(told.unit, unit):
        return None
    try:
        return told.within(unit)
    except ValueError:
        return None


def _is_longer(unit: Unit, other: Unit) -> bool:
    order = (
        *_WHOLE_UNITS[:2],
        Unit.WEEKEND,
        Unit.MONTH,
        Unit.QUARTER,
        Unit.SEASON,
        Unit.HALF,
        *_WHOLE_UNITS[4:],
    )
    if other not in order or unit not in order:
        return True
    return order.index(unit) > order.index(other)


def _is_deadline(match: Match, context: Context) -> bool:
    before = context.text[max(0, match.start - 12) : match.start].split()
    return bool(before) and before[-1].lower() in context.grammar.lists["deadline"]
