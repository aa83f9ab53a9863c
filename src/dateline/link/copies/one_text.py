"""Which reports are one text: copies whole or shortened, edited, and reports that hold two others.

In come the shingles of reports, out go the texts that more than one of them has in the same words. Pairs
are found by the part of their shingles that is kept of every report, and held against each other only where
they share enough of it: what a pile costs grows with its text and not with its square. Min-hashes in bands
would miss a short report inside a long one, which is what a shortened wire story is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.link.copies.shingles import Shingles, measure_share, measure_unquoted

# The share of the shorter report's words that must stand in the longer one, in runs of five and more.
_COPY_SHARE = 0.6
# Of what is not quoted at least this much must be shared, where there is that much of it.
_UNQUOTED_SHARE = 0.5
# Shorter texts are headlines and captions.
FEWEST_SHINGLES = 20
NEIGHBOURS = 3
# A pair that shares less of its sketches than this shares no such part of its words.
_SKETCH_SHARE = 0.08
# Two parts of a report that overlap less than this, as shares of the smaller one, are two texts.
_ONE_STORY = 0.25


@dataclass(frozen=True, slots=True)
class SharedText:
    """The ids of the reports that have one text, in the same words; `merged` hold another one too."""

    members: frozenset[str]
    merged: frozenset[str]


def find_shared_texts(shingles: Mapping[str, Shingles]) -> list[SharedText]:
    """Return the texts of more than one report, sorted by their first member.

    A report that holds two others, which have next to nothing in common, belongs to the texts of both and
    does not make them one.

    Args:
        shingles: By report id.
    """
    long_enough = {one: own for one, own in shingles.items() if len(own.all) >= FEWEST_SHINGLES}
    held: dict[str, list[str]] = defaultdict(list)
    for left, right in _find_candidates(long_enough):
        short, long = sorted((left, right), key=lambda one: (len(shingles[one].words), one))
        if _holds(shingles[long], shingles[short]):
            held[long].append(short)
    texts = _Texts(shingles)
    for one in sorted(long_enough, key=lambda one: (len(shingles[one].words), one)):
        texts.add(one, sorted(held[one]))
    return sorted(texts.read(), key=lambda text: sorted(text.members))


def is_one_text(one: Shingles, other: Shingles) -> bool:
    """Tell whether the longer of two reports holds the shorter one."""
    short, long = sorted((one, other), key=lambda each: len(each.words))
    return _holds(long, short)


def _holds(long: Shingles, short: Shingles) -> bool:
    """Tell whether the longer report holds the shorter one, and not just what it quotes."""
    return measure_share(short, long) >= _COPY_SHARE and measure_unquoted(short, long) >= _UNQUOTED_SHARE


def _find_candidates(shingles: Mapping[str, Shingles]) -> Iterator[tuple[str, str]]:
    """Yield pairs that share enough of their sketches.

    Of all reports that share a hash, each is paired with the few before it and with the first one only: a
    text that a thousand outlets carry gives thousands of pairs and not a million.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for one in sorted(shingles):
        for value in sorted(shingles[one].sketch):
            holders[value].append(one)
    counts: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        for back in range(1, NEIGHBOURS + 1):
            counts.update(zip(ids, ids[back:], strict=False))
        counts.update((ids[0], other) for other in ids[NEIGHBOURS + 1 :])
    for pair, count in counts.items():
        if count >= _SKETCH_SHARE * min(len(shingles[one].sketch) for one in pair):
            yield pair


class _Texts:
    """The texts as far as reports were added, the shorter ones first."""

    def __init__(self, shingles: Mapping[str, Shingles]) -> None:
        self._shingles = shingles
        self._parent: dict[str, str] = {}
        self._told: dict[str, set[str]] = {}  # what the reports that hold several texts hold

    def add(self, report: str, held: Sequence[str]) -> None:
        """Add a report, given which shorter ones it holds."""
        self._parent[report] = report
        parts = self._tell_apart(report, [one for one in held if one not in self._told])
        if not parts:  # what it holds holds several itself
            parts = {self._find(text) for one in held for text in self._told[one]}
        if len(parts) > 1:
            self._told[report] = parts
        for text in parts if len(parts) == 1 else ():
            self._join(text, report)

    def read(self) -> Iterator[SharedText]:
        """Yield the texts that more than one report tells."""
        members: dict[str, set[str]] = defaultdict(set)
        merged: dict[str, set[str]] = defaultdict(set)
        for one in self._parent:
            texts = {self._find(text) for text in self._told.get(one, (one,))}
            for text in texts:
                members[text].add(one)
                if len(texts) > 1:
                    merged[text].add(one)
        for text, ids in members.items():
            if len(ids) > 1:
                yield SharedText(frozenset(ids), frozenset(merged[text]))

    def _tell_apart(self, report: str, held: Sequence[str]) -> set[str]:
        """Return the texts that a report's parts tell; those whose parts overlap become one."""
        own = self._shingles[report].all
        regions: dict[str, frozenset[int]] = {}
        for one in held:
            text = self._find(one)
            regions[text] = regions.get(text, frozenset[int]()) | (own & self._shingles[one].all)
        apart: dict[str, frozenset[int]] = {}
        for text, region in regions.items():
            same = [other for other in apart if _overlap(apart[other], region)]
            joined = region.union(*(apart.pop(other) for other in same))
            for other in same:
                self._join(text, other)
            apart[self._find(text)] = joined
        return set(apart)

    def _find(self, one: str) -> str:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def _join(self, one: str, other: str) -> str:
        low, high = sorted((self._find(one), self._find(other)))
        self._parent[high] = low
        return low


def _overlap(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one & other) >= _ONE_STORY * min(len(one), len(other))
