"""Whether two reports put one deed on two days: "died on Thursday" here and "died on Friday" there.

In come two deeds with the expressions that date them (`claimed_deeds`), out goes a contrast or
None. What the two expressions leave open is never taken to differ: a day is held against a day of the week,
a month against a month, a year against a year.
"""

import re
from dataclasses import dataclass
from datetime import date

from dateline.link.disagreements.claimed_deeds import Deed
from dateline.link.disagreements.contrasts import Contrast, Kind, is_far
from dateline.link.disagreements.occasions import are_one_story, count_shared, name_others
from dateline.model.findings import TimeExpression, TimexType

_VALUE = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-W(?:\d\d|XX)-(?P<weekday>[1-7])|-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<part>T(?:(?P<hour>\d\d):(?P<minute>\d\d))?.*)?"
)
# "Today" is counted from a date that a later printing may have changed.
_SELF_DATED = re.compile(r"\d|\b(?!(?i:today|yesterday|tomorrow)\b)(?:\w*day|[A-Z][a-z]+)\b")
# "Two years after that day", "10 Nov 11": what stands before makes it another day.
_COUNTED = re.compile(r"(?i)(?:\b(?:after|before|since|until|till|by|from|than|between|to)|\d)\s$")
_LEADING = re.compile(r"\s(?:on|for|of|to|from|with|at|in)\s(?:\w+\s)?")
_BEFORE = 10
_SHARED = 4
_SHARED_UNLINKED = 5
_LIKE = 0.5
_LIKE_LINKED = 0.4
_VERY_LIKE = 0.6
_NEARLY_ALL = 0.75
_LEAST_MINUTES = 5
_NOON = 720  # "half past eight" is of the morning or the evening
_WHOLE = 7  # days; two weekdays six days apart are one day apart


@dataclass(frozen=True, slots=True)
class _Day:
    """What an expression of time says of a day: None where it says nothing.

    `part` is whether it names a part of the day, `clock` the minute of the day.
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    part: bool
    clock: int | None
    zone: str | None

    @property
    def date(self) -> date | None:
        """The day of the calendar, None where a part of it is not told."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def contrast_dates(one: Deed, other: Deed) -> Contrast | None:
    """Return how the days differ on which two reports say that one deed was done."""
    if not (one.holds and other.holds) or one.meant or other.meant or not _are_one(one, other):
        return None
    if one.claim.report is other.claim.report or is_far(one.claim.said, other.claim.said):
        return None
    if one.when is None or other.when is None or not _lie_apart(one, other):
        return None
    return Contrast(Kind.DATE, "the two dates cannot both be right")


def _are_one(one: Deed, other: Deed) -> bool:
    """Tell whether two sayings are of one deed: the record has linked them, or their words do."""
    if one.places and other.places and not one.places & other.places:
        return False
    if name_others(one.claim, other.claim):
        return False
    for left, right in ((one.agents, other.agents), (one.targets, other.targets)):
        if left and right and not left & right:
            return False
    things = (one.agents | one.targets) & (other.agents | other.targets)
    shared, share = count_shared(one.claim, other.claim)
    if shared >= _SHARED and share >= _NEARLY_ALL and things and one.deed == other.deed:
        return True
    if not are_one_story(one.claim, other.claim):
        return False
    if one.entry is not None and one.entry == other.entry:
        if one.deed == other.deed and things and shared >= _SHARED and share >= _LIKE_LINKED:
            return True
        return shared >= _SHARED_UNLINKED and share >= _VERY_LIKE
    return one.deed == other.deed and bool(things) and shared >= _SHARED_UNLINKED and share >= _LIKE


def _lie_apart(one: Deed, other: Deed) -> bool:
    """Tell whether two dates cannot be one."""
    left, right = (_read(each) for each in (one, other))
    if left is None or right is None:
        return False
    gap = _count_days_between(left, right)
    night = (left.part or right.part) and gap == 1
    for mine, others in ((left.year, right.year), (left.month, right.month)):
        if mine is not None and others is not None and mine != others and not night:
            return True
    if gap is not None and gap > (1 if left.part or right.part else 0):
        return True
    clocks = left.clock, right.clock
    if None in clocks or gap not in (None, 0) or left.zone != right.zone:
        return False
    minutes = abs((clocks[0] or 0) - (clocks[1] or 0)) % _NOON
    return min(minutes, _NOON - minutes) >= _LEAST_MINUTES


def _count_days_between(left: _Day, right: _Day) -> int | None:
    """Return how many days lie between two days of a month or of a week, None where that is not known."""
    if left.date is not None and right.date is not None:
        return abs((left.date - right.date).days)
    if left.day is not None and right.day is not None and left.month is not None and right.month is not None:
        return abs(left.day - right.day)
    if left.weekday is not None and right.weekday is not None:
        gap = abs(left.weekday - right.weekday)
        return min(gap, _WHOLE - gap)
    return None


def _read(deed: Deed) -> _Day | None:
    """Return what an expression says of a day, None where it says when in other ways."""
    time = deed.when
    if time is None or time.mod is not None or time.type not in (TimexType.DATE, TimexType.TIME):
        return None
    text = deed.claim.report.text
    if (
        _COUNTED.search(text, max(0, time.start - _BEFORE), time.start)
        or not deed.nearest
        or _is_of_another(deed, time)
    ):
        return None
    match = _VALUE.fullmatch(time.value or "")
    if match is None or _SELF_DATED.search(text[time.start : time.end]) is None:
        return None
    year, month, day, weekday = (_count(match[name]) for name in ("year", "month", "day", "weekday"))
    if year is not None and month is not None and day is not None and weekday is None:
        weekday = date(year, month, day).isoweekday()
    if weekday is not None and day is None:
        weekday, day, month, year = _fill(time, weekday)
    clock = _count(match["hour"] or ""), _count(match["minute"] or "")
    minutes = clock[0] * 60 + clock[1] if clock[0] is not None and clock[1] is not None else None
    return _Day(year, month, day, weekday, match["part"] is not None, minutes, time.zone)


def _is_of_another(deed: Deed, time: TimeExpression) -> bool:
    """Tell whether a time belongs to what stands before it: "was acquitted in 1958 on charges of murder"."""
    between = deed.claim.report.text[time.end : deed.trigger.start]
    return time.end <= deed.trigger.start and _LEADING.fullmatch(between) is not None


def _fill(time: TimeExpression, weekday: int) -> tuple[int | None, int | None, int | None, int | None]:
    """Return a weekday with the day, month and year it is, where that is known."""
    if time.earliest is None or time.earliest != time.latest:
        return weekday, None, None, None
    known = date.fromisoformat(time.earliest)
    return weekday, known.day, known.month, known.year


def _count(digits: str | None) -> int | None:
    return int(digits) if digits is not None and digits.isdigit() else None
