"""Which event a figure belongs to, and as of when it stands.

In: the figures of a text, the triggers of its events, the grammar where there is any. Out: each trigger's
figures. A figure goes to one event: to the one that the word telling of the counted names ("killed"), else
to the nearest one above it in the tree of its sentence, else to the nearest in its sentence. A figure without
an event in its sentence goes nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.find.events.figures import FoundFigure
from dateline.model.findings import Figure
from dateline.model.span import Span
from dateline.nlp.words import Words

_AS_OF: Final = re.compile(r"(?i)\b(?:as\s+of|as\s+at|by|until)\s+(?:late\s+|early\s+)?$")
_MOST_STEPS: Final = 40
_CLAUSES: Final = frozenset(("root", "ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis"))


def attach_figures(
    figures: Sequence[FoundFigure],
    triggers: Sequence[Span],
    sentences: Sequence[Span],
    *,
    tokens: Sequence[Span] = (),
    words: Words | None = None,
) -> tuple[tuple[Figure, ...], ...]:
    """Return the figures of each event, in the order of `triggers`.

    Args:
        figures: Of one text, sorted.
        triggers: The words that name its events, sorted, not overlapping.
        sentences: The text's sentences, sorted.
        tokens: What `words` is of; not needed without it.
        words: The encoder's grammar; without it the nearest trigger of a sentence is taken.

    Returns:
        One tuple a trigger, sorted by where the figures stand; empty where an event has none. Each figure
        stands in one at most.
    """
    starts = [trigger.start for trigger in triggers]
    owned: list[list[Figure]] = [[] for _ in triggers]
    for one in figures:
        if (owner := _find_owner(one, triggers, starts, sentences, tokens, words)) >= 0:
            owned[owner].append(one.figure)
    return tuple(tuple(each) for each in owned)


def _find_owner(
    found: FoundFigure,
    triggers: Sequence[Span],
    starts: Sequence[int],
    sentences: Sequence[Span],
    tokens: Sequence[Span],
    words: Words | None,
) -> int:
    """Return the index of the trigger that a figure belongs to, -1 for none."""
    if found.cue is not None and (told := _find_at(triggers, starts, found.cue)) >= 0:
        return told
    if words is not None:
        for begin in (found.cue, found.counted):
            if begin is not None and (above := _climb(begin, triggers, starts, tokens, words)) >= 0:
                return above
    at = bisect_right(sentences, found.figure.start, key=lambda sentence: sentence.start) - 1
    if at < 0 or found.figure.start >= sentences[at].end:
        return -1
    first = bisect_left(starts, sentences[at].start)
    last = bisect_left(starts, sentences[at].end)
    near: Sequence[int] = range(first, last)
    if words is not None:
        clause = _find_clause(found.counted, tokens, words)
        near = [index for index in near if _is_below(triggers[index], clause, tokens, words)]
    return min(near, key=lambda index: _measure_gap(triggers[index], found.counted), default=-1)


def _find_at(triggers: Sequence[Span], starts: Sequence[int], span: Span) -> int:
    """Return the trigger that overlaps a span, -1 for none."""
    at = bisect_left(starts, span.end) - 1
    return at if at >= 0 and triggers[at].end > span.start else -1


def _climb(
    begin: Span, triggers: Sequence[Span], starts: Sequence[int], tokens: Sequence[Span], words: Words
) -> int:
    """Return the nearest trigger above a span in its tree, -1 for none."""
    at = _find_token(begin, tokens)
    for _ in range(_MOST_STEPS):
        if at < 0:
            break
        if (found := _find_at(triggers, starts, tokens[at])) >= 0:
            return found
        at = words.heads[at]
    return -1


def _find_clause(begin: Span, tokens: Sequence[Span], words: Words) -> int:
    """Return the token that heads the clause a span stands in."""
    at = _find_token(begin, tokens)
    for _ in range(_MOST_STEPS):
        if words.heads[at] < 0 or words.relations[at].split(":")[0] in _CLAUSES:
            break
        at = words.heads[at]
    return at


def _is_below(span: Span, clause: int, tokens: Sequence[Span], words: Words) -> bool:
    """Tell whether a span belongs to the clause that a token heads, or to one within it."""
    at = _find_token(span, tokens)
    for _ in range(_MOST_STEPS):
        if at == clause or at < 0:
            break
        at = words.heads[at]
    return at == clause


def _find_token(span: Span, tokens: Sequence[Span]) -> int:
    return bisect_right(tokens, span.end - 1, key=lambda token: token.start) - 1


def _measure_gap(left: Span, right: Span) -> int:
    """Return how many characters lie between two spans."""
    return max(left.start - right.end, right.start - left.end, 0)


def date_figures(
    text: str, figures: Sequence[FoundFigure], times: Sequence[Span], sentences: Sequence[Span]
) -> tuple[FoundFigure, ...]:
    """Say as of when figures stand, where their sentence says it: "as of Monday, 23 had died".

    Args:
        text: The report's.
        figures: Sorted.
        times: The report's time expressions, sorted; the index of one is what `as_of` holds.
        sentences: Sorted.

    Returns:
        The figures in the same order.
    """
    said: dict[int, int] = {}
    starts = [sentence.start for sentence in sentences]
    for index, time in enumerate(times):
        if _AS_OF.search(text[max(0, time.start - 16) : time.start]):
            said.setdefault(bisect_right(starts, time.start) - 1, index)
    return tuple(
        replace(
            one,
            figure=replace(one.figure, as_of=said.get(bisect_right(starts, one.figure.start) - 1)),
        )
        for one in figures
    )
