"""What a matched expression means, before and after it is tied to the calendar.

In: a meaning, which is a value, a period, or a way to count one from the day of publication. Out: TIMEX3
type, value, modifier, and the calendar interval, no firmer than what is known of the day it is counted from.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dateline.find.timex.anchors import Counting, Now
from dateline.find.timex.periods import Period
from dateline.model.findings import Anchor, TimeExpression, TimexType

Bounds = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means.

    Attributes:
        type: The TIMEX3 type.
        value: A value that hangs on no date: a duration, a set, a reference.
        period: The period meant, where it is known without the day of publication.
        counting: How to count the period from the day of publication, where that is needed.
        stretch: How to count a duration's bounds from the day of publication.
        undated: The value where the day of publication is not known well enough.
        part: What follows the day in the value: "T10:35", "TMO".
        zone: How far its clock is ahead of UTC, where the text names a zone: "-05:00", "Z".
        mod: The TIMEX3 modifier.
        anchor: What it is counted from.
        tells: Whether what follows may be counted from it; what is only compared with does not.
        reaches: What else may be meant, or as far as what is meant may reach: the bounds take it in.
    """

    type: TimexType = TimexType.DATE
    value: str | None = None
    period: Period | None = None
    counting: Counting | None = None
    stretch: Callable[[date], tuple[date, date]] | None = None
    undated: str | None = None
    part: str = ""
    zone: str | None = None
    mod: str | None = None
    anchor: Anchor = Anchor.NONE
    tells: bool = True
    reaches: tuple["Meaning", ...] = ()


def carry(meaning: Meaning, step: Callable[[Period], Period]) -> Meaning:
    """Return what lies beside the period meant, as `step` says."""
    counting = meaning.counting
    if meaning.period is not None:
        return Meaning(period=step(meaning.period))
    return Meaning(counting=(lambda day: step(counting(day))) if counting is not None else None)


@dataclass(frozen=True, slots=True)
class Dated:
    """A meaning tied to the calendar; `period` is None where no single one is meant or known."""

    value: str | None
    earliest: str | None
    latest: str | None
    period: Period | None


def tie_to_calendar(meaning: Meaning, now: Now) -> Dated:
    """Return value and bounds of `meaning` for a report published at `now`."""
    alone = _tie_alone(meaning, now)
    if not meaning.reaches:
        return alone
    placed = meaning.period is not None or meaning.counting is not None
    all_told = [*([alone] if placed else []), *(tie_to_calendar(one, now) for one in meaning.reaches)]
    first = [one.earliest for one in all_told if one.earliest is not None]
    last = [one.latest for one in all_told if one.latest is not None]
    return replace(
        alone,
        earliest=min(first) if len(first) == len(all_told) else None,
        latest=max(last) if len(last) == len(all_told) else None,
    )


def _tie_alone(meaning: Meaning, now: Now) -> Dated:
    if meaning.period is not None:
        return _from_period(meaning.period, meaning.part)
    if meaning.counting is not None:
        return _count(meaning, meaning.counting, now)
    earliest, latest = _stretch(meaning, now)
    return Dated(meaning.value, earliest, latest, None)


def express(
    meaning: Meaning, dated: Dated, start: int, end: int, rule: str, counted_from: int | None = None
) -> TimeExpression:
    """Return the finding for `meaning` at `[start, end)`."""
    return TimeExpression(
        start=start,
        end=end,
        type=meaning.type,
        value=dated.value,
        mod=meaning.mod or None,
        earliest=dated.earliest,
        latest=dated.latest,
        anchor=meaning.anchor,
        rule=rule,
        counted_from=counted_from,
        zone=meaning.zone,
    )


def _from_period(period: Period, part: str) -> Dated:
    try:
        return Dated(period.value + part, *_bounds(period), period)
    except ValueError:  # a week or day that `date` cannot hold
        return Dated(None, None, None, None)


def _bounds(period: Period) -> Bounds:
    try:
        return period.first_day().isoformat(), period.last_day().isoformat()
    except ValueError:  # before our era: there is a value and no ISO date
        return None, None


def _count(meaning: Meaning, counting: Counting, now: Now) -> Dated:
    """Count from the first and the last day that the day of publication may be, and keep what both say."""
    first = _count_from(counting, now.low)
    last = _count_from(counting, now.high)
    if first is not None and first == last and now.dated:
        return _from_period(first, meaning.part)
    value = meaning.undated
    if first is not None and last is not None:
        # "2004-03-01" and "2013-03-01": what does not hang on the year is known.
        rest, other = first.value.partition("-")[2], last.value.partition("-")[2]
        if rest and rest == other and "W" not in rest:
            value = f"XXXX-{rest}{meaning.part}"
    if not now.dated:
        return Dated(value, None, None, None)
    earliest = _bounds(first)[0] if first is not None else None
    latest = _bounds(last)[1] if last is not None else None
    return Dated(value, earliest, latest, None)


def _count_from(counting: Counting, day: date | None) -> Period | None:
    try:
        return counting(day) if day is not None else None
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return None


def _stretch(meaning: Meaning, now: Now) -> Bounds:
    if meaning.stretch is None or not now.dated:
        return None, None
    try:
        first = meaning.stretch(now.low)[0].isoformat() if now.low is not None else None
        last = meaning.stretch(now.high)[1].isoformat() if now.high is not None else None
    except (ValueError, OverflowError):
        return None, None
    return first, last
