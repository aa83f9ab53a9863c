"""Which figures belong to which event of a report.

In: the grammar of a text, its times, the words of its events. Out: the figures of each. How figures are read
is left to `figures`, which event they go to to `bearings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from dateline.find.events.bearings import attach_figures, date_figures
from dateline.find.events.figures import find_figures
from dateline.find.grammar import Grammar
from dateline.model.findings import Figure, TimeExpression
from dateline.model.span import Span
from dateline.nlp.words import Words


class _Tokens(Sequence[Span]):
    """The words of a grammar as spans, each made when it is asked for: few are."""

    def __init__(self, g: Grammar) -> None:
        self._g = g

    def __len__(self) -> int:
        return len(self._g.starts)

    @overload
    def __getitem__(self, at: int) -> Span: ...

    @overload
    def __getitem__(self, at: slice) -> list[Span]: ...

    def __getitem__(self, at: int | slice) -> Span | list[Span]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        return Span(self._g.starts[at], self._g.ends[at])


def find_event_figures(
    g: Grammar, triggers: Sequence[Span], times: Sequence[TimeExpression], sentences: Sequence[Span]
) -> tuple[tuple[Figure, ...], ...]:
    """Return the figures of each of the words that tell of events, in their order."""
    tokens = _Tokens(g)
    words = Words(tags=g.tags, parts=[], heads=g.heads, relations=g.relations, starts=[])
    spans = [Span(time.start, time.end) for time in times]
    found = find_figures(g.text, tokens, words=words, times=spans)
    found = date_figures(g.text, found, spans, sentences)
    return attach_figures(found, triggers, sentences, tokens=tokens, words=words)
