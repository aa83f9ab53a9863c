"""Well-formed trees of whatever heads are guessed; what is well-formed stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.nlp.trees import grow_trees

RELATIONS = ("root", "nsubj", "obj", "punct", "dep")


@pytest.mark.parametrize(
    ("heads", "relations", "starts", "expected_heads", "expected_relations"),
    [
        # "Ferries sail ." "It rained ."
        (
            [1, -1, 1, 4, -1, 4],
            ["nsubj", "root", "punct", "nsubj", "root", "punct"],
            [0, 3],
            [1, -1, 1, 4, -1, 4],
            ["nsubj", "root", "punct", "nsubj", "root", "punct"],
        ),
        # The stop hangs on a word of the next sentence.
        ([1, -1, 4, 4, -1], ["nsubj", "root", "punct", "nsubj", "root"], [0, 3], [1, -1, 1, 4, -1], None),
        # Two roots: the first stays, the second hangs on it, nobody knows how.
        ([-1, 0, -1], ["root", "obj", "root"], [0], [-1, 0, 0], ["root", "obj", "dep"]),
        # A word that hangs on itself.
        ([1, -1, 2], ["nsubj", "root", "obl"], [0], [1, -1, 1], ["nsubj", "root", "obl"]),
        # A circle of two beside a root is cut at the one with more dependents.
        ([-1, 2, 1, 2], ["root", "obj", "obl", "case"], [0], [-1, 2, 0, 2], ["root", "obj", "obl", "case"]),
        # Nothing but a circle: the word on which most hang is the root.
        ([1, 2, 1], ["nsubj", "obj", "ccomp"], [0], [1, -1, 1], ["nsubj", "root", "ccomp"]),
        # A mark is no root where a word can be one.
        ([5, 5], ["punct", "nsubj"], [0], [1, -1], ["punct", "root"]),
        ([-1], ["punct"], [0], [-1], ["root"]),
        ([], [], [], [], []),
    ],
)
def test_trees_are_grown(
    heads: list[int],
    relations: list[str],
    starts: list[int],
    expected_heads: list[int],
    expected_relations: list[str] | None,
) -> None:
    assert grow_trees(heads, relations, starts) == (expected_heads, expected_relations or relations)


@given(st.data())
def test_whatever_is_guessed_each_sentence_is_one_tree(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    heads = data.draw(st.lists(st.integers(-1, count), min_size=count, max_size=count))
    relations = data.draw(st.lists(st.sampled_from(RELATIONS), min_size=count, max_size=count))
    starts = sorted({0, *data.draw(st.lists(st.integers(0, count - 1), max_size=3))})
    grown, named = grow_trees(heads, relations, starts)
    for start, end in zip(starts, [*starts[1:], count], strict=True):
        assert [named[word] == "root" for word in range(start, end)] == [
            grown[word] == -1 for word in range(start, end)
        ]
        assert sum(grown[word] == -1 for word in range(start, end)) == 1
        for word in range(start, end):
            at, steps = word, 0
            while grown[at] != -1:
                at, steps = grown[at], steps + 1
                assert start <= at < end
                assert steps <= count
    assert grow_trees(grown, named, starts) == (grown, named)
