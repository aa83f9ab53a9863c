"""Which words of a report its statements cover, laid out to be asked word by word.

In: a report's statements, its grammar, what the encoder takes for words of speaking. Out: `Claims`: for a
word the statements that it lies in, outermost first, and what stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dateline.find.events.voiced import find_voiced
from dateline.find.grammar import Grammar
from dateline.find.layers import EventPart
from dateline.model.findings import Statement
from dateline.model.span import Span
from dateline.nlp.encoding import Encoding

# Whom it was said to, and when, may follow who said it at the end of a sentence.
_FEWEST_AFTER: Final = 6
# "Osei said that both had promised -- but only she had gone".
_GOES_ON: Final = re.compile(
    r"[,\s]*(?:—|–|--?)\s*(?:but|and|or|nor|yet|while|though|although)\b|[’'”\"]*,\s(?:which|whose|where)\b"
)
# Words before "according to" that still let it open its sentence.
_OPENING: Final = 3


@dataclass(frozen=True, slots=True)
class Claims:
    """The statements of a report by the words that they cover.

    Attributes:
        statements: As found.
        covering: By the start of an action the indices of the statements that it lies in, the widest first.
        cues: By word that attributes the index of its statement; -1 where no statement was made of it.
        voiced: The sentences that are somebody's account as a whole.
        tails: By word that follows a statement's content in the same sentence the index of the statement and
            the words of its content; only where who says so stands before it.
        quoted: By word how many words in a row stand in quotation marks there, 0 outside of them.
    """

    statements: Sequence[Statement]
    covering: dict[int, tuple[int, ...]]
    cues: dict[int, int]
    quoted: list[int]
    voiced: frozenset[int]
    tails: dict[int, tuple[int, range]]

    def of(self, start: int) -> tuple[Statement, ...]:
        """Return the statements that the action which starts there lies in, outermost first."""
        return tuple(self.statements[n] for n in self.covering.get(start, ()))


def read_claims(
    g: Grammar, encoding: Encoding, statements: Sequence[Statement], parts: Sequence[EventPart]
) -> Claims:
    """Lay out which words of a text are whose.

    Args:
        g: The text's grammar.
        encoding: The encoder's output.
        statements: The report's.
        parts: What the encoder takes for parts of events; its words of speaking are looked at.
    """
    cues: dict[int, int] = {}
    for part in parts:
        if part.type == "reporting":
            cues.update(dict.fromkeys(g.find_words(part.start, part.end), -1))
    for n, one in enumerate(statements):
        for span in one.cue:
            cues.update(dict.fromkeys(g.find_words(span.start, span.end), n))
    wholes = [_find_whole(g, one) for one in statements]
    covering = _find_covering(wholes, [part.start for part in parts if part.type != "place"])
    return Claims(
        statements,
        covering,
        cues,
        _count_quoted(g, encoding),
        find_voiced(g, cues),
        _find_tails(g, statements),
    )


def _find_tails(g: Grammar, statements: Sequence[Statement]) -> dict[int, tuple[int, range]]:
    """Return for each word after a statement's content, in its sentence, the statement and its content."""
    found: dict[int, tuple[int, range]] = {}
    for n, one in enumerate(statements):
        if not one.cue or one.cue[0].start > one.content[0].start or len(one.content) > 1:
            continue
        inside = g.find_words(one.content[0].start, one.content[0].end)
        if inside:
            found.update(dict.fromkeys(range(inside.stop, g.bounds_of(inside.stop - 1)[1]), (n, inside)))
    return found


def _find_whole(g: Grammar, statement: Statement) -> tuple[Span, ...]:
    """Return what a statement covers: its content, and where it ends its sentence all that stands before.

    What goes on after a dash or with "which" is said by the same: "said that both had promised — but only she
    had gone". So is the whole sentence that "according to" opens.

    "The mayor left early and skipped the vote, the Tribune has learned": who speaks at the end speaks for
    the whole, also where the encoder has seen but the last part of it.
    """
    first, cue = statement.content[0], statement.cue[:1]
    inside = g.find_words(cue[0].start, cue[-1].end) if cue else range(0)
    if inside and cue[0].start < first.start and len(statement.content) == 1:
        begin, end = g.bounds_of(inside.start)
        stop = g.ends[end - 1]
        opening = inside.start - begin < _OPENING and g.lower[inside.start] == "according"
        if first.end < stop and (opening or _GOES_ON.match(g.text, first.end, stop)):
            return (Span(first.start, stop),)
    if not inside or cue[0].start < statement.content[-1].end:
        return statement.content
    begin, end = g.bounds_of(inside.start)
    last = max(inside.stop - 1, *(g.find_words(s.start, s.end).stop - 1 for s in statement.source), 0)
    rest = [at for at in range(last + 1, end) if g.lower[at][0].isalnum()]
    commas = [at for at in g.find_words(statement.content[-1].end - 1, cue[0].start) if g.lower[at] == ","]
    if len(rest) > _FEWEST_AFTER or not commas or first.start < g.starts[begin]:
        return statement.content
    said_by = min(span.start for span in (*statement.cue, *statement.source))
    return (Span(g.starts[begin], max(said_by, first.end)), *statement.content[1:])


def _find_covering(wholes: Sequence[Sequence[Span]], offsets: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return the indices of the statements that each offset lies in, the widest first; `offsets` rise."""
    contents = sorted((span.start, span.end, n) for n, one in enumerate(wholes) for span in one)
    sizes = [sum(span.end - span.start for span in one) for one in wholes]
    covering: dict[int, tuple[int, ...]] = {}
    opened: list[tuple[int, int]] = []
    following = 0
    for offset in offsets:
        while following < len(contents) and contents[following][0] <= offset:
            opened.append(contents[following][1:])
            following += 1
        opened = [one for one in opened if one[0] > offset]
        if opened:
            covering[offset] = tuple(sorted({n for _, n in opened}, key=lambda n: (-sizes[n], n)))
    return covering


def _count_quoted(g: Grammar, encoding: Encoding) -> list[int]:
    """Count for each word the words of the quotation that it stands in."""
    if not g.starts or not encoding.quoted.any():
        return [0] * len(g.starts)
    at = np.maximum(np.searchsorted(encoding.pieces[:, 0], np.array(g.starts), side="right") - 1, 0)
    marked = encoding.quoted[at].tolist()
    counts = [0] * len(marked)
    first = 0
    while first < len(marked):
        if not marked[first]:
            first += 1
            continue
        last = first
        while last + 1 < len(marked) and marked[last + 1]:
            last += 1
        words = sum(g.lower[i][0].isalnum() for i in range(first, last + 1))
        counts[first : last + 1] = [words] * (last + 1 - first)
        first = last + 1
    return counts
