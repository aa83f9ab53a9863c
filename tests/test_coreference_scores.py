"""The scores of chains, against examples worked out by hand."""

from collections.abc import Callable, Mapping
from itertools import permutations
from random import Random

import pytest

from evaluation.coreference_scores import (
    Score,
    _assign,
    score_b_cubed,
    score_ceaf_e,
    score_conll,
    score_muc,
)


def read_chains(*chains: str) -> dict[str, int]:
    """Read "abc" as one chain of three mentions."""
    return {mention: n for n, chain in enumerate(chains) for mention in chain}


# Key, response, then precision and recall of MUC, B³, CEAF-e.
WORKED = [
    pytest.param(
        read_chains("abc", "de"),
        read_chains("abc", "de"),
        ((1, 1), (1, 1), (1, 1)),
        id="all right",
    ),
    # Pradhan et al. 2014, their running example: key {a b c} {d e f g}, response {a b} {c d} {f g h i}.
    # MUC: links kept 1 + 0 + 1 of 1 + 1 + 3, and 1 + 1 of 2 + 3.
    # B³: (2 · 2/2 + 2 · 1/2 + 2 · 2/4) / 8, and (2 · 2/3 + 1/3 + 1/4 + 2 · 2/4) / 7.
    # CEAF-e: {a b} with {a b c} is 4/5, {f g h i} with {d e f g} 4/8.
    pytest.param(
        read_chains("abc", "defg"),
        read_chains("ab", "cd", "fghi"),
        ((2 / 5, 2 / 5), (4 / 8, 35 / 84), (1.3 / 3, 1.3 / 2)),
        id="the reference implementation's example",
    ),
    pytest.param(
        read_chains("abc", "de"),
        read_chains("abcde"),
        # MUC: one link of four is wrong. B³: (3 · 3/5 + 2 · 2/5) / 5. CEAF-e: the better pair is 6/8.
        ((3 / 4, 1), (13 / 25, 1), (3 / 4, 3 / 8)),
        id="two chains made one",
    ),
    pytest.param(
        read_chains("abc", "de"),
        read_chains("a", "b", "c", "d", "e"),
        # MUC: no link found. B³: (3 · 1/3 + 2 · 1/2) / 5. CEAF-e: 2/4 and 2/3.
        ((0, 0), (1, 2 / 5), ((1 / 2 + 2 / 3) / 5, (1 / 2 + 2 / 3) / 2)),
        id="nothing joined",
    ),
    pytest.param(read_chains("ab"), {}, ((0, 0), (0, 0), (0, 0)), id="nothing found"),
    pytest.param({}, read_chains("ab"), ((0, 0), (0, 0), (0, 0)), id="nothing meant"),
]


@pytest.mark.parametrize(("key", "response", "expected"), WORKED)
def test_scores_are_those_worked_out_by_hand(
    key: Mapping[str, int], response: Mapping[str, int], expected: tuple[tuple[float, float], ...]
) -> None:
    for score, (precision, recall) in zip((score_muc, score_b_cubed, score_ceaf_e), expected, strict=True):
        found = score(key, response)
        assert (found.precision, found.recall) == pytest.approx((precision, recall))


@pytest.mark.parametrize("score", [score_muc, score_b_cubed, score_ceaf_e])
def test_precision_is_recall_the_other_way_round(
    score: Callable[[Mapping[str, int], Mapping[str, int]], Score],
) -> None:
    left, right = read_chains("abc", "defg", "h"), read_chains("ab", "cd", "fgi")
    there, back = score(left, right), score(right, left)
    assert (there.precision, there.recall) == pytest.approx((back.recall, back.precision))


def test_conll_is_the_mean_of_the_three() -> None:
    key, response = read_chains("abc", "de"), read_chains("abcde")
    expected = (6 / 7 + 26 / 38 + 1 / 2) / 3
    assert score_conll(key, response) == pytest.approx(expected)


def test_the_assignment_is_the_best_of_all() -> None:
    random = Random(5)
    for rows, columns in ((1, 3), (2, 2), (3, 5), (5, 5)):
        values = [[random.choice((0.0, 0.2, random.random())) for _ in range(columns)] for _ in range(rows)]
        assigned = _assign(values)
        assert len(set(assigned)) == rows
        best = max(
            sum(values[row][column] for row, column in enumerate(one))
            for one in permutations(range(columns), rows)
        )
        assert sum(values[row][column] for row, column in enumerate(assigned)) == pytest.approx(best)
