"""Word pieces: features, and windows that hold every piece once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.nlp.pieces import (
    ALL_CAPS,
    CAPITALISED,
    LOWER,
    Pieces,
    cut_windows,
    find_case,
    mark_quoted,
)

CASES = [
    ("harbour", LOWER),
    ("Harbour", CAPITALISED),
    ("McVale", CAPITALISED),
    ("iPhone", CAPITALISED),
    ("NATO", ALL_CAPS),
    ("F16", ALL_CAPS),
    ("A", CAPITALISED),
    ("1984", LOWER),
    (",", LOWER),
]


@pytest.mark.parametrize(("word", "case"), CASES)
def test_the_case_of_a_word(word: str, case: int) -> None:
    assert find_case(word) == case


QUOTED = [
    # A dot for each character outside quotation marks, a q for each inside.
    ('He said "yes" twice', "........qqqqq......"),
    ("“Yes,” he said", "qqqqqq........"),
    ("“It goes on", "qqqqqqqqqqq"),
    ('He has 6" pipes', "..............."),
    ('("no")', ".qqqq."),
    ("It's the vales' boat", "...................."),
    ("He said: ''Yes.'' Then", ".........qqqqqqqq....."),
    ("He said 'yes' twice", "........qqqqq......"),
    ("‘It’s over,’ he said", "qqqqqqqqqqqq........"),
    ("‘It goes on", "qqqqqqqqqqq"),
    ("'It's over,' she said", "qqqqqqqqqqqq........."),
    ("in the '90s, the boats' crew", "............................"),
    ("the Vales' boat isn't 'new'", "......................qqqqq"),
]


@pytest.mark.parametrize(("paragraph", "marks"), QUOTED)
def test_what_stands_inside_quotation_marks(paragraph: str, marks: str) -> None:
    assert "".join(".q"[mark] for mark in mark_quoted(paragraph)) == marks


def make_pieces(lengths: list[int]) -> tuple[Pieces, str]:
    """Make pieces of one letter each, in paragraphs of the given lengths."""
    count = sum(lengths)
    starts = np.arange(count, dtype=np.int64)
    return (
        Pieces(
            ids=starts,
            offsets=np.stack([starts, starts + 1], axis=1),
            case=starts * 0,
            quoted=starts * 0,
            paragraph=np.repeat(np.arange(len(lengths)), lengths).astype(np.int64),
            opens_word=starts % 3 == 0,
        ),
        "a" * count,
    )


@given(st.lists(st.integers(0, 40), max_size=12), st.integers(6, 30))
def test_windows_hold_every_piece_once_and_no_more_than_there_is_room_for(
    lengths: list[int], room: int
) -> None:
    pieces, text = make_pieces(lengths)
    windows = list(cut_windows(pieces, text, room=room))
    assert [at for start, end in windows for at in range(start, end)] == list(range(len(pieces)))
    for start, end in windows:
        marks = len(set(pieces.paragraph[start:end].tolist())) - 1
        assert 0 < end - start + marks <= room


def test_windows_are_cut_between_paragraphs() -> None:
    pieces, text = make_pieces([4, 4, 4])
    assert list(cut_windows(pieces, text, room=10)) == [(0, 8), (8, 12)]


def test_a_long_paragraph_is_cut_after_a_stop() -> None:
    pieces, _ = make_pieces([20])
    text = "aaaaaaaaaaa.Aaaaaaaa"
    assert list(cut_windows(pieces, text, room=16)) == [(0, 12), (12, 20)]
