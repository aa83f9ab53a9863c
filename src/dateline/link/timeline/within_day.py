"""Which of the sentences of one date tells of what came first.

In: sentences of a date with the findings of their reports. Out: the same sentences, in the order of the times
of day in them, or as their report says that one thing followed another; those of which nothing tells stay
where they stood.
"""

import re
from collections.abc import Mapping, Sequence

from dateline.model.findings import Findings, TimexType
from dateline.model.record import Evidence, TimelineDate
from dateline.model.span import Span

_PARTS = {"TMO": 9.0, "TAF": 15.0, "TEV": 19.0, "TNI": 22.0}  # of TIMEX3, in hours
_CLOCK = re.compile(r"T(\d\d)(?::(\d\d))?")


def order_within_day(
    sentences: Sequence[Evidence], day: TimelineDate, reports: Mapping[str, Findings]
) -> list[Evidence]:
    """Return sentences of a date, the one that tells of what came first first.

    Args:
        sentences: The one that says most first.
        day: Their date.
        reports: Findings by the id of their report.
    """
    ordered: list[Evidence] = []
    for one in sentences:
        places = [at for at, other in enumerate(ordered) if _comes_before(one, other, day, reports)]
        ordered.insert(places[0] if places else len(ordered), one)
    return ordered


def _comes_before(one: Evidence, other: Evidence, day: TimelineDate, reports: Mapping[str, Findings]) -> bool:
    hours = [_read_hour(each, day, reports[each.report]) for each in (one, other)]
    if hours[0] is not None and hours[1] is not None and hours[0] != hours[1]:
        return hours[0] < hours[1]
    if one.report != other.report:
        return False
    first, second = Span(one.start, one.end), Span(other.start, other.end)
    return any(first.covers(pair.before) and second.covers(pair.after) for pair in reports[one.report].order)


def _read_hour(sentence: Evidence, day: TimelineDate, findings: Findings) -> float | None:
    """Return the time of day that a sentence names first, in hours; None where it names none of its date."""
    for time in findings.times:
        if time.type is not TimexType.TIME or not sentence.start <= time.start < sentence.end:
            continue
        date, _, clock = (time.value or "").partition("T")
        if date != day.earliest or day.precision != "day":
            continue
        if (hours := _CLOCK.match(f"T{clock}")) is not None:
            return int(hours[1]) + int(hours[2] or 0) / 60
        if f"T{clock}" in _PARTS:
            return _PARTS[f"T{clock}"]
    return None
