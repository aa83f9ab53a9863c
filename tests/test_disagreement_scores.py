"""What the measurement of disagreements counts."""

from evaluation.disagreements import Key, Label, read_labels, score_pairs

FIRST: Key = ("4", "figure", "a.txt", 0, "b.txt", 7)
SECOND: Key = ("31", "figure", "a.txt", 0, "c.txt", 7)
THIRD: Key = ("31", "conflict", "a.txt", 3, "c.txt", 7)


def test_pairs_without_a_label_count_neither_way() -> None:
    labels = {FIRST: Label(FIRST, right=True), SECOND: Label(SECOND, right=False)}
    assert score_pairs([FIRST, SECOND, THIRD], labels) == {
        "pairs found": 3.0,
        "of them without a label": 1.0,
        "right, of the labelled": 0.5,
        "looked at: labelled": 1.0,
        "looked at: right": 1.0,
        "held back: labelled": 1.0,
        "held back: right": 0.0,
        "conflict: found": 1.0,
        "figure: found": 2.0,
        "figure: right": 0.5,
    }


def test_no_pair_is_labelled_twice() -> None:
    labels = read_labels()
    assert len({label.key for label in labels}) == len(labels) > 0
