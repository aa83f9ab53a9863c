"""Each word's likeliest head -> one well-formed tree a sentence.

In: for each word its head and its relation to it, each guessed by itself, and where sentences begin. Out: the
same where they make trees, else the least changed that does: every word hangs on the one root of its
sentence. Relations are those of Universal Dependencies. Which words there are, is left to others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

ROOT: Final = "root"
UNSPECIFIED: Final = "dep"
_MARK: Final = "punct"


def grow_trees(
    heads: Sequence[int], relations: Sequence[str], starts: Sequence[int]
) -> tuple[list[int], list[str]]:
    """Make one tree of each sentence.

    A word whose head stands in another sentence, or is itself, hangs on the root; so does one word of a
    circle, the one that most others hang on. It keeps its relation, which was guessed apart from its head.
    A second root becomes the first one's dependent, `dep`: how it relates to it, nobody said.

    Args:
        heads: For each word the index of its head, negative at a root.
        relations: For each word its relation to its head.
        starts: Index of the first word of each sentence, rising from 0; empty if there are no words.

    Returns:
        Heads, -1 at the one root of each sentence and else within the sentence and without circles; and
        relations, `root` at the roots and nowhere else.
    """
    grown, named = list(heads), list(relations)
    for start, end in pairwise([*starts, len(grown)]):
        _grow_tree(grown, named, range(start, end))
    return grown, named


def _grow_tree(heads: list[int], relations: list[str], words: range) -> None:
    """Make one tree of the words of one sentence, in place."""
    dependents = Counter(heads[word] for word in words)
    root = max(words, key=lambda word: (_rank_as_root(heads, relations, word), dependents[word], -word))
    for word in words:
        if heads[word] not in words or heads[word] == word:
            heads[word] = root
        if relations[word] == ROOT:
            relations[word] = UNSPECIFIED
    heads[root], relations[root] = -1, ROOT
    # Words from which the root is reached.
    hung = {root}
    for word in words:
        path: dict[int, None] = {}
        at = word
        while at not in hung and at not in path:
            path[at] = None
            at = heads[at]
        if at not in hung:
            way = list(path)
            circle = way[way.index(at) :]
            heads[max(circle, key=lambda one: (dependents[one], -one))] = root
        hung.update(path)


def _rank_as_root(heads: Sequence[int], relations: Sequence[str], word: int) -> tuple[bool, bool, bool]:
    """Rank a word as the root: its head says so, its relation says so, and it is no mark."""
    return heads[word] < 0, relations[word] == ROOT, relations[word] != _MARK
