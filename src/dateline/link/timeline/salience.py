"""How much the reports make of a date, from 0 to 1."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model.record import TimelineDate

# A vaguer date says less, and more things fall under it.
_WEIGHTS = {"day": 1.0, "interval": 0.4, "month": 0.4, "season": 0.3, "year": 0.25, "decade": 0.1}
_LATER = timedelta(days=30)
# So many independent reports are half the way to 1; however many there are, one more still counts.
_HALF_WAY = 2.0
_SAYING = 0.75
# News is of the day, or of the day before.
_FRESH = timedelta(days=2)
_AS_NEWS = 0.25
_PUBLISHED = 0.5
_COMING_BACK = 0.5
_LEADING = 0.75
# What lies before the first report or after the last is background, or far off.
_BEYOND = 0.5


@dataclass(frozen=True, slots=True)
class Reference:
    """One report speaking of a date: whose text it is, when it was published, whether it names the date.

    `saying` is True where the date is that of somebody's words and of nothing else: most are said one day and
    forgotten the next. `leads` is True where the report begins with it: that is its news. `relevance`, 0 to
    1, says how much of what is told there belongs to the story.
    """

    origin: str
    published: str | None
    named: bool
    saying: bool = False
    leads: bool = False
    relevance: float = 1.0


def rate_salience(
    day: TimelineDate, references: Iterable[Reference], *, covered: tuple[str, str] | None = None
) -> float:
    """Return how much is made of `day`: 0 is nothing, each independent report brings it closer to 1.

    Copies count once. A report that names the date counts in full, or by three quarters where it is that of a
    saying; one that was merely published on it by half; by three quarters more where the date is that of the
    report's first sentences, by a quarter more where it names the date as news, within two days, by half more
    where it comes back to it a month or more later. A date outside the time in which the story was reported
    is worth half.

    Args:
        day: The date.
        references: The reports that speak of it.
        covered: When the first and the last report of the story were published; None where no report says.
    """
    counts: dict[str, float] = {}
    last = date.fromisoformat(day.latest)
    for one in references:
        since = date.fromisoformat(one.published) - last if one.published is not None else None
        count = _PUBLISHED
        if one.named:
            count = _SAYING if one.saying else 1.0
            count += _COMING_BACK if since is not None and since > _LATER else 0.0
            count += _AS_NEWS if since is not None and timedelta() <= since <= _FRESH else 0.0
        count += _LEADING if one.leads else 0.0
        count *= one.relevance
        counts[one.origin] = max(count, counts.get(one.origin, 0.0))
    total = sum(counts[origin] for origin in sorted(counts))
    beyond = covered is not None and (day.latest < covered[0] or day.earliest > covered[1])
    worth = _WEIGHTS[day.precision] * (_BEYOND if beyond else 1.0)
    return round(worth * total / (total + _HALF_WAY), 6)
