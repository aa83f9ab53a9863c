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
_NOUNS: Final = ("NN", "NNS", "NNP", "NNPS")
_PASSED_ON: Final = ("nsubj", "obj", "xcomp", "obl")
_LINKS: Final = frozenset({"in", "on", "of", "at", "the", "during", "from", "early", "late"})
_KNOWN: Final = frozenset({"the", "this", "that", "these", "those"})
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
    beside = _find_beside(g, inside, events)
    for steps, here in enumerate(g.climb(head)):
        if here in events:
            if beside is not None and g.tags[here] in _VERBS and not _is_known_object(g, inside, here):
                return beside, steps
            return events[here], steps
        if here in cues:
            return None
        if g.tags[here] in _VERBS:
            if beside is not None:
                return beside, steps
            # "put the boats to sea on Monday": a verb without an entry passes its time on.
            within = [c for c in g.children[here] if c in events and g.relations[c] in _PASSED_ON]
            return (events[within[-1]], steps + 1) if within else None
    return _find_nearest(g, inside, events, cues)


def _find_beside(g: Grammar, inside: range, events: Mapping[int, int]) -> int | None:
    """Return the event whose noun a time stands right behind: "the execution last week of two pilots"."""
    first, _ = g.bounds_of(inside.start)
    before = inside.start - 1
    while before > first and g.lower[before] in _LINKS:
        before -= 1
    return events[before] if before in events and g.tags[before] in _NOUNS else None


def _is_known_object(g: Grammar, inside: range, verb: int) -> bool:
    """Tell whether the noun before a time is what a verb is about: "condemned the strike on Monday"."""
    return any(
        verb < c < inside.start and any(g.lower[d] in _KNOWN for d in g.children[c])
        for c in g.having(verb, "obj")
    )


def share_times(
    g: Grammar, found: Mapping[int, int], triggers: Sequence[int], carriers: Mapping[int, int]
) -> dict[int, int]:
    """Give the time of a verb to the noun of an event that does it, or that it brings about, and back again.

    "A strike in June killed two": both were in June. "Criticised the strike on Monday" does not date the
    strike, which is spoken of as known.

    Args:
        g: The text's grammar.
        found: By the word of an event the index of its time.
        triggers: The words of all events, in order.
        carriers: The verbs that put an event on the stage, by the event's word.
    """
    shared = dict(found)
    for at in triggers:
        verb = g.heads[at]
        if g.tags[at] not in _NOUNS or verb < 0 or at in carriers or g.tags[verb] not in _VERBS:
            continue
        acts = g.relations[at] == "nsubj" and at < verb
        brought = g.relations[at] == "obj" and not any(
            g.lower[c] in _KNOWN or g.tags[c] == "PRP$" for c in g.children[at]
        )
        if not (acts or brought):
            continue
        if at in found and verb in triggers and verb not in shared:
            shared[verb] = found[at]
        elif verb in found and at not in shared and verb in triggers:
            shared[at] = found[verb]
    return shared


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
