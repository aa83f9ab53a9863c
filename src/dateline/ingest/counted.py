"""What an article counts from its own day: article text in, the days out on which the count comes out right.

"20 years ago, in 1991" was written in 2011 or a year beside it, "last year, 2010," in 2011, and "on Tuesday,
May 3" in the months around a May 3 that was a Tuesday. That a day fell long ago is told with its year.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from dateline.ingest.days import YEARS, Constraint, Days, Strength
from dateline.lexicons import load
from dateline.model.report import DateEvidence
from dateline.model.span import Span
from dateline.nlp.calendar import CalendarDate, find_calendar_dates

# A day with its weekday and no year is one of the months around: nobody else would know which.
_AROUND = timedelta(days=300)
_LONGEST = 400_000


def find_counts(text: str, body: Sequence[Span]) -> list[Constraint]:
    """Find what an article counts from the day it was written, where the other end is on the calendar.

    Args:
        text: The whole text.
        body: What of it is article.

    Returns:
        Constraints in the order of the text.
    """
    found = []
    for part in body:
        end = min(part.end, part.start + _LONGEST)
        found += list(_count_years(text, part.start, end))
        for day in find_calendar_dates(text, part.start, end):
            if day.year is None and day.weekday is not None:
                found.append(_place(day))
    return sorted(found, key=lambda one: one.evidence.start or 0)


def _count_years(text: str, start: int, end: int) -> Iterator[Constraint]:
    """Yield what "N years ago, in YEAR", "marks the Nth anniversary of … YEAR" and "last year, YEAR," say."""
    folded = text[start:end].casefold()
    for rule in load("en", "counts").rules:
        if not rule.may_match(folded):
            continue
        for match in _compile(rule.pattern).finditer(text, start, end):
            count = _read_number(match["count"]) if "count" in rule.fields else int(rule.fields["years"])
            if count is None or not YEARS.start < int(match["year"]) + count < YEARS.stop:
                continue
            told, slack = int(match["year"]) + count, int(rule.fields["slack"])
            days = Days.between(date(told - slack, 1, 1), date(told + slack, 12, 31))
            why = f"{rule.name}: published in {told}{' or a year beside it' if slack else ''}"
            yield Constraint(days, Strength.AHEAD, DateEvidence(match.start(), match.end(), why))


def _place(day: CalendarDate) -> Constraint:
    """Return the months around the years in which a day and month fall on the weekday printed."""
    assert day.month is not None
    assert day.day is not None
    days = [
        date(year, day.month, day.day)
        for year in YEARS
        if day.day <= monthrange(year, day.month)[1]
        and date(year, day.month, day.day).weekday() == day.weekday
    ]
    why = "a weekday and the day it falls on: published in the months around a year in which it does"
    stretches = Days.union((one - _AROUND, one + _AROUND) for one in days)
    return Constraint(stretches, Strength.AHEAD, DateEvidence(day.start, day.end, why))


def _read_number(words: str) -> int | None:
    """Return the number that `words` say, in digits or in full; None where they say none."""
    if words.isdigit():
        return int(words)
    lexicon = load("en", "times_words").words
    tens, _, small = words.partition("-")
    if words in lexicon["number_small"]:
        return int(lexicon["number_small"][words])
    if tens in lexicon["number_tens"] and (not small or small in lexicon["number_small"]):
        return int(lexicon["number_tens"][tens]) + (int(lexicon["number_small"][small]) if small else 0)
    return None


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
