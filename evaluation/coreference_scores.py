"""MUC, B³ and CEAF-e of chains of mentions, and their mean, the CoNLL F1.

In: for the key (what was meant) and the response (what was found) the chain of each mention. A mention of
one side that the other lacks is in no chain there: one missed costs recall, one found that is none costs
precision, and no score invents a chain for it (Pradhan et al., "Scoring coreference partitions of predicted
mentions: a reference implementation", ACL 2014).
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Mention = Hashable
Chains = Mapping[Any, Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """What is right among what was found, and among what was meant; 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_muc(key: Chains, response: Chains) -> Score:
    """Return the share of links kept: a chain of n mentions holds n - 1 (Vilain et al., MUC-6, 1995)."""
    return Score(precision=_share_links(response, key), recall=_share_links(key, response))


def score_b_cubed(key: Chains, response: Chains) -> Score:
    """Return how much of each mention's chain is right, over mentions (Bagga and Baldwin, LREC 1998)."""
    return Score(precision=_share_mentions(response, key), recall=_share_mentions(key, response))


def score_ceaf_e(key: Chains, response: Chains) -> Score:
    """Return how alike the chains are when each is paired with one at most, over chains (Luo, HLT 2005).

    Two chains are as alike as the F1 of their mentions (Luo's φ4).
    """
    similarity = _compare_chains(key, response)
    total = sum(map(_sum_best_pairs, _split_apart(similarity)))
    return Score(
        precision=_divide(total, len(set(response.values()))), recall=_divide(total, len(set(key.values())))
    )


def score_conll(key: Chains, response: Chains) -> float:
    """Return the mean F1 of MUC, B³ and CEAF-e."""
    return sum(score(key, response).f1 for score in (score_muc, score_b_cubed, score_ceaf_e)) / 3


def _divide(value: float, by: float) -> float:
    return value / by if by else 0.0


def _gather(chains: Chains) -> dict[Hashable, list[Mention]]:
    gathered: dict[Hashable, list[Mention]] = defaultdict(list)
    for mention, chain in chains.items():
        gathered[chain].append(mention)
    return gathered


def _share_links(ours: Chains, theirs: Chains) -> float:
    """Return the share of the links of `ours` that `theirs` has too; each mention not there stands alone."""
    kept = links = 0
    for mentions in _gather(ours).values():
        parts = len({theirs[one] for one in mentions if one in theirs})
        parts += sum(one not in theirs for one in mentions)
        kept += len(mentions) - parts
        links += len(mentions) - 1
    return _divide(kept, links)


def _share_mentions(ours: Chains, theirs: Chains) -> float:
    """Return the mean, over the mentions of `ours`, of the share of its chain that is in its chain there."""
    total = 0.0
    for mentions in _gather(ours).values():
        together = Counter(theirs[one] for one in mentions if one in theirs)
        total += sum(count * count for count in together.values()) / len(mentions)
    return _divide(total, len(ours))


def _compare_chains(key: Chains, response: Chains) -> dict[tuple[Hashable, Hashable], float]:
    """Return how alike each two chains are that share a mention."""
    sizes, found = Counter(key.values()), Counter(response.values())
    shared = Counter((key[one], response[one]) for one in key if one in response)
    return {
        (meant, chain): 2 * count / (sizes[meant] + found[chain]) for (meant, chain), count in shared.items()
    }


def _split_apart(
    similarity: Mapping[tuple[Hashable, Hashable], float],
) -> Iterable[dict[tuple[Hashable, Hashable], float]]:
    """Split pairs of chains into groups that have no chain in common, so that each can be paired alone."""
    beside: dict[tuple[str, Hashable], list[tuple[str, Hashable]]] = defaultdict(list)
    for left, right in similarity:
        beside["key", left].append(("response", right))
        beside["response", right].append(("key", left))
    seen: set[tuple[str, Hashable]] = set()
    for start in list(beside):
        waiting, group = [start], []
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                group.append(node)
                waiting += beside[node]
        lefts = [node for side, node in group if side == "key"]
        if lefts:
            yield {
                (left, right): similarity[left, right] for left in lefts for _, right in beside["key", left]
            }


def _sum_best_pairs(similarity: Mapping[tuple[Hashable, Hashable], float]) -> float:
    """Return the greatest sum of similarities when each chain is in one pair at most."""
    lefts = list(dict.fromkeys(left for left, _ in similarity))
    rights = list(dict.fromkeys(right for _, right in similarity))
    if min(len(lefts), len(rights)) == 1:
        return max(similarity.values())
    rows = [[similarity.get((left, right), 0.0) for right in rights] for left in lefts]
    if len(rows) > len(rights):
        rows = [list(column) for column in zip(*rows, strict=True)]
    return sum(rows[row][column] for row, column in enumerate(_assign(rows)))


def _assign(values: Sequence[Sequence[float]]) -> list[int]:
    """Return for each row its column in the assignment of the greatest sum; no more rows than columns.

    The Hungarian method by shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987): its steps grow
    with rows² times columns.
    """
    rows, columns = len(values), len(values[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    # Rows and columns count from 1; row 0 is none, column 0 is where each search begins.
    taken = [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], at = row, 0
        least, came = [float("inf")] * (columns + 1), [0] * (columns + 1)
        done = [False] * (columns + 1)
        while taken[at]:
            done[at] = True
            here = taken[at]
            for column in range(1, columns + 1):
                cost = -values[here - 1][column - 1] - of_row[here] - of_column[column]
                if not done[column] and cost < least[column]:
                    least[column], came[column] = cost, at
            step, best = min((least[column], column) for column in range(1, columns + 1) if not done[column])
            for column in range(columns + 1):
                if done[column]:
                    of_row[taken[column]] += step
                    of_column[column] -= step
                else:
                    least[column] -= step
            at = best
        while at:
            taken[at] = taken[came[at]]
            at = came[at]
    assigned = [0] * rows
    for column in range(1, columns + 1):
        if taken[column]:
            assigned[taken[column] - 1] = column - 1
    return assigned
