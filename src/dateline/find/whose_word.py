"""Whose word an event is: the statements whose content it lies in, and whether it is anybody's word at all.

In: a report's statements, its grammar, what the encoder takes for words of speaking. Out: for a word the
statements that cover it, outermost first; and whether what stands outside of all of them is still somebody
else's word, as in a quotation that no statement has. Such words are given to nobody: better no entry than a
claim that reads like a fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dateline.find.event_words import has_reserve, tell_governing
from dateline.find.grammar import Grammar
from dateline.find.layers import EventPart
from dateline.model.findings import Statement
from dateline.nlp.encoding import Encoding

# A few words in quotation marks may be the report's own irony; more are somebody's.
_FEWEST_QUOTED: Final = 3
# How what is said hangs on the word of saying, where it stands after it.
_SAID: Final = ("xcomp", "obj", "advcl", "acl", "dep")


@dataclass(frozen=True, slots=True)
class Claims:
    """The statements of a report by the words that they cover.

    Attributes:
        statements: As found.
        covering: By word the indices of the statements whose content holds it, the widest first.
        cues: By word that attributes the index of its statement; -1 where no statement was made of it.
        sources: Words that only say who speaks.
        quoted: By word how many words in a row stand in quotation marks there, 0 outside of them.
    """

    statements: Sequence[Statement]
    covering: dict[int, list[int]]
    cues: dict[int, int]
    sources: frozenset[int]
    quoted: list[int]

    def of(self, at: int) -> tuple[Statement, ...]:
        """Return the statements that a word lies in, outermost first."""
        return tuple(self.statements[n] for n in self.covering.get(at, ()))


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
    covering: dict[int, list[int]] = {}
    cues: dict[int, int] = {}
    sources: set[int] = set()
    sizes = [sum(span.end - span.start for span in one.content) for one in statements]
    for part in parts:
        if part.type == "reporting":
            cues.update(dict.fromkeys(g.find_words(part.start, part.end), -1))
    for n in sorted(range(len(statements)), key=lambda n: (-sizes[n], n)):
        one = statements[n]
        for span in one.content:
            for at in g.find_words(span.start, span.end):
                covering.setdefault(at, []).append(n)
        for span in one.cue:
            cues.update(dict.fromkeys(g.find_words(span.start, span.end), n))
        for span in one.source:
            sources.update(g.find_words(span.start, span.end))
    return Claims(statements, covering, cues, frozenset(sources), _count_quoted(g, encoding))


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


def is_somebodys(g: Grammar, claims: Claims, at: int) -> bool:
    """Tell whether a word that no statement covers is still somebody else's, and not the report's own.

    It is where it stands in a longer quotation, hangs on a word of speaking, or is what somebody is accused,
    suspected or reported to have done.
    """
    if claims.quoted[at] > _FEWEST_QUOTED:
        return True
    below = at
    for here in g.climb(at):
        relation = g.relations[below]
        said = relation in ("ccomp", "parataxis") or (below > here and relation in _SAID)
        if here in claims.cues and said:
            return True
        making = tell_governing(g.lower[here])
        if (
            making is not None
            and making.name == "supposed"
            and relation in ("ccomp", "xcomp", "advcl", "acl")
            and below > here
        ):
            return True
        below = here
    return False


def has_reserve_near(g: Grammar, at: int) -> bool:
    """Tell whether the clause of a word tells with reserve: "reportedly", "allegedly"."""
    near = [*g.children[at], *(g.children[g.heads[at]] if g.heads[at] >= 0 else ())]
    return any(has_reserve(g.lower[child]) for child in near)
