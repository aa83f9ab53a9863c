"""The labels of commitments, without the words they are about, and the figures made of them."""

import pytest

from evaluation.commitments import PARTS, read_rows, score_found, score_outcomes
from tests.marked import make_report
from tests.story import make_story

ROWS = read_rows()


def test_every_label_has_offsets_and_no_words() -> None:
    fields = {"text", "part", "start", "end", "kind", "may_be", "horizon", "story", "outcomes", "by"}
    for row in ROWS:
        assert set(row) <= fields
        if "start" in row:
            assert 0 <= row["start"] < row["end"]
        assert row.get("kind", "plan") in ("plan", "promise", "threat", "prediction", "denial")


def test_more_than_a_hundred_are_labelled_and_half_the_articles_held_out() -> None:
    found = [row for row in ROWS if "kind" in row and "may_be" not in row]
    assert len(found) > 100
    assert all(sum(row["part"] == part for row in found) > 50 for part in PARTS)
    held = {row["text"] for row in ROWS if row.get("part") == "held out"}
    assert not held & {row["text"] for row in ROWS if row.get("part") == "looked at"}


def test_figures_of_a_story_done_by_hand() -> None:
    wire = next(one for one in make_story() if one.report.path == "wire.txt")
    at = wire.report.text.index("open")
    right = {"text": "wire.txt", "part": "held out", "kind": "promise", "start": at, "end": at + 4}
    missed = {**right, "start": 0, "end": 3}
    figures = score_found("held out", [{**right, "horizon": [None, "2032-08-31"]}, missed], [wire])
    assert figures["found, held out, precision"] == pytest.approx(1.0)
    assert figures["found, held out, recall"] == pytest.approx(0.5)
    assert figures["horizons found, held out"] == pytest.approx(1.0)


def test_what_is_open_is_no_outcome() -> None:
    labels = [{"story": "sample", "text": "a.txt", "start": 0, "end": 3, "outcomes": ["reported_done"]}]
    figures = score_outcomes("sample", labels, [[make_report("a", "Rain fell.", published="2031-01-01")]])
    assert figures["outcomes, sample, given"] == 0
    assert figures["outcomes, sample, recall"] == 0
