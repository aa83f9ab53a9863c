"""How far an expression of time lies from what it was counted from, as a reader would say it.

In: the times found in a report, and when it was published. Out: a clause for one of them ("counted from
Thursday 2014-06-12 (published), 3 days back to Monday 2014-06-09"). Nothing is worked out anew: the rules
have said what it means and from what it was counted; here the way between the two is measured.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from dateline.find.timex.anchors import Now, read_now
from dateline.find.timex.grammar import SUBJECTS
from dateline.find.timex.periods import Period, Unit, make_period, period_at
from dateline.lexicons import load
from dateline.model.findings import Anchor, TimeExpression, TimexType
from dateline.model.report import Basis, Published
from dateline.model.span import Span

_LANGUAGE = "en"
# What names a day or month leaves only its year to be counted, whose day lies anywhere in it.
_YEARLY = frozenset(
    {"date", "date_of_year", "part_of_month", "season", "half", "holiday"}
    | {"quarter", "quarter_ended", "fiscal_year", "week_of"}
)
_MONTHLY = frozenset({"day_of_month", "last_of_range", "weekday_of_month"})
_LONGEST_DAYS = 31  # "10 p.m. on May 2": further away than this its year was counted, and not its days
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES = {
    Unit.DAY: "day",
    Unit.WEEK: "week",
    Unit.WEEKEND: "weekend",
    Unit.MONTH: "month",
    Unit.QUARTER: "quarter",
    Unit.SEASON: "season",
    Unit.HALF: "half-year",
    Unit.YEAR: "year",
    Unit.DECADE: "decade",
    Unit.CENTURY: "century",
    Unit.MILLENNIUM: "millennium",
}
_MANY = {"century": "centuries", "millennium": "millennia"}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-W(?P<week>\d\d)(?P<end>-WE)?|-Q(?P<quarter>\d)"
    r"|-H(?P<half>\d)|-(?P<season>SP|SU|FA|WI))?(?:T.*)?|(?P<long>\d{1,3})"
)

_NO_YEAR = re.compile(r"XXXX-\d\d-\d\d")


def read_value(value: str | None) -> Period | None:
    """Return the period that a TIMEX3 value of a date or time names, None where it leaves anything open."""
    found = _VALUE.fullmatch(value or "")
    if found is None:
        return None
    if found["long"]:
        unit = {3: Unit.DECADE, 2: Unit.CENTURY, 1: Unit.MILLENNIUM}[len(found["long"])]
        return Period(unit, int(found["long"]))
    year = int(found["year"])
    if found["week"]:
        try:
            return period_at(
                Unit.WEEKEND if found["end"] else Unit.WEEK, date.fromisocalendar(year, int(found["week"]), 1)
            )
        except ValueError:
            return None
    if found["quarter"]:
        return Period(Unit.QUARTER, year * 4 + int(found["quarter"]) - 1)
    if found["half"]:
        return Period(Unit.HALF, year * 2 + int(found["half"]) - 1)
    if found["season"]:
        return Period(Unit.SEASON, year * 4 + ("SP", "SU", "FA", "WI").index(found["season"]))
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    return make_period(year, month, day) if month is None or 1 <= month <= 12 else None


def say_arithmetic(
    time: TimeExpression, times: Sequence[TimeExpression], published: Published, text: str
) -> str:
    """Return from where a time was counted, by how much, and what that gives, in one clause.

    Args:
        time: One of `times`.
        times: Those found in its report, in order; `counted_from` is an index into them.
        published: When the report was published, as far as that is known now.
        text: The report's.
    """
    return _say_way_to(time, times, published, text) + _say_reach(time)


def _say_reach(time: TimeExpression) -> str:
    """Return between which days a season lies, or what else has days that its value does not tell."""
    named = read_value(time.value)
    try:
        bounds = (named.first_day().isoformat(), named.last_day().isoformat()) if named else None
    except ValueError:  # before our era, where days are not counted
        return ""
    if named is None or time.earliest is None or time.latest is None:
        return ""
    if bounds == (time.earliest, time.latest) and named.unit is not Unit.SEASON:
        return ""
    return f"; it lies between {time.earliest} and {time.latest}"


def _say_way_to(
    time: TimeExpression, times: Sequence[TimeExpression], published: Published, text: str
) -> str:
    if time.anchor is Anchor.NARRATIVE and time.counted_from is not None:
        origin = times[time.counted_from]
        told = read_value(origin.value)
        words = " ".join(Span(origin.start, origin.end).of(text).split())
        named = f"“{words}” [{origin.start}, {origin.end}), which is {_say(told) if told else origin.value}"
        if time.event is not None:
            event = " ".join(time.event.of(text).split())
            bounds = f"{_say_day(time.earliest)} to {_say_day(time.latest)}"
            return f"counted from “{event}” [{time.event.start}, {time.event.end}), by {named}: {bounds}"
        return _say_way(time, [told] if told else [], named)
    if time.anchor is Anchor.NARRATIVE:
        return "counted from a date told of before"
    if time.anchor is Anchor.PUBLISHED:
        return _say_from_publication(time, published)
    return _say_alone(time)


def _say_from_publication(time: TimeExpression, published: Published) -> str:
    now = read_now(published)
    if read_value(time.value) is not None:
        days = (now.low, now.high) if now.dated else ()
        return _say_way(time, [period_at(Unit.DAY, day) for day in days if day], _say_publication(now))
    of_year = _read_kinds().get(time.rule) in _YEARLY
    if not now.dated and not of_year and _NO_YEAR.match(time.value or ""):
        return f"counted from {_say_publication(now)}, which gives {time.value}"
    if time.earliest is None and time.latest is None:
        return "not counted: when the report was published is not known well enough"
    bounds = f"{_say_day(time.earliest)} to {_say_day(time.latest)}"
    if now.day is not None and time.type in (TimexType.DURATION, TimexType.TIME):
        return f"counted from {_say_publication(now)}: {bounds}"
    if now.day is not None or published.basis is Basis.INFERRED:
        return f"counted from the first and the last day that the report alone may be of: {bounds}"
    return f"counted from {_say_publication(now)}, both ends of it: {bounds}"


def _say_publication(now: Now) -> str:
    if not now.dated or (now.low is None and now.high is None):
        return "the day of publication, whose year is not known"
    if now.day is not None:
        return f"{_say(period_at(Unit.DAY, now.day))} (published)"
    return f"{now.low or '…'} to {now.high or '…'} (published)"


def _say_way(time: TimeExpression, origins: Sequence[Period], named: str) -> str:
    """Return the way to what `time` means from the day or days, called `named`, that it was counted from."""
    target = read_value(time.value)
    if target is None or not origins:
        return f"counted from {named}" + ("" if target is None else f", which gives {_say(target)}")
    unit = _choose_unit(time.rule, origins[0], target)
    try:
        ways = {target.within(unit).number - one.within(unit).number for one in origins}
    except ValueError:  # before our era, where days are not counted
        ways = set()
    if len(ways) != 1:
        return f"counted from {named}, which gives {_say(target)}"
    steps = ways.pop()
    if unit is not target.unit:
        how = _count(steps, unit) if steps else f"the same {_NAMES[unit]}"
        return f"its {_NAMES[unit]} is counted from {named}, {how}: {_say(target)}"
    if not steps:
        same = "that" if origins[0].unit is unit else "its"
        return f"counted from {named}: {same} {_NAMES[unit]}, {_say(target)}"
    return f"counted from {named}, {_count(steps, unit)} to {_say(target)}"


def _choose_unit(rule: str, origin: Period, target: Period) -> Unit:
    kind = _read_kinds().get(rule, "")
    if kind in _MONTHLY and target.unit is Unit.DAY:
        return Unit.MONTH
    if kind in _YEARLY:
        return Unit.YEAR
    far = target.unit is Unit.DAY and origin.unit is Unit.DAY
    if kind in ("clock", "part") and far and abs(target.number - origin.number) > _LONGEST_DAYS:
        return Unit.YEAR
    return target.unit


@cache
def _read_kinds() -> dict[str, str]:
    """Return what each rule of the lexicons reads, by its name."""
    rules = (rule for subject in SUBJECTS for rule in load(_LANGUAGE, subject).rules)
    return {rule.name: str(rule.fields.get("means")) for rule in rules}


def _count(steps: int, unit: Unit) -> str:
    name = _NAMES[unit]
    many = name if abs(steps) == 1 else _MANY.get(name, name + "s")
    return f"{abs(steps):,} {many} {'back' if steps < 0 else 'on'}"


def _say_alone(time: TimeExpression) -> str:
    if time.type is TimexType.DURATION:
        return "a length of time, which no date is counted to"
    if time.type is TimexType.SET:
        return "a time that comes again, which no one date is counted to"
    if time.value is None or time.value.endswith("_REF"):
        return "names no date on the calendar"
    if read_value(time.value) is None and "X" in time.value:
        return "names but a part of a date, and the report does not tell the rest"
    return "named in full: nothing is counted"


def _say(period: Period) -> str:
    """Return a period with its weekday or its bounds: "Monday 2014-06-09", "2014-06"."""
    if period.unit is Unit.DAY:
        return f"{_WEEKDAYS[period.first_day().weekday()]} {period.value}"
    if period.unit in (Unit.MONTH, Unit.YEAR, Unit.SEASON):
        return period.value
    try:
        return f"{period.value} ({period.first_day()} to {period.last_day()})"
    except ValueError:
        return period.value


def _say_day(iso: str | None) -> str:
    return _say(period_at(Unit.DAY, date.fromisoformat(iso))) if iso else "…"
