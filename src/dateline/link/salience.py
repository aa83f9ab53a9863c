"""How much the reports make of a date, from 0 to 1."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model.record import TimelineDate

# A vaguer date says less, and more things fall under it.
_WEIGHTS = {"day": 1.0, "interval": 0.7, "month": 0.65, "season": 0.5, "year": 0.4, "decade": 0.2}
_LATER = timedelta(days=30)
# What one more independent report leaves of the way to 1.
_REST = 0.6


@dataclass(frozen=True, slots=True)
class Reference:
    """One report speaking of a date: whose text it is, when it was published, whether it names the date."""

    origin: str
    published: str | None
    named: bool


def rate_salience(day: TimelineDate, references: Iterable[Reference]) -> float:
    """Return how much is made of `day`: 0 is nothing, each independent report brings it closer to 1.

    Copies count once. A report that names the date counts in full, one that was merely published on it by
    half; one that comes back to it a month or more later counts by half as much again.
    """
    counts: dict[str, float] = {}
    last = date.fromisoformat(day.latest)
    for one in references:
        later = one.published is not None and date.fromisoformat(one.published) > last + _LATER
        count = (1.0 if one.named else 0.5) + (0.5 if one.named and later else 0.0)
        counts[one.origin] = max(count, counts.get(one.origin, 0.0))
    return round(_WEIGHTS[day.precision] * (1 - _REST ** sum(counts.values())), 4)
