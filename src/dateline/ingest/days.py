"""Sets of days and what evidence leaves of them: constraints on a day in, the days that meet them out.

One piece of evidence says of the day of publication that it is one of a set of days: from one on, up to one,
some day and month of any year. What is known is what all of them leave. Where they contradict each other the
weakest goes, and is told apart from the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from dateline.ingest.edtf import find_shared, is_day
from dateline.model.report import Basis, DateEvidence

_FIRST, _LAST = date(1500, 1, 1), date(2199, 12, 31)
_PRINTED_WITHIN = timedelta(days=2)
YEARS = range(_FIRST.year, _LAST.year + 1)
"""The years that are thought of; a set that reaches the last or the first of them is open on that side."""


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days: stretches of them, both ends included, sorted, none touching the next."""

    stretches: tuple[tuple[date, date], ...] = ((_FIRST, _LAST),)

    @classmethod
    def between(cls, earliest: date | None, latest: date | None) -> "Days":
        """Return the days from `earliest` to `latest`; None where that side is open."""
        return cls.union([(earliest or _FIRST, latest or _LAST)])

    @classmethod
    def union(cls, stretches: Iterable[tuple[date, date]]) -> "Days":
        """Return the days that lie in any of `stretches`, in any order and maybe empty."""
        joined: list[tuple[date, date]] = []
        for first, last in sorted((max(first, _FIRST), min(last, _LAST)) for first, last in stretches):
            if first > last:
                continue
            if joined and first <= joined[-1][1] + timedelta(days=1):
                joined[-1] = joined[-1][0], max(last, joined[-1][1])
            else:
                joined.append((first, last))
        return cls(tuple(joined))

    @classmethod
    def of(cls, earliest: str | None, latest: str | None) -> "Days":
        """Return the days between two ISO dates; None where that side is open."""
        return cls.between(
            date.fromisoformat(earliest) if earliest else None, date.fromisoformat(latest) if latest else None
        )

    def __and__(self, other: "Days") -> "Days":
        """Return the days in both."""
        left, right = self.stretches, other.stretches
        shared = []
        a = b = 0
        while a < len(left) and b < len(right):
            first, last = max(left[a][0], right[b][0]), min(left[a][1], right[b][1])
            if first <= last:
                shared.append((first, last))
            if left[a][1] < right[b][1]:
                a += 1
            else:
                b += 1
        return Days(tuple(shared))

    def __bool__(self) -> bool:
        return bool(self.stretches)

    @property
    def earliest(self) -> str | None:
        """The first of them, an ISO date; None where there is no first one."""
        if not self.stretches or self.stretches[0][0].year == _FIRST.year:
            return None
        return self.stretches[0][0].isoformat()

    @property
    def latest(self) -> str | None:
        """The last of them, an ISO date; None where there is no last one."""
        # Days that come again in some years only, as a leap day on a Monday, end before the last year does.
        if not self.stretches or self.stretches[-1][1].year > _LAST.year - 40:
            return None
        return self.stretches[-1][1].isoformat()

    @property
    def shared(self) -> str | None:
        """The finest date, EDTF, that holds all of them: a day, a month, a year; None where there is none."""
        first, last = self.earliest, self.latest
        return find_shared(first, last) if first and last else None


def read_yearless(value: str, basis: Basis, *, weekday: int | None = None) -> Days:
    """Return the days on which a report with a month and day can have come out.

    Args:
        value: EDTF, `XXXX-03-02`.
        basis: A dateline says when a report was filed: papers print it that day or one of the next two.
        weekday: The one printed beside it, 0 for Monday; one that the day never falls on is not heeded.
    """
    grace = _PRINTED_WITHIN if basis is Basis.DATELINE else timedelta()
    printed = [f"{year:04}{value[4:]}" for year in YEARS]
    days = [date.fromisoformat(day) for day in printed if is_day(day)]
    fitting = [day for day in days if weekday is None or day.weekday() == weekday]
    return Days.union((day, day + grace) for day in fitting or days)


class Strength(IntEnum):
    """How surely a piece of evidence says what it says; in a contradiction the weaker goes."""

    HINT = 1
    AHEAD = 2
    PAST = 3
    LINE = 4
    OTHER_REPORT = 5
    COLLECTED = 6


@dataclass(frozen=True, slots=True)
class Constraint:
    """What one piece of evidence leaves of all days."""

    days: Days
    strength: Strength
    evidence: DateEvidence


@dataclass(frozen=True, slots=True)
class Solution:
    """The days that are left, the constraints that leave no others, and those that speak against them."""

    days: Days
    used: tuple[Constraint, ...]
    against: tuple[Constraint, ...]


def solve(constraints: Iterable[Constraint], within: Days | None = None) -> Solution:
    """Return the days that constraints leave.

    Args:
        constraints: In any order; of two of one strength that contradict each other the one that stands
            earlier in the text is kept.
        within: The days to begin with; None for all.

    Returns:
        Its `used` are those without any of which there would be more days, strongest first; what the others
        say is said by these too.
    """
    ordered = sorted(constraints, key=_rank)
    left, kept, against = within or Days(), [], []
    for one in ordered:
        if rest := left & one.days:
            left = rest
            kept.append(one)
        else:
            against.append(one)
    return Solution(left, _drop_idle(kept, within or Days(), left), tuple(against))


def _rank(one: Constraint) -> tuple[int, int, str]:
    return -one.strength, -1 if one.evidence.start is None else one.evidence.start, one.evidence.why


def _drop_idle(kept: Sequence[Constraint], within: Days, left: Days) -> tuple[Constraint, ...]:
    """Return the constraints without which there would be more days than `left`, the weakest tried first."""
    before = [within]
    for one in kept:
        before.append(before[-1] & one.days)
    needed: list[Constraint] = []
    after = Days()
    for at in reversed(range(len(kept))):
        if before[at] & after != left:
            needed.append(kept[at])
            after = after & kept[at].days
    return tuple(reversed(needed))
