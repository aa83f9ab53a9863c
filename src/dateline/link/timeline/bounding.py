"""When an undated sentence was, by what it says it came after: "The mayor resigned after the vote".

In: a report's findings and its sentences. Out: for sentences that name no date of their own the stretch from
the day of what they came after, where the report dates that, to the day of publication. What came before
something has no first day and stays undated.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.find.timex.count_from_events import find_event_days_of
from dateline.link.precision import make_date
from dateline.model.findings import Findings, Polarity, Status
from dateline.model.record import TimelineDate
from dateline.model.span import Span

_TOLD = (Status.HAPPENED, Status.ONGOING)
# As in the timeline: what spans more says when something was and not when it happened.
_LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Bounded:
    """A sentence, the stretch it lies in, and the words that date what it came after.

    `according_to` holds the statements in which the order, or the date, is said.
    """

    sentence: Span
    day: TimelineDate
    dated_by: Span
    according_to: tuple[str, ...]


def find_bounded(findings: Findings, sentences: Sequence[Span]) -> Iterator[Bounded]:
    """Yield the sentences that are bounded so; a sentence may come more than once.

    Args:
        findings: One report's; without a date of publication it has none.
        sentences: Those of its body, in order.
    """
    report = findings.report
    if report.published.latest is None or not findings.order:
        return
    told = {
        at
        for one in findings.events
        if one.status in _TOLD and one.polarity is Polarity.POSITIVE
        for at in range(one.trigger.start, one.trigger.end)
    }
    pairs = [one for one in findings.order if one.after.start in told]
    starts = [sentence.start for sentence in sentences]
    days = find_event_days_of(report.text, findings.times, [one.before for one in pairs])
    for pair, day in zip(pairs, days, strict=True):
        at = bisect_right(starts, pair.after.start) - 1
        if day is None or at < 0 or not sentences[at].covers(pair.after):
            continue
        length = (date.fromisoformat(report.published.latest) - day.first).days
        if 0 <= length <= _LONGEST_DAYS:
            first, last = day.first.isoformat(), report.published.latest
            holding = [s.id for s in findings.statements if any(c.covers(day.words) for c in s.content)]
            yield Bounded(
                sentences[at],
                make_date(first, last),
                day.words,
                tuple(sorted({*pair.according_to, *holding})),
            )
