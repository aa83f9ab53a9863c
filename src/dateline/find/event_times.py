"""When an event was: which expression of time belongs to it, and the calendar interval that follows.

In: the grammar of a text, its times, and the words of its events. Out: for each event the index of its time.
A time belongs to the event that it hangs on, or else to the nearest one of its clause; one that hangs on the
word of a statement says when somebody spoke, and not when it happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dateline.find.grammar import Grammar
from dateline.model.findings import Interval, Status, TimeExpression, TimexType
from dateline.model.report import Published

_BREAKS: Final = frozenset({";", ":", "—", "–", ".", "(", ")", "who", "which", "where"})
_VERBS: Final = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_REACH: Final = 12
_FROM: Final = frozenset({"since", "after", "from"})
_UP_TO: Final = frozenset({"until", "till", "before", "by"})
_PAST: Final = (Status.HAPPENED, Status.ONGOING)


def attach_times(
    g: Grammar, times: Sequence[TimeExpression], events: Mapping[int, int], cues: frozenset[int]
) -> dict[int, int]:
    """Say which time belongs to which event.

    Args:
        g: The text's grammar.
        times: The report's, in the order of the text.
        events: The words that a time may hang on, each with the event that it stands for: its own word, or
            that of the event which it carries.
        cues: The words by which somebody is said to speak.

    Returns:
        By the word of an event the index of its time: of several the one that hangs closest, then the first.
    """
    found: dict[int, tuple[int, int]] = {}
    for index, time in enumerate(times):
        if time.type is TimexType.SET or (time.type is TimexType.DURATION and time.earliest is None):
            continue
        inside = g.find_words(time.start, time.end)
        if not inside:
            continue
        placed = _place(g, inside, events, cues)
        if placed is not None:
            event, distance = placed
            if event not in found or distance < found[event][0]:
                found[event] = (distance, index)
    return {event: index for event, (_, index) in found.items()}


def _place(
    g: Grammar, inside: range, events: Mapping[int, int], cues: frozenset[int]
) -> tuple[int, int] | None:
    """Return the event that a time belongs to and how far it is from it."""
    head = g.find_head(g.starts[inside.start], g.ends[inside.stop - 1])
    if head is None:
        return None
    for steps, here in enumerate(g.climb(head)):
        if here in cues:
            return None
        if here in events:
            return events[here], steps
        if g.tags[here] in _VERBS:
            return None  # a verb without an entry has its time for itself
    return _find_nearest(g, inside, events, cues)


def _find_nearest(
    g: Grammar, inside: range, events: Mapping[int, int], cues: frozenset[int]
) -> tuple[int, int] | None:
    """Return the nearest event before a time in its clause, else after it."""
    first, end = g.bounds_of(inside.start)
    for way in (
        range(inside.start - 1, max(first, inside.start - _REACH) - 1, -1),
        range(inside.stop, min(end, inside.stop + _REACH)),
    ):
        for here in way:
            if here in events:
                return events[here], 10 + abs(here - inside.start)
            if here in cues or g.lower[here] in _BREAKS or g.tags[here] in _VERBS:
                break
    return None


def find_bound(g: Grammar, time: TimeExpression) -> str | None:
    """Return the preposition that makes a time a bound, as "since", "before" or "by"; None for others."""
    inside = g.find_words(time.start, time.end)
    before = inside.start - 1
    while before >= 0 and g.lower[before] in ("the", "about", "around", "early", "late"):
        before -= 1
    return g.lower[before] if before >= 0 and g.lower[before] in (*_FROM, *_UP_TO) else None


def date_event(
    time: TimeExpression | None, bound: str | None, status: Status, published: Published
) -> Interval | None:
    """Return the calendar interval of an event, or None where its time cannot be so.

    Args:
        time: The expression that belongs to it, if one does.
        bound: The preposition that makes the time a bound of it, as "since".
        status: What happened was not after the report's publication, what is still to come not before it.
        published: When the report was published.
    """
    earliest = None if time is None or bound in _UP_TO else time.earliest
    latest = None if time is None or bound in _FROM else time.latest
    if status in _PAST:
        last = published.latest
        if last is not None and earliest is not None and earliest > last:
            return None
        if last is not None and (latest is None or latest > last):
            latest = last
    return Interval(earliest, latest)
