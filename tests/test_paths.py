"""The likeliest sequence of labels is that which trying all of them finds."""

from itertools import pairwise, product

import numpy as np
import pytest

from dateline.find.paths import find_path


def fits(path: tuple[int, ...]) -> bool:
    return all(b == 0 or b % 2 == 1 or a in (b - 1, b) for a, b in pairwise(path))


@pytest.mark.parametrize("seed", range(60))
def test_no_sequence_that_fits_is_likelier(seed: int) -> None:
    random = np.random.default_rng(seed)
    words, labels = int(random.integers(1, 7)), (3, 5)[seed % 2]
    scores = random.normal(size=(words, labels)) * (0.5, 1, 4)[seed % 3]
    tried = [path for path in product(range(labels), repeat=words) if fits(path)]
    likeliest = max(tried, key=lambda path: sum(scores[at, label] for at, label in enumerate(path)))
    assert tuple(find_path(scores).tolist()) == likeliest


def test_labels_that_fit_stay() -> None:
    scores = np.log([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1]])
    assert find_path(scores).tolist() == [0, 1, 2, 0]


def test_a_span_that_begins_in_its_middle_gets_a_beginning() -> None:
    scores = np.log([[0.5, 0.4, 0.1], [0.05, 0.05, 0.9]])
    assert find_path(scores).tolist() == [1, 2]


def test_a_stretch_that_is_mended_changes_the_one_before_it() -> None:
    # "B-B I-A I-A I-A": the three that go on are surer together than the one that begins another kind.
    scores = np.log(
        [[0.3, 0.1, 0.05, 0.4, 0.15]] + [[0.05, 0.02, 0.9, 0.02, 0.01]] * 3 + [[0.9, 0.03, 0.03, 0.02, 0.02]]
    )
    assert find_path(scores).tolist() == [1, 2, 2, 2, 0]
