"""What one actor did and what was done to it, as SemEval-2015 task 4 scores it.

A line holds an ordinal, a date and the mentions of one event. Two timelines are compared as sets of temporal
relations (Minard et al., SemEval 2015): each event lies within its line's date, events with one ordinal are
simultaneous, those of the next ordinal come after. Precision is the share of the relations of the one, none
of which follows from the others, that follow from the other; recall is the same the other way round: temporal
awareness (UzZaman and Allen, ACL 2011). What has the ordinal 0 stands in no order, what has the date
XXXX-XX-XX within no date. Figures of several entities are put together by their counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Line:
    """One event: `mentions` as `document-sentence-word`, `date` as `2011-05-03`, `2011-05-XX` or `2011`."""

    ordinal: int
    date: str
    mentions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """Relations: how many were found and how many of them hold, how many there are and how many are met."""

    found: int = 0
    right: int = 0
    wanted: int = 0
    met: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.found + other.found,
            self.right + other.right,
            self.wanted + other.wanted,
            self.met + other.met,
        )

    @property
    def precision(self) -> float:
        """The share of what was found that holds."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was met."""
        return self.met / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_lines(text: str) -> list[Line]:
    """Read a timeline: the entity's name, then a line an event with tabs between its fields.

    Raises:
        ValueError: A line has no ordinal.
    """
    lines = []
    for row in text.splitlines()[1:]:
        fields = row.split()
        if len(fields) > 2:
            lines.append(Line(int(fields[0]), read_date(fields[1]), frozenset(fields[2:])))
    return lines


def read_date(date: str) -> str:
    """Return a date as far as it is known: `2008-03` for `2008-03-XX`, nothing where not even the year is."""
    known = [part for part in date.split("-") if "X" not in part]
    return "" if date.startswith("XXX") else "-".join(known)


def write_lines(name: str, lines: Iterable[Line]) -> str:
    """Return a timeline in the task's format."""
    rows = [f"{one.ordinal}\t{one.date or 'XXXX-XX-XX'}\t" + "\t".join(sorted(one.mentions)) for one in lines]
    return "\n".join([name, *rows]) + "\n"


def score_lines(found: Sequence[Line], wanted: Sequence[Line]) -> Counts:
    """Return how many relations of each timeline follow from the other.

    An event found is the wanted one with which it shares most mentions; each is taken once.
    """
    nodes = _match(found, wanted)
    ours = _Timeline({nodes[n]: line for n, line in enumerate(found)})
    theirs = _Timeline(dict(enumerate(wanted)))
    return Counts(
        found=len(ours.relations),
        right=sum(theirs.holds(one) for one in ours.relations),
        wanted=len(theirs.relations),
        met=sum(ours.holds(one) for one in theirs.relations),
    )


def score_mentions(found: Iterable[Line], wanted: Iterable[Line]) -> Counts:
    """Return how many mentions were found, dates and order left aside."""
    ours = {mention for line in found for mention in line.mentions}
    theirs = {mention for line in wanted for mention in line.mentions}
    both = len(ours & theirs)
    return Counts(len(ours), both, len(theirs), both)


def _match(found: Sequence[Line], wanted: Sequence[Line]) -> dict[int, int]:
    """Return for each event found the number of the wanted one, a negative number where there is none."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(wanted):
        for mention in line.mentions:
            holders[mention].append(n)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for n, line in enumerate(found):
        for mention in line.mentions:
            for other in holders[mention]:
                shared[n, other] += 1
    nodes: dict[int, int] = {}
    taken: set[int] = set()
    for n, other in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if n not in nodes and other not in taken:
            nodes[n] = other
            taken.add(other)
    return {n: nodes.get(n, -1 - n) for n in range(len(found))}


Relation = tuple[str, int, int | str]
"""`within` a date, `with` or `before` another event."""


class _Timeline:
    """The relations that a timeline says, and all that follow from them."""

    def __init__(self, lines: Mapping[int, Line]) -> None:
        self._ordinals = {node: line.ordinal for node, line in lines.items() if line.ordinal > 0}
        self._dates: dict[int, set[str]] = defaultdict(set)
        groups: dict[int, list[int]] = defaultdict(list)
        for node, ordinal in self._ordinals.items():
            groups[ordinal].append(node)
        for node, line in lines.items():
            if line.date:
                # What is simultaneous lies within the same dates.
                for other in groups[line.ordinal] if line.ordinal > 0 else [node]:
                    self._dates[other].add(line.date)
        self.relations: list[Relation] = [
            ("within", node, line.date) for node, line in lines.items() if line.date
        ]
        ordered = [groups[ordinal] for ordinal in sorted(groups)]
        for group in ordered:
            self.relations += [("with", left, right) for left, right in pairwise(group)]
        for group, following in pairwise(ordered):
            self.relations.append(("before", group[-1], following[0]))

    def holds(self, relation: Relation) -> bool:
        """Tell whether a relation follows from this timeline."""
        kind, left, right = relation
        if kind == "within":
            return right in self._dates.get(left, ())
        one, other = self._ordinals.get(left), self._ordinals.get(int(right))
        if one is None or other is None:
            return False
        return one == other if kind == "with" else one < other
