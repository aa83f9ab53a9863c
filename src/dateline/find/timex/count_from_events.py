"""Times counted from an event that the report dates: "two weeks before the vote", "the week of the summit".

In: a text and the times found in it. Out: the same times, those that are counted from an event resolved where
the report says when it was, and the ones that only become times so ("the day after the raid"). Where nothing
says when it was they stay as they were; where the report gives it several days, these bound them.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dateline.find.timex.counted_phrases import Base, Counted, find_counted, read_base
from dateline.find.timex.event_days import (
    LONGEST_DAYS,
    DatedEvent,
    find_event_days,
    is_definite,
    read_days,
    read_modifiers,
    stem_of,
)
from dateline.find.timex.periods import Unit, period_at
from dateline.model.findings import Anchor, TimeExpression, TimexType
from dateline.model.span import Span

RULE: Final = "counted from an event the report dates"

_NIGHT: Final = "TNI"
_NEAR: Final = 120  # characters around an event in which it is said whose it was
_MOST_DATINGS: Final = 12
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n\n")


@dataclass(frozen=True, slots=True)
class EventDay:
    """The first and last day of what a time is counted from, the words that date it, the time among them."""

    first: date
    last: date
    words: Span
    time: Span


def count_from_events(text: str, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Resolve what is counted from an event that the report dates.

    Args:
        text: The report's.
        times: Those found in it, in the order of the text, without overlap.

    Returns:
        Times in the order of the text, without overlap. One counted from an event names in `event` the
        words that date it.
    """
    counted = list(find_counted(text, times))
    if not counted:
        return tuple(times)
    bases = [read_base(text, one.base) for one in counted]
    stems = {stem_of(trigger.of(text)) for base in bases for trigger in base.triggers}
    events = _Events(find_event_days(text, times, stems))
    starts = [time.start for time in times]
    resolved: dict[int, TimeExpression] = {}
    for one, base in zip(counted, bases, strict=True):
        dated = _find_named_day(times, starts, one.base, base.end) or _choose(text, base, events)
        if dated is not None and (time := _resolve(one, dated, bisect_left(starts, dated.time.start))):
            resolved[one.span.start] = time
    return _merge(times, resolved)


def find_event_days_of(
    text: str, times: Sequence[TimeExpression], triggers: Sequence[Span]
) -> list[EventDay | None]:
    """Return when the report says that each of the events was which these words name, None where it does not.

    Args:
        text: The report's.
        times: Those found in it, in order.
        triggers: Words that name events, in any order.
    """
    events = _Events(find_event_days(text, times, {stem_of(one.of(text)) for one in triggers}))
    return [_choose(text, Base((one,), is_definite(text, one), one.end), events) for one in triggers]


def _merge(
    times: Sequence[TimeExpression], resolved: Mapping[int, TimeExpression]
) -> tuple[TimeExpression, ...]:
    """Put the resolved times in the place of those they overlap; `counted_from` follows the others there."""
    ends = sorted(resolved)
    kept = dict(resolved)
    moved: dict[int, int] = {}
    for n, time in enumerate(times):
        at = bisect_left(ends, time.end) - 1
        over = resolved[ends[at]] if at >= 0 else None
        if over is not None and time.start < over.end:
            moved[n] = over.start
        else:
            kept[time.start] = time
            moved[n] = time.start
    places = {start: n for n, start in enumerate(sorted(kept))}
    return tuple(
        time if time.counted_from is None else replace(time, counted_from=places[moved[time.counted_from]])
        for _, time in sorted(kept.items())
    )


def _find_named_day(
    times: Sequence[TimeExpression], starts: Sequence[int], start: int, end: int
) -> EventDay | None:
    """Return the day that is named in the place of an event: "two weeks before Christmas"."""
    at = bisect_left(starts, start)
    if at == len(times) or times[at].start != start or times[at].end < end:
        return None
    days = read_days(times[at])
    span = Span(times[at].start, times[at].end)
    return EventDay(*days, span, span) if days else None


class _Events:
    """The dated events of a report, for cheap asking: by where they stand, and those that differ by stem."""

    def __init__(self, events: Mapping[str, Sequence[DatedEvent]]) -> None:
        self.by_trigger = {one.trigger: one for ones in events.values() for one in ones}
        self._by_stem: dict[str, list[DatedEvent]] = {}
        for stem, ones in events.items():
            differing = {(one.first, one.last, one.names, one.apart): one for one in reversed(ones)}
            self._by_stem[stem] = list(reversed(differing.values()))

    def find(self, text: str, trigger: Span) -> list[DatedEvent]:
        """Return the dated events that a word may name; none where there are too many to tell."""
        ones = self._by_stem.get(stem_of(trigger.of(text)), [])
        return [one for one in ones if _may_be(text, trigger, one)] if len(ones) <= _MOST_DATINGS else []


def _choose(text: str, base: Base, events: _Events) -> EventDay | None:
    """Return the days on which the report dates what a time is counted from, None where it does not."""
    for trigger in base.triggers:
        own = events.by_trigger.get(trigger)
        told = [own] if own else events.find(text, trigger) if base.definite else []
        if told:
            return _agree(told)
    return None


def _may_be(text: str, trigger: Span, event: DatedEvent) -> bool:
    """Tell whether a word may name an event of that word: "the raid" and "the Selby raid", no "second raid".

    Of "Osei's arrest" the name must stand near the day: "Osei was arrested on Jan. 6".
    """
    names, apart = read_modifiers(text, trigger)
    if apart != event.apart or (names and event.names and not names & event.names):
        return False
    before = _SENTENCE_END.split(text[max(0, event.trigger.start - _NEAR) : event.trigger.start])[-1]
    after = _SENTENCE_END.split(text[event.trigger.end : event.trigger.end + _NEAR])[0]
    return not names or any(name in (before + after).lower() for name in names)


def _agree(events: Sequence[DatedEvent]) -> EventDay | None:
    """Return the days that all datings allow; where they do not agree, the stretch that holds them all."""
    narrow = min(events, key=lambda one: (one.last - one.first, one.trigger))
    span = Span(min(narrow.trigger.start, narrow.time.start), max(narrow.trigger.end, narrow.time.end))
    if all(one.first <= narrow.first and narrow.last <= one.last for one in events):
        return EventDay(narrow.first, narrow.last, span, narrow.time)
    first, last = min(one.first for one in events), max(one.last for one in events)
    return EventDay(first, last, span, narrow.time) if (last - first).days <= LONGEST_DAYS else None


def _resolve(one: Counted, day: EventDay, counted_from: int) -> TimeExpression | None:
    """Return the time that is counted from an event on those days, None beyond the years 1 to 9999."""
    try:
        earliest, latest, value = _shift(one, day.first, day.last)
    except (ValueError, OverflowError):
        return None
    kind = TimexType.TIME if one.part else TimexType.DATE
    if one.found is not None:  # a length keeps its value; when it was is in its bounds
        kind, value = one.found.type, one.found.value
    return TimeExpression(
        start=one.span.start,
        end=one.span.end,
        type=kind,
        value=value,
        mod=one.found.mod if one.found is not None else None,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        anchor=Anchor.NARRATIVE,
        rule=RULE,
        counted_from=counted_from,
        event=day.words,
    )


def _shift(one: Counted, first: date, last: date) -> tuple[date | None, date | None, str | None]:
    """Count from the first and the last day; a value only where both give one."""
    if one.unit is Unit.HOUR:
        days = timedelta(days=1 + abs(one.steps or 0) // 24)
        return (first, last + days, None) if one.side > 0 else (first - days, last, None)
    if one.steps is None:
        return (first, None, None) if one.side > 0 else (None, last, None)
    if one.part == _NIGHT and one.side > 0:  # that night, or the next
        return first, last + timedelta(days=1), None
    begin, end = period_at(one.unit, first).shift(one.steps), period_at(one.unit, last).shift(one.steps)
    value = begin.value + one.part if begin == end else None
    return begin.first_day(), end.last_day(), value
